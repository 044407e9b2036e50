package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.PlainStory;
import io.neuralnexus.cli.demo.ProgressStory;
import io.neuralnexus.cli.demo.SilentStory;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.cli.demo.machines.Machines;
import io.neuralnexus.cli.demo.machines.MachinesReport;
import io.neuralnexus.cli.demo.market.MarketReport;
import io.neuralnexus.cli.demo.market.Play;
import io.neuralnexus.cli.demo.suite.Suite;
import io.neuralnexus.cli.demo.suite.SuiteReport;
import io.neuralnexus.cli.learning.CsvException;
import io.neuralnexus.cli.learning.CsvFile;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.StratifiedSplit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nexus demo}: market and suite at work on real data, on a simulated chain. */
@Command(
    name = "demo",
    description = {
      "Shows the contracts at work on a table, in three parts. The market: four providers",
      "train on disjoint parts of it, one with swapped labels; honest scores are agreed,",
      "a false one is judged by a committee and its stake slashed. The suite: the same",
      "data, encrypted; a false run of a training job is caught by a dispute about one",
      "step, a true one settled, its model licensed and derived from, royalties paid. The",
      "machines: trainers and watchers as processes of their own, one of which lies.",
      "The chain is simulated, the training real. Same seed, same output."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every check is ok", "1:a check failed", "2:wrong use"},
    footer = {
      "",
      "Examples:",
      "  nexus demo",
      "  nexus demo --seed 7 --json",
      "  nexus demo --data patients.csv --label diagnosis"
    })
final class DemoCommand implements Callable<Integer> {
  private static final int ACTS = 2 + Play.ACTS + Suite.ACTS;
  private static final Path SHIPPED = Path.of("data", "breast-cancer-wisconsin.csv");

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A CSV file of numbers with two classes; the shipped one if left out.")
  private Optional<Path> data;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Name or number, from 1, of the column with the class; the last if left out.")
  private Optional<String> label;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides all that chance decides (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--no-machines",
      description = "Leave out part three, which starts seven processes.")
  private boolean withoutMachines;

  @Option(
      names = "--json",
      description = "Print one JSON object and nothing else; amounts in micro-STX.")
  private boolean json;

  @Override
  public Integer call() {
    // The story tells who joins the chain; the log of its server need not.
    System.setProperty("org.slf4j.simpleLogger.log.io.neuralnexus.offchain.chain", "warn");
    var root =
        Nexus.repository()
            .orElseThrow(() -> new Nexus.Failure("The project is not known: start ./nexus."));
    var file = data.orElse(root.resolve(SHIPPED));
    var table = read(file);
    var split = share(file, table);
    var out = spec.commandLine().getOut();
    if (!json) out.println(title(file, table, split));
    var day = play(root.resolve("Clarinet.toml"), split, out);
    if (json) out.println(day.json(seed));
    out.flush();
    return day.isOk() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private LabelledRows read(Path file) {
    try {
      return CsvFile.read(file, label);
    } catch (CsvException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private StratifiedSplit share(Path file, LabelledRows table) {
    try {
      return Play.share(table, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage(), e);
    }
  }

  /** What came of the parts. */
  private record Day(MarketReport market, SuiteReport suite, Optional<MachinesReport> machines) {
    boolean isOk() {
      return market.ending().isOk()
          && suite.ending().isOk()
          && machines.map(part -> part.ending().isOk()).orElse(true);
    }

    String json(long seed) {
      var json = JsonNodeFactory.instance.objectNode().put("seed", seed);
      market.writeTo(json);
      var checks = json.putArray("checks");
      market.ending().writeChecks(checks);
      suite.ending().writeChecks(checks);
      machines.ifPresent(part -> part.ending().writeChecks(checks));
      suite.writeTo(json.putObject("suite"));
      machines.ifPresent(part -> part.writeTo(json.putObject("machines")));
      return json.toPrettyString();
    }
  }

  private Day play(Path manifest, StratifiedSplit split, PrintWriter out) {
    var options = SimnetOptions.defaults().withTrackCosts(true);
    try (var story = story(out)) {
      story.act("The chain");
      try (var simnet = Simnet.open(manifest, options)) {
        story.tell("a simulated Stacks chain runs the project's contracts");
        story.act("Opening");
        var chain = Chain.open(simnet);
        story.tell(
            "the deployer names treasury, guardian, vaults and roles, and gives up its power");
        story.show("\nPart one, the market: a committee judges models\n");
        var market = Play.perform(chain, split, seed, story);
        story.show(market.text());
        story.show("\nPart two, the suite: the chain checks runs, step by step if need be\n");
        var suite = Suite.perform(chain, split, market.best(), seed, story);
        story.show(suite.text());
        if (withoutMachines) return new Day(market, suite, Optional.empty());
        story.show("\nPart three, the machines: processes that know nothing but the chain\n");
        var machines = Machines.perform(chain, split, seed, story, ProveStepCommand::explain);
        story.show(machines.text());
        return new Day(market, suite, Optional.of(machines));
      }
    }
  }

  private Story story(PrintWriter out) {
    var told = json ? new SilentStory() : new PlainStory(out);
    var console = System.console();
    var isWatched = console != null && console.isTerminal();
    return isWatched
        ? new ProgressStory(told, ACTS + (withoutMachines ? 0 : Machines.ACTS), System.err)
        : told;
  }

  private String title(Path file, LabelledRows table, StratifiedSplit split) {
    var names = table.classNames();
    return """
    %s: %d rows of %d features; %d %s, %d %s. Seed %d.
    Four providers hold %s rows, the hold-out set %d.\
    """
        .formatted(
            file.getFileName(),
            table.size(),
            table.featureCount(),
            table.count(0),
            names.get(0),
            table.count(1),
            names.get(1),
            seed,
            String.join(", ", split.parts().stream().map(part -> "" + part.size()).toList()),
            split.holdOut().size());
  }
}
