package io.neuralnexus.clarinet.toml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TomlPlacesTest {
  private static final String TEXT =
      """
      # name = "no"
      name = "a # b"
      text = \"""
      x = 1 \\"
      \"""
      list = [ # one
        { a = 1, 'b' = [2,
      3] },
        "]", { c = { d = '}' } } ]
      plain = 1e3 # end

      [table.inner]
      key = 1
      [[many]]
      key = ""
      [[many]]
      key = 'x'
      deep.er = true\
      """;

  private final TomlPlaces places = new TomlPlaces(TEXT);

  @Test
  void keysAreFoundInTablesListsAndInlineTables() {
    assertThat(places.of("name").line()).isEqualTo(2);
    assertThat(places.of("text").line()).isEqualTo(3);
    assertThat(places.of("list").line()).isEqualTo(6);
    assertThat(places.of("list[0].a").line()).isEqualTo(7);
    assertThat(places.of("list[0].b[1]").line()).isEqualTo(8);
    assertThat(places.of("list[1]").line()).isEqualTo(9);
    assertThat(places.of("list[2].c.d").line()).isEqualTo(9);
    assertThat(places.of("plain").line()).isEqualTo(10);
    assertThat(places.of("table.inner.key").line()).isEqualTo(13);
    assertThat(places.of("many[0].key").line()).isEqualTo(15);
    assertThat(places.of("many[1]").line()).isEqualTo(16);
    assertThat(places.of("many[1].deep.er").line()).isEqualTo(18);
  }

  @Test
  void columnsAreThoseOfTheKeys() {
    assertThat(places.of("name").column()).isEqualTo(1);
    assertThat(places.of("list[0].b").column()).isEqualTo(12);
    assertThat(places.of("table.inner").column()).isEqualTo(2);
    assertThat(places.of("many[1]").column()).isEqualTo(3);
  }

  @Test
  void aKeyThatIsNotThereIsFoundAtWhatIsAroundIt() {
    assertThat(places.of("list[0].z").line()).isEqualTo(7);
    assertThat(places.of("many[1].z.y").line()).isEqualTo(16);
    assertThat(places.of("nowhere").line()).isEqualTo(1);
  }

  @Test
  void anEmptyTextHasOneLine() {
    assertThat(new TomlPlaces("").of("x").line()).isEqualTo(1);
  }
}
