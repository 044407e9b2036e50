package io.neuralnexus.simulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.clarinet.toml.TomlPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A scenario as somebody writes it, in TOML; {@code docs/economics/scenarios.md} is its schema. */
public final class ScenarioFile {
  private static final String ENDING = ".toml";

  /** Key of the scenario beside it from which a file differs in what it says. */
  private static final String LIKE = "like";

  private final Path path;
  private final Scenario scenario;
  private final TomlPlaces places;

  private ScenarioFile(Path path, Scenario scenario, TomlPlaces places) {
    this.path = path;
    this.scenario = scenario;
    this.places = places;
  }

  /**
   * Reads a file, and the scripts that it names.
   *
   * @throws ScenarioException for the first key that is unknown or has a value of the wrong type
   */
  public static ScenarioFile read(Path path) {
    return read(path, List.of(path));
  }

  /**
   * @param around files that are like this one, and itself
   */
  private static ScenarioFile read(Path path, List<Path> around) {
    return of(path, text("", path, "check the path"), around).withScripts();
  }

  private static String text(String key, Path path, String mend) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new ScenarioException(key, "%s: there is no such file".formatted(path), mend);
    } catch (CharacterCodingException e) {
      throw new ScenarioException(key, "%s: is not UTF-8 text".formatted(path), "save it as UTF-8");
    } catch (IOException e) {
      throw new ScenarioException(
          key, "%s: cannot be read (%s)".formatted(path, e.getMessage()), "name a readable file");
    }
  }

  /** The text of a script that a key names. */
  static String script(String key, Path path) {
    return text(key, path, "name a script as seen from the scenario's folder");
  }

  /** The same with the texts of the scripts beside it. */
  private ScenarioFile withScripts() {
    var texts = new TreeMap<String, String>();
    for (var population : scenario.populations()) {
      var name = population.script();
      if (name.isEmpty() || scenario.scripts().containsKey(name.get())) continue;
      var key = "populations.%s.strategy".formatted(population.name());
      try {
        texts.put(name.get(), script(key, path.resolveSibling(name.get())));
      } catch (InvalidPathException e) {
        throw located(
            path, places, new ScenarioException(key, "is no path of a script", "name a file"));
      } catch (ScenarioException e) {
        throw located(path, places, e);
      }
    }
    return new ScenarioFile(path, scenario.withScripts(texts), places);
  }

  /**
   * Reads a text. Scripts that are not in it are not there.
   *
   * @param path what messages name, and after which the scenario is called
   * @throws ScenarioException as {@link #read}
   */
  public static ScenarioFile of(Path path, String text) {
    return of(path, text, List.of(path));
  }

  private static ScenarioFile of(Path path, String text, List<Path> around) {
    JsonNode root;
    try {
      root = new TomlMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new ScenarioException(
              "",
              "not valid TOML: " + e.getOriginalMessage(),
              "see https://toml.io for what may stand here")
          .at(path.toString(), e.getLocation().getLineNr());
    }
    var places = new TomlPlaces(text);
    try {
      return new ScenarioFile(
          path, ScenarioTree.read(name(path), whole(path, root, around)), places);
    } catch (ScenarioException e) {
      throw located(path, places, e);
    }
  }

  /** What a file says, over what the file says that it is {@link #LIKE}. */
  private static JsonNode whole(Path path, JsonNode root, List<Path> around) {
    if (!root.has(LIKE)) return root;
    if (!(root instanceof ObjectNode table) || !(table.remove(LIKE) instanceof TextNode other)) {
      throw new ScenarioException(LIKE, "is no text", "write the name of a scenario beside it");
    }
    var file = path.resolveSibling(other.asText() + ENDING);
    if (around.contains(file)) {
      throw new ScenarioException(LIKE, "leads back to the file itself", "name another one");
    }
    var further = Stream.concat(around.stream(), Stream.of(file)).toList();
    return ScenarioTree.over(ScenarioTree.tree(read(file, further).scenario()), table);
  }

  /**
   * A scenario that ships with the project, by its name, or of a file, by its path.
   *
   * @param root the project's folder
   * @throws ScenarioException if there is none, or as {@link #read}
   */
  public static ScenarioFile find(Path root, String nameOrPath) {
    var shipped = paths(root);
    var names = new TreeMap<String, Path>();
    for (var each : shipped) names.put(name(each), each);
    if (names.containsKey(nameOrPath)) return read(names.get(nameOrPath));
    var path = Path.of(nameOrPath);
    if (Files.exists(path)) return read(path);
    throw new ScenarioException(
        "",
        "there is neither a scenario nor a file '%s'".formatted(nameOrPath),
        Names.mend(nameOrPath, names.keySet()));
  }

  /** The scenarios that ship with a project, by name. */
  public static List<ScenarioFile> shipped(Path root) {
    return paths(root).stream().map(ScenarioFile::read).toList();
  }

  private static List<Path> paths(Path root) {
    var folder = root.resolve("scenarios");
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    var file = path.getFileName().toString();
    return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
  }

  public Path path() {
    return path;
  }

  /**
   * What it says; whether roles and parameters are there, and figures within their range, is open.
   */
  public Scenario scenario() {
    return scenario;
  }

  /**
   * What it says, which can be played.
   *
   * @throws ScenarioException for the first name or figure that is wrong, with its line
   */
  public Scenario checked(Vocabulary vocabulary) {
    try {
      vocabulary.check(scenario);
    } catch (ScenarioException e) {
      throw located(path, places, e);
    }
    return scenario;
  }

  private static ScenarioException located(Path path, TomlPlaces places, ScenarioException e) {
    var key = e.key().replaceAll("\\.(\\d+)(?=\\.|$)", "[$1]");
    return e.at(path.toString(), places.of(key).line());
  }
}
