package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.offchain.files.FileStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Nothing that a client sends makes the server fail. */
class ChainServerPropertiesTest {
  private static final Set<Integer> TOLD = Set.of(200, 400, 409, 410);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SENDER = Notes.wallet(1).address().address();

  /** A right request for each route that takes one; none waits. */
  private static final Map<String, ObjectNode> REQUESTS =
      Map.of(
          "/calls", Wire.object(Notes.write(Notes.wallet(1), 0, "right")),
          "/read",
              object(
                  """
                  {"contract": "notes", "function": "note-of", "arguments": ["%s", "%s"],
                   "sender": "%s"}\
                  """
                      .formatted(Notes.wallet(1).address().toHex(), Cl.uint(1).toHex(), SENDER)),
          "/variable", object("{\"contract\": \"notes\", \"name\": \"total\"}"),
          "/entry",
              object(
                  "{\"contract\": \"notes\", \"map\": \"notes\", \"key\": \"%s\"}"
                      .formatted(
                          Cl.tuple("by", Notes.wallet(1).address(), "at", Cl.uint(1)).toHex())),
          "/await",
              object("{\"seen\": {\"stacks\": 0, \"burn\": 0}, \"until\": 5, \"patience\": 1}"),
          "/join", object("{\"name\": \"a\", \"ticket\": \"t\", \"lease\": 1}"),
          "/renew", object("{\"name\": \"a\", \"ticket\": \"t\"}"),
          "/leave", object("{\"name\": \"a\"}"),
          "/faucet", object("{\"address\": \"%s\", \"amount\": 1}".formatted(SENDER)));

  private static SimnetChain chain;
  private static ChainServer server;
  private static HttpClient http;

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeContainer
  static void open() {
    chain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
    server = ChainServer.start(chain, FileStore.inMemory(), 0);
    http = HttpClient.newHttpClient();
  }

  @AfterContainer
  static void close() {
    http.shutdownNow();
    server.close();
    chain.close();
  }

  @Provide
  Arbitrary<String> routes() {
    return Arbitraries.of(REQUESTS.keySet().stream().sorted().toList());
  }

  @Provide
  Arbitrary<JsonNode> values() {
    var nodes = JsonNodeFactory.instance;
    return Arbitraries.oneOf(
        Arbitraries.of(
            nodes.nullNode(),
            nodes.booleanNode(true),
            nodes.objectNode(),
            nodes.arrayNode(),
            nodes.textNode("0x"),
            nodes.textNode("0x0b00000000"),
            nodes.textNode("0x0bffffffff"),
            nodes.textNode("0x0c000000ff"),
            nodes.textNode(SENDER + "."),
            nodes.textNode("'" + SENDER),
            nodes.textNode("\0"),
            nodes.numberNode(1.5),
            nodes.numberNode(new java.math.BigInteger("9".repeat(40)))),
        Arbitraries.longs().map(nodes::numberNode),
        Arbitraries.strings().ofMaxLength(20).map(nodes::textNode),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(40)
            .map(bytes -> nodes.textNode(io.neuralnexus.clarity.Buff.of(bytes).toString())));
  }

  @Property(tries = 200)
  void an_altered_request_is_answered_or_told_what_is_wrong(
      @ForAll("routes") String route,
      @ForAll("values") JsonNode value,
      @ForAll int place,
      @ForAll boolean removed)
      throws Exception {
    var request = REQUESTS.get(route).deepCopy();
    alter(request, value, place, removed);

    var answer =
        http.send(
            HttpRequest.newBuilder(server.uri().resolve(route))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(TOLD).as("%s %s: %s", route, request, answer.body()).contains(answer.statusCode());
    if (answer.statusCode() != 200) assertThat(object(answer.body()).get("error")).isNotNull();
  }

  /** Replaces or removes one of all the fields and entries. */
  private static void alter(ObjectNode root, JsonNode value, int place, boolean removed) {
    var changes = new ArrayList<Runnable>();
    collect(root, value, removed, changes);
    changes.get(Math.floorMod(place, changes.size())).run();
  }

  private static void collect(
      JsonNode node, JsonNode value, boolean removed, List<Runnable> changes) {
    switch (node) {
      case ObjectNode object ->
          object
              .fieldNames()
              .forEachRemaining(
                  name -> {
                    if (name.equals("patience")) return; // it would be waited for
                    collect(object.get(name), value, removed, changes);
                    if (removed) changes.add(() -> object.remove(name));
                    else changes.add(() -> object.set(name, value));
                  });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          int at = i;
          if (removed) changes.add(() -> array.remove(at));
          else changes.add(() -> array.set(at, value));
        }
      }
      default -> {}
    }
  }
}
