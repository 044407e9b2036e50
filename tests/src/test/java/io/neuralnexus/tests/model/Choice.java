package io.neuralnexus.tests.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every decision of one step, drawn from one word. Each candidate gets its own lottery number from
 * the word and its name, and the lowest wins; so when shrinking removes other steps, this one
 * decides as before as long as its choice is still there.
 */
public record Choice(long word) {

  /** A number in (0, 1) that belongs to a name. */
  public double luck(Object name) {
    return ((bits(name) >>> 11) + 0.5) * 0x1p-53;
  }

  public <T> Optional<T> among(Stream<T> candidates) {
    var best =
        new Object() {
          Optional<T> candidate = Optional.empty();
          double luck = 1;
        };
    candidates.forEach(
        each -> {
          double luck = luck(each);
          if (luck < best.luck) {
            best.luck = luck;
            best.candidate = Optional.of(each);
          }
        });
    return best.candidate;
  }

  public <T> T of(List<T> candidates) {
    return among(candidates.stream()).orElseThrow();
  }

  /** A number of a range, both ends in it and a little likelier than the rest. */
  public long number(String what, long low, long high) {
    var edge = luck(what + " edge");
    if (edge < 0.04) return low;
    if (edge > 0.96) return high;
    return low + Math.floorMod(bits(what), high - low + 1);
  }

  public boolean chance(String what, double probability) {
    return luck(what) < probability;
  }

  private long bits(Object name) {
    // The finaliser of SplitMix64 spreads the few bits of a string's hash.
    var z = word + 0x9e3779b97f4a7c15L * name.toString().hashCode();
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
