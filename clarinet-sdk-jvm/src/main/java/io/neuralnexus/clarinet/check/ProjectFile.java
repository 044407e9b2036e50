package io.neuralnexus.clarinet.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.toml.TomlPlaces;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the analysis wants to know of a {@code Clarinet.toml}.
 *
 * @param contracts in the order of the file
 * @param checkChecker whether {@code repl.analysis.passes} names the check-checker
 * @param remarks warnings about the file itself
 */
public record ProjectFile(
    List<Contract> contracts,
    boolean checkChecker,
    CheckerSettings settings,
    List<Diagnostic> remarks) {

  /**
   * A contract of the project.
   *
   * @param path as the manifest has it, relative to its folder
   * @param deployer the name of an account, if it is not the deployer's
   */
  public record Contract(String name, String path, Optional<String> deployer) {}

  /**
   * Reads and checks a manifest.
   *
   * @throws ProjectException if it is missing or not valid; the diagnostics name line, key and mend
   */
  public static ProjectFile read(Path manifest) {
    return new Reader(manifest).read();
  }

  private static final class Reader {

    /** The first epoch of each version of the language. */
    private static final Map<ClarityVersion, Epoch> SINCE =
        Map.of(
            ClarityVersion.CLARITY_1, Epoch.EPOCH_2_0,
            ClarityVersion.CLARITY_2, Epoch.EPOCH_2_1,
            ClarityVersion.CLARITY_3, Epoch.EPOCH_3_0,
            ClarityVersion.CLARITY_4, Epoch.EPOCH_3_3,
            ClarityVersion.CLARITY_5, Epoch.EPOCH_3_4,
            ClarityVersion.CLARITY_6, Epoch.EPOCH_4_0);

    private static final List<String> PASSES = List.of("all", "call_checker", "check_checker");

    private final Path manifest;
    private final String file;
    private final List<Diagnostic> remarks = new ArrayList<>();
    private TomlPlaces places = new TomlPlaces("");

    Reader(Path manifest) {
      this.manifest = manifest.toAbsolutePath().normalize();
      this.file = manifest.getFileName().toString();
    }

    ProjectFile read() {
      var root = parse();
      if (!root.at("/project/name").isTextual()) {
        error("a project needs a name", "write name = \"...\" below [project]", "project", "name");
      }
      var contracts =
          root.path("contracts").properties().stream()
              .flatMap(entry -> contract(entry.getKey(), entry.getValue()).stream())
              .toList();
      boolean wanted = passes(root.at("/repl/analysis/passes"), "repl", "analysis", "passes");
      boolean wantedOldStyle = passes(root.at("/project/analysis"), "project", "analysis");
      var settings = settings(root.at("/repl/analysis/check_checker"));
      if (remarks.stream().anyMatch(remark -> remark.level() == Level.ERROR)) {
        throw new ProjectException(remarks);
      }
      return new ProjectFile(contracts, wanted || wantedOldStyle, settings, List.copyOf(remarks));
    }

    private JsonNode parse() {
      if (!Files.isRegularFile(manifest)) {
        throw fatal(0, 0, "there is no such file", "name the Clarinet.toml of a project");
      }
      try {
        var text = Files.readString(manifest);
        var root = new TomlMapper().readTree(text);
        places = new TomlPlaces(text);
        return root;
      } catch (JsonProcessingException e) {
        var place = e.getLocation();
        throw fatal(
            place.getLineNr(),
            place.getColumnNr(),
            "not valid TOML: " + e.getOriginalMessage(),
            "see https://toml.io for what may stand here");
      } catch (IOException e) {
        throw new UncheckedIOException(manifest + " cannot be read: " + e.getMessage(), e);
      }
    }

    private Optional<Contract> contract(String name, JsonNode entry) {
      var path = entry.path("path");
      if (!path.isTextual()) {
        warning(
            "contract " + name + " has no path and is left out",
            "write path = \"contracts/" + name + ".clar\"",
            "contracts",
            name,
            "path");
        return Optional.empty();
      }
      if (!Files.isRegularFile(manifest.resolveSibling(path.asText()))) {
        error(
            "contract " + name + ": there is no file " + path.asText(),
            "create it, or correct path",
            "contracts",
            name,
            "path");
      }
      var epoch = epoch(name, entry.path("epoch"));
      version(name, entry.path("clarity_version"), epoch);
      return Optional.of(
          new Contract(
              name,
              path.asText(),
              Optional.of(entry.path("deployer"))
                  .filter(JsonNode::isTextual)
                  .map(JsonNode::asText)));
    }

    /** Empty if it is not valid, which has been told. */
    private Optional<Epoch> epoch(String name, JsonNode value) {
      if (value.isMissingNode()) return Optional.of(Epoch.EPOCH_2_05);
      var text = value.asText();
      if (text.equals("latest")) return Optional.of(Epoch.values()[Epoch.values().length - 1]);
      var labels = Arrays.stream(Epoch.values()).map(Epoch::label).toList();
      boolean legal = value.isTextual() || value.isFloatingPointNumber();
      if (legal && labels.contains(text)) return Optional.of(Epoch.parse(text));
      if (legal && labels.contains(text + ".0")) return Optional.of(Epoch.parse(text + ".0"));
      error(
          "contract %s: %s is no epoch".formatted(name, value),
          "one of " + String.join(", ", labels) + ", latest, in quotes",
          "contracts",
          name,
          "epoch");
      return Optional.empty();
    }

    private void version(String name, JsonNode value, Optional<Epoch> epoch) {
      if (value.isMissingNode()) return;
      int highest = ClarityVersion.values().length;
      if (!value.isInt() || value.asInt() < 1 || value.asInt() > highest) {
        error(
            "contract %s: %s is no Clarity version".formatted(name, value),
            "a number from 1 to " + highest + ", without quotes",
            "contracts",
            name,
            "clarity_version");
        return;
      }
      var version = ClarityVersion.of(value.asInt());
      var since = SINCE.get(version);
      if (epoch.isPresent() && epoch.get().compareTo(since) < 0) {
        error(
            "contract %s: %s cannot be used in epoch %s".formatted(name, version, epoch.get()),
            "raise epoch to \"" + since + "\", or lower clarity_version",
            "contracts",
            name,
            "clarity_version");
      }
    }

    /** Whether the check-checker is among the passes. */
    private boolean passes(JsonNode value, String... key) {
      if (value.isMissingNode()) return false;
      var names = new ArrayList<String>();
      if (value.isArray()) value.forEach(name -> names.add(name.asText()));
      else names.add(value.asText());
      for (var name : names) {
        if (!PASSES.contains(name)) {
          error("\"" + name + "\" is no analysis pass", "one of " + String.join(", ", PASSES), key);
        }
      }
      return names.contains("all") || names.contains("check_checker");
    }

    private CheckerSettings settings(JsonNode table) {
      boolean strict = flag(table, "strict");
      var settings =
          new CheckerSettings(
              flag(table, "trusted_sender"),
              flag(table, "trusted_caller"),
              flag(table, "callee_filter"));
      return strict ? CheckerSettings.STRICT : settings;
    }

    private boolean flag(JsonNode table, String key) {
      var value = table.path(key);
      if (!value.isMissingNode() && !value.isBoolean()) {
        error(key + " is " + value, "true or false", "repl", "analysis", "check_checker", key);
      }
      return value.asBoolean(false);
    }

    private void error(String message, String mend, String... key) {
      remark(Level.ERROR, message, mend, key);
    }

    private void warning(String message, String mend, String... key) {
      remark(Level.WARNING, message, mend, key);
    }

    private void remark(Level level, String message, String mend, String... key) {
      var name = String.join(".", key);
      var place = places.of(name);
      remarks.add(
          new Diagnostic(
              level, file, place.line(), place.column(), name + ": " + message, Optional.of(mend)));
    }

    private ProjectException fatal(int line, int column, String message, String mend) {
      return new ProjectException(
          List.of(new Diagnostic(Level.ERROR, file, line, column, message, Optional.of(mend))));
    }
  }
}
