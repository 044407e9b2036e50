package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;

/**
 * The application of a function to the wrong number of values, which {@code map} may make beside an
 * empty list.
 */
final class WrongCount extends Application {
  private final int expected;
  private final int found;

  WrongCount(Linking at, int expected, int found) {
    super(at);
    this.expected = expected;
    this.found = found;
  }

  @Override
  protected Value apply(Frame frame) {
    throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(expected, found));
  }
}
