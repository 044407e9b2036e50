package io.neuralnexus.clarity.vm;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.Network;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClarityVmTest {
  private static final StandardPrincipal OWNER =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");

  /** Blocks that work until somebody asks for one of the burn chain. */
  private static Blocks faulty() {
    var blocks = new SimulatedBlocks(Epoch.EPOCH_3_0, 1_700_000_000L);
    return (Blocks)
        Proxy.newProxyInstance(
            Blocks.class.getClassLoader(),
            new Class<?>[] {Blocks.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("burnBlock")) throw new IllegalStateException("lost");
              try {
                return method.invoke(blocks, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void afterAFaultOutsideOfClarityTheChainIsAsBeforeAndGoesOn() throws Exception {
    var vm = ClarityVm.create(Network.TESTNET, faulty(), Limits.SIMNET);
    var counter = OWNER.contract("counter");
    vm.deploy(
        counter,
        """
        (define-data-var n uint u0)
        (define-public (up) (ok (var-set n (+ (var-get n) u1))))
        (define-public (look)
          (begin
            (var-set n u100)
            (ok (get-burn-block-info? header-hash u0))))
        """,
        ClarityVersion.CLARITY_3);

    assertThatThrownBy(() -> vm.call(counter, "look", List.of(), OWNER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lost");

    assertThat(vm.dataVar(counter, "n")).contains(uint(0));
    vm.call(counter, "up", List.of(), OWNER);
    assertThat(vm.dataVar(counter, "n")).contains(uint(1));
  }
}
