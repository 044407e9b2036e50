package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.neuralnexus.clarity.DecodeException;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.prove.SimulatedChain.Answer;
import io.neuralnexus.offchain.zk.Binding;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.verifier.Soundness;
import io.neuralnexus.offchain.zk.verifier.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nexus prove verify}: checks a proof as a buyer would. */
@Command(
    name = "verify",
    description = {
      "Checks a proof and prints what it proves, in the units of the data. Needs nothing that is"
          + " secret. Exits with 1 if the proof is refused."
    },
    footer = {
      "",
      "Example:",
      "  nexus prove verify --commitment commitment.json --proof proof.bin --dataset 7 \\",
      "      --submitter SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7 \\",
      "      --contract SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7.zk-verification"
    })
final class VerifyStep extends Step {
  @Option(
      names = "--commitment",
      required = true,
      paramLabel = "FILE",
      description = "The public commitment.json.")
  private Path commitment;

  @Option(names = "--proof", required = true, paramLabel = "FILE", description = "The proof.")
  private Path file;

  @Mixin private BindingOptions binding;

  @Option(
      names = "--on-chain",
      description = "Have the contract stark-verifier check it too, on a simulated chain.")
  private boolean onChain;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  int run(PrintWriter out) throws IOException {
    var stated = PublicCommitment.read(commitment);
    var bytes = bytes();
    var verdict = check(stated, proof(bytes), bytes.length);
    if (json) out.println(verdict.json());
    else if (verdict.isAccepted()) out.println(verdict.text(file));
    else throw new RefusedException(verdict.reason(file));
    return verdict.isAccepted() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Verdict check(PublicCommitment stated, Proof proof, int bytes) {
    var bound = binding.of(stated.schema().hash());
    var start = System.nanoTime();
    var refusal =
        new Verifier(Parameters.STANDARD)
            .refusal(bound.hash(), stated.root(), stated.profile(), proof);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Verdict(stated, bound, refusal, bytes, seconds, answer(stated, bound, proof));
  }

  private Optional<Answer> answer(PublicCommitment stated, Binding bound, Proof proof) {
    if (!onChain) return Optional.empty();
    try (var chain = SimulatedChain.open()) {
      return Optional.of(chain.verify(bound, stated.root(), stated.profile(), proof));
    }
  }

  private byte[] bytes() throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file, "there is no such file", "name a proof");
    }
  }

  private Proof proof(byte[] bytes) {
    try {
      return Proof.of(Value.deserialize(bytes));
    } catch (DecodeException e) {
      throw new InputException(file, "is no proof: " + e.getMessage(), "get it again, whole");
    } catch (IllegalArgumentException e) {
      throw new InputException(file, "is no proof: " + e.getMessage(), "get it from its maker");
    }
  }

  /** What came of it. */
  private record Verdict(
      PublicCommitment stated,
      Binding binding,
      Optional<Refusal> refusal,
      int bytes,
      double seconds,
      Optional<Answer> answer) {
    boolean isAccepted() {
      return refusal.isEmpty() && answer.map(Answer::isOk).orElse(true);
    }

    private double bits() {
      var profile = stated.profile();
      var table = Soundness.Table.of(profile);
      return Soundness.johnson(Parameters.STANDARD, profile.log(), table).bits();
    }

    /** Why it is not accepted. */
    String reason(Path file) {
      return refusal
          .map(each -> "%s is refused, %s: %s".formatted(file, each, why(each)))
          .orElseGet(
              () ->
                  "%s is refused by stark-verifier, %s, but not by this program"
                      .formatted(file, answer.orElseThrow().value()));
    }

    String text(Path file) {
      return String.format(
          Locale.ROOT,
          """
          %s is accepted: %s bytes, checked in %.2f s, %.1f bits of proven security.
          %sIt holds for data set %s, sent by %s
          to %s on chain %s, of the table with
          root %s.
          %s\
          """,
          file,
          Text.count(bytes),
          seconds,
          bits(),
          answer.map(each -> "stark-verifier accepts it: " + each.text() + ".\n").orElse(""),
          Text.number(binding.dataset()),
          binding.submitter(),
          binding.verifier(),
          Text.number(binding.chain()),
          stated.root(),
          stated.disclosure().text());
    }

    private static String why(Refusal refusal) {
      return switch (refusal) {
        case BAD_SIZE, BAD_FEATURE, BAD_COUNT, TOO_WIDE -> "no such statement can be proven";
        case BAD_ROOT -> "it is a proof about another table";
        case BAD_COMPOSITION ->
            "it proves something else, or was made for another data set, submitter, contract or"
                + " chain";
        case BAD_SHAPE, NOT_CANONICAL, BAD_POINT, NO_WORK, BAD_PATH, BAD_OPENING, BAD_FOLD ->
            "it is damaged or forged";
      };
    }

    String json() {
      var report =
          JsonNodeFactory.instance
              .objectNode()
              .put("accepted", isAccepted())
              .put("root", stated.root().toString())
              .put("schemaHash", stated.schema().hash().toString())
              .put("dataset", binding.dataset().toBigInteger())
              .put("submitter", binding.submitter().toString())
              .put("contract", binding.verifier().toString())
              .put("chain", binding.chain().toBigInteger())
              .put("bytes", bytes)
              .put("seconds", seconds)
              .put("bits", bits());
      refusal.ifPresent(why -> report.put("refusal", why.name()));
      answer.ifPresent(
          each ->
              report
                  .putObject("onChain")
                  .put("answer", each.value().toString())
                  .put("block", each.share()));
      if (isAccepted()) stated.disclosure().writeTo(report.putObject("proven"));
      return report.toPrettyString();
    }
  }
}
