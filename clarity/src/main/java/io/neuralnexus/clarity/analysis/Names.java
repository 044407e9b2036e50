package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.analysis.ContractAnalysis.MapType;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a contract has defined so far. */
final class Names implements TypeCheck.Definitions {
  private final ContractPrincipal contract;
  private final ClarityVersion version;
  private final Contracts contracts;
  private final Map<String, ContractAnalysis.Function> functions = new LinkedHashMap<>();
  private final Map<String, TypeSignature> constants = new LinkedHashMap<>();
  private final Map<String, TypeSignature> dataVars = new LinkedHashMap<>();
  private final Map<String, MapType> maps = new LinkedHashMap<>();
  private final Set<String> fungibleTokens = new LinkedHashSet<>();
  private final Map<String, TypeSignature> nonFungibleTokens = new LinkedHashMap<>();
  private final Set<TraitIdentifier> implemented = new LinkedHashSet<>();
  private final Map<Expression, TypeSignature> prints = new LinkedHashMap<>();

  /** Clarity 1 tells traits apart by their names alone. */
  private final Map<String, TraitSignature> traitsOfVersion1 = new LinkedHashMap<>();

  private final Map<TraitIdentifier, TraitSignature> traits = new LinkedHashMap<>();
  private final Set<String> traitNames = new HashSet<>();

  Names(ContractPrincipal contract, ClarityVersion version, Contracts contracts) {
    this.contract = contract;
    this.version = version;
    this.contracts = contracts;
  }

  private boolean isVersion1() {
    return version == ClarityVersion.CLARITY_1;
  }

  /**
   * Fails if a name is reserved or taken. Names of read-only functions are not: the VM refuses them
   * when it deploys the contract.
   *
   * @throws CheckException without a place
   */
  void requireFree(String name) {
    if (name.equals("block-height") && version.compareTo(ClarityVersion.CLARITY_3) >= 0) {
      throw CheckException.unplaced(CheckError.reservedWord(name));
    }
    var function = functions.get(name);
    if (function != null && function.access() != Access.READ_ONLY
        || constants.containsKey(name)
        || dataVars.containsKey(name)
        || maps.containsKey(name)
        || fungibleTokens.contains(name)
        || nonFungibleTokens.containsKey(name)
        || traitNames.contains(name)) {
      throw CheckException.unplaced(CheckError.nameAlreadyUsed(name));
    }
  }

  void addFunction(String name, Access access, FunctionSignature signature) {
    requireFree(name);
    functions.put(name, new ContractAnalysis.Function(access, signature));
  }

  void addConstant(String name, TypeSignature type) {
    requireFree(name);
    constants.put(name, type);
  }

  void addDataVar(String name, TypeSignature type) {
    requireFree(name);
    dataVars.put(name, type);
  }

  void addMap(String name, MapType type) {
    requireFree(name);
    maps.put(name, type);
  }

  void addFungibleToken(String name) {
    requireFree(name);
    fungibleTokens.add(name);
  }

  void addNonFungibleToken(String name, TypeSignature type) {
    requireFree(name);
    nonFungibleTokens.put(name, type);
  }

  /** A trait that this contract defines, or uses by a name of its own. */
  void addTrait(String name, TraitIdentifier trait, TraitSignature signature) {
    if (version.compareTo(ClarityVersion.CLARITY_3) >= 0) requireFree(name);
    if (isVersion1()) {
      traitsOfVersion1.put(trait.name(), signature);
      traitNames.add(trait.name());
    } else {
      traits.put(trait, signature);
      traitNames.add(name);
    }
  }

  void addImplemented(TraitIdentifier trait) {
    implemented.add(trait);
  }

  void addPrint(Expression value, TypeSignature type) {
    prints.put(value, type);
  }

  TraitIdentifier ownTrait(String name) {
    return new TraitIdentifier(contract, name);
  }

  boolean isOfThisContract(TraitIdentifier trait) {
    return trait.contract().equals(contract);
  }

  Optional<ContractAnalysis.Function> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  @Override
  public Optional<TypeSignature> dataVar(String name) {
    return Optional.ofNullable(dataVars.get(name));
  }

  @Override
  public Optional<MapType> map(String name) {
    return Optional.ofNullable(maps.get(name));
  }

  @Override
  public boolean hasFungibleToken(String name) {
    return fungibleTokens.contains(name);
  }

  @Override
  public Optional<TypeSignature> nonFungibleToken(String name) {
    return Optional.ofNullable(nonFungibleTokens.get(name));
  }

  @Override
  public Optional<TypeSignature> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  @Override
  public Optional<TraitSignature> trait(TraitIdentifier trait) {
    return Optional.ofNullable(
        isVersion1() ? traitsOfVersion1.get(trait.name()) : traits.get(trait));
  }

  @Override
  public Optional<FunctionSignature> publicFunction(ContractPrincipal other, String function) {
    return contracts.callable(other, function).map(ContractAnalysis.Function::signature);
  }

  /** What is known when all is checked. */
  ContractAnalysis analysis(SyntaxTree tree, ClarityVersion declared, Epoch epoch) {
    var defined = new LinkedHashMap<>(traitsOfVersion1);
    traits.forEach(
        (trait, signature) -> {
          if (isOfThisContract(trait)) defined.put(trait.name(), signature);
        });
    return new ContractAnalysis(
        contract,
        declared,
        epoch,
        tree,
        functions,
        constants,
        dataVars,
        maps,
        fungibleTokens,
        nonFungibleTokens,
        defined,
        implementedInOrder(),
        prints);
  }

  /** The official analysis checks them by name. */
  private Set<TraitIdentifier> implementedInOrder() {
    var ordered =
        new TreeSet<TraitIdentifier>(
            Comparator.comparing(TraitIdentifier::name)
                .thenComparing(trait -> trait.contract().issuer().version())
                .thenComparing(trait -> trait.contract().issuer().hash().toString())
                .thenComparing(trait -> trait.contract().name()));
    ordered.addAll(implemented);
    return ordered;
  }
}
