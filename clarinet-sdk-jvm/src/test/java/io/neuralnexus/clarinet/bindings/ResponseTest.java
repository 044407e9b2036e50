package io.neuralnexus.clarinet.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Uint;
import org.junit.jupiter.api.Test;

class ResponseTest {
  private static final Response<Uint, Uint> OK = Response.ofOk(Uint.ONE);
  private static final Response<Uint, Uint> ERR = Response.ofError(Uint.of(7));

  @Test
  void givesTheValueOfItsSide() {
    assertThat(OK.isOk()).isTrue();
    assertThat(OK.isErr()).isFalse();
    assertThat(OK.ok()).isEqualTo(Uint.ONE);
    assertThat(ERR.isErr()).isTrue();
    assertThat(ERR.error()).isEqualTo(Uint.of(7));
  }

  @Test
  void showsItselfWhenAskedForTheOtherSide() {
    assertThatThrownBy(ERR::ok).hasMessage("Expected an ok response but it is (err u7)");
    assertThatThrownBy(OK::error).hasMessage("Expected an err response but it is (ok u1)");
  }
}
