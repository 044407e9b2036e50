package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.ContractLiteralType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.analysis.ContractAnalysis.MapType;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import io.neuralnexus.clarity.typing.TypeMismatch;
import io.neuralnexus.clarity.typing.Typing;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the types of all that a contract consists of. What an application of a word is worth, the
 * word itself says ({@link TypeCheck.Word}); here is what words do not know of: definitions, names,
 * functions of the contract, traits.
 *
 * <p>Before epoch 2.1, all contracts are checked as Clarity 1, with simpler rules for traits.
 */
final class TypeChecker {
  private final Epoch epoch;
  private final ClarityVersion version;
  private final AnalysisVocabulary vocabulary;
  private final Contracts contracts;
  private final Names names;
  private final FunctionTyping functionTyping;
  private final TraitRules traitRules;

  /** What early returns of the function that is being checked answer. */
  private Optional<TypeSignature> returned = Optional.empty();

  private boolean isInFunction;

  TypeChecker(
      ContractPrincipal contract,
      ClarityVersion version,
      Epoch epoch,
      AnalysisVocabulary vocabulary,
      Contracts contracts) {
    this.epoch = epoch;
    this.version = isModern(epoch) ? version : ClarityVersion.CLARITY_1;
    this.vocabulary = vocabulary;
    this.contracts = contracts;
    this.names = new Names(contract, this.version, contracts);
    this.functionTyping = new FunctionTyping(this.version, epoch);
    this.traitRules = new TraitRules(contracts, names);
  }

  private static boolean isModern(Epoch epoch) {
    return epoch.compareTo(Epoch.EPOCH_2_1) >= 0;
  }

  private boolean isAtLeast(ClarityVersion since) {
    return version.compareTo(since) >= 0;
  }

  /** Checks a contract that is written in a version of the language. */
  ContractAnalysis check(SyntaxTree tree, ClarityVersion declared) {
    var scope = Scope.outermost();
    for (var form : tree.forms()) {
      placed(
          form,
          () -> {
            var definition = Definition.of(form);
            definition.ifPresentOrElse(found -> define(found, scope), () -> check(form, scope));
            return definition;
          });
    }
    return names.analysis(tree, declared, epoch);
  }

  /** Gives a place to errors that have none. */
  private static <T> T placed(Expression place, Supplier<T> check) {
    try {
      return check.get();
    } catch (CheckException e) {
      throw e.orAt(place);
    } catch (LimitException e) {
      throw CheckException.unplaced(CheckError.of(e)).orAt(place);
    } catch (TypeMismatch e) {
      throw CheckException.unplaced(CheckError.of(e)).orAt(place);
    }
  }

  private void define(Definition definition, Scope scope) {
    switch (definition) {
      case Definition.Constant(var name, var value) -> names.addConstant(name, check(value, scope));
      case Definition.DataVar(var name, var typeExpression, var initial) -> {
        var type = typeOr(typeExpression, CheckError.DEFINE_VARIABLE_BAD_SIGNATURE);
        checkExpecting(initial, scope, type);
        names.addDataVar(name, type);
      }
      case Definition.DataMap(var name, var key, var value) -> {
        var keyType = typeOr(key, CheckError.BAD_MAP_TYPE_DEFINITION);
        var valueType = typeOr(value, CheckError.BAD_MAP_TYPE_DEFINITION);
        names.addMap(name, new MapType(keyType, valueType));
      }
      case Definition.Function function -> define(function, scope);
      case Definition.FungibleToken(var name, var supply) -> {
        supply.ifPresent(amount -> checkExpecting(amount, scope, TypeSignature.UINT));
        names.addFungibleToken(name);
      }
      case Definition.NonFungibleToken(var name, var type) ->
          names.addNonFungibleToken(name, typeOr(type, CheckError.DEFINE_NFT_BAD_SIGNATURE));
      case Definition.Trait(var name, var functions) ->
          names.addTrait(
              name, names.ownTrait(name), TypeExpressions.trait(functions, version, epoch));
      case Definition.UsedTrait(var name, var trait) ->
          names.addTrait(
              name,
              trait,
              contracts
                  .trait(trait)
                  .orElseThrow(
                      () -> CheckException.unplaced(CheckError.traitReferenceUnknown(name))));
      case Definition.ImplementedTrait(var trait) -> names.addImplemented(trait);
    }
  }

  private static TypeSignature typeOr(Expression expression, CheckError otherwise) {
    try {
      return TypeExpressions.parse(expression);
    } catch (CheckException e) {
      throw CheckException.unplaced(otherwise);
    }
  }

