package io.neuralnexus.offchain.operator;

import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.chain.RemoteChain;
import io.neuralnexus.offchain.files.HttpStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A role on a chain that is served elsewhere, from its settings until it is told to stop. */
public final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Settings settings;
  private final Conduct conduct;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Optional<Operator> operator = Optional.empty();

  /**
   * A role that is not started yet.
   *
   * @param conduct {@link Conduct#HONEST}, but in rehearsals
   */
  public Service(Settings settings, Conduct conduct) {
    this.settings = settings;
    this.conduct = conduct;
  }

  /**
   * Works until {@link #stop} is called. Waits for a chain that does not answer.
   *
   * @throws OperatorException if it cannot work as it is set up
   */
  public void run() throws InterruptedException {
    var connected = connect();
    if (connected.isEmpty()) return;
    try (var chain = connected.get();
        var files = HttpStore.at(settings.files());
        var open =
            Operator.open(
                new Operator.Setup(
                    chain,
                    files,
                    settings.wallet(),
                    settings.secret(),
                    settings.directory(),
                    settings.workers(),
                    conduct),
                settings.role())) {
      synchronized (this) {
        if (stopped.getCount() == 0) return;
        operator = Optional.of(open);
      }
      var endpoint = settings.metrics().map(address -> Endpoint.start(address, open));
      try {
        open.run();
      } finally {
        endpoint.ifPresent(Endpoint::close);
      }
    }
  }

  private Optional<RemoteChain> connect() throws InterruptedException {
    var name = settings.wallet().address().toString();
    while (true) {
      try {
        return Optional.of(RemoteChain.join(settings.chain(), name));
      } catch (ChainException e) {
        if (e.kind() == ChainException.Kind.REFUSED) throw e;
        LOG.atWarn()
            .addKeyValue("chain", settings.chain())
            .addKeyValue("why", e.getMessage())
            .log("the chain does not answer, will try again");
        if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) return Optional.empty();
      }
    }
  }

  /** Ends {@link #run} as soon as what is being written is written. Safe from any thread. */
  public synchronized void stop() {
    stopped.countDown();
    operator.ifPresent(Operator::stop);
  }
}
