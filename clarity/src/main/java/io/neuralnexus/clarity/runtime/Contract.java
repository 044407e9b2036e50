package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.syntax.Expression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The code of a contract: immutable, shared by the chains that have it. What it keeps on a chain is
 * in slots, which are numbered here.
 */
public final class Contract {
  private final ContractAnalysis analysis;
  private final String source;
  private final int sourceLength;
  private final Vocabulary vocabulary;
  private final Network network;
  private final ChainProfile profile;
  private final Map<String, Integer> constants = new LinkedHashMap<>();
  private final Map<String, Integer> dataVars = new LinkedHashMap<>();
  private final Map<String, Integer> maps = new LinkedHashMap<>();
  private final Map<String, Integer> fungibleTokens = new LinkedHashMap<>();
  private final Map<String, Integer> nonFungibleTokens = new LinkedHashMap<>();
  private final Map<String, Expression.ListForm> functionForms = new LinkedHashMap<>();
  private final boolean readable;
  private final Optional<Stacking> stacking;
  private final Map<Epoch, Map<String, UserFunction>> linked = new ConcurrentHashMap<>();

  /** The same for those who watch. */
  private final Map<Epoch, Map<String, UserFunction>> watched = new ConcurrentHashMap<>();

  /** The code of a contract that checks. */
  public Contract(
      ContractAnalysis analysis,
      String source,
      Vocabulary vocabulary,
      Network network,
      ChainProfile profile) {
    this.analysis = analysis;
    this.source = source;
    this.sourceLength = source.getBytes(StandardCharsets.UTF_8).length;
    this.vocabulary = vocabulary;
    this.network = network;
    this.profile = profile;
    this.stacking = Stacking.of(analysis.contract(), network);
    number(analysis.constants().keySet(), constants);
    number(analysis.dataVars().keySet(), dataVars);
    number(analysis.maps().keySet(), maps);
    number(analysis.fungibleTokens(), fungibleTokens);
    number(analysis.nonFungibleTokens().keySet(), nonFungibleTokens);
    for (var form : analysis.tree().forms()) {
      Definition.function(form).ifPresent(list -> functionForms.put(Definition.name(list), list));
    }
    readable =
        profile == ChainProfile.MAINNET
            || functionForms.values().stream()
                .allMatch(form -> StoredForm.canHoldBody(form.items().get(2)));
  }

  private static void number(Iterable<String> names, Map<String, Integer> slots) {
    for (var name : names) slots.put(name, slots.size());
  }

  /** Who it is. */
  public ContractPrincipal id() {
    return analysis.contract();
  }

  /** What the analysis found. */
  public ContractAnalysis analysis() {
    return analysis;
  }

  /** Its text. */
  public String source() {
    return source;
  }

  /** The bytes of its text, comments included. */
  int sourceLength() {
    return sourceLength;
  }

  /** The version of the language it is written in. */
  public ClarityVersion version() {
    return analysis.version();
  }

  /** Whose rules it is linked by. */
  ChainProfile profile() {
    return profile;
  }

  /** The slot of a constant. */
  public Optional<Integer> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** The slot of a data variable. */
  public Optional<Integer> dataVar(String name) {
    return Optional.ofNullable(dataVars.get(name));
  }

  /** The slot of a data map. */
  public Optional<Integer> map(String name) {
    return Optional.ofNullable(maps.get(name));
  }

  /** The slot of a fungible token. */
  public Optional<Integer> fungibleToken(String name) {
    return Optional.ofNullable(fungibleTokens.get(name));
  }

  /** The slot of a non-fungible token. */
  public Optional<Integer> nonFungibleToken(String name) {
    return Optional.ofNullable(nonFungibleTokens.get(name));
  }

  List<String> constantNames() {
    return new ArrayList<>(constants.keySet());
  }

  /** The version of PoX that it is, if it is one. */
  Optional<Stacking> stacking() {
    return stacking;
  }

  /** Whether its functions can be read again; on mainnet all can. */
  boolean isReadable() {
    return readable;
  }

  /** A function as it runs in an epoch. */
  public Optional<UserFunction> function(String name, Epoch epoch) {
    return function(name, epoch, false);
  }

  /** A function as it runs in an epoch, watched or not. */
  Optional<UserFunction> function(String name, Epoch epoch, boolean isWatched) {
    return Optional.ofNullable(functions(epoch, isWatched).get(name));
  }

  private Map<String, UserFunction> functions(Epoch epoch, boolean isWatched) {
    var all = isWatched ? watched : linked;
    var functions = all.get(epoch);
    return functions != null
        ? functions
        : all.computeIfAbsent(epoch, each -> link(each, isWatched));
  }

  private Map<String, UserFunction> link(Epoch epoch, boolean isWatched) {
    var functions = new HashMap<String, UserFunction>();
    var linker = linker(epoch, isWatched, functions);
    functionForms.forEach(
        (name, form) -> {
          var found = analysis.functions().get(name);
          functions.put(name, new UserFunction(name, found.access(), found.signature(), linker));
        });
    functionForms.forEach((name, form) -> linker.defineFunction(functions.get(name), form));
    return functions;
  }

  /** Links the forms on the top level, for the epoch of the deployment. */
  Linker linker(Epoch epoch, boolean isWatched) {
    return linker(epoch, isWatched, functions(epoch, isWatched));
  }

  private Linker linker(Epoch epoch, boolean isWatched, Map<String, UserFunction> functions) {
    var numbers =
        isWatched
            ? Optional.of(analysis.tree().numbers())
            : Optional.<Map<Expression, Integer>>empty();
    return new Linker(this, epoch, network, vocabulary, functions, numbers);
  }
}
