package io.neuralnexus.clarinet;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarinet.project.BootNames;
import io.neuralnexus.clarinet.project.DeploymentPlan;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Variable.Kind;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A chain in this process. */
final class JvmSimnet implements Simnet {
  private final SimnetOptions options;
  private final Optional<DeploymentPlan> plan;
  private final Map<String, StandardPrincipal> accounts;
  private final Session session;
  private final CostReport report = new CostReport();
  private StandardPrincipal deployer;
  private boolean closed;
  private String testName = "";

  /** What was covered before the latest return to a snapshot. */
  private final StringBuilder covered = new StringBuilder();

  /** Of the latest transaction, if it was a call that answered. */
  private Optional<Supplier<String>> performance = Optional.empty();

  /** What names mean, until contracts or the deployer change. */
  private final Map<String, Callee> callees = new HashMap<>();

  /** The changes of contracts that {@link #callees} takes into account. */
  private long codeChanges;

  /** A contract that can be called, with its functions by name and the names of its variables. */
  private record Callee(
      ContractPrincipal id,
      ContractInterface known,
      Map<String, ContractInterface.Function> functions,
      Set<String> variables) {

    static Callee of(ContractAnalysis analysis) {
      var known = analysis.contractInterface();
      return new Callee(
          analysis.contract(),
          known,
          known.functions().stream()
              .collect(Collectors.toMap(ContractInterface.Function::name, each -> each)),
          known.variables().stream()
              .filter(each -> each.kind() == Kind.VARIABLE)
              .map(ContractInterface.Variable::name)
              .collect(Collectors.toSet()));
    }
  }

  /** A moment of one chain. */
  record Moment(JvmSimnet chain, Session.Moment moment, StandardPrincipal deployer)
      implements Snapshot {}

  private JvmSimnet(
      SimnetOptions options,
      Optional<DeploymentPlan> plan,
      Map<String, StandardPrincipal> accounts,
      Session session,
      StandardPrincipal deployer) {
    this.options = options;
    this.plan = plan;
    this.accounts = accounts;
    this.session = session;
    this.deployer = deployer;
  }

  static Simnet open(Path manifest, SimnetOptions options) {
    CallCheck.manifest(manifest);
    checkOptions(options);
    var path = manifest.toAbsolutePath().normalize();
    var opened = ProjectSession.open(path, options.start().getEpochSecond(), options);
    options.performance().ifPresent(opened.session()::profile);
    return new JvmSimnet(
        options,
        Optional.of(opened.plan()),
        opened.accounts(),
        opened.session(),
        opened.deployer());
  }

  static Simnet empty(SimnetOptions options) {
    checkOptions(options);
    var session =
        Session.begin(
            options.start().getEpochSecond(),
            options.trackCosts(),
            options.profile(),
            new BootContracts(Optional.empty(), options, List.of()));
    if (options.trackCoverage()) session.cover(Map.of());
    options.performance().ifPresent(session::profile);
    return new JvmSimnet(options, Optional.empty(), Map.of(), session, BootNames.TESTNET);
  }

  private static void checkOptions(SimnetOptions options) {
    if (options.remoteData().isPresent()) throw onlyOfficial("remote data");
  }

  private static EngineException onlyOfficial(String what) {
    return new EngineException(
        what + " comes from the engine 'official' only: choose it with -Dsimnet.engine=official");
  }

  @Override
  public synchronized Snapshot snapshot() {
    return new Moment(this, open().now(), deployer);
  }

  @Override
  public synchronized void restore(Snapshot snapshot) {
    if (!(snapshot instanceof Moment moment) || moment.chain() != this) {
      throw new CallException("the snapshot is of another chain");
    }
    covered.append(open().collectCoverage());
    session.restore(moment.moment());
    session.test(testName);
    performance = Optional.empty();
    if (!deployer.equals(moment.deployer())) setDeployer(moment.deployer());
  }

  @Override
  public synchronized Simnet fork() {
    return with(open().fork());
  }

  @Override
  public synchronized Simnet fork(long seed) {
    return with(open().fork(seed));
  }

