package io.neuralnexus.clarinet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.NodeChild.Answer;
import io.neuralnexus.clarinet.NodeChild.Done;
import io.neuralnexus.clarinet.NodeChild.Failed;
import io.neuralnexus.clarinet.NodeChild.Lost;
import io.neuralnexus.clarinet.NodeChild.Refused;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import java.io.File;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * A chain in a {@link NodeChild}. Requests are checked here, because the VM panics over some of
 * them.
 */
final class OfficialSimnet implements Simnet {
  /** What a child does once and then repeats in a fraction of the time. */
  private record Opening(Optional<Path> manifest, SimnetOptions options, long genesis) {

    ObjectNode request() {
      var request = NodeChild.request("open");
      manifest.ifPresentOrElse(
          path -> request.put("manifest", path.toString()), () -> request.putNull("manifest"));
      var remote = request.putObject("remote");
      remote.put("enabled", options.remoteData().isPresent());
      options
          .remoteData()
          .ifPresentOrElse(
              data -> {
                remote.put("api_url", data.api().toString());
                data.initialHeight().ifPresent(height -> remote.put("initial_height", height));
              },
              () -> remote.put("api_url", "https://api.hiro.so"));
      return request
          .put("genesis", genesis)
          .put("costs", options.trackCosts())
          .put("coverage", options.trackCoverage())
          .put("performance", options.performance().map(CostField::officialName).orElse(null));
    }
  }

  private final Opening opening;
  private final NodePackage npm;
  private NodeChild child;
  private Map<String, StandardPrincipal> accounts = Map.of();
  private StandardPrincipal deployer;
  private History history = History.NONE;
  private final Map<ContractPrincipal, ContractInterface> interfaces = new HashMap<>();
  private Optional<String> performance = Optional.empty();
  private final StringBuilder reportedCoverage = new StringBuilder();
  private final List<CallCost> reportedCosts = new ArrayList<>();
  private String testName = "";
  private long memory;

  private OfficialSimnet(Opening opening, NodePackage npm) {
    this.opening = opening;
    this.npm = npm;
  }

  static Simnet open(Path manifest, SimnetOptions options) {
    var path = manifest.toAbsolutePath().normalize();
    CallCheck.manifest(manifest);
    return open(Optional.of(path), options);
  }

  static Simnet empty(SimnetOptions options) {
    return open(Optional.empty(), options);
  }

  private static Simnet open(Optional<Path> manifest, SimnetOptions options) {
    var genesis = options.start().toEpochMilli();
    var simnet =
        new OfficialSimnet(
            new Opening(manifest, options, genesis),
            NodePackage.find(NodePackage.folders(manifest, options)));
    simnet.begin();
    return simnet;
  }

  // Opening, losing and ending the child

  private void begin() {
    child = NodePool.take(npm, opening);
    try {
      var opened =
          switch (child.ask(NodeChild.bytes(opening.request()))) {
            case Done(var value) -> value;
            case Failed(var message, _) -> throw unopened(message, ClarinetText::diagnostics);
            case Refused(var message) -> throw unopened(message, ClarinetText::unreadable);
          };
      memory = opened.get("memory").longValue();
      var byName = new TreeMap<String, StandardPrincipal>();
      opened
          .get("accounts")
          .properties()
          .forEach(
              account ->
                  byName.put(
                      account.getKey(), StandardPrincipal.parse(account.getValue().textValue())));
      accounts = Collections.unmodifiableMap(byName);
      deployer = StandardPrincipal.parse(opened.get("deployer").textValue());
    } catch (Lost e) {
      child.close();
      throw opening
          .manifest()
          .filter(_ -> e.getMessage().contains("panicked"))
          .<SimnetException>map(
              path -> new ProjectException(ClarinetText.diagnostics(e.getMessage(), path)))
          .orElseGet(() -> new EngineException("cannot open: " + e.getMessage(), e));
    }
  }

  private SimnetException unopened(
      String message, BiFunction<String, Path, List<Diagnostic>> reader) {
    NodePool.giveBack(child, npm, opening, memory);
    return opening
        .manifest()
        .<SimnetException>map(path -> new ProjectException(reader.apply(message, path)))
        .orElseGet(() -> new EngineException("cannot open an empty chain: " + message));
  }

