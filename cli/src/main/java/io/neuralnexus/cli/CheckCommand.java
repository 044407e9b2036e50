package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarinet.ProjectCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus check}: what the analysis says about the contracts of a project. */
@Command(
    name = "check",
    description = {
      "Runs the official analysis over a Clarinet project and prints what it finds, with the"
          + " warnings of Clarinet's check-checker. Exits with 1 if there is an error."
    },
    footer = {
      "",
      "Examples:",
      "  nexus check                       the project of the working directory",
      "  nexus check ../other --json       another one, for a program to read"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String MANIFEST = "Clarinet.toml";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MANIFEST",
      description =
          "A Clarinet.toml or its folder. Without it, that of the working directory, or else that"
              + " of this repository.")
  private Path given;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    var manifest = manifest();
    var diagnostics = ProjectCheck.check(manifest);
    if (json) printJson(manifest, diagnostics);
    else print(manifest, diagnostics);
    return count(diagnostics, Level.ERROR) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Path manifest() {
    if (given != null) {
      var manifest = Files.isDirectory(given) ? given.resolve(MANIFEST) : given;
      if (Files.isRegularFile(manifest)) return manifest;
      throw wrongUse("There is no " + manifest + ": name the Clarinet.toml of a project");
    }
    var here = Path.of(MANIFEST);
    if (Files.isRegularFile(here)) return here;
    return Nexus.repository()
        .map(root -> root.resolve(MANIFEST))
        .filter(Files::isRegularFile)
        .orElseThrow(() -> wrongUse("There is no " + MANIFEST + " here: name one"));
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Path manifest, List<Diagnostic> diagnostics) {
    var out = spec.commandLine().getOut();
    for (var diagnostic : diagnostics) {
      var file = locate(manifest, diagnostic);
      var place =
          diagnostic.line() == 0
              ? file.toString()
              : file + ":" + diagnostic.line() + ":" + diagnostic.column();
      out.println(place + ": " + coloured(diagnostic.level()) + ": " + diagnostic.message());
      printSource(file, diagnostic);
      diagnostic.suggestion().ifPresent(mend -> out.println("  = " + mend));
    }
    out.println(
        "%s: %s, %s"
            .formatted(
                shown(manifest),
                plural(count(diagnostics, Level.ERROR), "error"),
                plural(count(diagnostics, Level.WARNING), "warning")));
  }

  private void printSource(Path file, Diagnostic diagnostic) {
    if (diagnostic.line() == 0 || !Files.isRegularFile(file)) return;
    var line = lines(file).stream().skip(diagnostic.line() - 1L).findFirst();
    if (line.isEmpty()) return;
    var before = line.get().substring(0, Math.min(diagnostic.column() - 1, line.get().length()));
    var out = spec.commandLine().getOut();
    out.println("  " + line.get());
    // Tabs stay tabs, so that the caret stands where it should at any width of them.
    out.println("  " + before.replaceAll("[^\t]", " ") + "^");
  }

  private void printJson(Path manifest, List<Diagnostic> diagnostics) {
    var report = new JsonMapper().createObjectNode();
    report.put("manifest", shown(manifest).toString());
    report.put("errors", count(diagnostics, Level.ERROR));
    report.put("warnings", count(diagnostics, Level.WARNING));
    var list = report.putArray("diagnostics");
    for (var diagnostic : diagnostics) describe(manifest, diagnostic, list.addObject());
    spec.commandLine().getOut().println(report.toPrettyString());
  }

  private static void describe(Path manifest, Diagnostic diagnostic, ObjectNode node) {
    node.put("level", word(diagnostic.level()));
    node.put("file", locate(manifest, diagnostic).toString());
    node.put("line", diagnostic.line());
    node.put("column", diagnostic.column());
    node.put("message", diagnostic.message());
    diagnostic.suggestion().ifPresent(mend -> node.put("suggestion", mend));
  }

  private static String coloured(Level level) {
    var style =
        switch (level) {
          case ERROR -> "bold,red";
          case WARNING -> "bold,yellow";
          case NOTE -> "bold,blue";
        };
    return Ansi.AUTO.string("@|" + style + " " + word(level) + "|@");
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static Path locate(Path manifest, Diagnostic diagnostic) {
    return shown(manifest.toAbsolutePath().resolveSibling(diagnostic.file()));
  }

  /** The shortest path that can be opened from the working directory. */
  private static Path shown(Path path) {
    var here = Path.of("").toAbsolutePath();
    var absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  private static List<String> lines(Path file) {
    try {
      // Not readAllLines: what is wrong with the file may be its encoding.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static long count(List<Diagnostic> diagnostics, Level level) {
    return diagnostics.stream().filter(diagnostic -> diagnostic.level() == level).count();
  }

  private static String plural(long number, String noun) {
    return (number == 0 ? "no" : number) + " " + noun + (number == 1 ? "" : "s");
  }
}
