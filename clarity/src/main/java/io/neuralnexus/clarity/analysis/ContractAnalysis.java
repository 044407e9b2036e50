package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

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
 * @param prints the type of each expression that it prints
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
    Set<TraitIdentifier> implemented,
    Map<Expression, TypeSignature> prints) {

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
    prints = copy(prints);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map) {
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
}
