package io.neuralnexus.clarinet;

import io.neuralnexus.clarinet.project.Remarks;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.chain.ForgottenException;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.vm.Limits;
import io.neuralnexus.clarity.vm.Outcome;
import io.neuralnexus.clarity.vm.SimulatedBlocks;
import io.neuralnexus.clarity.vm.VmException;
import io.neuralnexus.clarity.watch.Watcher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chain in this process and what is sent to it, with the answers and errors of Clarinet. It knows
 * no project, and trusts that requests have been checked.
 */
final class Session {
  private final SimulatedBlocks blocks;
  private final ClarityVm vm;
  private final boolean tracksCosts;
  private final ChainProfile rules;
  private final BootContracts boot;
  private AssetTally assets = AssetTally.EMPTY;
  private Optional<Coverage> coverage = Optional.empty();
  private Optional<Profile> profile = Optional.empty();

  /** The blocks in which the latest call was made, and what came of it. */
  private Optional<LatestCall> latest = Optional.empty();

  private record LatestCall(
      SimulatedBlocks.Mark blocks, ContractPrincipal contract, Optional<Value> answer) {}

  /** How many contracts were deployed since genesis: snippets are named after it. */
  private int deployed;

  private Session(
      SimulatedBlocks blocks,
      ClarityVm vm,
      boolean tracksCosts,
      ChainProfile rules,
      BootContracts boot) {
    this.blocks = blocks;
    this.vm = vm;
    this.tracksCosts = tracksCosts;
    this.rules = rules;
    this.boot = boot;
  }

  /**
   * A chain without contracts, in Clarinet's default epoch.
   *
   * @param start the time of its first burn block, in seconds since 1970
   * @param tracksCosts whether calls have costs, and limits
   * @param rules those of the simnet or of mainnet
   * @param boot the contracts of genesis
   */
  static Session begin(long start, boolean tracksCosts, ChainProfile rules, BootContracts boot) {
    var blocks = new SimulatedBlocks(Epoch.EPOCH_2_05, start);
    var vm =
        ClarityVm.create(
            Network.TESTNET,
            blocks,
            rules,
            epoch -> tracksCosts ? Limits.of(rules, epoch) : Limits.NONE);
    return new Session(blocks, vm, tracksCosts, rules, boot);
  }

  /** An independent chain in the same state. */
  Session fork() {
    return fork(blocks.copy());
  }

  /** An independent chain in the same state whose later burn blocks follow from a seed. */
  Session fork(long seed) {
    return fork(blocks.copy(seed));
  }

  private Session fork(SimulatedBlocks copy) {
    var fork = new Session(copy, vm.fork(copy), tracksCosts, rules, boot);
    fork.assets = assets;
    fork.deployed = deployed;
    fork.coverage = coverage.map(Coverage::copy);
    fork.profile = profile.map(Profile::copy);
    fork.watch();
    return fork;
  }

  /** A moment of this chain. */
  record Moment(
      io.neuralnexus.clarity.vm.Moment state,
      SimulatedBlocks.Mark blocks,
      AssetTally assets,
      int deployed,
      Optional<Profile.State> profile) {}

  Moment now() {
    return new Moment(vm.now(), blocks.mark(), assets, deployed, profile.map(Profile::state));
  }

  void restore(Moment moment) {
    vm.restore(moment.state());
    blocks.restore(moment.blocks());
    assets = moment.assets();
    deployed = moment.deployed();
    latest = Optional.empty();
    profile.ifPresent(figures -> moment.profile().ifPresent(figures::restore));
  }

  SimulatedBlocks blocks() {
    return blocks;
  }

  ClarityVm vm() {
    return vm;
  }

  AssetTally assets() {
    return assets;
  }

  /** Mines the block in which a transaction will be. */
  void mine() {
    if (blocks.epoch().compareTo(Epoch.EPOCH_3_0) < 0) blocks.advanceBurn(1);
    else blocks.advanceStacks(1);
  }

  // Watching