  private Simnet with(Session fork) {
    fork.collectCoverage();
    fork.test(testName);
    return new JvmSimnet(options, plan, accounts, fork, deployer);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private Session open() {
    if (closed) throw new CallException("this Simnet is closed");
    return session;
  }

  // Who and when

  @Override
  public synchronized StandardPrincipal deployer() {
    return deployer;
  }

  @Override
  public synchronized void setDeployer(StandardPrincipal next) {
    open();
    deployer = next;
    callees.clear();
  }

  @Override
  public synchronized Map<String, StandardPrincipal> accounts() {
    return accounts;
  }

  @Override
  public synchronized StandardPrincipal account(String name) {
    return CallCheck.account(name, accounts);
  }

  @Override
  public synchronized long stacksBlockHeight() {
    return open().blocks().stacksHeight();
  }

  @Override
  public synchronized long burnBlockHeight() {
    return open().blocks().latestBurnHeight();
  }

  @Override
  public synchronized Instant blockTime() {
    var blocks = open().blocks();
    var latest = blocks.stacksBlock(blocks.stacksHeight()).orElseThrow();
    return Instant.ofEpochSecond(
        blocks.epoch().compareTo(Epoch.EPOCH_3_0) < 0 ? latest.tenure().burnTime() : latest.time());
  }

  @Override
  public synchronized Epoch epoch() {
    return open().blocks().epoch();
  }

  @Override
  public synchronized void setEpoch(Epoch epoch) {
    open().blocks().setEpoch(epoch);
  }

  // Transactions

  @Override
  public synchronized Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var callee = called(contract, function, Access.PUBLIC, arguments);
    session.mine();
    return call(callee.id(), function, arguments, sender, false);
  }

  @Override
  public synchronized Receipt callPrivate(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var callee = called(contract, function, Access.PRIVATE, arguments);
    session.mine();
    return call(callee.id(), function, arguments, sender, true);
  }

