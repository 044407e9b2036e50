package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.neuralnexus.cli.Progress;
import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.prove.SimulatedChain.Submission;
import io.neuralnexus.offchain.contracts.DataRights.RecordStatementsStatements;
import io.neuralnexus.offchain.zk.Proof;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nexus prove rehearse}: all that will happen on the chain, before it does. */
@Command(
    name = "rehearse",
    description = {
      "Commits, registers a data set, proves and submits on a simulated chain with the project's"
          + " contracts, and shows what they record and what it costs. Writes nothing: the seed is"
          + " another than that of a commitment, and is forgotten."
    },
    footer = {"", "Example:", "  nexus prove rehearse patients.csv --schema patients.schema.toml"})
final class RehearseStep extends Step {
  @Mixin private TableOptions table;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  int run(PrintWriter out) {
    var draft = Draft.read(table.data, table.schema);
    var commitment = draft.commit(Draft.newSeed());
    var described = draft.schema().statement().schema();
    try (var chain = SimulatedChain.open()) {
      var binding = chain.register(commitment.root(), described.hash());
      Proof proof;
      try (var progress = Progress.of("proving")) {
        proof = commitment.prove(binding.hash(), progress);
      }
      var done = chain.submit(binding, draft.profile(), proof);
      if (!done.answer().isOk()) {
        throw new RefusedException("the chain refuses the proof: " + done.answer().value());
      }
      int bytes = proof.value().serialize().length;
      out.println(json ? json(done, bytes, described) : text(done, bytes, described));
    }
    return ExitCode.OK;
  }

  private static String text(Submission done, int bytes, Schema schema) {
    var table = new Table("recorded", ">kind", ">subject", ">low", ">high");
    for (var each : done.recorded()) {
      table.add(
          what(each, schema),
          Text.number(each.kind()),
          Text.number(each.subject()),
          each.low().toBigInteger().toString(),
          each.high().toBigInteger().toString());
    }
    return """
    zk-verification accepts a proof of %s bytes; submit-profile takes %s.
    data-rights keeps %d statements, in whole steps, and answers what follows from them.
    %s\
    """
        .formatted(
            Text.count(bytes),
            done.answer().text(),
            done.recorded().size(),
            table.text("Statements"));
  }

  private static String json(Submission done, int bytes, Schema schema) {
    var report =
        JsonNodeFactory.instance
            .objectNode()
            .put("accepted", true)
            .put("bytes", bytes)
            .put("block", done.answer().share());
    var statements = report.putArray("statements");
    for (var each : done.recorded()) {
      statements
          .addObject()
          .put("what", what(each, schema))
          .put("kind", each.kind().toBigInteger())
          .put("subject", each.subject().toBigInteger())
          .put("low", each.low().toBigInteger())
          .put("high", each.high().toBigInteger());
    }
    return report.toPrettyString();
  }

  /** The kinds of {@code docs/contracts/data-rights.md}. */
  private static String what(RecordStatementsStatements each, Schema schema) {
    int subject = Math.toIntExact(each.subject().longValueExact());
    return switch (Math.toIntExact(each.kind().longValueExact())) {
      case 1 -> "rows";
      case 2 -> schema.features().get(subject).name();
      case 3 -> "rows of class " + schema.label().orElseThrow().classes().get(subject);
      case 4 -> "missing " + schema.features().get(subject).name();
      case 5 -> "sum " + subject;
      case 6 -> "every feature";
      default -> "kind %s".formatted(Text.number(each.kind()));
    };
  }
}
