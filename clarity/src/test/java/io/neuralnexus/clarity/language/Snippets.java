package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.vm.Limits;
import io.neuralnexus.clarity.vm.Outcome;
import io.neuralnexus.clarity.vm.SimulatedBlocks;
import java.util.List;

/** Runs small contracts on a chain of its own, on which nothing else happens. */
final class Snippets {
  static final StandardPrincipal DEPLOYER =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");
  private final SimulatedBlocks blocks;
  private final ClarityVm vm;
  private final ClarityVersion version;
  private int contracts;

  Snippets(Epoch epoch, ClarityVersion version) {
    this(epoch, version, Limits.SIMNET);
  }

  Snippets(Epoch epoch, ClarityVersion version, Limits limits) {
    this.blocks = twoBlocks(epoch);
    this.vm = ClarityVm.create(Network.TESTNET, blocks, limits);
    this.version = version;
    vm.mintStx(DEPLOYER, Uint.of(100_000_000_000_000L));
  }

  /** The chain. */
  ClarityVm vm() {
    return vm;
  }

  /** Goes on to an epoch. */
  void enter(Epoch epoch) {
    blocks.setEpoch(epoch);
  }

  /** Deploys a contract under a name. */
  Outcome deploy(String name, String source) throws SyntaxException {
    return deploy(name, source, version);
  }

  /** Deploys a contract of another version of the language under a name. */
  Outcome deploy(String name, String source, ClarityVersion other) throws SyntaxException {
    return vm.deploy(contract(name), source, other);
  }

  /** The value of an expression, as the answer of a private function. */
  Value evaluate(String expression) throws SyntaxException {
    var name = "snippet-" + contracts++;
    deploy(name, "(define-private (value) " + expression + ")");
    return vm.callAny(contract(name), "value", List.of(), DEPLOYER).value().orElseThrow();
  }

  static ContractPrincipal contract(String name) {
    return new ContractPrincipal(DEPLOYER, name);
  }

  /** Blocks that are there before the first contract; no others come. */
  private static SimulatedBlocks twoBlocks(Epoch epoch) {
    var blocks = new SimulatedBlocks(epoch, 1_700_000_000L);
    blocks.advanceBurn(2);
    return blocks;
  }
}
