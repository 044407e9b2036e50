package io.neuralnexus.offchain.chain;

import io.neuralnexus.offchain.files.FileStore;
import org.junit.jupiter.api.AfterEach;

/** A chain used over HTTP. */
class RemoteChainTest extends ChainContract {
  private final ChainServer server = ChainServer.start(simnetChain, FileStore.inMemory(), 0);

  @Override
  Chain visit(Wallet... wallets) {
    return RemoteChain.visit(server.uri(), wallets);
  }

  @Override
  Chain join(String name, Wallet... wallets) {
    return RemoteChain.join(server.uri(), name, wallets);
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
