package io.neuralnexus.clarity;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.principal;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("nexus.root"), "clarity");

  /** The code of the README with its printing collected, held to it by the test below. */
  private static ArrayList<Object> example() {
    var printed = new ArrayList<>();
    var dataset =
        tuple(
            "id",
            uint(7),
            "owner",
            principal("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM"),
            "sizes",
            list(uint(569), uint("340282366920938463463374607431768211455")),
            "url",
            some(ascii("ipfs://data")));

    String hex = ok(dataset).toHex();
    if (Value.fromHex(hex) instanceof ResponseValue.Ok(TupleValue read)
        && read.get("id") instanceof Uint id) {
      printed.add(id.plus(Uint.ONE));
    }
    printed.add(dataset.get("url").type());
    printed.add(dataset.get("sizes"));
    printed.add(hex);
    return printed;
  }

  @Test
  void theExamplePrintsWhatItsCommentsSay() {
    assertThat(example().subList(0, 3))
        .extracting(Object::toString)
        .containsExactly(
            "u8",
            "(optional (string-ascii 11))",
            "(list u569 u340282366920938463463374607431768211455)");
    assertThat(example().getLast().toString()).startsWith("0x070c00000004");
  }

  @Test
  void theReadmeShowsTheCodeThatIsTestedHere() throws IOException {
    var readme = Files.readString(MODULE.resolve("README.md"));
    var start = readme.indexOf("```java\n") + "```java\n".length();
    var shown = readme.substring(start, readme.indexOf("```", start)).replaceAll(" //.*", "");
    var source =
        Files.readString(MODULE.resolve("src/test/java/io/neuralnexus/clarity/ReadmeTest.java"));
    var method =
        source.substring(source.indexOf("var dataset"), source.indexOf("printed.add(hex)"));

    assertThat(squeezed(method))
        .isEqualTo(squeezed(shown.replace("System.out.println", "printed.add")));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