  @Override
  public synchronized Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var callee = called(contract, function, Access.READ_ONLY, arguments);
    return call(callee.id(), function, arguments, sender, false);
  }

  private Receipt call(
      ContractPrincipal contract,
      String function,
      List<? extends Value> arguments,
      StandardPrincipal sender,
      boolean any) {
    var receipt = session.call(contract, function, arguments, sender, any);
    receipt.costs().ifPresent(costs -> report.add(contract, function, arguments, costs));
    performance = session.figures(receipt);
    return receipt;
  }

  @Override
  public synchronized Receipt transferStx(
      BigInteger amount, Principal recipient, StandardPrincipal sender) {
    CallCheck.amount(amount, CallCheck.MOST_STX);
    var receipt = open().transfer(amount, recipient, sender);
    performance = Optional.empty();
    session.mine();
    return receipt;
  }

  @Override
  public Receipt deploy(String name, String source, StandardPrincipal sender) {
    return deploy(name, source, Optional.empty(), sender);
  }

  @Override
  public Receipt deploy(
      String name, String source, ClarityVersion version, StandardPrincipal sender) {
    return deploy(name, source, Optional.of(version), sender);
  }

  private synchronized Receipt deploy(
      String name, String source, Optional<ClarityVersion> version, StandardPrincipal sender) {
    checkDeployment(name, sender);
    session.mine();
    try {
      var receipt = deployHere(name, source, version, sender);
      performance = Optional.empty();
      return receipt;
    } catch (Session.Refusal e) {
      throw new ProjectException(List.of(e.diagnostics().getLast()));
    }
  }

  private Receipt deployHere(
      String name, String source, Optional<ClarityVersion> version, StandardPrincipal sender)
      throws Session.Refusal {
    return session.deploy(
        sender.contract(name),
        source,
        version.orElseGet(this::usualVersion),
        deployer,
        name + ".clar",
        false);
  }

  /** The version of a source whose sender does not name one. */
  private ClarityVersion usualVersion() {
    return switch (options.profile()) {
      case SIMNET -> ClarityVersion.CLARITY_5;
      case MAINNET -> ClarityVersion.latestIn(session.blocks().epoch());
    };
  }

  private void checkDeployment(String name, StandardPrincipal sender) {
    CallCheck.name(name);
    if (open().contract(sender.contract(name)).isPresent()) {
      throw new CallException("%s.%s is deployed already".formatted(sender, name));
    }
  }

  @Override
  public synchronized Receipt execute(String snippet) {
    Snippet.checkHasNoDefinition(snippet);
    try {
      var receipt = open().evaluate(snippet, deployer);
      performance = Optional.empty();
      return receipt;
    } catch (Session.Refusal e) {
      throw new CallException(
          "the snippet does not check: error: "
              + e.diagnostics().stream()
                  .map(Diagnostic::message)
                  .collect(Collectors.joining("\n")));
    } catch (ClarityRuntimeException e) {
      throw new ClarityRuntimeException("error: " + e.getMessage(), e.trace());
    }
  }

  @Override
  public synchronized List<Receipt> mineBlock(List<Transaction> transactions) {
    open();
    var deployedHere = new ArrayList<ContractPrincipal>();
    for (var transaction : transactions) check(transaction, deployedHere);
    session.mine();
    var receipts = new ArrayList<Receipt>(transactions.size());
    for (var transaction : transactions) {
      try {
        receipts.add(send(transaction));
      } catch (Session.Refusal e) {
        var deploy = (Transaction.DeployContract) transaction;
        throw stopped(
            receipts.size(),
            transactions,
            "Contract deployment runtime error: %s -> %s"
                .formatted(deploy.sender().contract(deploy.name()), e.getMessage()));
      } catch (ClarityRuntimeException e) {
        throw stopped(receipts.size(), transactions, e.getMessage());
      }
    }
    return List.copyOf(receipts);
  }

  private static ClarityRuntimeException stopped(
      int done, List<Transaction> transactions, String why) {
    return new ClarityRuntimeException(
        "number %d of the block's %d transactions failed, those before it have taken effect, those after it were not run: %s"
            .formatted(done + 1, transactions.size(), why),
        "");
  }

  private void check(Transaction transaction, List<ContractPrincipal> deployedHere) {
    switch (transaction) {
      case Transaction.CallPublic call ->
          check(call.contract(), call.function(), Access.PUBLIC, call.arguments(), deployedHere);
      case Transaction.CallPrivate call ->
          check(call.contract(), call.function(), Access.PRIVATE, call.arguments(), deployedHere);
      case Transaction.TransferStx transfer ->
          CallCheck.amount(transfer.amount(), CallCheck.MOST_STX_IN_BLOCK);
      case Transaction.DeployContract deploy -> {
        checkDeployment(deploy.name(), deploy.sender());
        deployedHere.add(deploy.sender().contract(deploy.name()));
      }
    }
  }

  private void check(
      String contract,
      String function,
      Access access,
      List<Value> arguments,
      List<ContractPrincipal> deployedHere) {
    if (deployedHere.isEmpty() || !deployedHere.contains(named(contract))) {
      called(contract, function, access, arguments);
    }
  }

  private Receipt send(Transaction transaction) throws Session.Refusal {
    return switch (transaction) {
      case Transaction.CallPublic(var contract, var function, var arguments, var sender) ->
          call(named(contract), function, arguments, sender, false);
      case Transaction.CallPrivate(var contract, var function, var arguments, var sender) ->
          call(named(contract), function, arguments, sender, true);
      case Transaction.TransferStx(var amount, var recipient, var sender) ->
          session.transfer(amount, recipient, sender);
      case Transaction.DeployContract(var name, var source, var version, var sender) ->
          deployHere(name, source, version, sender);
    };
  }

  @Override
  public synchronized long mineEmptyBlocks(int count) {
    return mineEmptyBurnBlocks(count);
  }

  @Override
  public synchronized long mineEmptyBurnBlocks(int count) {
    checkCount(count);
    open().blocks().advanceBurn(count);
    return session.blocks().latestBurnHeight();
  }

  @Override
  public synchronized long mineEmptyStacksBlocks(int count) {
    checkCount(count);
    if (epoch().compareTo(Epoch.EPOCH_3_0) < 0) {
      throw new CallException("use mineEmptyBurnBlocks in epoch lower than 3.0");
    }
    open().blocks().advanceStacks(count);
    return session.blocks().stacksHeight();
  }

  private static void checkCount(int count) {
    if (count < 0) throw new CallException("cannot mine %d blocks".formatted(count));
  }

  @Override
  public synchronized void mintStx(Principal recipient, long amount) {
    CallCheck.amount(BigInteger.valueOf(amount), CallCheck.MOST_STX);
    open().mintStx(recipient, BigInteger.valueOf(amount));
  }

  @Override
  public synchronized void mintFt(String token, Principal recipient, long amount) {
    var at = CallCheck.token(token);
    var callee = callee(token.substring(0, at - 1));
    var name = token.substring(at);
    CallCheck.token(callee.id(), callee.known(), name);
    CallCheck.amount(BigInteger.valueOf(amount), CallCheck.MOST_STX);
    session.mintFt(callee.id(), name, recipient, amount);
  }

  // State

  @Override
  public synchronized Value dataVar(String contract, String name) {
    var callee = callee(contract);
    if (!callee.variables().contains(name)) {
      throw CallCheck.unknownVariable(callee.id(), callee.known(), name);
    }
    return session.vm().dataVar(callee.id(), name).orElseThrow();
  }

  @Override
  public synchronized Optional<Value> mapEntry(String contract, String map, Value key) {
    var callee = callee(contract);
    CallCheck.mapKey(callee.id(), callee.known(), map, key);
    return session.mapEntry(callee.id(), map, key);
  }

  @Override
  public void forgetBelow(String contract, String map, Uint number) {
    forgetBelow(contract, map, Optional.empty(), number);
  }

  @Override
  public void forgetBelow(String contract, String map, String field, Uint number) {
    forgetBelow(contract, map, Optional.of(field), number);
  }

  private synchronized void forgetBelow(
      String contract, String map, Optional<String> field, Uint number) {
    try {
      session.vm().forgetBelow(callee(contract).id(), map, field, number);
    } catch (IllegalArgumentException e) {
      throw new CallException(e.getMessage());
    }
  }

  @Override
  public synchronized Map<ContractPrincipal, ContractInterface> contractInterfaces() {
    var interfaces = new HashMap<ContractPrincipal, ContractInterface>();
    // The official engine, too, lists contracts of genesis for projects only.
    var listed = plan.isPresent() ? open().contracts() : open().vm().contracts();
    for (var contract : listed) {
      if (plan.isEmpty() && BootNames.has(contract)) continue;
      interfaces.put(contract, callee(contract.toString()).known());
    }
    return Map.copyOf(interfaces);
  }

  @Override
  public synchronized ContractInterface contractInterface(String contract) {
    return callee(contract).known();
  }

  @Override
  public synchronized Optional<String> contractSource(String contract) {
    var id = named(contract);
    open().contract(id);
    return session.vm().source(id);
  }

  @Override
  public synchronized JsonNode contractAst(String contract) {
    return contractAnalysis(contract).tree().toJson();
  }

  @Override
  public synchronized ContractAnalysis contractAnalysis(String contract) {
    return open().contract(callee(contract).id()).orElseThrow();
  }

  @Override
  public synchronized Map<String, Map<Principal, BigInteger>> assets() {
    return open().assets().sums();
  }

  @Override
  public synchronized BigInteger stxBalance(Principal principal) {
    return open().vm().stxBalance(principal).toBigInteger();
  }

  // Reports

  @Override
  public synchronized Optional<String> lastCallTrace() {
    return open().trace();
  }

  @Override
  public synchronized Optional<String> lastCallPerformance() {
    open();
    return performance.map(Supplier::get);
  }

  @Override
  public synchronized void setCurrentTestName(String name) {
    open().test(name);
    report.test(name);
    testName = name;
  }

  @Override
  public synchronized Report collectReport() {
    covered.append(open().collectCoverage());
    var lcov = covered.toString();
    covered.setLength(0);
    return new Report(lcov, report.collect());
  }

  @Override
  public synchronized Optional<String> deploymentPlan() {
    open();
    return plan.map(DeploymentPlan::toYaml);
  }

  @Override
  public synchronized String executeCommand(String command) {
    CallCheck.command(command);
    open();
    return new ConsoleCommands(this, session).run(command);
  }

  // Checks before the chain

  private Callee called(
      String contract, String function, Access access, List<? extends Value> arguments) {
    var callee = callee(contract);
    var found = callee.functions().get(function);
    if (found == null) throw CallCheck.unknown(callee.id(), callee.known(), function, access);
    CallCheck.check(callee.id(), found, access, arguments);
    return callee;
  }

  private Callee callee(String contract) {
    var changes = open().vm().codeChanges();
    if (changes != codeChanges) callees.clear();
    codeChanges = changes;
    var known = callees.get(contract);
    if (known == null) {
      var id = named(contract);
      known = Callee.of(session.contract(id).orElseThrow(() -> unknown(id)));
      callees.put(contract, known);
    }
    return known;
  }

  /** The contract that a name means, whether it is there or not. */
  private ContractPrincipal named(String contract) {
    var known = callees.get(contract);
    return known == null ? CallCheck.contract(contract, deployer) : known.id();
  }

  private CallException unknown(ContractPrincipal contract) {
    if (BootNames.has(contract)) {
      var absence = session.bootAbsence();
      if (absence.isPresent()) {
        return new CallException("no contract %s: %s".formatted(contract, absence.get()));
      }
    }
    return CallCheck.unknownContract(contract, session.vm().contracts());
  }
}
