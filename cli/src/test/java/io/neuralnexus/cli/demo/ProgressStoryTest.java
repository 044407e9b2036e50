package io.neuralnexus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressStoryTest {
  private final StringWriter lines = new StringWriter();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  @Test
  void theLinesAreThoseOfThePlainStory() {
    var plain = new StringWriter();
    tell(new PlainStory(new PrintWriter(plain)));

    tell(progress());

    assertThat(lines).hasToString(plain.toString());
    assertThat(plain.toString()).contains("1. Bids", "   four bids", "2. Claims", "\nbid  score\n");
  }

  @Test
  void theBarNamesTheActAndLeavesAnEmptyLine() {
    tell(progress());

    assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("demo").endsWith("\r\u001b[K");
  }

  private Story progress() {
    var screen = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    return new ProgressStory(new PlainStory(new PrintWriter(lines)), 2, screen);
  }

  private static void tell(Story told) {
    try (var story = told) {
      story.act("Bids");
      story.tell("four bids");
      story.act("Claims");
      story.show("\nbid  score\n");
    }
  }
}
