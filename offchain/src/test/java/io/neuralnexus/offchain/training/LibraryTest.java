package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published programs and the listings in the documentation. After a change of programs {@code
 * -Dgolden.write=true} writes both anew.
 */
class LibraryTest {
  private static final Path FILE =
      Path.of("src/main/resources/io/neuralnexus/offchain/training/library.txt");
  private static final Path LISTINGS = Path.of("../docs/programs");

  /** What is published, for the shipped data sets. */
  private static final List<Plan> PUBLISHED =
      Stream.of(
              "training logistic features=30 k=18 contributions",
              "training logistic features=30 k=18 standardised contributions",
              "training logistic features=30 k=18 standardised clip=1.0 noise=12.0 epochs=20"
                  + " datasets=20",
              "training softmax features=64 classes=10 k=20",
              "training softmax features=64 classes=10 k=20 contributions",
              "training softmax features=64 classes=10 k=20 clip=1.0 noise=12.0 epochs=20"
                  + " datasets=20",
              "training network features=30 hidden=16 classes=2 k=18 standardised contributions",
              "training network features=64 hidden=32 classes=10 k=20",
              "training network features=64 hidden=32 classes=10 k=20 clip=1.0 noise=12.0"
                  + " epochs=20 datasets=20",
              "local logistic features=30 k=18 standardised",
              "local softmax features=64 classes=10 k=20",
              "local softmax features=64 classes=10 k=20 clip=1.0 noise=12.0 epochs=20 datasets=1",
              "averaging logistic features=30 k=18 standardised contributions",
              "averaging softmax features=64 classes=10 k=20 contributions")
          .map(Plan::parse)
          .toList();

  /** Small ones, so that they can be read. */
  private static final List<String> LISTED =
      List.of(
          "training logistic features=3 k=13",
          "training softmax features=3 classes=3 k=13 standardised contributions",
          "training network features=3 hidden=4 classes=3 k=13",
          "training logistic features=2 k=13 clip=1.0 noise=1.0 epochs=2 datasets=3",
          "local softmax features=3 classes=3 k=13 standardised",
          "averaging softmax features=3 classes=3 k=13 contributions");

  @BeforeAll
  static void write() throws IOException {
    if (!Boolean.getBoolean("golden.write")) return;
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, Library.of(PUBLISHED).toString());
    Files.createDirectories(LISTINGS);
    for (var name : LISTED) Files.writeString(file(name), listing(name));
  }

  @Test
  void the_published_hashes_are_those_of_the_programs() throws IOException {
    assertThat(Files.readString(FILE)).isEqualTo(Library.of(PUBLISHED).toString());
  }

  @Test
  void the_listings_are_those_of_the_programs() throws IOException {
    for (var name : LISTED) assertThat(Files.readString(file(name))).isEqualTo(listing(name));
  }

  private static Path file(String name) {
    return LISTINGS.resolve(name.replaceAll("[ =]+", "-") + ".txt");
  }

  private static String listing(String name) {
    return "; " + name + "\n" + Plan.parse(name).write().listing();
  }

  @Test
  void a_program_is_found_by_its_hash() {
    var library = Library.published();
    var entry = library.entries().get(4);

    assertThat(library.find(entry.hash())).contains(entry.plan());
    assertThat(library.find(Buff.of(new byte[32]))).isEmpty();
  }

  @Test
  void a_program_tells_the_epsilon_that_a_policy_names() {
    for (var entry : Library.published().entries()) {
      assertThat(entry.epsilonMillionths().isPresent())
          .isEqualTo(entry.plan().privacy().isPresent());
      entry.epsilonMillionths().ifPresent(e -> assertThat(e).isBetween(3_000_000L, 5_000_000L));
    }
  }

  @Test
  void a_program_is_found_by_its_name() {
    for (var plan : PUBLISHED) assertThat(Plan.parse(plan.toString())).isEqualTo(plan);
  }

  @Test
  void a_name_that_is_none_is_refused_at_the_word_that_is_wrong() {
    refused("teaching", "one of training, local, averaging, found was 'teaching'");
    refused("training softmax", "features=..., found was the end");
    refused("training tree features=3", "logistic, softmax or network, found was 'tree'");
    refused("training softmax features=3 k=13", "classes=..., found was 'k=13'");
    refused("training logistic features=x", "features= and a number, found was 'features=x'");
    refused("training logistic features=3 k=13 clip=1", "noise=..., found was the end");
    refused(
        "training logistic features=3 k=13 clip=1 noise=1 epochs=1 datasets=1 more",
        "nothing more, found was 'more'");
  }

  private static void refused(String name, String message) {
    assertThatThrownBy(() -> Plan.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("program '%s': expected is %s".formatted(name, message));
  }

  @Test
  void plans_that_make_no_program_are_refused() {
    assertThatThrownBy(() -> Plan.training(Architecture.logistic(3), 12))
        .hasMessage("k is 12, which is not in 13 .. 24");
    assertThatThrownBy(() -> Plan.training(Architecture.softmax(64, 10), 13))
        .hasMessageContaining("does not fit into a memory of 2^13");
    assertThatThrownBy(() -> Plan.parse("local logistic features=3 k=13 contributions"))
        .hasMessageContaining("no hold-out set");
    assertThatThrownBy(() -> Architecture.softmax(3, 1))
        .hasMessage("1 classes: there are 2 to 256");
  }

  @Test
  void the_least_memory_has_room_for_rows_and_model() {
    var model = Architecture.softmax(64, 10);
    int k = Plan.leastK(model, 450);

    assertThat(Plan.training(model, k).mostRows()).isGreaterThanOrEqualTo(450);
    assertThat(Plan.training(model, k - 1).mostRows()).isLessThan(450);
    assertThatThrownBy(() -> Plan.leastK(model, 1 << 20)).hasMessageContaining("do not fit");
  }
}
