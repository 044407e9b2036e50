package io.neuralnexus.tests.suite;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** What docs/events.md says about events. */
final class EventPage {
  private static final String TEXT = read();
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  private EventPage() {}

  /** The fields of an event, with its topic; they stand in the page in back quotes. */
  static Set<String> fields(String contract, String topic) {
    var row =
        Pattern.compile("\\| `%s` \\| %s \\|([^|]*)\\|".formatted(topic, contract)).matcher(TEXT);
    if (!row.find()) {
      throw new AssertionError("docs/events.md has no row for %s of %s".formatted(topic, contract));
    }
    var fields = NAME.matcher(row.group(1)).results().map(each -> each.group(1)).collect(toSet());
    fields.add("topic");
    return fields;
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/events.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
