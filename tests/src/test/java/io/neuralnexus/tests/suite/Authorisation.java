package io.neuralnexus.tests.suite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Event.NftBurn;
import io.neuralnexus.clarinet.Event.NftTransfer;
import io.neuralnexus.clarinet.Event.StxTransfer;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.Snapshot;
import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Function;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.CostPage;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.LicenceToken;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import io.neuralnexus.tests.contracts.ZkVerification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Who may call the public functions of one contract, what everybody else gets, and the proof: in a
 * state in which the rightful caller succeeds, each kind of caller makes the same call, so that a
 * refusal is for the caller alone.
 */
final class Authorisation {
  /** In the order of the columns of docs/authorisation.md. */
  enum Caller {
    RIGHTFUL("its rightful caller"),
    OTHER("another user"),
    BETWEEN("its rightful caller through an unlisted contract"),
    UNLISTED("an unlisted contract as itself"),
    LISTED("its rightful caller through a listed contract"),
    PAUSED("its rightful caller in a pause"),
    DEPLOYER("the deployer after the bootstrap");

    private final String words;

    Caller(String words) {
      this.words = words;
    }
  }

  /** A call that succeeds: who signs it, and what with. */
  record Call(StandardPrincipal by, List<Value> arguments) {}

  static Call by(StandardPrincipal signer, Value... arguments) {
    return new Call(signer, List.of(arguments));
  }

  /**
   * Who may call a function.
   *
   * @param who the rightful caller, in words
   * @param listed whether that is a contract with a role, and not an account
   * @param refusals what each kind of caller gets that may not
   */
  record Rule(String who, boolean listed, Map<Caller, ContractError> refusals) {
    Rule {
      refusals = Map.copyOf(refusals);
    }

    /** The same, but this kind of caller is refused with this error. */
    Rule refused(Caller caller, ContractError error) {
      return changed(changed -> changed.put(caller, error));
    }

    /** The same, but this kind of caller may. */
    Rule allowed(Caller caller) {
      return changed(changed -> changed.remove(caller));
    }

    private Rule changed(Consumer<Map<Caller, ContractError>> change) {
      var changed = new EnumMap<Caller, ContractError>(Caller.class);
      changed.putAll(refusals);
      change.accept(changed);
      return new Rule(who, listed, changed);
    }

    /** The same, but not in a pause. */
    Rule paused(ContractError error) {
      return refused(Caller.PAUSED, error);
    }

    private static Rule of(String who, boolean listed, ContractError error, Caller... refused) {
      var rule = new Rule(who, listed, Map.of());
      for (var caller : refused) rule = rule.refused(caller, error);
      return rule;
    }

    private Optional<ContractError> answer(Caller caller) {
      return Optional.ofNullable(refusals.get(caller));
    }
  }

  /** Whoever it is, directly or through any contract. */
  static Rule anyone() {
    return new Rule("anyone", false, Map.of());
  }

  /** Whoever it is, contracts as themselves included, but nobody in another's name. */
  static Rule anyoneDirectly(ContractError error) {
    return Rule.of("anyone, directly", false, error, Caller.BETWEEN, Caller.LISTED);
  }

  /** One account, directly. */
  static Rule only(String who, ContractError error) {
    return Rule.of(
        who,
        false,
        error,
        Caller.OTHER,
        Caller.BETWEEN,
        Caller.UNLISTED,
        Caller.LISTED,
        Caller.DEPLOYER);
  }

  /** Any contract with a role. */
  static Rule role(String role, ContractError error) {
    return Rule.of(
        "role `" + role + "`",
        true,
        error,
        Caller.OTHER,
        Caller.BETWEEN,
        Caller.UNLISTED,
        Caller.DEPLOYER);
  }

  /** The one contract that opened what the call is about. */
  static Rule opener(String role, ContractError error) {
    var rule = role(role, error).refused(Caller.LISTED, error);
    return new Rule("the `" + role + "` that opened it", true, rule.refusals());
  }

  private record Entry(String function, Rule rule, Supplier<Call> scene) {}

  private static final String LISTED = "listed";
  private static final String RIVAL = "rival-listed";
  private static final String BETWEEN = "between";
  private static final String ITSELF = "itself";

  private static final boolean CHEAP_RETURN = SimnetOptions.defaults().engine() == Engine.JVM;

  private static final List<ContractError> ERRORS =
      Stream.<ContractError[]>of(
              Governance.Error.values(),
              Compensation.Error.values(),
              DataRights.Error.values(),
              ZkVerification.Error.values(),
              ComputationVerification.Error.values(),
              ModelRegistry.Error.values(),
              LicenceToken.Error.values(),
              Marketplace.Error.values(),
              NeuralTrainingMarket.Error.values())
          .flatMap(Arrays::stream)
          .toList();

