package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.files.FileStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That a client can be written from {@code docs/serve.md}. */
class ServePageTest {
  private static final String PAGE = page();

  private static String page() {
    try {
      return Files.readString(Path.of(System.getProperty("nexus.root"), "docs", "serve.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String first(String pattern) {
    var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void its_signed_call_is_one_and_has_the_id_that_it_says() {
    var json = first("```json\n(.*?)```").getBytes(StandardCharsets.UTF_8);

    var call = Wire.call(Message.decode(json));

    assertThat(Wallet.isSigned(call)).isTrue();
    assertThat(call.id()).hasToString(first("Its id is `(0x[0-9a-f]{64})`"));
    assertThat(
            Wallet.of(Buff.fromHex("01".repeat(32)))
                .sign(
                    call.chain(), call.nonce(), call.contract(), call.function(), call.arguments()))
        .isEqualTo(call);
  }

  @Test
  void it_lists_every_path_of_the_server() throws Exception {
    var listed = new TreeSet<String>();
    Pattern.compile("^\\| `(?:GET|POST|PUT) (/[a-z]+/?)", Pattern.MULTILINE)
        .matcher(PAGE)
        .results()
        .forEach(row -> listed.add(row.group(1)));
    try (var chain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
        var server = ChainServer.start(chain, FileStore.inMemory(), 0);
        var http = HttpClient.newHttpClient()) {
      var unknown = HttpRequest.newBuilder(server.uri().resolve("/unknown")).build();

      assertThat(http.send(unknown, HttpResponse.BodyHandlers.ofString()).body())
          .endsWith("there are " + String.join(", ", listed) + "\"}");
    }
  }
}
