package io.neuralnexus.clarity.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.crypto.BitcoinTransaction.Failure;
import io.neuralnexus.clarity.crypto.BitcoinTransaction.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official VM answered; {@code src/test/vectors/generate-crypto.mjs} asks it again. */
class ObservedAnswersTest {
  private static final HexFormat HEX = HexFormat.of();

  /** A language, 0 where it does not matter, an expression and its value. */
  record Observation(int version, String expression, String answer) {
    static Observation parse(String line) {
      var fields = line.split(" \\| ");
      return fields.length == 2
          ? new Observation(0, fields[0], fields[1])
          : new Observation(Integer.parseInt(fields[0]), fields[1], fields[2]);
    }

    String function() {
      return words()[0];
    }

    String[] words() {
      return expression.replace("(list)", "").replaceAll("[()]|list ", "").trim().split(" +");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void everyAnswerIsThatOfTheOfficialVm(String function, List<Observation> observations) {
    assertThat(observations)
        .isNotEmpty()
        .filteredOn(observed -> !answer(observed).equals(observed.answer))
        .as("answered otherwise than by the official VM")
        .isEmpty();
  }

  static Stream<Arguments> everyAnswerIsThatOfTheOfficialVm() {
    return observations().collect(Collectors.groupingBy(Observation::function)).entrySet().stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static Stream<Observation> observations() {
    var other = System.getProperty("crypto.observed");
    try (var lines =
        new BufferedReader(
            other != null
                ? Files.newBufferedReader(Path.of(other))
                : new InputStreamReader(
                    ObservedAnswersTest.class.getResourceAsStream("observed.txt"),
                    StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Observation::parse)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(Observation observation) {
    var words = observation.words();
    return switch (observation.function()) {
      case "sha256" -> print(Hash.sha256(bytes(words[1])));
      case "sha512" -> print(Hash.sha512(bytes(words[1])));
      case "sha512/256" -> print(Hash.sha512Half(bytes(words[1])));
      case "keccak256" -> print(Hash.keccak256(bytes(words[1])));
      case "hash160" -> print(Hash.hash160(bytes(words[1])));
      case "principal-of?" ->
          print(
              Secp256k1.principal(bytes(words[1]), StandardPrincipal.TESTNET_SINGLE_SIG)
                  .map(StandardPrincipal::address));
      case "secp256k1-decompress?" ->
          print(Secp256k1.decompress(bytes(words[1])).map(ObservedAnswersTest::print));
      case "secp256k1-recover?" ->
          !Secp256k1.isRecoverable(bytes(words[2]))
              ? "(err u2)"
              : print(
                  Secp256k1.recover(bytes(words[1]), bytes(words[2]))
                      .map(ObservedAnswersTest::print));
      case "secp256k1-verify" ->
          "" + Secp256k1.verify(bytes(words[1]), bytes(words[2]), bytes(words[3]));
      case "secp256r1-verify" -> {
        var hashesFirst = observation.version != 0 && observation.version <= 4;
        var digest = hashesFirst ? Hash.sha256(bytes(words[1])) : bytes(words[1]);
        yield "" + Secp256r1.verify(digest, bytes(words[2]), bytes(words[3]));
      }
      case "ed25519-verify" ->
          "" + Ed25519.verify(bytes(words[1]), bytes(words[2]), bytes(words[3]));
      case "verify-merkle-proof" ->
          ""
              + MerkleProof.verify(
                  bytes(words[1]),
                  bytes(words[2]),
                  Uint.of(words[3]),
                  Uint.of(words[4]),
                  Arrays.stream(words).skip(5).map(ObservedAnswersTest::bytes).toList());
      case "get-bitcoin-tx-output?" ->
          switch (BitcoinTransaction.output(
              bytes(words[1]), Uint.of(words[2]), ChainProfile.SIMNET)) {
            case Failure failure -> "(err u" + failure.code() + ")";
            case Output(var script, var amount, var txid) ->
                "(ok (tuple (amount %s) (script %s) (txid %s)))"
                    .formatted(amount, print(script), print(txid));
          };
      default -> throw new IllegalArgumentException(observation.expression);
    };
  }

  private static byte[] bytes(String literal) {
    return HEX.parseHex(literal, 2, literal.length());
  }

  private static String print(byte[] bytes) {
    return "0x" + HEX.formatHex(bytes);
  }

  private static String print(Optional<String> value) {
    return value.map(text -> "(ok " + text + ")").orElse("(err u1)");
  }
}
