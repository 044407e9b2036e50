package io.neuralnexus.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {
  @TempDir private Path folder;

  /** What is answered to what is typed, until the input ends. */
  private String answers(String typed) throws IOException {
    var out = new StringWriter();
    try (var simnet = Simnet.empty(SimnetOptions.defaults().withEngine(Engine.JVM));
        var terminal = terminal(typed)) {
      new Prompt(new Session(simnet), history()).run(terminal, new PrintWriter(out));
    }
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private static Terminal terminal(String typed) throws IOException {
    return new DumbTerminal(
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream());
  }

  private Path history() {
    return folder.resolve("history");
  }

  @Test
  void everyInputIsAnsweredUntilTheInputEnds() throws IOException {
    assertThat(answers("(+ 1 2)\n(* 2 3)\n")).isEqualTo("3\n6\n");
  }

  @Test
  void anInputGoesOnUntilItsParenthesesAreClosed() throws IOException {
    assertThat(answers("(+ 1\n   ;; a ( in a comment\n   2)\n")).isEqualTo("3\n");
  }

  @Test
  void nothingIsReadAfterQuit() throws IOException {
    assertThat(answers("1\n::quit\n2\n")).isEqualTo("1\n");
  }

  @Test
  void whatWasTypedIsKept() throws IOException {
    answers("(+ 20 22)\n");

    assertThat(history()).content().contains("(+ 20 22)");
  }
}
