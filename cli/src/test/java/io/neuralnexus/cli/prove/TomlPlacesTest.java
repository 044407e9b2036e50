package io.neuralnexus.cli.prove;

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
    assertThat(places.line("name")).isEqualTo(2);
    assertThat(places.line("text")).isEqualTo(3);
    assertThat(places.line("list")).isEqualTo(6);
    assertThat(places.line("list[0].a")).isEqualTo(7);
    assertThat(places.line("list[0].b[1]")).isEqualTo(8);
    assertThat(places.line("list[1]")).isEqualTo(9);
    assertThat(places.line("list[2].c.d")).isEqualTo(9);
    assertThat(places.line("plain")).isEqualTo(10);
    assertThat(places.line("table.inner.key")).isEqualTo(13);
    assertThat(places.line("many[0].key")).isEqualTo(15);
    assertThat(places.line("many[1]")).isEqualTo(16);
    assertThat(places.line("many[1].deep.er")).isEqualTo(18);
  }

  @Test
  void aKeyThatIsNotThereIsFoundAtWhatIsAroundIt() {
    assertThat(places.line("list[0].z")).isEqualTo(7);
    assertThat(places.line("many[1].z.y")).isEqualTo(16);
    assertThat(places.line("nowhere")).isEqualTo(1);
  }

  @Test
  void anEmptyTextHasOneLine() {
    assertThat(new TomlPlaces("").line("x")).isEqualTo(1);
  }
}
