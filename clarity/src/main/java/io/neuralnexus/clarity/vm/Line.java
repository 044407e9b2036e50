package io.neuralnexus.clarity.vm;

import java.util.function.Predicate;

/**
 * Things one above the other, each with a number from 0. A line is never changed: lines that have
 * grown apart share what is below, so that a place in one is a place in time. To find a number
 * takes the logarithm of what lies above it, because every place knows one further down.
 */
final class Line<T> {
  private final T top;
  private final Line<T> below;
  private final Line<T> jump;
  private final int number;

  private Line(T top, Line<T> below) {
    this.top = top;
    this.below = below == null ? this : below;
    this.number = below == null ? 0 : below.number + 1;
    this.jump = below == null ? this : below.jumpAbove();
  }

  /** A line of one thing. */
  static <T> Line<T> of(T first) {
    return new Line<>(first, null);
  }

  private Line<T> jumpAbove() {
    return number - jump.number == jump.number - jump.jump.number && number > 0 ? jump.jump : this;
  }

  /** This line and one more. */
  Line<T> with(T next) {
    return new Line<>(next, this);
  }

  /** This line with another thing on top. */
  Line<T> withTop(T other) {
    return new Line<>(other, number == 0 ? null : below);
  }

  /** The last. */
  T top() {
    return top;
  }

  /** The number of the last. */
  int number() {
    return number;
  }

  /** The thing of a number, which is not negative and not above that of the last. */
  T at(int wanted) {
    var place = this;
    while (place.number > wanted) {
      place = place.jump.number >= wanted ? place.jump : place.below;
    }
    return place.top;
  }

  /** The last that fits, where those above the first one that fits do not and all below do. */
  T last(Predicate<T> fits) {
    var place = this;
    while (!fits.test(place.top)) {
      place = fits.test(place.jump.top) ? place.below : place.jump;
    }
    return place.top;
  }
}
