package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official VM answered; {@code src/test/vectors/generate.mjs} asks it again. */
class GoldenVectorsTest {
  private static final JsonNode VECTORS = read();

  record Golden(String source, String hex, String type, String printed) {
    @Override
    public String toString() {
      return source.isEmpty() ? hex : source;
    }
  }

  record Rejected(String type, String hex) {}

  @ParameterizedTest
  @MethodSource
  void valuesAreEncodedPrintedAndTypedAsByTheVm(Golden golden) {
    var value = Value.fromHex(golden.hex);

    assertThat(value.toHex()).isEqualTo("0x" + golden.hex);
    assertThat(value.type()).hasToString(golden.type);
    assertThat(value).hasToString(golden.printed);
  }

  @ParameterizedTest
  @MethodSource
  void whatTheVmCannotReadIsRefused(Rejected rejected) {
    assertThatThrownBy(() -> Value.fromHex(rejected.hex)).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @MethodSource
  void principalsAreReadFromWhatTheVmPrints(Golden golden) {
    assertThat(Principal.parse(golden.printed)).isEqualTo(Value.fromHex(golden.hex));
    assertThat(Principal.parse("'" + golden.printed)).isEqualTo(Value.fromHex(golden.hex));
  }

  @Test
  void theInterfaceOfAContractIsWrittenAsItWasRead() {
    var json = VECTORS.get("contract");
    var contract = ContractInterface.fromJson(json);

    assertThat(contract.toJson().toString()).isEqualTo(json.toString());
    assertThat(ContractInterface.fromJson(json.toString())).isEqualTo(contract);
  }

  static Stream<Golden> valuesAreEncodedPrintedAndTypedAsByTheVm() {
    return VECTORS.get("values").valueStream().map(node -> convert(node, Golden.class));
  }

  static Stream<Golden> principalsAreReadFromWhatTheVmPrints() {
    return valuesAreEncodedPrintedAndTypedAsByTheVm()
        .filter(golden -> golden.type.equals("principal"));
  }

  static Stream<Rejected> whatTheVmCannotReadIsRefused() {
    return VECTORS.get("rejected").valueStream().map(node -> convert(node, Rejected.class));
  }

  private static <T> T convert(JsonNode node, Class<T> type) {
    return new JsonMapper().convertValue(node, type);
  }

  static JsonNode read() {
    try (var file = GoldenVectorsTest.class.getResourceAsStream("vectors.json")) {
      return new JsonMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
