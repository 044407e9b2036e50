package io.neuralnexus.cli.console;

import io.neuralnexus.clarinet.CallCosts;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarinet.Snapshot;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is typed at the prompt, and what is answered to it. */
public final class Session {
  /** A command that begins with two colons. */
  private record Command(String usage, String purpose, Action action) {
    String name() {
      return usage.split(" ")[0];
    }
  }

  @FunctionalInterface
  private interface Action {
    String run(List<String> arguments);
  }

  private final Simnet simnet;
  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();

  /** What was typed and became a contract. */
  private final List<String> deployed = new ArrayList<>();

  private boolean over;

  /** A session on a chain. */
  public Session(Simnet simnet) {
    this.simnet = simnet;
    add("::help", "this list", this::help);
    add(
        "::functions [CONTRACT]",
        "the functions of a contract, or of all of the project",
        this::functions);
    add("::get_contracts", "the contracts there are", arguments -> contracts());
    add(
        "::get_costs EXPRESSION",
        "evaluates an expression in a block of its own and prints what it costs",
        this::costs);
    add("::get_assets_maps", "who holds what", arguments -> assets());
    add(
        "::get_block_height",
        "the height of the Stacks chain",
        arguments -> Long.toString(simnet.stacksBlockHeight()));
    add(
        "::get_burn_block_height",
        "the height of the burn chain",
        arguments -> Long.toString(simnet.burnBlockHeight()));
    add(
        "::advance_chain_tip N",
        "mines N burn blocks, each with a Stacks block",
        this::advanceBurn);
    add("::advance_burn_chain_tip N", "the same", this::advanceBurn);
    add("::advance_stacks_chain_tip N", "mines N Stacks blocks", this::advanceStacks);
    add("::get_epoch", "the epoch", arguments -> "Current epoch: " + simnet.epoch());
    add("::set_epoch EPOCH", "goes to an epoch, as 3.4", this::setEpoch);
    add("::set_tx_sender PRINCIPAL|NAME", "who sends from now on", this::setSender);
    add("::get_tx_sender", "who sends", arguments -> simnet.deployer().address());
    add("::mint_stx PRINCIPAL|NAME AMOUNT", "gives micro-STX from nowhere", this::mint);
    add(
        "::trace",
        "the trace of the latest call",
        arguments -> simnet.lastCallTrace().orElse("nothing was called yet"));
    add("::snapshot [NAME]", "keeps the present under a name", this::snapshot);
    add("::restore [NAME]", "goes back to what was kept", this::restore);
    add("::quit", "ends the session", arguments -> quit());
  }

  private void add(String usage, String purpose, Action action) {
    var command = new Command(usage, purpose, action);
    commands.put(command.name(), command);
  }

  /** Whether somebody has asked to leave. */
  public boolean isOver() {
    return over;
  }

  /** The answer to one input, without a line end; errors are answers too. */
  public String answer(String input) {
    var text = input.strip();
    if (text.isEmpty()) return "";
    try {
      return text.startsWith("::") ? command(text) : evaluate(text);
    } catch (SimnetException | IllegalArgumentException e) {
      return "error: " + e.getMessage();
    }
  }

  private String command(String text) {
    var words = List.of(text.split("\\s+"));
    var command = commands.get(words.getFirst());
    if (command == null)
      return "error: there is no " + words.getFirst() + ": ::help lists what there is";
    return command.action.run(words.subList(1, words.size()));
  }

  private String evaluate(String text) {
    if (Input.defines(text)) {
      var name = "contract-" + (deployed.size() + 1);
      deploy(name, text);
      deployed.add(simnet.deployer().contract(name).toString());
      return "." + name + " is deployed: (contract-call? ." + name + " ...) calls its functions";
    }
    var receipt = simnet.execute(text);
    var out = new StringBuilder();
    for (var event : receipt.events()) out.append(event).append('\n');
    return out.append(receipt.result()).toString();
  }

  private Receipt deploy(String name, String source) {
    var version = ClarityVersion.latestIn(simnet.epoch());
    return simnet.deploy(name, source, version, simnet.deployer());
  }

  private String help(List<String> arguments) {
    return commands.values().stream()
        .map(command -> "%-32s %s".formatted(command.usage, command.purpose))
        .collect(Collectors.joining("\n"));
  }

  private String functions(List<String> arguments) {
    var wanted = arguments.isEmpty() ? own() : List.of(arguments.getFirst());
    var out = new ArrayList<String>();
    for (var contract : wanted) {
      for (var function : simnet.contractInterface(contract).functions()) {
        var parameters =
            function.arguments().stream()
                .map(argument -> " (" + argument.name() + " " + argument.type() + ")")
                .collect(Collectors.joining());
        out.add(
            "%s.%s: %s (%s%s) -> %s"
                .formatted(
                    "",
                    name(contract),
                    function.access().name().toLowerCase().replace('_', '-'),
                    function.name(),
                    parameters,
                    function.output()));
      }
    }
    return out.isEmpty() ? "no functions" : String.join("\n", out);
  }

