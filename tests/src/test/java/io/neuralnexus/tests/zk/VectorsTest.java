package io.neuralnexus.tests.zk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.StarkVerifier;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProfile;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/vectors/zk.json}, checked by the contract. */
@ClarinetProject(manifest = "../Clarinet.toml")
class VectorsTest {
  private static final JsonNode VECTORS = read();

  private final StarkVerifier contract;

  VectorsTest(Simnet chain) {
    this.contract = StarkVerifier.on(chain);
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
    assertThat(verdict(inputs())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_changed_proof_is_refused(Change change) {
    var inputs = inputs();
    for (var patch : change.json().get("patches")) {
      var path = patch.get("at").asText();
      var value = Value.fromHex(patch.get("value").asText());
      inputs.compute(
          patch.get("of").asText(),
          (_, old) -> patched(old, path.isEmpty() ? List.of() : List.of(path.split("/")), value));
    }

    assertThat(verdict(inputs)).contains("ERR_" + change.refusal());
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

  /** The name of the error. */
  private Optional<String> verdict(Map<String, Value> inputs) {
    var answer =
        contract.verify(
            (Buff) inputs.get("binding"),
            (Buff) inputs.get("root"),
            VerifyProfile.CODEC.decode(inputs.get("profile")),
            VerifyProof.CODEC.decode(inputs.get("proof")));
    return answer.isOk()
        ? Optional.empty()
        : StarkVerifier.Error.of(answer.error()).map(Enum::name);
  }
}
