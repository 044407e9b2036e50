package io.neuralnexus.clarinet;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarinet.Comparison.Shortened;
import io.neuralnexus.clarinet.Comparison.Step;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The official engine, with the jvm engine beside it: every request is made on both, everything is
 * compared, and at the first difference the chain says so instead of answering.
 */
final class ComparingSimnet implements Simnet {
  private final Supplier<Pair> opening;
  private final Simnet official;
  private final Simnet jvm;
  private Past past;

  /** Two chains that are to be alike. */
  private record Pair(Simnet official, Simnet jvm) {
    void close() {
      official.close();
      jvm.close();
    }
  }

  /** What has changed both chains, newest first; null before the first change. */
  private record Past(Past before, Step step) {}

  /** A moment of both chains. */
  record Moment(ComparingSimnet chain, Snapshot official, Snapshot jvm, Past past)
      implements Snapshot {}

  private ComparingSimnet(Supplier<Pair> opening, Pair chains, Past past) {
    this.opening = opening;
    this.official = chains.official();
    this.jvm = chains.jvm();
    this.past = past;
  }

  static Simnet open(Path manifest, SimnetOptions options) {
    return begin(
        () -> OfficialSimnet.open(manifest, options),
        () -> JvmSimnet.open(manifest, forJvm(options)),
        "opening " + manifest.getFileName());
  }

  static Simnet empty(SimnetOptions options) {
    return begin(
        () -> OfficialSimnet.empty(options),
        () -> JvmSimnet.empty(forJvm(options)),
        "opening an empty chain");
  }

  /** What only the official engine tells is not asked of the other. */
  private static SimnetOptions forJvm(SimnetOptions options) {
    return new SimnetOptions(
        Engine.JVM,
        options.trackCosts(),
        false,
        Optional.empty(),
        Optional.of(options.start()),
        options.nodeModules(),
        options.remoteData(),
        options.profile());
  }

  private static Simnet begin(Supplier<Simnet> official, Supplier<Simnet> jvm, String what) {
    Simnet right;
    try {
      right = official.get();
    } catch (ProjectException e) {
      compareRefusals(e, jvm, what);
      throw e;
    }
    Simnet ours;
    try {
      ours = jvm.get();
    } catch (ProjectException e) {
      right.close();
      throw new EngineDifference(
          "whether the project checks", "it checks", e.getMessage(), List.of(what));
    }
    Supplier<Pair> opening = () -> new Pair(official.get(), jvm.get());
    var chains = new Pair(right, ours);
    var simnet = new ComparingSimnet(opening, chains, null);
    simnet.look(what, Simnet::assets);
    return simnet;
  }

  /** The official engine has refused the project: does ours, and for the same reason? */
  private static void compareRefusals(ProjectException refusal, Supplier<Simnet> jvm, String what) {
    try {
      jvm.get().close();
    } catch (ProjectException ours) {
      if (reasons(ours).equals(reasons(refusal))) return;
      throw new EngineDifference(
          "why the project does not check", refusal.getMessage(), ours.getMessage(), List.of(what));
    }
    throw new EngineDifference(
        "whether the project checks", refusal.getMessage(), "it checks", List.of(what));
  }

  /** What is wrong with contracts; of manifest, settings and plan only which of them is wrong. */
  private static List<String> reasons(ProjectException refusal) {
    return refusal.diagnostics().stream()
        .map(each -> each.file().endsWith(".clar") ? each.toString() : each.file())
        .toList();
  }

  // Requests

  /** A request that changes nothing. */
  private <T> T look(String text, Function<Simnet, T> request) {
    return ask(new Step(text, request::apply));
  }

  /** A request that may change the chains. */
  private <T> T change(String text, Function<Simnet, T> request) {
    var step = new Step(text, request::apply);
    try {
      return ask(step);
    } finally {
      past = new Past(past, step);
    }
  }

  private <T> T ask(Step step) {
    var comparison = Comparison.of(step, official, jvm);
    comparison
        .difference()
        .ifPresent(
            difference -> {
              var found = Comparison.shorten(stepsTo(step), difference, this::play);
              throw new EngineDifference(
                  found.difference().what(),
                  found.difference().official(),
                  found.difference().jvm(),
                  found.steps().stream().map(Step::text).toList());
            });
    @SuppressWarnings("unchecked") // both engines answer a step with what its request answers
    var answer = (T) comparison.answer();
    return answer;
  }