  private static String name(String contract) {
    return contract.substring(contract.indexOf('.') + 1);
  }

  /** The contracts that an account of the project or of the session has deployed. */
  private List<String> own() {
    var owners = simnet.accounts().values();
    var typed =
        deployed.stream().filter(contract -> simnet.contractSource(contract).isPresent()).toList();
    if (owners.isEmpty()) return typed;
    return Stream.concat(
            typed.stream(),
            simnet.contractInterfaces().keySet().stream()
                .filter(contract -> owners.contains(contract.issuer()))
                .map(ContractPrincipal::toString))
        .distinct()
        .sorted()
        .toList();
  }

  private String contracts() {
    return simnet.contractInterfaces().keySet().stream()
        .map(ContractPrincipal::toString)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private String costs(List<String> arguments) {
    var source = String.join(" ", arguments);
    if (Input.defines(source)) {
      throw new IllegalArgumentException("what defines something is no expression");
    }
    var receipt = deploy("expression", source);
    return receipt.result()
        + receipt
            .costs()
            .map(Session::shown)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the chain counts no costs: it was opened without them"));
  }

  private static String shown(CallCosts costs) {
    return "\n%-13s %,15d of %,d"
        .repeat(5)
        .formatted(
            "runtime",
            costs.total().runtime(),
            costs.limit().runtime(),
            "read count",
            costs.total().readCount(),
            costs.limit().readCount(),
            "read length",
            costs.total().readLength(),
            costs.limit().readLength(),
            "write count",
            costs.total().writeCount(),
            costs.limit().writeCount(),
            "write length",
            costs.total().writeLength(),
            costs.limit().writeLength());
  }

  private String assets() {
    var out = new ArrayList<String>();
    simnet
        .assets()
        .forEach(
            (asset, holders) -> {
              out.add(asset);
              holders.forEach((holder, amount) -> out.add("  %s  %,d".formatted(holder, amount)));
            });
    return String.join("\n", out);
  }

  private String advanceBurn(List<String> arguments) {
    return "%d burn blocks high".formatted(simnet.mineEmptyBurnBlocks(count(arguments)));
  }

  private String advanceStacks(List<String> arguments) {
    return "%d Stacks blocks high".formatted(simnet.mineEmptyStacksBlocks(count(arguments)));
  }

  private static int count(List<String> arguments) {
    if (arguments.isEmpty()) return 1;
    try {
      return Integer.parseInt(arguments.getFirst());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + arguments.getFirst() + "\" is not a number of blocks: write 10", e);
    }
  }

  private String setEpoch(List<String> arguments) {
    simnet.setEpoch(Epoch.parse(only(arguments, "an epoch")));
    return "Current epoch: " + simnet.epoch();
  }

  private String setSender(List<String> arguments) {
    simnet.setDeployer(account(only(arguments, "an account")));
    return "tx-sender is " + simnet.deployer().address();
  }

  private String mint(List<String> arguments) {
    if (arguments.size() != 2) throw new IllegalArgumentException("say who and how much");
    var who = account(arguments.get(0));
    simnet.mintStx(who, Long.parseLong(arguments.get(1)));
    return "%s has %,d micro-STX".formatted(who.address(), simnet.stxBalance(who));
  }

  private StandardPrincipal account(String text) {
    var named = simnet.accounts().get(text);
    if (named != null) return named;
    return switch (Principal.parse(text.startsWith("'") ? text.substring(1) : text)) {
      case StandardPrincipal principal -> principal;
      case Principal other -> throw new IllegalArgumentException(other + " is not an account");
    };
  }

  private static String only(List<String> arguments, String what) {
    if (arguments.size() != 1) throw new IllegalArgumentException("name " + what);
    return arguments.getFirst();
  }

  private String snapshot(List<String> arguments) {
    var name = arguments.isEmpty() ? "latest" : arguments.getFirst();
    snapshots.put(name, simnet.snapshot());
    return "kept as " + name;
  }

  private String restore(List<String> arguments) {
    var name = arguments.isEmpty() ? "latest" : arguments.getFirst();
    var snapshot = snapshots.get(name);
    if (snapshot == null) {
      throw new IllegalArgumentException(
          "nothing is kept as " + name + ": there is " + snapshots.keySet());
    }
    simnet.restore(snapshot);
    return "back at " + name;
  }

  private String quit() {
    over = true;
    return "";
  }

  /** What could be meant by the beginning of a word. */
  public Collection<String> completions() {
    var words = new TreeSet<>(commands.keySet());
    for (var contract : own()) {
      words.add("." + name(contract));
      simnet
          .contractInterface(contract)
          .functions()
          .forEach(function -> words.add(function.name()));
    }
    words.addAll(simnet.accounts().keySet());
    return words;
  }
}
