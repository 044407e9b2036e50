package io.neuralnexus.cli.demo.market;

import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.offchain.files.FileStore;
import java.util.Locale;

/**
 * What everyone in the play shares: the chain, the files, chance, and the story that is told of it.
 */
record World(Market market, FileStore files, Seed seed, Story story) {
  Examiner examiner() {
    return new Examiner(files, market.contract());
  }

  void tell(String line, Object... values) {
    story.tell(String.format(Locale.ROOT, line, values));
  }
}
