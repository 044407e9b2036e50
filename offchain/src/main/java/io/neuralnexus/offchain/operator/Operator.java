package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainEvent;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.chain.Heights;
import io.neuralnexus.offchain.chain.SignedCall;
import io.neuralnexus.offchain.chain.Wallet;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.operator.Plan.Duty;
import io.neuralnexus.offchain.secrecy.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a {@link Role} on a chain, for weeks: follows what happens, does what is due, waits. It may
 * be killed at any time and started again on the same directory: what it decided on is written
 * down, signed, before it is sent, so that it is made once.
 */
public final class Operator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(500);

  /** Burn blocks after which a refused call is tried again: 1, 2, 4 and so on. */
  private static final int MOST_DOUBLINGS = 6;

  private final Chain chain;
  private final Wallet wallet;
  private final Role role;
  private final Store store;
  private final Metrics metrics = new Metrics();
  private final Conduct conduct;
  private final List<ExecutorService> executors;
  private final Bench bench;
  private final Desk desk;
  private final Stir stir;
  private final Object waiting = new Object();
  private Optional<Thread> waiter = Optional.empty();

  /** The burn height until which nothing is due by time alone; the first look is at everything. */
  private long quietUntil;

  /** How many computations had ended at the last look. */
  private long endedBefore;

  private volatile boolean stopping;
  private volatile Optional<String> trouble = Optional.of("starting");

  /** What an operator works with. */
  public record Setup(
      Chain chain,
      FileStore files,
      Wallet wallet,
      Secret secret,
      Path directory,
      int workers,
      Conduct conduct) {}

  /**
   * Opens the books of a role.
   *
   * @throws OperatorException if the directory cannot be used
   */
  public static Operator open(Setup setup, Role role) {
    var store =
        Store.open(setup.directory(), setup.chain().id(), setup.wallet().address(), Commits.QUIET);
    var workers =
        List.of(
            Executors.newFixedThreadPool(
                setup.workers(), Thread.ofPlatform().daemon().name("train-", 0).factory()),
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("move-", 0).factory()));
    return new Operator(setup, role, store, workers);
  }

  private Operator(Setup setup, Role role, Store store, List<ExecutorService> executors) {
    this(setup, role, store, executors, executors.get(0)::execute, executors.get(1)::execute);
  }

  /** For rehearsals: computes on the thread that asks, and is told of commits. */
  static Operator inline(Setup setup, Role role, Commits commits) {
    var store =
        Store.open(setup.directory(), setup.chain().id(), setup.wallet().address(), commits);
    return new Operator(setup, role, store, List.of(), Runnable::run, Runnable::run);
  }

  private Operator(
      Setup setup,
      Role role,
      Store store,
      List<ExecutorService> executors,
      Executor train,
      Executor move) {
    this.chain = setup.chain();
    this.wallet = setup.wallet();
    this.role = role;
    this.store = store;
    this.conduct = setup.conduct();
    this.executors = executors;
    this.bench = new Bench(train, move, () -> metrics.count("nexus_errors_total"));
    this.desk =
        new Desk(
            chain, setup.files(), wallet.address(), setup.secret(), store, bench, metrics, conduct);
    this.stir = new Stir(desk);
  }

  /**
   * What to wait for after a look at the chain.
   *
   * @param seen the heights that were acted on
   * @param wake burn height at which to look again at the latest
   * @param busy whether something is being computed, or has been since
   */
  record Pause(Heights seen, long wake, boolean busy) {}

  /**
   * Works until {@link #stop} is called.
   *
   * @throws OperatorException if it cannot go on
   */
  public void run() {
    LOG.atInfo()
        .addKeyValue("role", role.name())
        .addKeyValue("account", wallet.address())
        .addKeyValue("chain", store.chain())
        .log("started");
    var pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        rest(step());
        trouble = Optional.empty();
        pause = FIRST_PAUSE;
      } catch (ChainException e) {
        if (stopping) break;
        trouble = Optional.of(e.getMessage());
        metrics.count("nexus_errors_total");
        LOG.atWarn()
            .addKeyValue("again_ms", pause.toMillis())
            .setCause(e)
            .log("the chain does not answer");
        if (!sleep(pause)) break;
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      } catch (InterruptedException e) {
        if (!stopping) Thread.currentThread().interrupt();
        break;
      }
    }
    LOG.atInfo().addKeyValue("role", role.name()).log("stopped");
  }

  /** Ends {@link #run} as soon as what is being written is written. Safe from any thread. */
  public void stop() {
    synchronized (waiting) {
      stopping = true;
      waiter.ifPresent(Thread::interrupt);
    }
  }

  /** Why it cannot work at present; empty if it can. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Its figures, in the text format of Prometheus. */
  public String metrics() {
    return metrics.text();
  }

  private void rest(Pause pause) throws InterruptedException {
    synchronized (waiting) {
      if (stopping) return;
      waiter = Optional.of(Thread.currentThread());
    }
    try {
      if (pause.busy()) bench.awaitChange(GLANCE);
      else chain.await(pause.seen(), pause.wake());
    } finally {
      synchronized (waiting) {
        waiter = Optional.empty();
        // An interruption that came too late for the wait is not for anybody else.
        if (stopping) Thread.interrupted();
      }
    }
  }

  private boolean sleep(Duration pause) {
    synchronized (waiting) {
      if (stopping) return false;
      waiter = Optional.of(Thread.currentThread());
    }
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      return false;
    } finally {
      synchronized (waiting) {
        waiter = Optional.empty();
      }
    }
  }

  /** One look at the chain, and all that is due. */
  Pause step() {
    var now = chain.heights();
    var ended = bench.ended();
    follow(now);
    var isQuiet = ended == endedBefore && !bench.hasFailed() && store.pending().isEmpty();
    if (isQuiet && now.burn() < quietUntil) {
      return new Pause(now, quietUntil, bench.isBusy());
    }
    settle(now);
    desk.look(now);
    var plan = new Plan();
    role.plan(desk, plan);
    send(decide(plan, now));
    figures(now);
    quietUntil = plan.wake();
    endedBefore = ended;
    // What ended after it was asked for would otherwise wait for the next block.
    return new Pause(now, plan.wake(), bench.isBusy() || bench.ended() > ended);
  }

  // Following

  /**
   * Reads what was printed since the last time; what may matter asks for a look until it is had.
   */
  private void follow(Heights now) {
    for (var from = store.followed(); from <= now.stacks(); from = store.followed()) {
      var page = chain.events(from);
      if (page.next() <= from) return;
      store.write(
          () -> {
            for (var event : page.events()) {
              follow(event);
              if (stir.isIn(event)) quietUntil = 0;
            }
            store.setFollowed(page.next());
          });
    }
  }

  private void follow(ChainEvent event) {
    desk.market.event(event.print()).ifPresent(each -> role.follow(desk, each));
    desk.vault.event(event.print()).ifPresent(each -> book(event.at().stacks(), each));
  }

  private void book(long stacks, Compensation.Event event) {
    switch (event) {
      case Compensation.Event.SettleEscrow settled -> {
        if (!isMarket(settled.controller())) return;
        var job = Optional.of(settled.id().longValueExact());
        for (var payment : settled.payments()) {
          if (isUs(payment.to())) book(stacks, job, "pay", payment.amount());
        }
        if (settled.keeper().filter(this::isUs).isPresent())
          book(stacks, job, "tip", settled.tip());
      }
      case Compensation.Event.TipKeeper tip -> {
        if (isUs(tip.keeper())) {
          book(stacks, Optional.of(tip.id().longValueExact()), "tip", tip.tip());
        }
      }
      case Compensation.Event.SlashHolds slash -> {
        for (var each : slash.slashed()) {
          if (isUs(each.owner())) {
            store.book(stacks, Optional.empty(), "slash", -each.amount().longValueExact());
          }
          if (isUs(each.injured())) book(stacks, Optional.empty(), "damage", each.damage());
          if (isUs(each.prover())) book(stacks, Optional.empty(), "bounty", each.bounty());
        }
      }
      default -> {}
    }
  }

  private void book(long stacks, Optional<Long> job, String kind, Uint amount) {
    if (!amount.equals(Uint.ZERO)) store.book(stacks, job, kind, amount.longValueExact());
  }

  private boolean isUs(Principal who) {
    return who.equals(wallet.address());
  }

  private boolean isMarket(Principal controller) {
    return controller.equals(desk.market.contract());
  }

  // Outbox

  /** Learns what became of calls, and sends those again of which nothing is known. */
  private void settle(Heights now) {
    var unknown = new ArrayList<Outgoing>();
    for (var call : store.pending()) {
      var made = chain.find(call.call().id());
      if (made.isEmpty()) {
        unknown.add(call);
        continue;
      }
      var ok = made.get().isOk();
      var result = made.get().result().toString();
      store.write(() -> store.settle(call, ok, result, now.burn()));
      metrics.count(ok ? "nexus_calls_made_total" : "nexus_calls_refused_total");
      (ok ? LOG.atInfo() : LOG.atWarn())
          .addKeyValue("call", call.call().function())
          .addKeyValue("for", call.intention())
          .addKeyValue("result", ok ? "ok" : result)
          .log(ok ? "made" : "refused by the contract");
    }
    send(unknown);
  }

  /** Writes down, signed, what is due and not on its way yet. */
  private List<Outgoing> decide(Plan plan, Heights now) {
    var due = new ArrayList<Duty>();
    for (var duty : plan.duties()) {
      if (!conduct.makes().test(duty.call().function()) || now.burn() > duty.last()) continue;
      var latest = store.latest(duty.intention());
      if (latest.isPresent()) {
        if (latest.get().isPending() || latest.get().isMade()) continue;
        var again = latest.get().burn() + (1L << Math.min(latest.get().attempt(), MOST_DOUBLINGS));
        if (now.burn() < again) {
          plan.wakeAt(again);
          continue;
        }
      }
      due.add(duty);
    }
    if (due.isEmpty()) return List.of();
    var known = store.pendingNonces();
    store.write(() -> sign(due, now));
    return store.pending().stream().filter(call -> !known.contains(call.call().nonce())).toList();
  }

  private void sign(List<Duty> due, Heights now) {
    var taken = store.pendingNonces();
    long nonce = chain.nonce(wallet.address());
    for (var duty : due) {
      while (taken.contains(nonce)) nonce++;
      var call = sign(duty, nonce++);
      var attempt = store.latest(duty.intention()).map(latest -> latest.attempt() + 1).orElse(0);
      store.add(duty.intention(), attempt, call, now.burn());
      LOG.atInfo()
          .addKeyValue("call", call.function())
          .addKeyValue("for", duty.intention())
          .addKeyValue("nonce", call.nonce())
          .addKeyValue("attempt", attempt)
          .log("sending");
    }
  }

  private SignedCall sign(Duty duty, long nonce) {
    var call = duty.call();
    return wallet.sign(
        store.chain(),
        nonce,
        ContractPrincipal.parse(call.contract()),
        call.function(),
        call.arguments());
  }

  private void send(List<Outgoing> calls) {
    for (var call : calls) {
      try {
        chain.send(call.call());
      } catch (ChainException e) {
        if (e.kind() != ChainException.Kind.REFUSED) throw e;
        refused(call, e);
      }
    }
  }

  /** Its nonce is another's by now, or the chain does not take it: decided on anew. */
  private void refused(Outgoing call, ChainException e) {
    if (chain.find(call.call().id()).isPresent()) return;
    metrics.count("nexus_errors_total");
    LOG.atWarn()
        .addKeyValue("call", call.call().function())
        .addKeyValue("nonce", call.call().nonce())
        .addKeyValue("why", e.getMessage())
        .log("refused by the chain");
    store.write(() -> store.drop(call, e.getMessage(), chain.heights().burn()));
  }

  // Figures

  private void figures(Heights now) {
    metrics.set("nexus_stacks_height", now.stacks());
    metrics.set("nexus_burn_height", now.burn());
    metrics.set("nexus_computing", bench.running());
    metrics.set(
        "nexus_balance_micro_stx", desk.vault.getBalance(wallet.address()).longValueExact());
    metrics.set("nexus_jobs", "phase", store.phases());
    metrics.set("nexus_outbox", "state", store.outbox());
    metrics.set("nexus_booked_micro_stx", "kind", store.book());
  }

  /** Ends it: what is being computed is dropped, what is written stays. */
  @Override
  public void close() {
    stop();
    executors.forEach(ExecutorService::shutdownNow);
    store.close();
  }
}
