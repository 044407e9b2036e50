package io.neuralnexus.clarity.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The inputs that are kept, and some that are nearly like them, do to the targets of {@code
 * build/fuzz} what any input may do.
 */
class FuzzCorpusTest {
  private static final int LIKE_IT = 25;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  static Stream<Arguments> inputs() throws Exception {
    return Stream.of(
            inputs("reader", ReaderTarget::fuzzerTestOneInput),
            inputs("checker", CheckerTarget::fuzzerTestOneInput),
            inputs("encoding", EncodingTarget::fuzzerTestOneInput))
        .flatMap(List::stream);
  }

  private static List<Arguments> inputs(String name, Consumer<byte[]> target)
      throws IOException, URISyntaxException {
    var folder = Path.of(FuzzCorpusTest.class.getResource("/fuzz/" + name).toURI());
    try (var files = Files.list(folder)) {
      return files
          .sorted()
          .map(file -> Arguments.of(name + "/" + file.getFileName(), file, target))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void raisesOnlyWhatIsDocumented(String name, Path file, Consumer<byte[]> target)
      throws IOException {
    var input = Files.readAllBytes(file);
    var random = new Random(name.hashCode());

    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          runs(target, input);
          for (int i = 0; i < LIKE_IT; i++) runs(target, changed(input, random));
        });
  }

  private static void runs(Consumer<byte[]> target, byte[] input) {
    assertThatCode(() -> target.accept(input))
        .as("input %s", HexFormat.of().formatHex(input))
        .doesNotThrowAnyException();
  }

  /** Some bytes others, a piece twice or the end missing. */
  private static byte[] changed(byte[] input, Random random) {
    if (input.length == 0) return new byte[] {(byte) random.nextInt()};
    var at = random.nextInt(input.length);
    var until = at + random.nextInt(input.length - at + 1);
    switch (random.nextInt(3)) {
      case 0 -> {
        var other = input.clone();
        for (int i = at; i < Math.min(until + 1, at + 3) && i < other.length; i++) {
          other[i] = (byte) random.nextInt();
        }
        return other;
      }
      case 1 -> {
        var longer = Arrays.copyOf(input, input.length + until - at);
        System.arraycopy(input, at, longer, until, input.length - at);
        return longer;
      }
      default -> {
        return Arrays.copyOf(input, until);
      }
    }
  }
}
