package io.neuralnexus.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {
  @TempDir Path folder;

  @BeforeEach
  void aRing() throws IOException {
    write(
        "ring",
        """
        title = "A ring"
        about = "A ring of a tenth."
        horizon = 500

        [populations.ring]
        role = "validator"
        strategy = "ring"
        count = 5
        wealth = 400
        settings = { stake = 200.0, noise = 1.5 }

        [[expect]]
        that = "attack.roi < 0"
        because = "It is small."
        """);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".toml"), text);
  }

  @Test
  void a_file_that_is_like_another_one_differs_from_it_in_what_it_says() throws IOException {
    var file =
        write(
            "large",
            """
            like = "ring"
            title = "A large ring"

            [populations.ring]
            count = 22
            settings = { stake = 100.0 }
            """);

    var large = ScenarioFile.read(file).scenario();

    var ring = ScenarioFile.read(folder.resolve("ring.toml")).scenario();
    assertThat(large.name()).isEqualTo("large");
    assertThat(large.title()).isEqualTo("A large ring");
    assertThat(large.about()).isEqualTo(ring.about());
    assertThat(large.expectations()).isEqualTo(ring.expectations());
    var population = large.populations().getFirst();
    assertThat(population.count()).isEqualTo(22);
    assertThat(population.wealth()).isEqualTo(400);
    assertThat(population.settings()).containsEntry("stake", 100.0).containsEntry("noise", 1.5);
  }

  @Test
  void a_list_takes_the_place_of_the_other_list() throws IOException {
    var file =
        write(
            "large",
            """
            like = "ring"
            [[expect]]
            that = "attack.roi > 0"
            because = "It is large."
            """);

    assertThat(ScenarioFile.read(file).scenario().expectations())
        .singleElement()
        .satisfies(each -> assertThat(each.because()).isEqualTo("It is large."));
  }

  @Test
  void a_fault_of_its_own_is_told_with_its_line() throws IOException {
    var file =
        write(
            "large",
            """
            like = "ring"

            [populations.ring]
            cuont = 22
            """);

    assertThatThrownBy(() -> ScenarioFile.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("large.toml:4: populations.ring.cuont");
  }

  @Test
  void no_file_is_like_itself() throws IOException {
    var file = write("large", "like = \"large\"");

    assertThatThrownBy(() -> ScenarioFile.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("leads back to the file itself");
  }
}
