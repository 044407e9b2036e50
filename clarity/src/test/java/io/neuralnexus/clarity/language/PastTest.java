package io.neuralnexus.clarity.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.vm.Limits;
import io.neuralnexus.clarity.vm.SimulatedBlocks;
import io.neuralnexus.clarity.vm.VmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One chain through all epochs, as the official VM tells it ({@code past.mjs}). */
class PastTest {
  private static final long START = 1_700_000_000L;
  private static final Pattern TIME = Pattern.compile("u(\\d{10})(?!\\d)");

  private SimulatedBlocks blocks = new SimulatedBlocks(Epoch.EPOCH_2_05, START);
  private ClarityVm vm = ClarityVm.create(Network.TESTNET, blocks, Limits.SIMNET);

  @TestFactory
  Stream<DynamicTest> past() throws IOException {
    return replayed(() -> {});
  }

  /** A fork has the past of its origin, and its own from then on. */
  @TestFactory
  Stream<DynamicTest> pastOfForks() throws IOException {
    return replayed(
        () -> {
          blocks = blocks.copy();
          vm = vm.fork(blocks);
        });
  }

  private Stream<DynamicTest> replayed(Runnable before) throws IOException {
    vm.mintStx(Snippets.DEPLOYER, Uint.of(100_000_000_000_000L));
    return lines().stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.length() < 100 ? line : line.substring(0, 100),
                    () -> {
                      before.run();
                      replay(line);
                    }));
  }

  private static List<String> lines() throws IOException {
    try (var in = PastTest.class.getResourceAsStream("/language/past.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private void replay(String line) {
    var fields = line.split(" \\| ", 2);
    var words = fields[0].split(" ");
    switch (words[0]) {
      case "epoch" -> blocks.setEpoch(Epoch.parse(words[1]));
      case "burn" -> blocks.advanceBurn(Integer.parseInt(words[1]));
      case "stacks" -> blocks.advanceStacks(Integer.parseInt(words[1]));
      case "deploy" -> {
        var told = fields[1].lastIndexOf(" | ");
        assertThat(deploy(words, fields[1].substring(0, told)))
            .isEqualTo(fields[1].substring(told + 3));
      }
      case "call" -> assertThat(call(words)).isEqualTo(fields[1]);
      default -> throw new IllegalArgumentException("no step " + line);
    }
  }

  private void makeBlock() {
    if (blocks.epoch().compareTo(Epoch.EPOCH_3_0) < 0) blocks.advanceBurn(1);
    else blocks.advanceStacks(1);
  }

  private String deploy(String[] words, String source) {
    makeBlock();
    try {
      vm.deploy(Snippets.contract(words[1]), source, ClarityVersion.parse(words[2]));
      return "deployed";
    } catch (SyntaxException e) {
      return "! " + e.diagnostics().getFirst().message();
    } catch (CheckException e) {
      return "! " + e.error().message();
    } catch (VmException e) {
      return "! " + e.getMessage();
    }
  }

  private String call(String[] words) {
    makeBlock();
    var arguments =
        Arrays.stream(words, 3, words.length)
            .<Value>map(
                word -> word.startsWith("u") ? Uint.of(word.substring(1)) : Buff.fromHex(word))
            .toList();
    try {
      var outcome = vm.call(Snippets.contract(words[1]), words[2], arguments, Snippets.DEPLOYER);
      var cost = outcome.cost();
      return TIME.matcher(outcome.value().orElseThrow().toString()).replaceAll(PastTest::sinceStart)
          + " | %d %d %d %d %d %d"
              .formatted(
                  cost.writeLength(),
                  cost.writeCount(),
                  cost.readLength(),
                  cost.readCount(),
                  cost.runtime(),
                  outcome.memory());
    } catch (VmException e) {
      return "! " + e.getMessage();
    }
  }

  private static String sinceStart(java.util.regex.MatchResult time) {
    var since = Long.parseLong(time.group(1)) - START;
    return since >= 0 && since < 1_000_000 ? "start+" + since : time.group();
  }
}
