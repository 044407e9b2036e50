package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.clarinet.toml.TomlPlaces;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A schema with what is stated, as its owner writes it.
 *
 * @param tree its keys, without what concerns only the owner's file
 * @param ignored columns of the owner's file that are left out
 */
record SchemaFile(Path path, ObjectNode tree, Statement statement, List<String> ignored) {
  private static final String IGNORE = "ignore";

  /**
   * Reads a TOML file.
   *
   * @throws InputException for the first thing that is wrong with it
   */
  static SchemaFile read(Path path) {
    var text = text(path);
    var root = parse(path, text);
    var places = new TomlPlaces(text);
    SchemaReader.Errors errors =
        (key, problem, mend) ->
            new InputException(
                path, places.of(key).line(), key.isEmpty() ? "the file" : key, problem, mend);
    var statement = SchemaReader.read(root, errors);
    var ignored = SchemaReader.ignored(root, errors);
    root.remove(IGNORE);
    return new SchemaFile(path, root, statement, ignored);
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new InputException(path, "there is no such file", "check the path");
    } catch (CharacterCodingException e) {
      throw new InputException(path, "is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      var why =
          Files.isDirectory(path) ? "is a directory" : "cannot be read (" + e.getMessage() + ")";
      throw new InputException(path, why, "name a readable TOML file");
    }
  }

  private static ObjectNode parse(Path path, String text) {
    try {
      JsonNode root = new TomlMapper().readTree(text);
      return root instanceof ObjectNode table ? table : new TomlMapper().createObjectNode();
    } catch (JsonProcessingException e) {
      throw new InputException(
          path,
          e.getLocation().getLineNr(),
          "column " + e.getLocation().getColumnNr(),
          "not valid TOML: " + e.getOriginalMessage(),
          "see https://toml.io for what may stand here");
    }
  }
}
