package io.neuralnexus.offchain.chain;

/** A chain used in its own process. */
class SimnetChainTest extends ChainContract {
  @Override
  Chain visit(Wallet... wallets) {
    return simnetChain.visit(wallets);
  }

  @Override
  Chain join(String name, Wallet... wallets) {
    return simnetChain.join(name, wallets);
  }
}
