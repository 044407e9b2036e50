package io.neuralnexus.offchain.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.training.Architecture;
import io.neuralnexus.offchain.training.Plan;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same training, by whatever a JVM makes of its code, comes to the same state. */
class DeterminismTest {
  private static final long INTERPRETED = 50_000;
  private static final long MOST_STEPS = 600_000;
  private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

  @Test
  void a_training_ends_in_the_same_state_whatever_compiles_its_code() {
    var children =
        Stream.of("-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation")
            .map(flag -> start(Path.of(System.getProperty("java.home")), flag))
            .toList();
    assertThat(children.stream().map(DeterminismTest::answer))
        .containsExactlyElementsOf(Collections.nCopies(3, hash()));
  }

  @Test
  void a_training_ends_in_the_same_state_on_every_jdk_at_hand() {
    var children = otherJdks().map(home -> start(home, "-XX:+TieredCompilation")).toList();
    assertThat(children.stream().map(DeterminismTest::answer))
        .containsExactlyElementsOf(Collections.nCopies(children.size(), hash()));
  }

  /** The training, in a JVM of its own: prints the hash of its last state. */
  static final class Child {
    public static void main(String[] arguments) {
      System.out.println(hash());
    }
  }

  private static String hash() {
    var random = new Random(6);
    var rows = new double[20][4];
    var classes = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) rows[row][i] = random.nextGaussian();
      classes[row] = random.nextInt(3);
    }
    var secret = Buff.fromHex("03".repeat(32));
    var slot = Rows.of(4, 3, rows, classes).slot(secret);
    var inputs =
        new Inputs(
            1,
            Settings.of(1_000, 0.05, 4).words(),
            List.of(slot, slot),
            List.of(Seed.of(secret), Seed.of(secret)),
            Seed.of(secret),
            slot);
    var plan = Plan.training(Architecture.network(4, 6, 3), 13);
    var machine = Machine.start(plan.write().program(), inputs);
    machine.interpret(INTERPRETED);
    machine.runCompiled(MOST_STEPS);
    assertThat(machine.steps()).isEqualTo(MOST_STEPS);
    return machine.state().hash().toString();
  }

  private static Process start(Path home, String flag) {
    var path =
        Stream.of(
                Machine.class,
                Buff.class,
                DeterminismTest.class,
                org.assertj.core.api.Assertions.class)
            .map(
                type -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    var command = home.resolve("bin/java").toString();
    try {
      return new ProcessBuilder(command, flag, "-cp", path, Child.class.getName())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(Process child) {
    try (var out = child.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those installed beside the one that runs the tests, if they run its class files. */
  private static Stream<Path> otherJdks() {
    var own = Path.of(System.getProperty("java.home")).toAbsolutePath();
    var homes = new ArrayList<Path>();
    try (var siblings = Files.newDirectoryStream(own.getParent())) {
      siblings.forEach(homes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return homes.stream()
        .filter(home -> !home.equals(own) && Files.isExecutable(home.resolve("bin/java")))
        .filter(home -> version(home) >= Runtime.version().feature());
  }

  private static int version(Path home) {
    var release = home.resolve("release");
    if (!Files.isReadable(release)) return 0;
    try (var lines = Files.lines(release)) {
      return lines
          .map(JAVA_VERSION::matcher)
          .filter(matcher -> matcher.matches())
          .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