  private final SuiteStage stage;
  private final String contract;
  private final List<String> rolesGiven;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> taken = new HashMap<>();
  private final Map<String, ExecutionCost> costs = new TreeMap<>();
  private final StandardPrincipal stranger =
      new StandardPrincipal(
          StandardPrincipal.TESTNET_SINGLE_SIG, SuiteStage.sha256("stranger").slice(0, 20));

  /** The contracts are deployed; nothing is wired. */
  private Optional<Snapshot> beforeTheBootstrap = Optional.empty();

  /**
   * @param rolesGiven what the listed contracts may do
   */
  Authorisation(SuiteStage stage, String contract, String... rolesGiven) {
    this.stage = stage;
    this.contract = contract;
    this.rolesGiven = List.of(rolesGiven);
  }

  /** Deploys the contracts that stand in between; the roles with theirs. */
  List<FinishBootstrapRoles> roles(Collection<FinishBootstrapRoles> others) {
    var roles = new ArrayList<>(others);
    for (var name : List.of(LISTED, RIVAL)) {
      var deployed = Relay.deploy(stage.chain, name, contract);
      rolesGiven.forEach(role -> roles.add(new FinishBootstrapRoles(role, deployed)));
    }
    Relay.deploy(stage.chain, BETWEEN, contract);
    var itself = Relay.deployItself(stage.chain, ITSELF, contract);
    stage.chain.mintStx(itself, 10_000 * SuiteStage.STX);
    stage.chain.mintStx(stranger, 10_000 * SuiteStage.STX);
    beforeTheBootstrap = Optional.of(stage.chain.snapshot());
    return roles;
  }

  /** The contract that is the rightful caller of functions for roles. */
  ContractPrincipal listed() {
    return stage.named(LISTED);
  }

  /** Nothing is wired; for the function that wires. */
  void unwired() {
    stage.chain.restore(beforeTheBootstrap.orElseThrow());
  }

  /**
   * An entry of the matrix.
   *
   * @param scene brings about a state in which the call succeeds
   */
  Authorisation entry(String function, Rule rule, Supplier<Call> scene) {
    entries.add(new Entry(function, rule, scene));
    return this;
  }

  /**
   * What leaves the signer in a call of these functions, and in one of others nothing: {@code STX},
   * or the name of an NFT.
   */
  Authorisation takes(String asset, String... functions) {
    for (var function : functions) taken.put(function, asset);
    return this;
  }

  /** A test for each function and kind of caller; that none is missing; that the page is true. */
  Stream<DynamicNode> tests() {
    var start = stage.chain.snapshot();
    var rules =
        Stream.of(
            dynamicTest(contract + ": every public function has an entry", this::isComplete),
            dynamicTest(contract + ": docs/authorisation.md says the same", this::isDocumented));
    return Stream.<DynamicNode>concat(rules, entries.stream().flatMap(each -> plays(each, start)))
        .onClose(() -> stage.chain.restore(start));
  }

  /**
   * The same, and that no function is dearer than docs/costs.md says; for a test that tracks costs.
   */
  Stream<DynamicNode> testsWithCosts() {
    return Stream.concat(
        tests(),
        Stream.of(
            dynamicTest(
                contract + ": no function is dearer than docs/costs.md says",
                () -> CostPage.holds(contract, "function", costs))));
  }

  private void isComplete() {
    var missing = new TreeSet<>(publicFunctions());
    var superfluous = new TreeSet<String>();
    for (var entry : entries) {
      if (!missing.remove(entry.function())) superfluous.add(entry.function());
    }
    taken.keySet().stream()
        .filter(each -> !publicFunctions().contains(each))
        .forEach(superfluous::add);
    var test = stage.getClass().getSimpleName();
    assertThat(missing)
        .as(
            "functions of %s without an entry: add entry(\"<name>\", <who may>, ...) to %s",
            contract, test)
        .isEmpty();
    assertThat(superfluous)
        .as(
            "entries of %s for functions that %s does not have, or twice: remove them",
            test, contract)
        .isEmpty();
  }

  private List<String> publicFunctions() {
    return stage.chain.contractInterface(contract).functions().stream()
        .filter(each -> each.access() == Access.PUBLIC)
        .map(Function::name)
        .toList();
  }

  private void isDocumented() {
    AuthorisationPage.publish(
        contract,
        entries.stream()
            .map(
                each ->
                    AuthorisationPage.row(
                        each.function(), each.rule().who(), takenBy(each), answers(each)))
            .toList());
  }

  private static List<Optional<ContractError>> answers(Entry entry) {
    return Arrays.stream(Caller.values()).skip(1).map(entry.rule()::answer).toList();
  }

