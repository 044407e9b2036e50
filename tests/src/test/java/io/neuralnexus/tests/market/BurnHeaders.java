package io.neuralnexus.tests.market;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Header hashes of the simnet's burn chain. They depend on the height alone, so a scratch chain
 * tells what any chain will have: a test can choose the height at which the draw it needs happens.
 */
final class BurnHeaders {
  private static final int KNOWN = 3_000;
  private static final int BATCH = 100;
  private static final List<Buff> HEADERS = read();

  private BurnHeaders() {}

  static Buff at(long height) {
    if (height >= KNOWN) {
      throw new IllegalStateException("no header known of burn height " + height);
    }
    return HEADERS.get((int) height);
  }

  private static List<Buff> read() {
    var headers = new ArrayList<Buff>();
    try (var chain = Simnet.empty()) {
      chain.setEpoch(Epoch.EPOCH_4_0);
      chain.deploy(
          "headers",
          """
          (define-read-only (at (height uint))
            (get-burn-block-info? header-hash height)
          )
          (define-read-only (all (heights (list 100 uint)))
            (map at heights)
          )
          """,
          chain.deployer());
      chain.mineEmptyBurnBlocks(KNOWN);
      for (long from = 0; from < KNOWN; from += BATCH) {
        var heights = LongStream.range(from, from + BATCH).mapToObj(h -> uint(h)).toList();
        var found = chain.callReadOnly("headers", "all", List.of(list(heights)), chain.deployer());
        for (var header : ((ListValue) found.result()).values()) {
          headers.add(header instanceof OptionalValue.Some(Buff hash) ? hash : Buff.of());
        }
      }
    }
    return List.copyOf(headers);
  }
}