  private void define(Definition.Function function, Scope outer) {
    var signature = function.signature();
    Forms.requireAtLeast(1, signature);
    var parameterForms = Forms.rest(signature);
    if (TypeExpressions.limitsMembers(epoch)) TypeExpressions.requireFewParameters(parameterForms);
    var name = Forms.name(signature.getFirst(), CheckError.BAD_FUNCTION_NAME);
    var parameters = TypeExpressions.pairs(parameterForms, CheckError.Binding.PARAMETER);
    var scope = outer.inner();
    for (var parameter : parameters) {
      names.requireFree(parameter.name());
      if (parameter.type() instanceof TraitType(var trait)) {
        scope.addTrait(parameter.name(), trait);
      } else scope.addVariable(parameter.name(), parameter.type());
    }
    var returns = checkBody(function.body(), scope);
    if (function.access() == Access.PUBLIC && !(returns instanceof ResponseType)) {
      throw CheckException.unplaced(CheckError.publicFunctionMustReturnResponse(returns));
    }
    names.addFunction(name, function.access(), new FunctionSignature(parameters, returns));
  }

  private TypeSignature checkBody(Expression body, Scope scope) {
    isInFunction = true;
    var type = check(body, scope);
    var common = returned.map(early -> commonReturn(early, type)).orElse(type);
    returned = Optional.empty();
    isInFunction = false;
    return isModern(epoch) ? Typing.concretize(common) : common;
  }

  private TypeSignature commonReturn(TypeSignature one, TypeSignature other) {
    return supertypeOr(one, other, CheckError.returnTypesMustMatch(one, other));
  }

  private TypeSignature supertypeOr(TypeSignature one, TypeSignature other, CheckError otherwise) {
    try {
      return Typing.requireSupertype(one, other, epoch);
    } catch (TypeMismatch | LimitException e) {
      throw CheckException.unplaced(otherwise);
    }
  }

  /** The type of an expression. */
  private TypeSignature check(Expression expression, Scope scope) {
    return placed(expression, () -> type(expression, scope));
  }

  private TypeSignature type(Expression expression, Scope scope) {
    return switch (expression) {
      case Literal literal ->
          isModern(epoch) && literal.value() instanceof ContractPrincipal contract
              ? new ContractLiteralType(contract)
              : literal.value().type();
      case Atom atom -> variable(atom.name(), scope);
      case ListForm form -> application(form, scope);
      case TraitName name -> throw misplacedTrait();
      case Field field -> throw misplacedTrait();
    };
  }

  private static CheckException misplacedTrait() {
    return CheckException.unplaced(CheckError.UNEXPECTED_TRAIT_OR_FIELD_REFERENCE);
  }

  private TypeSignature variable(String name, Scope scope) {
    return vocabulary
        .variableType(name, version)
        .or(() -> names.constant(name))
        .or(() -> scope.trait(name).map(TraitType::new))
        .or(() -> scope.variable(name))
        .orElseThrow(() -> CheckException.unplaced(CheckError.undefinedVariable(name)));
  }

  private TypeSignature application(ListForm form, Scope scope) {
    if (form.items().isEmpty()) throw CheckException.unplaced(CheckError.NON_FUNCTION_APPLICATION);
    var name = Forms.name(form.items().getFirst(), CheckError.NON_FUNCTION_APPLICATION);
    var word = vocabulary.word(name, version);
    if (word.isPresent()) return word.get().check(new Application(form, scope));
    var function =
        names
            .function(name)
            .orElseThrow(() -> CheckException.unplaced(CheckError.unknownFunction(name)))
            .signature();
    // Too few or too many arguments are left for the VM to refuse, as by the official analysis.
    var arguments = Forms.rest(form.items());
    var count = Math.min(arguments.size(), function.parameters().size());
    for (int i = 0; i < count; i++) {
      checkExpecting(arguments.get(i), scope, function.parameters().get(i).type());
    }
    return function.returns();
  }

  private TypeSignature checkExpecting(Expression expression, Scope scope, TypeSignature expected) {
    if (isAtLeast(ClarityVersion.CLARITY_2)) {
      return placed(
          expression,
          () -> {
            traitRules.requireType(expected, type(expression, scope));
            return expected;
          });
    }
    if (expected instanceof TraitType(var trait)
        && expression instanceof Literal literal
        && literal.value() instanceof ContractPrincipal contract) {
      requireKept(contract, trait);
      return expected;
    }
    var found = check(expression, scope);
    if (!Typing.admits(expected, found, epoch)) {
      throw CheckException.unplaced(CheckError.typeError(expected, found)).orAt(expression);
    }
    return found;
  }

