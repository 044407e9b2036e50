package io.neuralnexus.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.StandardPrincipal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockSpaceTest {
  private static final Path PROJECT = Path.of(System.getProperty("nexus.root", ".."));
  private static final StandardPrincipal SOMEBODY =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");

  private static Transaction call(String contract, String function) {
    return Transaction.callPublic(contract, function, List.of(), SOMEBODY);
  }

  private static BlockSpace page() {
    return BlockSpace.read(
        """
        ## A path
        | `f` | 9 | 9 | 9 | 9 | 9 | 1 % |
        ## some-contract
        | function | reads | bytes read | writes | bytes written | runtime |
        | `f` | 30 | 2,000 | 15 | 1,500 | 5,000 | 0.1 % |
        | `g` | 1 | 1 | 1 | 1 | 50,000,000 | 1 % |
        """
            .lines()
            .toList());
  }

  @Test
  void a_block_is_as_full_as_its_dearest_dimension() {
    var f = call("some-contract", "f");
    assertThat(page().share(List.of(f))).isCloseTo(0.001, within(1e-12));
    assertThat(page().share(List.of(f, f, call("ST1.some-contract", "g"))))
        .isCloseTo(0.010002, within(1e-9));
    assertThat(page().share(List.of())).isZero();
  }

  @Test
  void a_function_that_the_page_does_not_have_is_not_for_nothing() {
    var page = page();
    assertThatThrownBy(() -> page.share(List.of(call("some-contract", "h"))))
        .hasMessage("docs/costs.md does not say what h of some-contract costs");
  }

  @Test
  void the_page_of_the_project_is_understood() {
    assertThat(BlockSpace.of(PROJECT).share(List.of(call("neural-training-market", "set-terms"))))
        .isBetween(0.001, 0.05);
  }
}
