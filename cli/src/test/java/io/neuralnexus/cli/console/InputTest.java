package io.neuralnexus.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

  @ParameterizedTest
  @ValueSource(strings = {"(", "(+ 1 {a: 2}", "\"text", "(print \")\"", "(a) (b", "(a ; )"})
  void moreFollowsWhatIsOpen(String text) {
    assertThat(Input.isOpen(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "(+ 1 2)", "(print \"(\")", "(a) ; (", ")", "::help ("})
  void nothingFollowsWhatIsWhole(String text) {
    assertThat(Input.isOpen(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(define-constant A 1)", "(use-trait a .b.c)", "1 (define-map a b c)"})
  void definitionsAreFound(String text) {
    assertThat(Input.defines(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(+ 1 2)", "\"(define-constant A 1)\"", "; (define-constant A 1)"})
  void whatOnlyLooksLikeOneIsNot(String text) {
    assertThat(Input.defines(text)).isFalse();
  }
}