  private Stream<DynamicTest> plays(Entry entry, Snapshot start) {
    var scene = new Scene(entry, start);
    return callers(entry.rule())
        .map(
            caller ->
                dynamicTest(
                    "%s.%s by %s".formatted(contract, entry.function(), caller.words),
                    () -> {
                      var call = scene.enter();
                      var receipt = play(entry, call, caller);
                      assertThat(outcome(receipt)).isEqualTo(name(entry.rule().answer(caller)));
                      if (caller == Caller.RIGHTFUL) {
                        assertThat(leaving(call.by(), receipt))
                            .as("what leaves the signer: takes(...) says it")
                            .isEqualTo(takenBy(entry));
                      }
                    }));
  }

  /**
   * All of them; where going back in time is slow, those who are refused, which changes nothing,
   * and then the call itself.
   */
  private static Stream<Caller> callers(Rule rule) {
    if (CHEAP_RETURN) return Arrays.stream(Caller.values());
    var refused =
        Stream.of(Caller.OTHER, Caller.BETWEEN, Caller.UNLISTED, Caller.LISTED)
            .filter(rule.refusals()::containsKey);
    return Stream.concat(refused, Stream.of(Caller.RIGHTFUL));
  }

  /** A state in which a call succeeds, brought about when it is entered first. */
  private final class Scene {
    private final Entry entry;
    private final Snapshot start;
    private Optional<Set> set = Optional.empty();

    private record Set(Call call, Snapshot moment) {}

    Scene(Entry entry, Snapshot start) {
      this.entry = entry;
      this.start = start;
    }

    Call enter() {
      if (set.isEmpty()) {
        stage.chain.restore(start);
        var call = entry.scene().get();
        set = Optional.of(new Set(call, stage.chain.snapshot()));
      } else if (CHEAP_RETURN) {
        stage.chain.restore(set.orElseThrow().moment());
      }
      return set.orElseThrow().call();
    }
  }

  private Receipt play(Entry entry, Call call, Caller caller) {
    var rightful = entry.rule().listed() ? LISTED : contract;
    return switch (caller) {
      case RIGHTFUL -> {
        var receipt = send(rightful, entry, call, call.by());
        receipt.costs().ifPresent(cost -> costs.put(entry.function(), cost.total()));
        yield receipt;
      }
      // Where the rightful caller is a contract, whoever calls it is the user.
      case OTHER -> send(contract, entry, call, entry.rule().listed() ? call.by() : stranger);
      case BETWEEN -> send(BETWEEN, entry, call, call.by());
      case UNLISTED -> send(ITSELF, entry, call, stranger);
      case LISTED -> send(entry.rule().listed() ? RIVAL : LISTED, entry, call, call.by());
      case PAUSED -> {
        bootstrap(rightful, entry, call);
        stage.pause();
        yield send(rightful, entry, call, call.by());
      }
      case DEPLOYER -> {
        bootstrap(rightful, entry, call);
        yield send(contract, entry, call, stage.deployer);
      }
    };
  }

  /** Before the bootstrap, the only call that succeeds is the one that ends it. */
  private void bootstrap(String rightful, Entry entry, Call call) {
    if (!stage.governance.getStatus().bootstrapped()) {
      assertThat(outcome(send(rightful, entry, call, call.by()))).isEqualTo(MAY);
    }
  }

  private Receipt send(String through, Entry entry, Call call, StandardPrincipal signer) {
    return stage.chain.callPublic(through, entry.function(), call.arguments(), signer);
  }

  private String takenBy(Entry entry) {
    return taken.getOrDefault(entry.function(), NOTHING);
  }

  private static String leaving(StandardPrincipal signer, Receipt receipt) {
    return receipt.events().stream()
        .flatMap(
            event ->
                switch (event) {
                  case StxTransfer(var from, _, _, _) when from.equals(signer) -> Stream.of("STX");
                  case NftTransfer(var nft, var from, _, _) when from.equals(signer) ->
                      Stream.of(nameOf(nft));
                  case NftBurn(var nft, var from, _) when from.equals(signer) ->
                      Stream.of(nameOf(nft));
                  default -> Stream.empty();
                })
        .distinct()
        .collect(joining(", "));
  }

  private static String nameOf(String nft) {
    return nft.substring(nft.indexOf("::") + 2);
  }

  private static final String NOTHING = "";
  private static final String MAY = "ok";

  private static String outcome(Receipt receipt) {
    return switch ((ResponseValue) receipt.result()) {
      case ResponseValue.Ok _ -> MAY;
      case ResponseValue.Err(var code) ->
          ERRORS.stream()
              .filter(each -> each.code().equals(code))
              .findFirst()
              .map(each -> name(Optional.of(each)))
              .orElseGet(code::toString);
    };
  }

  private static String name(Optional<ContractError> refusal) {
    return refusal.map(each -> each.code() + " " + each.name()).orElse(MAY);
  }
}
