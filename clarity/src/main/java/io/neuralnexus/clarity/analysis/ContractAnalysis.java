package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Variable;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A contract that checks.
 *
 * @param contract which contract
 * @param version the version of the language it is written in
 * @param epoch the epoch it was analysed in
 * @param tree its source
 * @param functions all functions by name
 * @param constants their types
 * @param dataVars their types
 * @param maps their types
 * @param fungibleTokens their names
 * @param nonFungibleTokens the types of their ids
 * @param traits the traits it defines
 * @param implemented the traits it promises to keep
 */
public record ContractAnalysis(
    ContractPrincipal contract,
    ClarityVersion version,
    Epoch epoch,
    SyntaxTree tree,
    Map<String, Function> functions,
    Map<String, TypeSignature> constants,
    Map<String, TypeSignature> dataVars,
    Map<String, MapType> maps,
    Set<String> fungibleTokens,
    Map<String, TypeSignature> nonFungibleTokens,
    Map<String, TraitSignature> traits,
    Set<TraitIdentifier> implemented) {

  /** Copies the collections, which keep their order. */
  public ContractAnalysis {
    functions = copy(functions);
    constants = copy(constants);
    dataVars = copy(dataVars);
    maps = copy(maps);
    fungibleTokens = Collections.unmodifiableSet(new LinkedHashSet<>(fungibleTokens));
    nonFungibleTokens = copy(nonFungibleTokens);
    traits = copy(traits);
    implemented = Collections.unmodifiableSet(new LinkedHashSet<>(implemented));
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** What others may see of it, in the order in which the official tools list it. */
  public ContractInterface contractInterface() {
    return PublicView.of(this);
  }

  /** A function: who may call it, what it takes and answers. */
  public record Function(Access access, FunctionSignature signature) {}

  /** The types of a data map. */
  public record MapType(TypeSignature key, TypeSignature value) {}

  /** What the contract offers and keeps, as the official tools tell it. */
  public ContractInterface contractInterface() {
    var byAccess = new ArrayList<ContractInterface.Function>();
    for (var access : List.of(Access.PRIVATE, Access.PUBLIC, Access.READ_ONLY)) {
      new TreeMap<>(functions)
          .forEach(
              (name, function) -> {
                if (function.access() == access) byAccess.add(described(name, function));
              });
    }
    var variables = new ArrayList<ContractInterface.Variable>();
    new TreeMap<>(constants)
        .forEach((name, type) -> variables.add(new Variable(name, type, Variable.Kind.CONSTANT)));
    new TreeMap<>(dataVars)
        .forEach((name, type) -> variables.add(new Variable(name, type, Variable.Kind.VARIABLE)));
    var mapEntries = new ArrayList<ContractInterface.MapEntry>();
    new TreeMap<>(maps)
        .forEach(
            (name, type) ->
                mapEntries.add(new ContractInterface.MapEntry(name, type.key(), type.value())));
    var pieces = new ArrayList<ContractInterface.NonFungibleToken>();
    new TreeMap<>(nonFungibleTokens)
        .forEach((name, type) -> pieces.add(new ContractInterface.NonFungibleToken(name, type)));
    var exact =
        new ContractInterface(
            byAccess,
            variables,
            mapEntries,
            List.copyOf(new TreeSet<>(fungibleTokens)),
            pieces,
            epoch,
            version);
    // Interfaces do not tell which trait a contract must keep.
    return ContractInterface.fromJson(exact.toJson());
  }

  private static ContractInterface.Function described(String name, Function function) {
    var arguments =
        function.signature().parameters().stream()
            .map(each -> new ContractInterface.Argument(each.name(), each.type()))
            .toList();
    return new ContractInterface.Function(
        name, function.access(), arguments, function.signature().returns());
  }
}