  private List<Step> stepsTo(Step last) {
    var steps = new ArrayDeque<Step>();
    steps.add(last);
    for (var step = past; step != null; step = step.before()) steps.addFirst(step.step());
    return List.copyOf(steps);
  }

  private Optional<Shortened> play(List<Step> steps) {
    var chains = opening.get();
    try {
      var played = new ArrayList<Step>();
      for (var step : steps) {
        played.add(step);
        var difference = Comparison.of(step, chains.official(), chains.jvm()).difference();
        if (difference.isPresent()) return Optional.of(new Shortened(played, difference.get()));
      }
      return Optional.empty();
    } finally {
      chains.close();
    }
  }

  @Override
  public synchronized Snapshot snapshot() {
    return new Moment(this, official.snapshot(), jvm.snapshot(), past);
  }

  @Override
  public synchronized void restore(Snapshot snapshot) {
    if (!(snapshot instanceof Moment moment) || moment.chain() != this) {
      throw new CallException("the snapshot is of another chain");
    }
    official.restore(moment.official());
    jvm.restore(moment.jvm());
    past = moment.past();
    look("returning to a snapshot", Simnet::assets);
  }

  @Override
  public synchronized Simnet fork() {
    return new ComparingSimnet(opening, new Pair(official.fork(), jvm.fork()), past);
  }

  @Override
  public synchronized void close() {
    official.close();
    jvm.close();
  }

  // Who and when

  @Override
  public synchronized StandardPrincipal deployer() {
    return look("deployer", Simnet::deployer);
  }

  @Override
  public synchronized void setDeployer(StandardPrincipal deployer) {
    change(
        "setDeployer " + deployer,
        simnet -> {
          simnet.setDeployer(deployer);
          return deployer;
        });
  }

  @Override
  public synchronized Map<String, StandardPrincipal> accounts() {
    return look("accounts", Simnet::accounts);
  }

  @Override
  public synchronized StandardPrincipal account(String name) {
    return look("account " + name, simnet -> simnet.account(name));
  }

  @Override
  public synchronized long stacksBlockHeight() {
    return look("stacksBlockHeight", Simnet::stacksBlockHeight);
  }

  @Override
  public synchronized long burnBlockHeight() {
    return look("burnBlockHeight", Simnet::burnBlockHeight);
  }

  @Override
  public synchronized Instant blockTime() {
    return look("blockTime", Simnet::blockTime);
  }

  @Override
  public synchronized Epoch epoch() {
    return look("epoch", Simnet::epoch);
  }

  @Override
  public synchronized void setEpoch(Epoch epoch) {
    change(
        "setEpoch " + epoch,
        simnet -> {
          simnet.setEpoch(epoch);
          return epoch;
        });
  }

  // Transactions

