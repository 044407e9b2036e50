package io.neuralnexus.tests.zk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.StarkVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/vectors/zk.json}, checked by the contract. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class VectorsTest {
  private static final JsonNode VECTORS = read();

  private static OptionalLong accepted = OptionalLong.empty();

  private final Simnet chain;

  VectorsTest(Simnet chain) {
    this.chain = chain;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Path.of(System.getProperty("nexus.root"), "docs/vectors/zk.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of what is refused. */
  private record Change(JsonNode json) {
    String refusal() {
      return json.get("refusal").asText();
    }

    @Override
    public String toString() {
      return json.get("name").asText();
    }
  }

  static List<Change> changes() {
    return StreamSupport.stream(VECTORS.get("refused").spliterator(), false)
        .map(Change::new)
        .toList();
  }

  @Test
  void the_proof_is_accepted() {
    assertThat(verify(inputs()).result()).isEqualTo(Cl.ok(Bool.TRUE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_changed_proof_is_refused_at_no_greater_cost(Change change) {
    var inputs = inputs();
    for (var patch : change.json().get("patches")) {
      var path = patch.get("at").asText();
      var value = Value.fromHex(patch.get("value").asText());
      inputs.compute(
          patch.get("of").asText(),
          (_, old) -> patched(old, path.isEmpty() ? List.of() : List.of(path.split("/")), value));
    }

    var receipt = verify(inputs);
    var error = StarkVerifier.Error.valueOf("ERR_" + change.refusal());
    assertThat(receipt.result()).isEqualTo(Cl.err(error.code()));
    assertThat(runtime(receipt)).isLessThanOrEqualTo(ofTheProof());
  }

  private static Map<String, Value> inputs() {
    return new HashMap<>(
        Map.of(
            "binding", Buff.fromHex(VECTORS.at("/binding/hash").asText()),
            "root", Buff.fromHex(VECTORS.get("root").asText()),
            "profile", Value.fromHex(VECTORS.get("profile").asText()),
            "proof", Value.fromHex(VECTORS.get("proof").asText())));
  }

  private static Value patched(Value old, List<String> path, Value value) {
    if (path.isEmpty()) return value;
    var step = path.getFirst();
    var rest = path.subList(1, path.size());
    return switch (old) {
      case TupleValue tuple -> {
        var fields = new HashMap<>(tuple.fields());
        fields.compute(step, (_, inner) -> patched(inner, rest, value));
        yield new TupleValue(fields);
      }
      case ListValue list -> {
        var entries = new ArrayList<>(list.values());
        int index = Integer.parseInt(step);
        entries.set(index, patched(entries.get(index), rest, value));
        yield new ListValue(entries);
      }
      case OptionalValue.Some some -> new OptionalValue.Some(patched(some.value(), rest, value));
      default -> throw new IllegalArgumentException("there is nothing inside " + old);
    };
  }

  private Receipt verify(Map<String, Value> inputs) {
    var arguments = Stream.of("binding", "root", "profile", "proof").map(inputs::get).toList();
    return chain.callReadOnly(StarkVerifier.NAME, "verify", arguments, chain.deployer());
  }

  /** The runtime of the proof that is accepted. */
  private long ofTheProof() {
    if (accepted.isEmpty()) accepted = OptionalLong.of(runtime(verify(inputs())));
    return accepted.getAsLong();
  }

  private static long runtime(Receipt receipt) {
    return receipt.costs().orElseThrow().total().runtime();
  }
}
