package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.neuralnexus.cli.Progress;
import io.neuralnexus.cli.demo.Sha256;
import io.neuralnexus.cli.demo.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nexus prove statement}: makes the proof. */
@Command(
    name = "statement",
    description = {
      "Proves what was stated when the table was committed to, for one data set, account, contract"
          + " and chain. The same again gives the same proof; another is refused, since two proofs"
          + " of one root could give rows away."
    },
    footer = {
      "",
      "Example:",
      "  nexus prove statement --commitment patients.proof --dataset 7 \\",
      "      --submitter SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7 \\",
      "      --contract SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7.zk-verification --out proof.bin"
    })
final class StatementStep extends Step {
  @Option(
      names = "--commitment",
      required = true,
      paramLabel = "FOLDER",
      description = "What nexus prove commit made.")
  private Path folder;

  @Mixin private BindingOptions binding;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A new file for the proof: the consensus encoding of the contract's argument.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  int run(PrintWriter out) throws IOException {
    WholeFiles.requireNew(file);
    var owner = OwnerFolder.open(folder);
    var start = System.nanoTime();
    byte[] proof;
    try (var progress = Progress.of("proving")) {
      var made = owner.prove(binding.of(owner.commitment().schema().hash()), progress);
      proof = made.value().serialize();
    }
    WholeFiles.publish(file, proof);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (json) {
      var report =
          JsonNodeFactory.instance
              .objectNode()
              .put("root", owner.commitment().root().toString())
              .put("proof", file.toString())
              .put("sha256", Sha256.of(proof).toString())
              .put("bytes", proof.length)
              .put("seconds", seconds);
      out.println(report.toPrettyString());
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%s: a proof of %s bytes, made in %.1f s",
              file,
              Text.count(proof.length),
              seconds));
    }
    return ExitCode.OK;
  }
}
