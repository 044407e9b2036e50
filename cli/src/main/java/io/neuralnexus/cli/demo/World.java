package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Uint;
import java.util.Locale;

/**
 * What everyone in the play shares: the chain, the files, chance, and the story that is told of it.
 */
record World(Market market, Library library, Seed seed, Story story) {
  Examiner examiner() {
    return new Examiner(library, market.contract());
  }

  void tell(String line, Object... values) {
    story.tell(String.format(Locale.ROOT, line, values));
  }

  /** Lets a window of that many blocks pass, to the first moment after it. */
  void waitOut(Uint window) {
    market.mine(window.longValueExact() + 1);
  }
}