  /**
   * Counts from now on what runs of the contracts of a project.
   *
   * @param files their files, by the contracts' names
   */
  void cover(Map<String, String> files) {
    coverage = Optional.of(new Coverage(files));
    watch();
  }

  /** Notes from now on what each expression costs. */
  void profile(CostField field) {
    profile = Optional.of(new Profile(field));
    watch();
  }

  private void watch() {
    vm.watch(Stream.of(coverage, profile).<Watcher>flatMap(Optional::stream).toList());
  }

  /** Names the test that the following transactions belong to. */
  void test(String name) {
    coverage.ifPresent(counts -> counts.test(name));
  }

  /** What was covered since the last time; empty if nobody counts. */
  String collectCoverage() {
    return coverage
        .map(
            counts ->
                counts.collect(
                    vm.contracts().stream().flatMap(id -> vm.contract(id).stream()).toList()))
        .orElse("");
  }

  /** What the profile, if there is one, tells after a call; without costs it tells nothing. */
  Optional<Supplier<String>> figures(Receipt receipt) {
    return profile.map(
        figures ->
            receipt
                .costs()
                .<Supplier<String>>map(costs -> figures.figures(costs.total())::text)
                .orElse(() -> ""));
  }

  /** The trace of the latest call, if there was one and it can still be told. */
  Optional<String> trace() {
    return latest.flatMap(
        call ->
            review(call)
                .map(
                    tracer ->
                        call.answer().isPresent()
                            ? tracer.answered(call.answer().get())
                            : tracer.givenUp(call.contract())));
  }

  private Optional<CallTracer> review(LatestCall call) {
    var tracer = new CallTracer();
    var now = blocks.mark();
    blocks.restore(call.blocks());
    try {
      return vm.reviewCall(tracer) ? Optional.of(tracer) : Optional.empty();
    } finally {
      blocks.restore(now);
    }
  }

  /** A transaction has run. */
  private void endTransaction() {
    coverage.ifPresent(counts -> counts.endTransaction(vm::contract));
  }

  // Contracts

  /** A contract that is deployed, or is one of genesis. */
  Optional<ContractAnalysis> contract(ContractPrincipal contract) {
    var found = vm.contract(contract);
    if (found.isPresent()) return found;
    boot.provide(contract, this);
    return vm.contract(contract);
  }

  /** All contracts, also those of genesis. */
  List<ContractPrincipal> contracts() {
    boot.provideAll(this);
    return vm.contracts();
  }

  /** Why the contracts of genesis are not there and how to get them; empty if they are. */
  Optional<String> bootAbsence() {
    return boot.absence();
  }

  /** A contract of genesis is deployed as of its epoch, whichever it is now. */
  void deployBoot(ContractPrincipal contract, String source, ClarityVersion version, Epoch epoch)
      throws Refusal {
    var now = blocks.mark();
    var counted = deployed;
    var known = assets;
    var covered = coverage;
    try {
      blocks.setEpoch(epoch);
      coverage = Optional.empty();
      vm.watch(List.of());
      deploy(contract, source, version, contract.issuer(), contract.toString(), true);
    } finally {
      blocks.restore(now);
      deployed = counted;
      assets = known;
      coverage = covered;
      watch();
    }
  }

  // Transactions

  /**
   * Calls a function.
   *
   * @param any whether it may be private
   */
  Receipt call(
      ContractPrincipal contract,
      String function,
      List<? extends Value> arguments,
      StandardPrincipal sender,
      boolean any) {
    for (var argument : arguments) {
      if (argument instanceof ContractPrincipal given) contract(given);
    }
    var here = blocks.mark();
    try {
      var outcome =
          known(
              () ->
                  any
                      ? vm.callAny(contract, function, arguments, sender)
                      : vm.call(contract, function, arguments, sender));
      latest = Optional.of(new LatestCall(here, contract, outcome.value()));
      return receipt(outcome, outcome.value().orElseThrow(), tracksCosts);
    } catch (VmException e) {
      var failed = new LatestCall(here, contract, Optional.empty());
      latest = Optional.of(failed);
      throw new ClarityRuntimeException(
          "Call contract function error: %s::%s(%s) -> %s"
              .formatted(
                  contract,
                  function,
                  arguments.stream().map(ArgumentText::of).collect(Collectors.joining(", ")),
                  complaint(contract, function, e.getMessage())),
          review(failed).map(tracer -> tracer.accountOfFirst(contract)).orElse(""));
    } finally {
      endTransaction();
    }
  }

