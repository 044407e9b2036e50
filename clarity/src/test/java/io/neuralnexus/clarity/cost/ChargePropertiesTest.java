package io.neuralnexus.clarity.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.cost.Charge.Growth;
import io.neuralnexus.clarity.cost.Charge.Term;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ChargePropertiesTest {
  @Property
  void aTermIsItsFactorTimesItsGrowthPlusItsConstant(
      @ForAll Growth growth,
      @ForAll @LongRange(max = 100_000) long factor,
      @ForAll @LongRange(max = 100_000) long constant,
      @ForAll @LongRange(min = 1, max = (1L << 32) - 1) long n) {
    var size = BigInteger.valueOf(n);
    var grown =
        switch (growth) {
          case CONSTANT -> BigInteger.ZERO;
          case LINEAR -> size;
          case N_LOG_N -> size.multiply(BigInteger.valueOf(size.bitLength() - 1));
          case PER_KIBIBYTE -> size.divide(BigInteger.valueOf(1024));
        };

    assertThat(BigInteger.valueOf(new Term(growth, factor, constant).at(n)))
        .isEqualTo(BigInteger.valueOf(factor).multiply(grown).add(BigInteger.valueOf(constant)));
  }

  @Property
  void aTermIsReadFromWhatTheFileSays(
      @ForAll @LongRange(min = 2, max = 100_000) long factor,
      @ForAll @LongRange(min = 1, max = 100_000) long constant) {
    assertThat(Term.parse("" + constant)).isEqualTo(new Term(Growth.CONSTANT, 0, constant));
    assertThat(Term.parse("n")).isEqualTo(new Term(Growth.LINEAR, 1, 0));
    assertThat(Term.parse("n+" + constant)).isEqualTo(new Term(Growth.LINEAR, 1, constant));
    assertThat(Term.parse(factor + "n+" + constant))
        .isEqualTo(new Term(Growth.LINEAR, factor, constant));
    assertThat(Term.parse(factor + "nlogn+" + constant))
        .isEqualTo(new Term(Growth.N_LOG_N, factor, constant));
    assertThat(Term.parse(factor + "kib+" + constant))
        .isEqualTo(new Term(Growth.PER_KIBIBYTE, factor, constant));
  }
}
