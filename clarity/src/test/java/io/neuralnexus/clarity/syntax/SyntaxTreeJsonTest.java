package io.neuralnexus.clarity.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The JSON of a syntax tree is the official one, which {@code syntax-tree.mjs} asks for. */
class SyntaxTreeJsonTest {
  private static String resource(String name) throws IOException {
    try (var in = SyntaxTreeJsonTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aTreeOfEverythingIsWrittenAsTheOfficialToolsDo() throws IOException {
    var official = new JsonMapper().readTree(resource("everything.json"));

    var ours = Sources.parse(resource("everything.clar")).toJson();

    assertThat(new JsonMapper().readTree(ours.toString())).isEqualTo(official);
  }
}