  @Override
  public synchronized void close() {
    if (child == null) {
      return;
    }
    var done = child;
    child = null;
    try {
      if (done.ask(NodeChild.bytes(NodeChild.request("memory"))) instanceof Done(var bytes)) {
        NodePool.giveBack(done, npm, opening, bytes.longValue());
      }
    } catch (Lost e) {
      done.close();
    }
  }

  /** The process that runs this chain; for tests of its loss. */
  synchronized long childPid() {
    return child().pid();
  }

  private NodeChild child() {
    if (child == null) {
      throw new CallException("this Simnet is closed");
    }
    return child;
  }

  /** Sends a request that changes nothing that a restored chain would need. */
  private Answer look(ObjectNode request) {
    return ask(NodeChild.bytes(request));
  }

  /** Sends a request that may change the chain, and remembers it. */
  private Answer change(ObjectNode request) {
    var bytes = NodeChild.bytes(request);
    var answer = ask(bytes);
    history = history.then(bytes, fingerprint(request.get("op").textValue(), answer));
    return answer;
  }

  private Answer ask(byte[] request) {
    try {
      return child().ask(request);
    } catch (Lost e) {
      throw rebuilt(e);
    }
  }

  /**
   * Replaces a lost child and brings the chain to where it was before the request that was lost
   * with it.
   */
  private EngineException rebuilt(Lost loss) {
    child.close();
    var before = history;
    var whose = deployer;
    try {
      begin();
      replay(before, whose);
    } catch (SimnetException e) {
      child.close();
      child = null;
      var failure =
          new EngineException(
              loss.getMessage()
                  + "; the chain could not be rebuilt and is closed: "
                  + e.getMessage(),
              loss);
      failure.addSuppressed(e);
      return failure;
    }
    return new EngineException(
        loss.getMessage() + "; the chain has been rebuilt as it was before this request", loss);
  }

  private void replay(History target, StandardPrincipal deployerThen) {
    var steps = target.steps();
    try {
      var answers = child.askAll(steps.stream().map(History::request).toList());
      for (var at = 0; at < steps.size(); at++) {
        var step = steps.get(at);
        if (step.answer() != 0 && step.answer() != fingerprint("", answers.get(at))) {
          throw new EngineException(
              "replaying step %d of %d gave another answer than the first time: %s"
                  .formatted(
                      at + 1, steps.size(), new String(step.request(), StandardCharsets.UTF_8)));
        }
      }
      if (opening.options().trackCosts() || opening.options().trackCoverage()) {
        child.ask(NodeChild.bytes(NodeChild.request("report")));
      }
      child.ask(NodeChild.bytes(NodeChild.request("testName").put("name", testName)));
    } catch (Lost e) {
      throw new EngineException("lost while replaying: " + e.getMessage(), e);
    }
    history = target;
    deployer = deployerThen;
    interfaces.clear();
    performance = Optional.empty();
  }

  /** Tells whether a replay goes the same way; 0 for answers that number themselves. */
  private static int fingerprint(String operation, Answer answer) {
    return operation.equals("command") || operation.equals("execute")
        ? 0
        : switch (answer) {
          case Done(var value) -> value.hashCode() | 1;
          case Failed(var message, _) -> message.hashCode() | 1;
          case Refused(var message) -> message.hashCode() | 1;
        };
  }

  @Override
  public synchronized Snapshot snapshot() {
    child();
    return new History.Moment(this, history, deployer);
  }

  @Override
  public synchronized Simnet fork() {
    child();
    var fork = new OfficialSimnet(opening, npm);
    fork.begin();
    fork.replay(history, deployer);
    return fork;
  }

  @Override
  public synchronized void restore(Snapshot snapshot) {
    var moment = (History.Moment) snapshot;
    if (moment.chain() != this) {
      throw new CallException("the snapshot is of another chain");
    }
    if (moment.history() == history) {
      return;
    }
    keepReport();
    if (memory > NodePool.MOST_MEMORY) {
      child().close();
      begin();
    } else {
      memory = done(look(NodeChild.request("reset"))).longValue();
    }
    replay(moment.history(), moment.deployer());
  }

