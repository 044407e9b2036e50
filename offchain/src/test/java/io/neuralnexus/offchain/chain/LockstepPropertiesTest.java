package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A chain in lockstep does not depend on how quick those are who use it. */
class LockstepPropertiesTest {
  @Property(tries = 25)
  void the_same_deeds_make_the_same_blocks_whoever_is_quick(@ForAll long deeds, @ForAll long haste)
      throws Exception {
    assertThat(play(deeds, haste)).isEqualTo(play(deeds, haste + 1));
  }

  /** All that three players see, and all that is printed. */
  private static List<Object> play(long deeds, long haste) throws Exception {
    try (var chain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var players = new ArrayList<Future<List<Heights>>>();
      var seats = new ArrayList<Chain>();
      for (int i = 1; i <= 3; i++) seats.add(chain.join("player-" + i));
      for (int i = 1; i <= 3; i++) {
        int number = i;
        var seat = seats.get(i - 1);
        players.add(
            threads.submit(
                () ->
                    act(
                        seat,
                        number,
                        new Random(deeds * 31 + number),
                        new Random(haste + number))));
      }
      var told = new ArrayList<Object>();
      for (var player : players) told.add(player.get(50, TimeUnit.SECONDS));
      told.add(chain.visit().events(0));
      return told;
    }
  }

  private static List<Heights> act(Chain chain, int number, Random deeds, Random haste)
      throws InterruptedException {
    var seen = new ArrayList<Heights>();
    long nonce = 0;
    try (chain) {
      for (int i = 0; i < 8; i++) {
        Thread.sleep(0, haste.nextInt(500_000));
        if (deeds.nextInt(3) == 0) chain.send(Notes.write(Notes.wallet(number), nonce++, "n" + i));
        var now = chain.heights();
        var deadline = now.burn() + 1 + deeds.nextInt(5);
        var then = chain.await(now, deadline);
        assertThat(then.burn()).isBetween(now.burn() + 1, deadline);
        seen.add(then);
      }
    }
    return seen;
  }
}
