package io.neuralnexus.clarinet.jqwik;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.RandomDistribution;

/**
 * Every third number is an edge: a bound, a power of two where arithmetic on halves goes wrong, or
 * a neighbour of one. The others are near zero more often than far from it. As a distribution, and
 * not as a choice between arbitraries, it leaves shrinking whole.
 */
final class EdgeHeavy implements RandomDistribution {
  private static final List<BigInteger> CORNERS =
      Stream.of(0, 31, 32, 63, 64, 127, 128)
          .map(BigInteger.ONE::shiftLeft)
          .flatMap(power -> Stream.of(power, power.negate()))
          .toList();

  @Override
  public RandomNumericGenerator createGenerator(
      int genSize, BigInteger min, BigInteger max, BigInteger center) {
    var edges =
        Stream.concat(Stream.of(min, max, center), CORNERS.stream())
            .flatMap(e -> Stream.of(e, e.add(BigInteger.ONE), e.subtract(BigInteger.ONE)))
            .filter(edge -> edge.compareTo(min) >= 0 && edge.compareTo(max) <= 0)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    var others = RandomDistribution.biased().createGenerator(genSize, min, max, center);
    return random ->
        random.nextInt(3) == 0 ? edges.get(random.nextInt(edges.size())) : others.next(random);
  }
}