  /** What comes of work, unless it asks for what the chain was told to forget. */
  private static <T> T known(Supplier<T> work) {
    try {
      return work.get();
    } catch (ForgottenException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  /** The entry of a map, if there is one. */
  Optional<Value> mapEntry(ContractPrincipal contract, String map, Value key) {
    return known(() -> vm.mapEntry(contract, map, key));
  }

  /** Clarinet goes by the text, also where it stands in something else. */
  private static String complaint(ContractPrincipal contract, String function, String error) {
    if (error.contains("UndefinedFunction") || error.contains("NoSuchPublicFunction")) {
      return "Method '%s' does not exist on contract '%s'".formatted(function, contract);
    }
    return "Error calling contract function '%s': %s"
        .formatted(function, interpreting(contract, error));
  }

  private static String interpreting(ContractPrincipal contract, String error) {
    return "Runtime error while interpreting %s: %s".formatted(contract, error);
  }

  /** Why a source was not accepted, in the order in which Clarinet says it. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Diagnostic> diagnostics;

    private Refusal(List<Diagnostic> diagnostics) {
      super(diagnostics.getLast().message(), null, false, false);
      this.diagnostics = List.copyOf(diagnostics);
    }

    List<Diagnostic> diagnostics() {
      return diagnostics;
    }
  }

  /**
   * Deploys a contract in the current block.
   *
   * @param by who evaluates a source that is no contract
   * @param file what its source is called in errors
   * @param free whether it has no limits and no costs
   * @throws Refusal if it does not check
   * @throws ClarityRuntimeException if its top level does not run; the message begins with what was
   *     to be deployed
   */
  Receipt deploy(
      ContractPrincipal contract,
      String source,
      ClarityVersion version,
      StandardPrincipal by,
      String file,
      boolean free)
      throws Refusal {
    if (version.compareTo(ClarityVersion.latestIn(blocks.epoch())) > 0) {
      throw refusal("%s can not be used with %s".formatted(version, blocks.epoch()), file);
    }
    var analysis = analyse(contract, source, version, file);
    Outcome outcome;
    try {
      outcome = known(() -> run(analysis, source, by, free));
    } catch (VmException e) {
      throw new ClarityRuntimeException(
          "Contract deployment runtime error: %s -> Runtime Error: %s"
              .formatted(contract, interpreting(contract, e.getMessage())),
          account(contract, () -> run(analysis, source, by, free)));
    } finally {
      endTransaction();
    }
    boolean kept =
        rules == ChainProfile.MAINNET
            || !analysis.functions().isEmpty()
            || !analysis.traits().isEmpty();
    if (kept) deployed++;
    else vm.remove(contract);
    Value nothing = kept ? Bool.TRUE : new OptionalValue.None();
    return receipt(outcome, outcome.value().orElse(nothing), tracksCosts && !free);
  }

  private Outcome run(
      ContractAnalysis analysis, String source, StandardPrincipal by, boolean free) {
    if (isSnippet(analysis, source)) {
      return free ? vm.evaluateFreely(analysis, source, by) : vm.evaluate(analysis, source, by);
    }
    return free ? vm.deployFreely(analysis, source) : vm.deploy(analysis, source);
  }

  /**
   * Clarinet evaluates a lone expression as in its console, and looks for definitions in the text;
   * to a node it is a contract.
   */
  private boolean isSnippet(ContractAnalysis analysis, String source) {
    return rules == ChainProfile.SIMNET
        && analysis.tree().forms().size() == 1
        && !source.contains("(define-");
  }

  private static Refusal refusal(String message, String file) {
    return new Refusal(
        List.of(new Diagnostic(Diagnostic.Level.ERROR, file, 0, 0, message, Optional.empty())));
  }

  private ContractAnalysis analyse(
      ContractPrincipal contract, String source, ClarityVersion version, String file)
      throws Refusal {
    boot.provide(source, this);
    try {
      return vm.analyse(Syntax.parse(source, contract, version, blocks.epoch()), version);
    } catch (CheckException e) {
      checkPresent(source, e);
      throw new Refusal(List.of(Remarks.of(e, file)));
    } catch (SyntaxException e) {
      var remarks = new ArrayList<>(Remarks.of(e.diagnostics(), file));
      try {
        vm.analyse(e.recovered(), version);
      } catch (CheckException further) {
        remarks.add(Remarks.of(further, file));
      }
      throw new Refusal(remarks);
    }
  }

  /** It is no fault of a source that a contract of genesis is not there. */
  private void checkPresent(String source, CheckException error) {
    for (var contract : BootContracts.named(source)) {
      if (vm.contract(contract).isPresent()
          || !error.error().message().contains(contract.toString())) continue;
      boot.absence()
          .ifPresent(
              why -> {
                throw new EngineException("no contract %s: %s".formatted(contract, why));
              });
    }
  }

  /**
   * Evaluates expressions as an account.
   *
   * @throws Refusal if they do not check
   * @throws ClarityRuntimeException if one does not run to its end; the message is that of the VM
   */
  Receipt evaluate(String snippet, StandardPrincipal sender) throws Refusal {
    var contract = new ContractPrincipal(sender, "contract-" + deployed);
    var analysis =
        analyse(contract, snippet, ClarityVersion.latestIn(blocks.epoch()), contract.name());
    try {
      var outcome = known(() -> vm.evaluateFreely(analysis, snippet, sender));
      return receipt(outcome, outcome.value().orElse(new OptionalValue.None()), false);
    } catch (VmException e) {
      throw new ClarityRuntimeException(
          "Runtime Error: " + interpreting(contract, e.getMessage()),
          account(contract, () -> vm.evaluateFreely(analysis, snippet, sender)));
    } finally {
      endTransaction();
    }
  }

  /** Where a deployment or snippet fails, which it does again. */
  private String account(ContractPrincipal contract, Runnable work) {
    var tracer = new CallTracer();
    vm.watch(List.of(tracer));
    try {
      work.run();
      throw new IllegalStateException(contract + " runs the second time");
    } catch (VmException e) {
      return tracer.account(contract);
    } finally {
      watch();
    }
  }

  /** Transfers micro-STX in the current block. */
  Receipt transfer(BigInteger amount, Principal recipient, StandardPrincipal sender) {
    try {
      return evaluate("(stx-transfer? u%s tx-sender '%s)".formatted(amount, recipient), sender);
    } catch (Refusal e) {
      throw notTransferred(sender, e.getMessage());
    } catch (ClarityRuntimeException e) {
      throw notTransferred(sender, e.getMessage());
    }
  }

  private static ClarityRuntimeException notTransferred(StandardPrincipal sender, String why) {
    return new ClarityRuntimeException("STX transfer error: %s -> %s".formatted(sender, why), "");
  }

  void mintStx(Principal recipient, BigInteger amount) {
    vm.mintStx(recipient, Uint.of(amount));
    assets = assets.with(List.of(new ChainEvent.StxMint(recipient, Uint.of(amount))));
  }

  void mintFt(ContractPrincipal contract, String token, Principal recipient, long amount) {
    vm.mintFt(contract, token, recipient, Uint.of(amount));
    var asset = new ChainEvent.Asset(contract, token);
    assets = assets.with(List.of(new ChainEvent.FtMint(asset, recipient, Uint.of(amount))));
  }

  private Receipt receipt(Outcome outcome, Value result, boolean withCosts) {
    var events = outcome.events();
    if (!events.isEmpty()) assets = assets.with(events);
    var limits = Limits.of(rules, blocks.epoch());
    return new Receipt(
        result,
        Events.of(events),
        withCosts
            ? Optional.of(
                new CallCosts(outcome.cost(), limits.cost(), outcome.memory(), limits.memory()))
            : Optional.empty());
  }
}