  @Override
  public synchronized Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    return change(
        call("callPublic", contract, function, arguments, sender),
        simnet -> simnet.callPublic(contract, function, arguments, sender));
  }

  @Override
  public synchronized Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    return look(
        call("callReadOnly", contract, function, arguments, sender),
        simnet -> simnet.callReadOnly(contract, function, arguments, sender));
  }

  @Override
  public synchronized Receipt callPrivate(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    return change(
        call("callPrivate", contract, function, arguments, sender),
        simnet -> simnet.callPrivate(contract, function, arguments, sender));
  }

  private static String call(
      String kind,
      String contract,
      String function,
      List<? extends Value> arguments,
      StandardPrincipal sender) {
    return "%s %s.%s %s by %s".formatted(kind, contract, function, arguments, sender);
  }

  @Override
  public synchronized Receipt transferStx(
      BigInteger amount, Principal recipient, StandardPrincipal sender) {
    return change(
        "transferStx %s to %s by %s".formatted(amount, recipient, sender),
        simnet -> simnet.transferStx(amount, recipient, sender));
  }

  @Override
  public synchronized Receipt deploy(String name, String source, StandardPrincipal sender) {
    return change(
        "deploy %s by %s: %s".formatted(name, sender, source),
        simnet -> simnet.deploy(name, source, sender));
  }

  @Override
  public synchronized Receipt deploy(
      String name, String source, ClarityVersion version, StandardPrincipal sender) {
    return change(
        "deploy %s in %s by %s: %s".formatted(name, version, sender, source),
        simnet -> simnet.deploy(name, source, version, sender));
  }

  @Override
  public synchronized Receipt execute(String snippet) {
    return change("execute " + snippet, simnet -> simnet.execute(snippet));
  }

  @Override
  public synchronized List<Receipt> mineBlock(List<Transaction> transactions) {
    return change("mineBlock " + transactions, simnet -> simnet.mineBlock(transactions));
  }

  @Override
  public synchronized long mineEmptyBlocks(int count) {
    return change("mineEmptyBlocks " + count, simnet -> simnet.mineEmptyBlocks(count));
  }

  @Override
  public synchronized long mineEmptyBurnBlocks(int count) {
    return change("mineEmptyBurnBlocks " + count, simnet -> simnet.mineEmptyBurnBlocks(count));
  }

  @Override
  public synchronized long mineEmptyStacksBlocks(int count) {
    return change("mineEmptyStacksBlocks " + count, simnet -> simnet.mineEmptyStacksBlocks(count));
  }

  @Override
  public synchronized void mintStx(Principal recipient, long amount) {
    change(
        "mintStx %d to %s".formatted(amount, recipient),
        simnet -> {
          simnet.mintStx(recipient, amount);
          return amount;
        });
  }

  @Override
  public synchronized void mintFt(String token, Principal recipient, long amount) {
    change(
        "mintFt %d of %s to %s".formatted(amount, token, recipient),
        simnet -> {
          simnet.mintFt(token, recipient, amount);
          return amount;
        });
  }

  // State

  @Override
  public synchronized Value dataVar(String contract, String name) {
    return look(
        "dataVar %s.%s".formatted(contract, name), simnet -> simnet.dataVar(contract, name));
  }

  @Override
  public synchronized Optional<Value> mapEntry(String contract, String map, Value key) {
    return look(
        "mapEntry %s.%s %s".formatted(contract, map, key),
        simnet -> simnet.mapEntry(contract, map, key));
  }

  /** On an empty chain the official engine does not tell the interfaces of genesis. */
  @Override
  public synchronized Map<ContractPrincipal, ContractInterface> contractInterfaces() {
    var told = official.contractInterfaces();
    told.keySet().forEach(contract -> contractInterface(contract.toString()));
    return told;
  }

  @Override
  public synchronized ContractInterface contractInterface(String contract) {
    return look("contractInterface " + contract, simnet -> simnet.contractInterface(contract));
  }

  @Override
  public synchronized Optional<String> contractSource(String contract) {
    return look("contractSource " + contract, simnet -> simnet.contractSource(contract));
  }

  @Override
  public synchronized JsonNode contractAst(String contract) {
    return look("contractAst " + contract, simnet -> simnet.contractAst(contract));
  }

  @Override
  public synchronized ContractAnalysis contractAnalysis(String contract) {
    return jvm.contractAnalysis(contract);
  }

  @Override
  public synchronized Map<String, Map<Principal, BigInteger>> assets() {
    return look("assets", Simnet::assets);
  }

  @Override
  public synchronized BigInteger stxBalance(Principal principal) {
    return look("stxBalance " + principal, simnet -> simnet.stxBalance(principal));
  }

  // Reports: the official engine's

  @Override
  public synchronized Optional<String> lastCallTrace() {
    return official.lastCallTrace();
  }

  @Override
  public synchronized Optional<String> lastCallPerformance() {
    return official.lastCallPerformance();
  }

  @Override
  public synchronized void setCurrentTestName(String name) {
    official.setCurrentTestName(name);
    jvm.setCurrentTestName(name);
  }

  @Override
  public synchronized Report collectReport() {
    var lcov = new String[1];
    var costs =
        look(
            "the report's costs",
            simnet -> {
              var report = simnet.collectReport();
              if (simnet == official) lcov[0] = report.lcov();
              return report.costs();
            });
    return new Report(lcov[0], costs);
  }

  @Override
  public synchronized Optional<String> deploymentPlan() {
    return look("deploymentPlan", Simnet::deploymentPlan);
  }

  /** What a command says is for people and not compared; what it does is. */
  @Override
  public synchronized String executeCommand(String command) {
    var said = new String[1];
    change(
        "executeCommand " + command,
        simnet -> {
          var text = simnet.executeCommand(command);
          if (simnet == official) said[0] = text;
          return command;
        });
    return said[0];
  }
}
