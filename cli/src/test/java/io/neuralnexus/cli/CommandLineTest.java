package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {

  @Test
  void theVersionIsThatOfTheBuild() {
    var run = Run.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("nexus ").doesNotContain("$").contains("Java ");
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    var commands = new ArrayList<>(new CommandLine(Nexus.create()).getSubcommands().keySet());
    assertThat(commands).isNotEmpty();
    for (var command : commands) {
      var run = Run.of(command, "--help");

      assertThat(run.status()).as(command).isZero();
      assertThat(run.out()).startsWith("Usage: nexus " + command).contains("  nexus " + command);
      assertThat(run.err()).isEmpty();
    }
    assertThat(Run.of("--help").out()).contains("Example", "  nexus ").contains(commands);
  }

  @Test
  void noCommandIsWrongUse() {
    var run = Run.of();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Missing command", "Try 'nexus --help'.");
  }

  @Test
  void anUnknownCommandIsWrongUse() {
    var run = Run.of("chekc");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'chekc'", "nexus check", "Try 'nexus --help'.");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anUnknownOptionIsWrongUse() {
    var run = Run.of("check", "--jason");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'--jason'", "Try 'nexus check --help'.");
    assertThat(run.out()).isEmpty();
  }
}
