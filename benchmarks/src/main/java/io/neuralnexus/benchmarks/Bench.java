package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.vm.Limits;
import io.neuralnexus.clarity.vm.SimulatedBlocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The chain and the contract that the benchmarks share. */
final class Bench {
  static final ClarityVersion VERSION = ClarityVersion.CLARITY_6;
  static final StandardPrincipal DEPLOYER =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");
  static final StandardPrincipal WALLET =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");
  static final ContractPrincipal CONTRACT = DEPLOYER.contract("bench");

  private Bench() {}

  /** The source of the contract. */
  static String source() {
    try (var in = Bench.class.getResourceAsStream("bench.clar")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SimulatedBlocks blocks() {
    return new SimulatedBlocks(Epoch.EPOCH_4_0, 1_700_000_000);
  }

  /** A chain without contracts, with the limits of the simnet. */
  static ClarityVm emptyChain() {
    return ClarityVm.create(Network.TESTNET, blocks(), Limits.SIMNET);
  }
}
