package io.neuralnexus.clarity.fuzz;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.vm.Limits;
import io.neuralnexus.clarity.vm.SimulatedBlocks;
import java.util.Arrays;

/** Which version and epoch an input is for, which its first byte says, and what else it says. */
record Setting(ClarityVersion version, Epoch epoch, byte[] rest) {
  private static final ContractPrincipal CONTRACT =
      ContractPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM.fuzz");
  private static final Epoch[] EPOCHS = {
    Epoch.EPOCH_4_0,
    Epoch.EPOCH_3_4,
    Epoch.EPOCH_3_3,
    Epoch.EPOCH_3_0,
    Epoch.EPOCH_2_1,
    Epoch.EPOCH_2_05,
  };

  static Setting of(byte[] input) {
    var choice = input.length == 0 ? 0 : input[0] & 0xff;
    var epoch = EPOCHS[choice % EPOCHS.length];
    var newest = ClarityVersion.latestIn(epoch).number();
    var version = ClarityVersion.of(newest - choice / EPOCHS.length % newest);
    return new Setting(
        version, epoch, Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
  }

  SyntaxTree read(String text) throws SyntaxException {
    return Syntax.parse(text, CONTRACT, version, epoch);
  }

  ClarityVm chain() {
    var blocks = new SimulatedBlocks(epoch, 1_700_000_000L);
    blocks.advanceBurn(2);
    return ClarityVm.create(Network.TESTNET, blocks, Limits.SIMNET);
  }
}
