package io.neuralnexus.tests.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutatorTest {
  private static final String SOURCE =
      """
      ;; (asserts! in a comment) is left alone
      (define-constant LIMIT u10)
      (define-constant ERR_LOW (err u1))
      (define-public (pay (amount uint))
        (begin
          (asserts! (< amount LIMIT) ERR_LOW)
          (map-set notes "a (b" { of: tx-sender })
          (stx-transfer? amount tx-sender current-contract)))
      """;

  private static List<String> changes(String operator) {
    return Mutator.mutationsOf("till", SOURCE).stream()
        .filter(mutation -> mutation.operator().equals(operator))
        .map(mutation -> mutation.original() + " -> " + mutation.replacement())
        .toList();
  }

  @Test
  void comparisons_are_shifted_and_negated() {
    assertThat(changes("shift-comparison")).containsExactly("< -> <=");
    assertThat(changes("negate-comparison"))
        .containsExactly("(< amount LIMIT) -> (not (< amount LIMIT))");
  }

  @Test
  void asserts_writes_and_transfers_are_dropped() {
    assertThat(changes("drop-assert"))
        .containsExactly("(asserts! (< amount LIMIT) ERR_LOW) -> true");
    assertThat(changes("drop-write"))
        .containsExactly("(map-set notes \"a (b\" { of: tx-sender }) -> true");
    assertThat(changes("drop-transfer")).hasSize(1);
  }

  @Test
  void sender_and_recipient_change_places() {
    assertThat(changes("swap-principals"))
        .containsExactly(
            "(stx-transfer? amount tx-sender current-contract)"
                + " -> (stx-transfer? amount current-contract tx-sender)");
  }

  @Test
  void constants_grow_by_one_but_error_codes_do_not() {
    assertThat(changes("change-constant")).containsExactly("u10 -> u11");
  }

  @Test
  void a_mutation_changes_its_own_place_only() {
    var mutation =
        Mutator.mutationsOf("till", SOURCE).stream()
            .filter(each -> each.operator().equals("drop-assert"))
            .findFirst()
            .orElseThrow();

    assertThat(mutation.line()).isEqualTo(6);
    assertThat(mutation.definition()).isEqualTo("pay");
    assertThat(mutation.applyTo(SOURCE))
        .isEqualTo(SOURCE.replace("(asserts! (< amount LIMIT) ERR_LOW)", "true"));
  }
}