  private void requireKept(ContractPrincipal contract, TraitIdentifier trait) {
    var analysis = contracts.require(contract);
    var signature =
        contracts
            .trait(trait)
            .orElseThrow(
                () ->
                    CheckException.unplaced(
                        CheckError.noSuchTrait(trait.contract().toString(), trait.name())));
    TraitRules.requireKept(analysis, trait, signature, epoch);
  }

  /** An application of a word, in a scope. */
  private final class Application implements TypeCheck.Application {
    private final ListForm form;
    private final Scope scope;

    Application(ListForm form, Scope scope) {
      this.form = form;
      this.scope = scope;
    }

    @Override
    public ListForm form() {
      return form;
    }

    @Override
    public List<Expression> arguments() {
      return Forms.rest(form.items());
    }

    @Override
    public ClarityVersion version() {
      return version;
    }

    @Override
    public Epoch epoch() {
      return epoch;
    }

    @Override
    public void requireArguments(int count) {
      Forms.requireCount(count, arguments());
    }

    @Override
    public void requireAtLeast(int count) {
      Forms.requireAtLeast(count, arguments());
    }

    @Override
    public void requireAtMost(int count) {
      Forms.requireAtMost(count, arguments());
    }

    @Override
    public TypeSignature check(int argument) {
      return check(arguments().get(argument));
    }

    @Override
    public TypeSignature check(Expression expression) {
      return TypeChecker.this.check(expression, scope);
    }

    @Override
    public TypeSignature checkExpecting(Expression expression, TypeSignature expected) {
      return TypeChecker.this.checkExpecting(expression, scope, expected);
    }

    @Override
    public TypeSignature checkStatements(List<Expression> statements) {
      if (statements.isEmpty()) throw error(CheckError.CHECKER_IMPLEMENTATION_FAILURE);
      var types = statements.stream().map(this::check).toList();
      if (types.subList(0, types.size() - 1).stream().anyMatch(ResponseType.class::isInstance)) {
        throw error(CheckError.UNCHECKED_INTERMEDIARY_RESPONSES);
      }
      return types.getLast();
    }

    @Override
    public TypeSignature checkFunction(FunctionType type) {
      return applyFunction(type, arguments().stream().map(this::check).toList());
    }

    @Override
    public TypeSignature applyFunction(FunctionType type, List<TypeSignature> arguments) {
      return functionTyping.apply(type, arguments);
    }

    @Override
    public String name(int argument, CheckError otherwise) {
      return Forms.name(arguments().get(argument), otherwise);
    }

    @Override
    public TypeCheck.Application inner() {
      return new Application(form, scope.inner());
    }

    @Override
    public void requireFree(String name) {
      names.requireFree(name);
      if (scope.variable(name).isPresent()) throw error(CheckError.nameAlreadyUsed(name));
    }

    @Override
    public void bind(String name, TypeSignature type) {
      requireFree(name);
      if (type instanceof TraitType(var trait) && isAtLeast(ClarityVersion.CLARITY_2)) {
        scope.addTrait(name, trait);
      } else scope.addVariable(name, type);
    }

    @Override
    public Optional<TraitIdentifier> traitOf(String name) {
      return scope.trait(name);
    }

    @Override
    public void returns(TypeSignature type) {
      if (isInFunction) {
        returned = Optional.of(returned.map(early -> commonReturn(early, type)).orElse(type));
      }
    }

    @Override
    public void prints(TypeSignature type) {
      names.addPrint(arguments().getFirst(), type);
    }

    @Override
    public TypeSignature parseType(Expression expression) {
      return TypeExpressions.parse(expression);
    }

    @Override
    public FunctionType functionNamed(String name) {
      var word = vocabulary.word(name, version);
      return (word.isPresent()
              ? word.get().functionType(epoch)
              : names.function(name).map(TypeChecker::typeOf))
          .orElseThrow(() -> error(CheckError.illegalOrUnknownFunctionApplication(name)));
    }

    @Override
    public TypeCheck.Definitions definitions() {
      return names;
    }

    @Override
    public TypeSignature leastSupertype(TypeSignature one, TypeSignature other) {
      return Typing.requireSupertype(one, other, epoch);
    }

    @Override
    public TypeSignature leastSupertype(
        TypeSignature one, TypeSignature other, CheckError otherwise) {
      return supertypeOr(one, other, otherwise);
    }

    @Override
    public boolean admits(TypeSignature type, TypeSignature other) {
      return Typing.admits(type, other, epoch);
    }

    @Override
    public CheckException error(CheckError error) {
      return error(error, form);
    }

    @Override
    public CheckException error(CheckError error, Expression place) {
      return CheckException.unplaced(error).orAt(place);
    }
  }

  private static FunctionType typeOf(ContractAnalysis.Function function) {
    return new FunctionType.Fixed(
        function.signature().parameters(), function.signature().returns());
  }
}
