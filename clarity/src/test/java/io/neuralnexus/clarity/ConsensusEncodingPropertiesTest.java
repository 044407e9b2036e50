package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(ClarityDomain.class)
@Domain(DomainContext.Global.class)
class ConsensusEncodingPropertiesTest {
  @Property(tries = 500)
  void everyValueSurvivesTheRoundTrip(@ForAll Value value) {
    var read = Value.deserialize(value.serialize());

    assertThat(read).isEqualTo(value).hasSameHashCodeAs(value).hasToString(value.toString());
    assertThat(read.type()).isEqualTo(value.type());
    assertThat(Value.fromHex(value.toHex())).isEqualTo(value);
  }

  @Property(tries = 300)
  void differentValuesHaveDifferentEncodings(@ForAll Value one, @ForAll Value other) {
    assertThat(one.toHex().equals(other.toHex())).isEqualTo(one.equals(other));
  }

  @Property(tries = 500)
  void randomBytesAreAValueOrADecodeException(@ForAll @Size(max = 64) byte[] bytes) {
    readsBackOrIsRefused(bytes);
  }

  @Property(tries = 500)
  void anEncodingWithOneByteChangedIsAValueOrADecodeException(
      @ForAll Value value, @ForAll @IntRange(max = 10_000) int place, @ForAll byte changed) {
    var bytes = value.serialize();
    bytes[place % bytes.length] = changed;

    readsBackOrIsRefused(bytes);
  }

  @Property(tries = 300)
  void anEncodingCutShortIsRefusedWithinItsBytes(
      @ForAll Value value, @ForAll @IntRange(max = 10_000) int place) {
    var bytes = value.serialize();
    var cut = Arrays.copyOf(bytes, place % bytes.length);

    assertThatThrownBy(() -> Value.deserialize(cut))
        .isInstanceOfSatisfying(
            DecodeException.class, e -> assertThat(e.offset()).isBetween(0, cut.length));
  }

  private static void readsBackOrIsRefused(byte[] bytes) {
    try {
      var value = Value.deserialize(bytes);
      assertThat(Value.deserialize(value.serialize())).isEqualTo(value);
      assertThat(value.serialize()).hasSameSizeAs(bytes);
    } catch (DecodeException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
