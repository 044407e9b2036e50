package io.neuralnexus.cli.demo.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;
import java.nio.charset.StandardCharsets;

/**
 * The file that the URI of a job leads to.
 *
 * @param holdOut address of the encrypted hold-out set
 */
record Description(String task, String holdOut) {
  byte[] toBytes() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("task", task)
        .put("holdOut", holdOut)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The description at an address.
   *
   * @throws IllegalStateException if there is none
   */
  static Description at(String uri, FileStore files) {
    var file =
        files
            .fetch(ContentId.parse(uri))
            .orElseThrow(() -> new IllegalStateException("nothing at " + uri));
    try {
      JsonNode json = new ObjectMapper().readTree(new String(file.bytes(), StandardCharsets.UTF_8));
      return new Description(json.get("task").asText(), json.get("holdOut").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no description at " + uri, e);
    }
  }
}
