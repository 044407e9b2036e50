package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interface over HTTP, as somebody meets it who writes a client. */
@Timeout(60)
class ChainServerTest {
  private static final SimnetChain CHAIN = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
  private static final ChainServer SERVER = ChainServer.start(CHAIN, FileStore.inMemory(), 0);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ALICE = Notes.wallet(1).address().address();

  @AfterAll
  static void close() {
    HTTP.shutdownNow();
    SERVER.close();
    CHAIN.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(SERVER.uri().resolve(path));
  }

  private static HttpResponse<String> post(String path, String json) {
    return send(
        to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  private static HttpResponse<String> get(String path) {
    return send(to(path));
  }

  @Test
  void it_is_on_the_loopback_address() {
    assertThat(SERVER.uri().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
  }

  @Test
  void it_describes_the_chain() {
    var now = CHAIN.visit().heights();

    assertThat(get("/chain").body())
        .isEqualTo(
            """
            {"id":"test","deployer":"%s","interval":null,"participants":[],"stacks":%d,"burn":%d}\
            """
                .formatted(Notes.deployer(), now.stacks(), now.burn()));
  }

  @Test
  void every_answer_names_the_chain() {
    assertThat(get("/heights").headers().firstValue("Chain-Id")).contains("test");
    assertThat(get("/nothing").headers().firstValue("Chain-Id")).contains("test");
  }

  @Test
  void a_call_is_sent_and_found_by_hand() {
    var wallet = Notes.wallet(9);
    var call = Notes.write(wallet, 0, "by hand");

    var sent =
        post(
            "/calls",
            """
            {"chain": "test", "sender": "%s", "nonce": 0, "contract": "%s", "function": "write",
             "arguments": ["%s"], "key": "%s", "signature": "%s"}\
            """
                .formatted(
                    wallet.address(),
                    Notes.contract(),
                    Cl.ascii("by hand").toHex(),
                    call.key(),
                    call.signature()));

    assertThat(sent.body()).isEqualTo("{\"id\":\"%s\"}".formatted(call.id()));
    assertThat(get("/calls/" + call.id()).body()).contains("\"result\":\"0x0701", "\"nonce\":0");
    assertThat(get("/accounts/" + wallet.address()).body()).isEqualTo("{\"nonce\":1}");
  }

  @Test
  void a_call_that_is_in_no_block_is_not_found() {
    var answer = get("/calls/0x" + "00".repeat(32));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("no call 0x0000", "is in a block");
  }

  @Test
  void coins_come_from_the_faucet() {
    var account = Notes.wallet(7).address();
    var answer = post("/faucet", "{\"address\": \"%s\", \"amount\": 1234}".formatted(account));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(CHAIN.visit().callReadOnly("notes", "balance", List.of(account), account).result())
        .isEqualTo(Uint.of(1234));
  }

  @Test
  void a_file_is_kept_under_its_content_and_no_other() {
    var file = Buff.of("a file".getBytes(StandardCharsets.UTF_8));
    var id = ContentId.of(file);
    var other = ContentId.of(Buff.EMPTY);

    assertThat(get("/ipfs/" + id).statusCode()).isEqualTo(404);
    var wrong = send(to("/ipfs/" + other).PUT(BodyPublishers.ofByteArray(file.bytes())));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("6 bytes", "is " + id, "not " + other);
    var put = send(to("/ipfs/" + id).PUT(BodyPublishers.ofByteArray(file.bytes())));
    assertThat(put.body()).isEqualTo("{\"uri\":\"%s\"}".formatted(id.uri()));
    assertThat(get("/ipfs/" + id).body()).isEqualTo("a file");
  }

  @Test
  void a_file_that_is_too_large_is_refused() {
    var file = new byte[FileStore.LARGEST + 1];
    var id = ContentId.of(Buff.EMPTY);

    var answer = send(to("/ipfs/" + id).PUT(BodyPublishers.ofByteArray(file)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("more than 1,048,576 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /calls  | {}                                    | 'chain' is missing
          /calls  | {"chain": 1}                          | 'chain' is 1, not a string
          /calls  | {"chain": "test", "sender": "X"}      | 'sender' is "X": "X" is not an address
          /calls  | [1]                                   | the body is no JSON object
          /calls  | {"chain"                              | the body is no JSON:
          /calls  | {"chain": "a", "chain": "b"}          | Duplicate field 'chain'
          /calls  | {} {}                                 | the body is no JSON:
          /read   | {"contract": "notes", "function": "f", "arguments": 1} | 'arguments' is 1, not an array
          /read   | {"contract": "notes", "function": "f", "arguments": ["0x03", "0xff"]} | 'arguments', entry 1, is "0xff"
          /read   | {"contract": "notes", "function": "f", "arguments": [3]} | 'arguments', entry 0, is 3: not a string
          /entry  | {"contract": "notes", "map": "notes", "key": "0x0"} | 'key' is "0x0"
          /await  | {"seen": {"stacks": 1}}               | 'seen.burn' is missing
          /await  | {"seen": {"stacks": -1, "burn": 1}}   | 'seen.stacks' is -1, not a whole number
          /await  | {"seen": {"stacks": 1.5, "burn": 1}}  | 'seen.stacks' is 1.5, not a whole number
          /await  | {"seen": 3}                           | 'seen' is 3, not an object
          /await  | {"seen": {"stacks": 0, "burn": 0}, "until": "x"} | 'until' is "x", not a whole number
          /join   | {"name": "a b", "ticket": "t", "lease": 1000} | 'name' is no name
          /join   | {"name": "a", "ticket": "t", "lease": 0} | 'lease' is 0, not from 1 to 3600000 milliseconds
          /join   | {"name": "a", "lease": 1000}          | 'ticket' is missing
          /faucet | {"address": "ST1", "amount": 1}       | 'address' is "ST1"
          /faucet | {"address": "%s", "amount": -1}       | 'amount' is -1, not a whole number
          /faucet | {"address": "%s", "amount": 99999999999999999999} | 'amount' is 99999999999999999999, not
          """)
  void a_malformed_request_is_told_what_is_wrong(String path, String json, String words) {
    var answer = post(path, json.replace("%s", ALICE));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Message.decode(answer.body().getBytes(StandardCharsets.UTF_8)).text("error"))
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /events?from=x       | 400 | 'from' is "x": not a height
          /events?from=-1      | 400 | 'from' is "-1": not a height
          /events?from=        | 400 | 'from' is ""
          /accounts/alice      | 400 | 'account' is "alice"
          /calls/0x00          | 400 | the id of a call has 32 bytes, not 1
          /ipfs/QmYwAPJzv5CZsnA | 400 | CIDv1
          /ipfs/..%2f..%2fetc  | 400 | content id
          /nothing             | 404 | there is no /nothing: there are /accounts/, /await
          /                    | 404 | there is no /
          /join                | 405 | /join takes POST, not GET
          """)
  void a_wrong_path_is_told_what_is_wrong(String path, int status, String words) {
    var answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Message.decode(answer.body().getBytes(StandardCharsets.UTF_8)).text("error"))
        .contains(words);
  }

  @Test
  void a_body_that_is_no_json_by_its_header_is_refused() {
    var answer = send(to("/calls").POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("the Content-Type is null, not application/json");
  }

  @Test
  void a_message_that_is_too_large_is_refused() {
    var answer = post("/calls", " ".repeat(ChainServer.LARGEST_MESSAGE + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("more than 8,388,608 bytes");
  }

  @Test
  void a_message_nested_without_end_is_refused() {
    assertThat(post("/calls", "[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(
            post(
                    "/read",
                    """
                    {"contract": "notes", "function": "f", "arguments": ["0x%s"]}\
                    """
                        .formatted("0a".repeat(100_000)))
                .body())
        .contains("more than 32 levels of values");
  }

  @Test
  void what_the_chain_refuses_is_a_conflict() {
    var answer = post("/variable", "{\"contract\": \"notes\", \"name\": \"sum\"}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("no data variable 'sum'");
  }

  @Test
  void what_is_no_http_harms_nobody() throws IOException {
    for (var garbage : List.of("\0\0\0\0", "GET", "GET /%zz HTTP/1.1\r\n\r\n", "\r\n\r\n\r\n")) {
      try (var socket = new Socket(SERVER.uri().getHost(), SERVER.uri().getPort())) {
        socket.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
    }

    assertThat(get("/heights").statusCode()).isEqualTo(200);
  }

  @Test
  void a_ticket_that_is_not_there_is_gone_and_another_is_a_conflict() {
    var renew = "{\"name\": \"holder\", \"ticket\": \"%s\"}";
    assertThat(post("/renew", renew.formatted("mine")).statusCode()).isEqualTo(410);

    var join = "{\"name\": \"holder\", \"ticket\": \"mine\", \"lease\": 60000}";
    assertThat(post("/join", join).statusCode()).isEqualTo(200);
    assertThat(post("/join", join).statusCode()).isEqualTo(200);
    assertThat(post("/renew", renew.formatted("mine")).statusCode()).isEqualTo(200);
    assertThat(post("/renew", renew.formatted("other")).statusCode()).isEqualTo(409);
    assertThat(post("/leave", renew.formatted("other")).statusCode()).isEqualTo(409);
    assertThat(CHAIN.participants()).containsExactly("holder");
    assertThat(post("/leave", renew.formatted("mine")).statusCode()).isEqualTo(200);
    assertThat(CHAIN.participants()).isEmpty();
  }

  @Test
  void a_lease_that_is_not_renewed_ends() throws InterruptedException {
    try (var member = CHAIN.join("member")) {
      var now = member.heights();
      post("/join", "{\"name\": \"silent\", \"ticket\": \"t\", \"lease\": 50}");

      assertThat(member.await(now, now.burn() + 1).burn()).isEqualTo(now.burn() + 1);
      assertThat(CHAIN.participants()).containsExactly("member");
    }
  }

  @Test
  void a_port_that_is_taken_is_told() {
    assertThatThrownBy(() -> ChainServer.start(CHAIN, FileStore.inMemory(), SERVER.uri().getPort()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + SERVER.uri().getPort());
  }

  @Test
  void to_stop_ends_what_waits() throws Exception {
    var server = ChainServer.start(CHAIN, FileStore.inMemory(), 0);
    var request =
        HttpRequest.newBuilder(server.uri().resolve("/await"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"seen\": {\"stacks\": 999999, \"burn\": 1}}"))
            .build();
    var waiting = HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    Thread.sleep(Duration.ofMillis(50));

    server.close();
    server.close();

    assertThat(waiting.get().statusCode()).isEqualTo(503);
    assertThat(waiting.get().body()).contains("the server stops");
  }
}
