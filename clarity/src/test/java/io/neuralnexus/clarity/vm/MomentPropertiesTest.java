package io.neuralnexus.clarity.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Moments of a chain are visited in any order; forks go their own way. */
class MomentPropertiesTest {
  private static final List<StandardPrincipal> OWNERS =
      List.of(owner((byte) 1), owner((byte) 2), owner((byte) 3));

  private record Seen(Moment moment, Map<StandardPrincipal, Uint> balances) {}

  @Property(tries = 300)
  void everyMomentIsFoundAsItWas(@ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> steps) {
    var vm =
        ClarityVm.create(Network.TESTNET, new SimulatedBlocks(Epoch.EPOCH_4_0, 0), Limits.NONE);
    var seen = new ArrayList<Seen>();
    seen.add(new Seen(vm.now(), balances(vm)));
    for (int at = 0; at < steps.size(); at++) {
      int step = steps.get(at);
      if (step < 5) {
        vm.mintStx(OWNERS.get(step % 3), Uint.of(at + 1));
      } else if (step < 7) {
        seen.add(new Seen(vm.now(), balances(vm)));
      } else {
        var target = seen.get((at * 7 + step) % seen.size());
        vm.restore(target.moment());
        assertThat(balances(vm)).isEqualTo(target.balances());
      }
    }
    for (var each : seen) {
      vm.restore(each.moment());
      assertThat(balances(vm)).isEqualTo(each.balances());
    }
  }

  /** So that a simulation may ask before each of millions of transactions. */
  @Example
  void aMomentThatIsAskedForTwiceIsKeptOnce() {
    var vm =
        ClarityVm.create(Network.TESTNET, new SimulatedBlocks(Epoch.EPOCH_4_0, 0), Limits.NONE);
    var moment = vm.now();
    vm.mintStx(OWNERS.getFirst(), Uint.of(5));
    var later = vm.now();
    vm.restore(moment);

    assertThat(vm.now()).isSameAs(moment).isNotSameAs(later);
  }

  @Example
  void aForkChangesWithoutItsOrigin() {
    var vm =
        ClarityVm.create(Network.TESTNET, new SimulatedBlocks(Epoch.EPOCH_4_0, 0), Limits.NONE);
    vm.mintStx(OWNERS.getFirst(), Uint.of(5));
    var fork = vm.fork(new SimulatedBlocks(Epoch.EPOCH_4_0, 0));
    fork.mintStx(OWNERS.getFirst(), Uint.of(2));

    assertThat(vm.stxBalance(OWNERS.getFirst())).isEqualTo(Uint.of(5));
    assertThat(fork.stxBalance(OWNERS.getFirst())).isEqualTo(Uint.of(7));
  }

  @Example
  void aMomentOfAnotherChainIsRefused() {
    var vm =
        ClarityVm.create(Network.TESTNET, new SimulatedBlocks(Epoch.EPOCH_4_0, 0), Limits.NONE);
    var moment = vm.now();

    assertThatThrownBy(() -> vm.fork(new SimulatedBlocks(Epoch.EPOCH_4_0, 0)).restore(moment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another chain");
  }

  private static Map<StandardPrincipal, Uint> balances(ClarityVm vm) {
    var balances = new HashMap<StandardPrincipal, Uint>();
    OWNERS.forEach(owner -> balances.put(owner, vm.stxBalance(owner)));
    return balances;
  }

  private static StandardPrincipal owner(byte number) {
    var hash = new byte[20];
    hash[19] = number;
    return new StandardPrincipal(StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(hash));
  }
}
