package io.neuralnexus.offchain.operator;

import io.neuralnexus.offchain.chain.Chain;
import java.nio.file.Path;

/** A trainer or a verifier at work on a thread of its own. */
final class RoleThread implements AutoCloseable {
  final Operator operator;
  private final Thread thread;

  /** On the chain of a town. */
  RoleThread(Town town, String name, Path directory, Conduct conduct) {
    this(town, name, town.chain.join(name), directory, conduct);
  }

  /** On a way to the chain. */
  RoleThread(Town town, String name, Chain chain, Path directory, Conduct conduct) {
    town.fund(name);
    var role = name.equals("trainer") ? Town.trainer() : Town.verifier();
    operator = Operator.inline(town.setup(name, chain, directory, conduct), role, Commits.QUIET);
    thread = Thread.ofPlatform().name(name).start(operator::run);
  }

  @Override
  public void close() throws InterruptedException {
    operator.stop();
    thread.join();
    operator.close();
  }
}
