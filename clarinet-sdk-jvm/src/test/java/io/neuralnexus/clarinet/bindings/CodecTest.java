package io.neuralnexus.clarinet.bindings;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final Codec<Response<Optional<List<Uint>>, Boolean>> NESTED =
      Codec.response(Codec.optional(Codec.list(Codec.UINT)), Codec.BOOL);

  @Test
  void nestedValuesComeBackAsTheyWent() {
    assertRoundTrip(
        Response.ofOk(Optional.of(List.of(Uint.ONE, Uint.MAX))), ok(some(list(uint(1), Uint.MAX))));
    assertRoundTrip(Response.ofOk(Optional.empty()), ok(none()));
    assertRoundTrip(Response.ofError(true), err(bool(true)));
  }

  private static void assertRoundTrip(Response<Optional<List<Uint>>, Boolean> typed, Value value) {
    assertThat((Object) NESTED.encode(typed)).isEqualTo(value);
    assertThat(NESTED.decode(value)).isEqualTo(typed);
  }

  @Test
  void aMismatchNamesThePlaceInsideTheValue() {
    assertThatThrownBy(() -> NESTED.decode(ok(some(list(bool(true))))))
        .isInstanceOf(BindingException.class)
        .hasMessage(".ok.some[0]: expected uint but it is true");
  }

  @Test
  void aMissingFieldIsNamedWithTheTuple() {
    assertThatThrownBy(() -> Codec.field(tuple("a", uint(1)), "b", Codec.UINT))
        .isInstanceOf(BindingException.class)
        .hasMessage("expected tuple with the field b but it is (tuple (a u1))");
  }

  @Test
  void aValueWhereThereCanBeNoneIsAMismatch() {
    assertThatThrownBy(() -> Codec.list(Codec.NEVER).decode(list(uint(1))))
        .isInstanceOf(BindingException.class)
        .hasMessage("[0]: expected no value at all but it is u1");
  }

  @Test
  void nullIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> NESTED.encode(Response.ofError(null)))
        .isInstanceOf(BindingException.class)
        .hasMessage(".err: expected bool but it is null");
  }
}
