package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out which functions of a contract write nothing, and that those do that must. */
final class ReadOnlyChecker implements ReadOnlyCheck {
  private final ClarityVersion version;
  private final AnalysisVocabulary vocabulary;
  private final Contracts contracts;

  /** The functions so far, and whether they write nothing. */
  private final Map<String, Boolean> functions = new HashMap<>();

  ReadOnlyChecker(ClarityVersion version, AnalysisVocabulary vocabulary, Contracts contracts) {
    this.version = version;
    this.vocabulary = vocabulary;
    this.contracts = contracts;
  }

  void check(SyntaxTree tree) {
    for (var form : tree.forms()) {
      try {
        checkTopLevel(form);
      } catch (CheckException e) {
        throw e.orAt(form);
      }
    }
  }

  private void checkTopLevel(Expression form) {
    var found = Definition.of(form);
    if (found.isEmpty()) {
      isReadOnly(form);
      return;
    }
    switch (found.get()) {
      case Definition.Constant constant -> isReadOnly(constant.value());
      case Definition.DataVar variable -> isReadOnly(variable.initial());
      case Definition.FungibleToken token -> token.supply().ifPresent(this::isReadOnly);
      case Definition.Function function -> checkFunction(function);
      case Definition.DataMap map -> {}
      case Definition.NonFungibleToken token -> {}
      case Definition.Trait trait -> {}
      case Definition.UsedTrait trait -> {}
      case Definition.ImplementedTrait trait -> {}
    }
  }

  private void checkFunction(Definition.Function function) {
    if (function.signature().isEmpty()) {
      throw CheckException.unplaced(CheckError.DEFINE_FUNCTION_BAD_SIGNATURE);
    }
    var name = Forms.name(function.signature().getFirst(), CheckError.BAD_FUNCTION_NAME);
    var writesNothing = isReadOnly(function.body());
    if (function.access() == Access.READ_ONLY && !writesNothing) {
      throw CheckException.unplaced(CheckError.WRITE_ATTEMPTED_IN_READ_ONLY);
    }
    functions.put(name, writesNothing);
  }

  @Override
  public boolean isReadOnly(Expression expression) {
    return !(expression instanceof ListForm form) || isApplicationReadOnly(form.items());
  }

  @Override
  public boolean areReadOnly(List<Expression> expressions) {
    var all = true;
    for (var expression : expressions) all &= isReadOnly(expression);
    return all;
  }

  @Override
  public boolean isApplicationReadOnly(List<Expression> application) {
    if (application.isEmpty()) throw CheckException.unplaced(CheckError.NON_FUNCTION_APPLICATION);
    var name = Forms.name(application.getFirst(), CheckError.NON_FUNCTION_APPLICATION);
    var arguments = Forms.rest(application);
    var word = vocabulary.word(name, version);
    if (word.isPresent()) {
      try {
        return word.get().isReadOnly(this, arguments);
      } catch (CheckException e) {
        // The official analysis names the outermost word around the fault, part by part.
        throw e.at(application);
      }
    }
    var function = functions.get(name);
    if (function == null) throw CheckException.unplaced(CheckError.unknownFunction(name));
    return areReadOnly(arguments) && function;
  }

  @Override
  public boolean isReadOnlyFunction(ContractPrincipal contract, String function) {
    return contracts
        .callable(contract, function)
        .filter(found -> found.access() == Access.READ_ONLY)
        .isPresent();
  }
}
