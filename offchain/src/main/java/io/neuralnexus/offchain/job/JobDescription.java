package io.neuralnexus.offchain.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.files.ContentId;
import java.nio.charset.StandardCharsets;

/**
 * The file that the URI of a job leads to, in JSON: {@code {"task": "...", "program": "ipfs://...",
 * "holdOut": "ipfs://..."}}.
 *
 * @param task for people
 * @param program the file of the program
 * @param holdOut the encrypted hold-out set
 */
public record JobDescription(String task, ContentId program, ContentId holdOut) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The file. */
  public Buff toFile() {
    var text =
        JsonNodeFactory.instance
            .objectNode()
            .put("task", task)
            .put("program", program.uri())
            .put("holdOut", holdOut.uri())
            .toString();
    return Buff.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The description in a file.
   *
   * @throws IllegalArgumentException that says what is wrong if it holds none
   */
  public static JobDescription parse(Buff file) {
    try {
      var json = JSON.readTree(new String(file.bytes(), StandardCharsets.UTF_8));
      return new JobDescription(
          text(json, "task"),
          ContentId.parse(text(json, "program")),
          ContentId.parse(text(json, "holdOut")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(JsonNode json, String key) {
    var value = json.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("it has no text under \"%s\"".formatted(key));
    }
    return value.textValue();
  }
}
