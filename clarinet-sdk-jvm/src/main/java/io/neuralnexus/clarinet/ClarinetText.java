package io.neuralnexus.clarinet;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Clarinet tells people: why a project does not open. */
final class ClarinetText {
  private static final Pattern REMARK =
      Pattern.compile("(error|warning|note)(?:\\[[^]]*])?: (.*)", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("--> (.*):(\\d+):(\\d+)");
  private static final Pattern POINTER = Pattern.compile("\\s*\\^~*");
  private static final Pattern TOML_PLACE =
      Pattern.compile("line: Some\\((\\d+)\\), col: (\\d+), .*message: \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern TOML_WANTED =
      Pattern.compile("expected: \"((?:[^\"\\\\]|\\\\.)*)\", found: \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern INTERPRETING =
      Pattern.compile("while interpreting (\\S+)\\.([A-Za-z][\\w-]*)");

  private ClarinetText() {}

  /** What is wrong with a file that could not even be read: {@code what: file}. */
  static List<Diagnostic> unreadable(String message, Path manifest) {
    var point = message.indexOf(": ");
    return List.of(
        new Diagnostic(
            Diagnostic.Level.ERROR,
            slashes(message.substring(point + 2).replace(root(manifest), "")),
            0,
            0,
            message.substring(0, point),
            Optional.empty()));
  }

  private static String root(Path manifest) {
    return manifest.getParent() + File.separator;
  }

  private static String slashes(String file) {
    return file.replace(File.separatorChar, '/');
  }

  /** The reasons in a message of Clarinet's about the project of a manifest. */
  static List<Diagnostic> diagnostics(String message, Path manifest) {
    var text = message.replace(root(manifest), "");
    var found = new ArrayList<Diagnostic>();
    var lines = text.lines().toList();
    for (var at = 0; at < lines.size(); at++) {
      var remark = REMARK.matcher(lines.get(at));
      if (!remark.matches()) {
        continue;
      }
      var level = Diagnostic.Level.valueOf(remark.group(1).toUpperCase(Locale.ROOT));
      var end = at + 1;
      while (end < lines.size() && !REMARK.matcher(lines.get(end)).matches()) {
        end++;
      }
      var rest = lines.subList(at + 1, end);
      found.add(
          level == Diagnostic.Level.NOTE && !found.isEmpty()
              ? note(remark.group(2), rest, found.getLast(), manifest)
              : remark(level, remark.group(2), rest, manifest));
      at = end - 1;
    }
    return found.stream().anyMatch(each -> each.level() == Diagnostic.Level.ERROR)
        ? byPlace(found)
        : List.of(unplaced(text, manifest));
  }

  /** Clarinet tells contracts in any order; notes stay behind what they belong to. */
  private static List<Diagnostic> byPlace(List<Diagnostic> found) {
    var groups = new ArrayList<List<Diagnostic>>();
    for (var each : found) {
      if (groups.isEmpty() || each.level() != Diagnostic.Level.NOTE) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(each);
    }
    return groups.stream()
        .sorted(
            Comparator.comparing((List<Diagnostic> group) -> group.getFirst().file())
                .thenComparing(group -> group.getFirst().line())
                .thenComparing(group -> group.getFirst().column()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * A note shows its line but does not tell the number: it is the last such line up to the remark
   * before.
   */
  private static Diagnostic note(
      String message, List<String> rest, Diagnostic before, Path manifest) {
    var line = 0;
    if (rest.size() >= 2 && before.line() > 0) {
      var source = source(manifest.resolveSibling(before.file()));
      for (var number = Math.min(before.line(), source.size()); number > 0 && line == 0; number--) {
        line = source.get(number - 1).equals(rest.get(0)) ? number : 0;
      }
    }
    var column = line == 0 ? 0 : rest.get(1).indexOf('^') + 1;
    return new Diagnostic(
        Diagnostic.Level.NOTE, before.file(), line, column, message, Optional.empty());
  }

  private static List<String> source(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Diagnostic remark(
      Diagnostic.Level level, String first, List<String> rest, Path manifest) {
    var place = rest.isEmpty() ? Optional.<String>empty() : Optional.of(rest.getFirst());
    var placed = place.map(PLACE::matcher).filter(Matcher::matches);
    if (placed.isEmpty()) {
      var message = new StringBuilder(first);
      if (level != Diagnostic.Level.NOTE) {
        rest.forEach(line -> message.append('\n').append(line));
      }
      return new Diagnostic(
          level, file(message.toString(), manifest), 0, 0, message.toString(), Optional.empty());
    }
    // Below the place, each line of code is followed by its pointer; what comes after the last is
    // the suggestion.
    var last = 0;
    for (var at = 1; at < rest.size(); at++) {
      if (POINTER.matcher(rest.get(at)).matches()) {
        last = at;
      }
    }
    var suggestion = String.join("\n", rest.subList(last + 1, rest.size())).strip();
    return new Diagnostic(
        level,
        slashes(placed.get().group(1)),
        Integer.parseInt(placed.get().group(2)),
        Integer.parseInt(placed.get().group(3)),
        first,
        last == 0 || suggestion.isEmpty() ? Optional.empty() : Optional.of(suggestion));
  }

  /** A message without Clarinet's form: of the manifest, the settings, the plan or the network. */
  private static Diagnostic unplaced(String text, Path manifest) {
    var file = file(text, manifest);
    var toml = TOML_PLACE.matcher(text);
    if (toml.find()) {
      var wanted = TOML_WANTED.matcher(text);
      var message =
          wanted.find()
              ? "expected %s, found %s".formatted(wanted.group(1), wanted.group(2))
              : toml.group(3);
      return new Diagnostic(
          Diagnostic.Level.ERROR,
          file,
          Integer.parseInt(toml.group(1)) + 1,
          Integer.parseInt(toml.group(2)) + 1,
          "not valid TOML: " + message,
          Optional.empty());
    }
    return new Diagnostic(Diagnostic.Level.ERROR, file, 0, 0, text.strip(), mend(text));
  }

  private static Optional<String> mend(String text) {
    return text.contains("Unable to retrieve contract") || text.contains("fetch failed")
        ? Optional.of(
            "a requirement or remote data needs the network, or a copy in the project's cache_dir")
        : Optional.empty();
  }

  private static String file(String text, Path manifest) {
    var contract = INTERPRETING.matcher(text);
    if (contract.find()) {
      return path(contract.group(2), manifest);
    }
    if (text.contains("network_manifest.rs") || text.contains("mnemonic")) {
      return "settings/Devnet.toml";
    }
    if (text.contains("plan.batches")
        || text.contains("unable to read file")
        || text.contains("simnet only supports transactions")) {
      return "deployments/default.simnet-plan.yaml";
    }
    return manifest.getFileName().toString();
  }

  /** The source file of a contract of the project, or the manifest if that does not name it. */
  private static String path(String contract, Path manifest) {
    try {
      var path =
          new TomlMapper().readTree(manifest.toFile()).at("/contracts/" + contract + "/path");
      return path.asText(manifest.getFileName().toString());
    } catch (IOException e) {
      return manifest.getFileName().toString();
    }
  }
}
