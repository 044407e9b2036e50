package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What everybody may know of a committed table: its root, how it is described, and what is stated
 * of it.
 *
 * @param tree the keys of the schema, in which the statement is written
 */
record PublicCommitment(Buff root, ObjectNode tree, Statement statement, Profile profile) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static PublicCommitment of(Buff root, SchemaFile file, long rows) {
    var statement = file.statement();
    return new PublicCommitment(root, file.tree(), statement, statement.profile(rows));
  }

  Schema schema() {
    return statement.schema();
  }

  /** What the statement says, in the units of the data. */
  Disclosure disclosure() {
    return Disclosure.of(schema(), profile);
  }

  byte[] bytes() {
    return (json().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode json() {
    var json =
        JSON.createObjectNode()
            .put("root", root.toString())
            .put("schemaHash", schema().hash().toString())
            .put("rows", profile.rows())
            .put("log", profile.log())
            .put("profile", Buff.of(profile.value().serialize()).toString());
    json.set("schema", tree);
    return json;
  }

  /**
   * Reads a {@code commitment.json}.
   *
   * @throws InputException if it is none, or its parts do not belong together
   */
  static PublicCommitment read(Path file) {
    var json = parse(file);
    SchemaReader.Errors errors =
        (path, problem, mend) ->
            new InputException(file, "schema.%s: %s".formatted(path, problem), mend);
    if (!(json.path("schema") instanceof ObjectNode tree)) throw absent(file, "schema");
    if (!json.path("rows").canConvertToLong()) throw absent(file, "rows");
    var statement = SchemaReader.read(tree, errors);
    var root = root(file, json.path("root").asText());
    var read = new PublicCommitment(root, tree, statement, profile(file, statement, json));
    for (var expected : read.json().properties()) {
      var key = expected.getKey();
      if (key.equals("schema") || expected.getValue().asText().equals(json.path(key).asText())) {
        continue;
      }
      throw new InputException(
          file,
          "%s is not what schema and rows come to".formatted(key),
          "take the file as nexus prove commit wrote it");
    }
    return read;
  }

  private static JsonNode parse(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new InputException(file, "there is no such file", "name a commitment.json");
    } catch (JsonProcessingException e) {
      throw new InputException(
          file,
          e.getLocation().getLineNr(),
          "column " + e.getLocation().getColumnNr(),
          "not JSON",
          "name a commitment.json");
    } catch (IOException e) {
      throw new InputException(file, "cannot be read", "name a commitment.json");
    }
  }

  private static Profile profile(Path file, Statement statement, JsonNode json) {
    var rows = json.get("rows").longValue();
    if (rows < 1 || rows > Statement.MAX_ROWS) throw absent(file, "a possible number of rows");
    try {
      return statement.profile(rows);
    } catch (IllegalArgumentException e) {
      throw new InputException(file, e.getMessage(), "take the file as it was made");
    }
  }

  private static Buff root(Path file, String text) {
    if (!text.matches("0x[0-9a-f]{64}")) throw absent(file, "root");
    return Buff.fromHex(text);
  }

  private static InputException absent(Path file, String what) {
    return new InputException(file, "has no " + what, "take it as nexus prove commit wrote it");
  }
}
