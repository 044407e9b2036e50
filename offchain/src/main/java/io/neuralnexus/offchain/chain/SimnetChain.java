package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.CallException;
import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain for development, demos and tests: a {@link Simnet} that several use at once, each through
 * a {@link Chain} of its own.
 *
 * <p>In lockstep, blocks are made only while all that {@linkplain #join joined} wait and none of
 * them is busy: all calls that were sent, in the order of (address, nonce), each in a Stacks block
 * of its own, then one burn block; or, if no call was sent, burn blocks up to the least height that
 * one of them waits for. So the same deeds give the same blocks, whoever is quick. With an
 * interval, the same is made each time it has passed, whoever waits, and one burn block if no call
 * was sent.
 *
 * <p>Safe for several threads.
 */
public final class SimnetChain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimnetChain.class);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** After what time a wait in which nothing happens ends. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** After what time the wait of one who is busy ends: nothing will happen as long as he is. */
  private static final Duration BUSY = Duration.ofMillis(100);

  /** How many burn blocks are made at once at most. */
  static final int MOST_BURN_BLOCKS = 10_000;

  private final String id;
  private final Simnet simnet;
  private final Ledger ledger;
  private final Optional<Duration> interval;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Seat> participants = new TreeMap<>();
  private final Set<Wait> waits = new HashSet<>();
  private Optional<String> end = Optional.empty();

  /** Somebody who waits, until there is a block. */
  private static final class Wait {
    final Seat seat;
    final long burn;
    boolean over;

    Wait(Seat seat, long burn) {
      this.seat = seat;
      this.burn = burn;
    }
  }

  private SimnetChain(String id, Simnet simnet, Optional<Duration> interval) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no id of a chain: 1 to 64 letters, digits, points, - or _".formatted(id));
    }
    this.id = id;
    this.simnet = simnet;
    this.interval = interval;
    this.ledger = new Ledger(id, simnet);
  }

  /**
   * A chain that goes on when all who joined it wait. With nobody there, calls are made as they are
   * sent, and no time passes.
   *
   * @param id names the chain: 1 to 64 letters, digits, points, hyphens or underscores
   * @param simnet with its contracts; closed with the chain
   */
  public static SimnetChain lockstep(String id, Simnet simnet) {
    return new SimnetChain(id, simnet, Optional.empty());
  }

  /**
   * A chain with a burn block each time an interval has passed.
   *
   * @param id names the chain: 1 to 64 letters, digits, points, hyphens or underscores
   * @param simnet with its contracts; closed with the chain
   * @throws IllegalArgumentException if the interval is shorter than a millisecond
   */
  public static SimnetChain every(Duration interval, String id, Simnet simnet) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "blocks every %s: at least a millisecond".formatted(interval));
    }
    var chain = new SimnetChain(id, simnet, Optional.of(interval));
    Thread.ofVirtual().name("blocks of " + id).start(chain::makeBlocks);
    return chain;
  }

  /** Names the chain. */
  public String id() {
    return id;
  }

  /** What passes between burn blocks; empty in lockstep. */
  public Optional<Duration> interval() {
    return interval;
  }

  /**
   * Takes part: in lockstep nothing goes on unless this one waits. Who joined under this name
   * before is out, and told so.
   *
   * @param wallets of the accounts that {@link Chain#callPublic} can be called as
   * @return ends the participation when it is closed
   */
  public Chain join(String name, Wallet... wallets) {
    return seat(Optional.of(name), wallets);
  }

  /** Looks on, and sends: nothing waits for this one. */
  public Chain visit(Wallet... wallets) {
    return seat(Optional.empty(), wallets);
  }

  Seat visitor() {
    return seat(Optional.empty());
  }

  Seat seat(String name) {
    return seat(Optional.of(name));
  }

  private Seat seat(Optional<String> name, Wallet... wallets) {
    return locked(
        () -> {
          var seat = new Seat(name, List.of(wallets));
          name.ifPresent(
              each -> {
                var before = participants.put(each, seat);
                if (before != null) before.leave("another has joined as '" + each + "'");
              });
          return seat;
        });
  }

  /** Goes on without one who joined, because he has gone. Does nothing if nobody has that name. */
  public void leave(String name) {
    locked(
        () -> {
          var seat = participants.remove(name);
          if (seat != null) seat.leave("'" + name + "' has left the chain: join again");
          goOn();
          return seat;
        });
  }

  /** The names of those who have joined and not left, sorted. */
  public List<String> participants() {
    return locked(() -> List.copyOf(participants.keySet()));
  }

  /**
   * Gives an account micro-STX from nowhere, at once.
   *
   * @throws ChainException if the amount is negative
   */
  public void fund(Principal account, long amount) {
    locked(
        () -> {
          asked(
              () -> {
                simnet.mintStx(account, amount);
                return amount;
              });
          return amount;
        });
  }

  /** Ends the chain: everything that is asked of it is refused from now on. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (end.isEmpty()) end = Optional.of("the chain '%s' is closed".formatted(id));
      endWaits();
    } finally {
      lock.unlock();
    }
    simnet.close();
  }

  // Blocks

  private void makeBlocks() {
    var next = System.nanoTime();
    try {
      while (true) {
        next += interval.orElseThrow().toNanos();
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        lock.lock();
        try {
          if (end.isPresent()) return;
          make(ledger::makeRound);
        } catch (ChainException e) {
          LOG.error("{}", e.getMessage(), e.getCause());
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes blocks if the chain is in lockstep and it is time for them. */
  private void goOn() {
    if (interval.isPresent()) return;
    var burn = ledger.heights().burn();
    var least = Long.MAX_VALUE;
    var waiting = new HashSet<Seat>();
    for (var wait : waits) {
      if (wait.seat.name.isEmpty()) continue;
      if (wait.burn <= burn) return;
      waiting.add(wait.seat);
      least = Math.min(least, wait.burn);
    }
    if (!waiting.containsAll(participants.values())) return;
    if (ledger.hasReady()) {
      make(ledger::makeRound);
    } else if (least < Long.MAX_VALUE) {
      var count = (int) Math.min(MOST_BURN_BLOCKS, least - burn);
      make(() -> ledger.passBurnBlocks(count));
    }
  }

  /** Makes blocks; a chain that cannot is at its end. */
  private void make(Runnable blocks) {
    try {
      blocks.run();
    } catch (RuntimeException e) {
      end = Optional.of("the chain '%s' has stopped: %s".formatted(id, e));
      throw new ChainException(ChainException.Kind.REFUSED, end.get(), e);
    } finally {
      endWaits();
    }
  }

  private void endWaits() {
    waits.forEach(wait -> wait.over = true);
    waits.clear();
    changed.signalAll();
  }

  private <T> T locked(Supplier<T> deed) {
    lock.lock();
    try {
      end.ifPresent(
          why -> {
            throw refused(why);
          });
      return deed.get();
    } finally {
      lock.unlock();
    }
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (CallException | ClarityRuntimeException e) {
      throw new ChainException(ChainException.Kind.REFUSED, e.getMessage(), e);
    }
  }

  private static ChainException refused(String why) {
    return new ChainException(ChainException.Kind.REFUSED, why);
  }

  /** One who uses the chain. */
  final class Seat extends SigningChain {
    private final Optional<String> name;
    private Optional<String> out = Optional.empty();

    private Seat(Optional<String> name, List<Wallet> wallets) {
      super(wallets);
      this.name = name;
    }

    /** From now on what this one asks is refused. Needs the lock. */
    private void leave(String why) {
      out = Optional.of(why);
      for (var each : waits) if (each.seat == this) each.over = true;
      waits.removeIf(each -> each.seat == this);
      changed.signalAll();
    }

    private void checkIsIn() {
      end.or(() -> out)
          .ifPresent(
              why -> {
                throw refused(why);
              });
    }

    private <T> T ask(Supplier<T> question) {
      return locked(
          () -> {
            checkIsIn();
            return asked(question);
          });
    }

    @Override
    public String id() {
      return ask(() -> id);
    }

    @Override
    public StandardPrincipal deployer() {
      return ask(simnet::deployer);
    }

    @Override
    public Heights heights() {
      return ask(ledger::heights);
    }

    @Override
    public long nonce(StandardPrincipal account) {
      return ask(() -> ledger.nonce(account));
    }

    @Override
    public CallId send(SignedCall call) {
      return ask(
          () -> {
            var sent = ledger.send(call);
            goOn();
            return sent;
          });
    }

    @Override
    public Optional<MadeCall> find(CallId call) {
      return ask(() -> ledger.find(call));
    }

    @Override
    public EventPage events(long from) {
      return ask(() -> ledger.events(from));
    }

    /** What the function answers; what it printed is nothing that happened. */
    @Override
    public Receipt callReadOnly(
        String contract,
        String function,
        List<? extends Value> arguments,
        StandardPrincipal sender) {
      var receipt = ask(() -> simnet.callReadOnly(contract, function, arguments, sender));
      return new Receipt(receipt.result(), List.of(), Optional.empty());
    }

    @Override
    public Value dataVar(String contract, String name) {
      return ask(() -> simnet.dataVar(contract, name));
    }

    @Override
    public Optional<Value> mapEntry(String contract, String map, Value key) {
      return ask(() -> simnet.mapEntry(contract, map, key));
    }

    @Override
    public Heights await(Heights seen, long burn) throws InterruptedException {
      return await(seen, burn, PATIENCE);
    }

    Heights await(Heights seen, long burn, Duration patience) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        checkIsIn();
        var now = asked(ledger::heights);
        if (now.stacks() > seen.stacks()) return now;
        var wait = new Wait(this, burn);
        waits.add(wait);
        try {
          goOn();
          var busy = burn <= now.burn() && BUSY.compareTo(patience) < 0;
          var left = (busy ? BUSY : patience).toNanos();
          while (!wait.over && left > 0) left = changed.awaitNanos(left);
          checkIsIn();
          return asked(ledger::heights);
        } finally {
          waits.remove(wait);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (out.isPresent()) return;
        leave("this use of the chain '%s' is closed".formatted(id));
        name.ifPresent(each -> participants.remove(each, this));
        if (end.isEmpty()) goOn();
      } finally {
        lock.unlock();
      }
    }
  }
}