  // Who and when

  @Override
  public synchronized StandardPrincipal deployer() {
    return deployer;
  }

  @Override
  public synchronized void setDeployer(StandardPrincipal deployer) {
    done(change(NodeChild.request("setDeployer").put("address", deployer.address())));
    this.deployer = deployer;
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
    return heights().get("stacks").longValue();
  }

  @Override
  public synchronized long burnBlockHeight() {
    return heights().get("burn").longValue();
  }

  @Override
  public synchronized Instant blockTime() {
    return Instant.ofEpochSecond(heights().get("time").longValue());
  }

  @Override
  public synchronized Epoch epoch() {
    return Epoch.parse(heights().get("epoch").textValue());
  }

  private JsonNode heights() {
    return done(look(NodeChild.request("heights")));
  }

  @Override
  public synchronized void setEpoch(Epoch epoch) {
    interfaces.clear();
    done(change(NodeChild.request("setEpoch").put("epoch", epoch.label())));
  }

  // Transactions

  @Override
  public synchronized Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var called = called(contract, function, Access.PUBLIC, arguments);
    return receipt(change(call("public", called, function, arguments, sender)));
  }

  @Override
  public synchronized Receipt callPrivate(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var called = called(contract, function, Access.PRIVATE, arguments);
    return receipt(change(call("private", called, function, arguments, sender)));
  }

  @Override
  public synchronized Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var called = called(contract, function, Access.READ_ONLY, arguments);
    return receipt(look(call("readOnly", called, function, arguments, sender)));
  }

  private static ObjectNode call(
      String kind,
      ContractPrincipal contract,
      String function,
      List<? extends Value> arguments,
      StandardPrincipal sender) {
    var request =
        NodeChild.request("call")
            .put("kind", kind)
            .put("contract", contract.toString())
            .put("method", function)
            .put("sender", sender.address());
    var hex = request.putArray("args");
    arguments.forEach(argument -> hex.add(argument.toHex()));
    return request;
  }

  @Override
  public synchronized Receipt transferStx(
      BigInteger amount, Principal recipient, StandardPrincipal sender) {
    CallCheck.amount(amount, CallCheck.MOST_STX);
    return receipt(
        change(
            NodeChild.request("transfer")
                .put("amount", amount.toString())
                .put("recipient", recipient.toString())
                .put("sender", sender.address())));
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
    var answer =
        change(
            NodeChild.request("deploy")
                .put("name", name)
                .put("source", source)
                .put("version", version.map(ClarityVersion::number).orElse(null))
                .put("sender", sender.address()));
    return switch (answer) {
      case Failed(var message, _) when !message.contains("Runtime Error") ->
          throw new ProjectException(
              List.of(
                  new Diagnostic(
                      Diagnostic.Level.ERROR,
                      name + ".clar",
                      0,
                      0,
                      reason(message),
                      Optional.empty())));
      default -> receipt(answer);
    };
  }

  @Override
  public synchronized Receipt execute(String snippet) {
    Snippet.checkHasNoDefinition(snippet);
    var answer = change(NodeChild.request("execute").put("snippet", snippet));
    return switch (answer) {
      case Failed(var message, _) when !message.contains("Runtime Error") ->
          throw new CallException("the snippet does not check: " + message);
      default -> receipt(answer);
    };
  }

  @Override
  public synchronized List<Receipt> mineBlock(List<Transaction> transactions) {
    var request = NodeChild.request("mineBlock");
    var block = request.putArray("transactions");
    var deployedHere = new ArrayList<String>();
    transactions.forEach(transaction -> add(transaction, block, deployedHere));
    return switch (change(request)) {
      case Done(var results) -> {
        var receipts = new ArrayList<Receipt>(results.size());
        results.forEach(result -> receipts.add(ReceiptReader.receipt(result)));
        yield List.copyOf(receipts);
      }
      case Failed(var message, var console) ->
          throw new ClarityRuntimeException(
              "%s of the block's %d transactions failed, those before it have taken effect, those after it were not run: %s"
                  .formatted(culprit(message, transactions), transactions.size(), message),
              trace(console));
      case Refused(var message) -> throw new EngineException(message);
    };
  }

  private void add(Transaction transaction, ArrayNode block, List<String> deployedHere) {
    switch (transaction) {
      case Transaction.CallPublic(var contract, var function, var arguments, var sender) ->
          block
              .addObject()
              .set(
                  "callPublicFn",
                  call(
                      "public",
                      calledInBlock(contract, function, Access.PUBLIC, arguments, deployedHere),
                      function,
                      arguments,
                      sender));
      case Transaction.CallPrivate(var contract, var function, var arguments, var sender) ->
          block
              .addObject()
              .set(
                  "callPrivateFn",
                  call(
                      "private",
                      calledInBlock(contract, function, Access.PRIVATE, arguments, deployedHere),
                      function,
                      arguments,
                      sender));
      case Transaction.TransferStx(var amount, var recipient, var sender) -> {
        CallCheck.amount(amount, CallCheck.MOST_STX_IN_BLOCK);
        block
            .addObject()
            .putObject("transferSTX")
            .put("amount", amount.longValueExact())
            .put("recipient", recipient.toString())
            .put("sender", sender.address());
      }
      case Transaction.DeployContract(var name, var source, var version, var sender) -> {
        checkDeployment(name, sender);
        deployedHere.add(sender.contract(name).toString());
        var deployment =
            block
                .addObject()
                .putObject("deployContract")
                .put("name", name)
                .put("content", source)
                .put("sender", sender.address());
        version.ifPresent(
            known -> deployment.putObject("options").put("clarityVersion", known.number()));
      }
    }
  }

  private ContractPrincipal calledInBlock(
      String contract,
      String function,
      Access access,
      List<Value> arguments,
      List<String> deployedHere) {
    var name = contractName(contract);
    return deployedHere.contains(name.toString())
        ? name
        : called(contract, function, access, arguments);
  }

  /** The engine does not say which transaction failed, but its message begins with what it was. */
  private String culprit(String message, List<Transaction> transactions) {
    var suspects = new ArrayList<Integer>();
    for (var at = 0; at < transactions.size(); at++) {
      var sign =
          switch (transactions.get(at)) {
            case Transaction.CallPublic call ->
                contractName(call.contract()) + "::" + call.function() + "(";
            case Transaction.CallPrivate call ->
                contractName(call.contract()) + "::" + call.function() + "(";
            case Transaction.TransferStx transfer ->
                "STX transfer error: " + transfer.sender().address();
            case Transaction.DeployContract deploy ->
                deploy.sender().contract(deploy.name()) + " ->";
          };
      if (message.contains(sign)) {
        suspects.add(at + 1);
      }
    }
    return suspects.isEmpty()
        ? "one"
        : suspects.stream().map(String::valueOf).collect(Collectors.joining(" or ", "number ", ""));
  }

  @Override
  public long mineEmptyBlocks(int count) {
    return mine("any", count);
  }

  @Override
  public long mineEmptyBurnBlocks(int count) {
    return mine("burn", count);
  }

  @Override
  public long mineEmptyStacksBlocks(int count) {
    return mine("stacks", count);
  }

  private synchronized long mine(String kind, int count) {
    if (count < 0) {
      throw new CallException("cannot mine %d blocks".formatted(count));
    }
    return switch (change(NodeChild.request("mine").put("kind", kind).put("count", count))) {
      case Failed(var message, _) -> throw new CallException(message);
      case Answer answer -> done(answer).longValue();
    };
  }

  @Override
  public synchronized void mintStx(Principal recipient, long amount) {
    done(change(mint("mintStx", recipient, amount)));
  }

  @Override
  public synchronized void mintFt(String token, Principal recipient, long amount) {
    var at = CallCheck.token(token);
    var contract = token.substring(0, at - 1);
    var name = token.substring(at);
    CallCheck.token(contractName(contract), contractInterface(contract), name);
    done(
        change(
            mint("mintFt", recipient, amount).put("token", contractName(contract) + "." + name)));
  }

  private static ObjectNode mint(String operation, Principal recipient, long amount) {
    CallCheck.amount(BigInteger.valueOf(amount), CallCheck.MOST_STX);
    return NodeChild.request(operation)
        .put("recipient", recipient.toString())
        .put("amount", Long.toString(amount));
  }

  // State

  @Override
  public synchronized Value dataVar(String contract, String name) {
    CallCheck.variable(contractName(contract), contractInterface(contract), name);
    var request =
        NodeChild.request("dataVar")
            .put("contract", contractName(contract).toString())
            .put("name", name);
    return Value.fromHex(done(look(request)).textValue());
  }

  @Override
  public synchronized Optional<Value> mapEntry(String contract, String map, Value key) {
    CallCheck.mapKey(contractName(contract), contractInterface(contract), map, key);
    var request =
        NodeChild.request("mapEntry")
            .put("contract", contractName(contract).toString())
            .put("name", map)
            .put("key", key.toHex());
    return switch (look(request)) {
      case Failed(var message, _) when message.equals("value not found") -> Optional.empty();
      case Answer answer -> {
        var found = Value.fromHex(done(answer).textValue());
        yield found instanceof OptionalValue.Some(var value)
            ? Optional.of(value)
            : Optional.empty();
      }
    };
  }

  @Override
  public synchronized Map<ContractPrincipal, ContractInterface> contractInterfaces() {
    done(look(NodeChild.request("interfaces")))
        .properties()
        .forEach(
            contract ->
                interfaces.put(
                    ContractPrincipal.parse(contract.getKey()),
                    ContractInterface.fromJson(contract.getValue())));
    return Map.copyOf(interfaces);
  }

  @Override
  public synchronized ContractInterface contractInterface(String contract) {
    var name = contractName(contract);
    return interfaceOf(name).orElseThrow(() -> unknown(name));
  }

  private Optional<ContractInterface> interfaceOf(ContractPrincipal contract) {
    if (!interfaces.containsKey(contract)) {
      var request = NodeChild.request("interface").put("contract", contract.toString());
      var json = done(look(request));
      if (json.isNull()) {
        return Optional.empty();
      }
      interfaces.put(contract, ContractInterface.fromJson(json));
    }
    return Optional.of(interfaces.get(contract));
  }

  private CallException unknown(ContractPrincipal contract) {
    return CallCheck.unknownContract(contract, contractInterfaces().keySet());
  }

  @Override
  public synchronized Optional<String> contractSource(String contract) {
    var source =
        done(look(NodeChild.request("source").put("contract", contractName(contract).toString())));
    return source.isNull() ? Optional.empty() : Optional.of(source.textValue());
  }

  @Override
  public synchronized JsonNode contractAst(String contract) {
    contractInterface(contract);
    return done(look(NodeChild.request("ast").put("contract", contractName(contract).toString())));
  }

  @Override
  public ContractAnalysis contractAnalysis(String contract) {
    throw new EngineException(
        "the official engine tells no analysis of %s: choose -Dsimnet.engine=jvm"
            .formatted(contract));
  }

  @Override
  public synchronized Map<String, Map<Principal, BigInteger>> assets() {
    var assets = new TreeMap<String, Map<Principal, BigInteger>>();
    done(look(NodeChild.request("assets")))
        .properties()
        .forEach(
            asset -> {
              var holders = new LinkedHashMap<Principal, BigInteger>();
              asset
                  .getValue()
                  .properties()
                  .forEach(
                      holder ->
                          holders.put(
                              Principal.parse(holder.getKey()),
                              new BigInteger(holder.getValue().asText())));
              assets.put(asset.getKey(), Collections.unmodifiableMap(holders));
            });
    return Collections.unmodifiableMap(assets);
  }

  @Override
  public synchronized BigInteger stxBalance(Principal principal) {
    var snippet = "(stx-get-balance '%s)".formatted(principal);
    var balance = receipt(look(NodeChild.request("execute").put("snippet", snippet))).result();
    return ((Uint) balance).toBigInteger();
  }

  // Reports

  @Override
  public synchronized Optional<String> lastCallTrace() {
    return text(done(look(NodeChild.request("trace"))));
  }

  @Override
  public synchronized Optional<String> lastCallPerformance() {
    return performance;
  }

  @Override
  public synchronized void setCurrentTestName(String name) {
    done(look(NodeChild.request("testName").put("name", name)));
    testName = name;
  }

  @Override
  public synchronized Report collectReport() {
    keepReport();
    var report = new Report(reportedCoverage.toString(), reportedCosts);
    reportedCoverage.setLength(0);
    reportedCosts.clear();
    return report;
  }

  /** Takes the child's report over before something makes the child forget it. */
  private void keepReport() {
    if (!opening.options().trackCosts() && !opening.options().trackCoverage()) {
      return;
    }
    var report = done(look(NodeChild.request("report")));
    if (opening.options().trackCoverage()) {
      var root = opening.manifest().map(path -> path.getParent() + File.separator).orElse("");
      reportedCoverage.append(report.get("coverage").textValue().replace("SF:" + root, "SF:"));
    }
    for (var call : report.get("costs")) {
      var arguments = new ArrayList<String>();
      call.get("args").forEach(argument -> arguments.add(argument.textValue()));
      reportedCosts.add(
          new CallCost(
              call.get("test_name").textValue(),
              ContractPrincipal.parse(call.get("contract_id").textValue()),
              call.get("method").textValue(),
              arguments,
              ReceiptReader.costs(call.get("cost_result"))));
    }
  }

  @Override
  public synchronized Optional<String> deploymentPlan() {
    return opening.manifest().isEmpty()
        ? Optional.empty()
        : text(done(look(NodeChild.request("plan"))));
  }

  @Override
  public synchronized String executeCommand(String command) {
    CallCheck.command(command);
    interfaces.clear();
    return NodeChild.plain(
        done(change(NodeChild.request("command").put("command", command))).textValue());
  }

  // Checks before the VM, and what its answers mean

  private ContractPrincipal contractName(String contract) {
    return CallCheck.contract(contract, deployer);
  }

  private ContractPrincipal called(
      String contract, String function, Access access, List<? extends Value> arguments) {
    var name = contractName(contract);
    var known = interfaceOf(name);
    if (known.isEmpty()) {
      // In an empty chain the contracts of genesis can be called, but the VM tells no interfaces.
      if (contractSource(contract).isEmpty()) {
        throw unknown(name);
      }
      return name;
    }
    CallCheck.check(name, known.get(), function, access, arguments);
    return name;
  }

  private void checkDeployment(String name, StandardPrincipal sender) {
    CallCheck.name(name);
    if (contractSource(sender.contract(name).toString()).isPresent()) {
      throw new CallException("%s.%s is deployed already".formatted(sender, name));
    }
  }

  private Receipt receipt(Answer answer) {
    return switch (answer) {
      case Done(var result) -> {
        performance = text(result.path("performance"));
        yield ReceiptReader.receipt(result);
      }
      case Failed(var message, var console) ->
          throw new ClarityRuntimeException(message, trace(console));
      case Refused(var message) -> throw new EngineException(message);
    };
  }

  /** The engine's account of an error stands on its console after whatever the contract printed. */
  private static String trace(String console) {
    var at = ("\n" + console).indexOf("\nError: ");
    return at < 0 ? "" : console.substring(at).strip();
  }

  /** What follows the arrow in a message about a deployment. */
  private static String reason(String message) {
    var arrow = message.indexOf(" -> ");
    return arrow < 0 ? message : message.substring(arrow + 4);
  }

  private static JsonNode done(Answer answer) {
    return switch (answer) {
      case Done(var value) -> value;
      case Failed(var message, _) -> throw new EngineException(message);
      case Refused(var message) -> throw new EngineException(message);
    };
  }

  private static Optional<String> text(JsonNode text) {
    return text.isTextual() ? Optional.of(NodeChild.plain(text.textValue())) : Optional.empty();
  }
}
