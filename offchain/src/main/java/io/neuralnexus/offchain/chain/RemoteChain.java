package io.neuralnexus.offchain.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain that a {@link ChainServer} serves. What is asked is asked again until the server answers
 * or some seconds have passed; nothing of it does harm twice.
 */
public final class RemoteChain extends SigningChain {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteChain.class);

  /** For how long one who joined is waited for after the last sign of life. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(400),
          Duration.ofMillis(800),
          Duration.ofMillis(1600));

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Link link;
  private final Optional<Participation> participation;
  private final String id;
  private final StandardPrincipal deployer;
  private final Optional<Thread> signsOfLife;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** A name in the chain's pace, and what shows that it is ours. */
  private static final class Participation {
    final String name;
    final Duration lease;
    volatile String ticket = newTicket();

    Participation(String name, Duration lease) {
      this.name = name;
      this.lease = lease;
    }

    static String newTicket() {
      return UUID.randomUUID().toString();
    }

    ObjectNode message() {
      return Message.object().put("name", name).put("ticket", ticket);
    }
  }

  private RemoteChain(Link link, Optional<Participation> participation, List<Wallet> wallets) {
    super(wallets);
    this.link = link;
    this.participation = participation;
    try {
      var chain = link.get("/chain");
      this.id = chain.read(message -> message.text("id"));
      this.deployer = chain.read(message -> message.account("deployer"));
      link.expect(id);
      participation.ifPresent(this::join);
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
    this.signsOfLife = participation.map(each -> Thread.ofVirtual().start(() -> keepAlive(each)));
  }

  /**
   * Looks on, and sends: a lockstep chain does not wait for this one.
   *
   * @param server as {@link ChainServer#uri()}
   * @param wallets of the accounts that {@link #callPublic} can be called as
   */
  public static RemoteChain visit(URI server, Wallet... wallets) {
    return visit(server, PAUSES, wallets);
  }

  /**
   * Takes part as {@link SimnetChain#join} says, until it is closed, or the process has given no
   * sign of life for some time, or somebody who ended the process says so.
   *
   * @param server as {@link ChainServer#uri()}
   * @param name 1 to 64 letters, digits, points, hyphens or underscores
   * @param wallets of the accounts that {@link #callPublic} can be called as
   */
  public static RemoteChain join(URI server, String name, Wallet... wallets) {
    return join(server, name, LEASE, wallets);
  }

  /**
   * The same, with more or less patience.
   *
   * @param lease for how long the chain waits after the last sign of life, up to an hour
   */
  public static RemoteChain join(URI server, String name, Duration lease, Wallet... wallets) {
    return join(server, name, lease, PAUSES, wallets);
  }

  static RemoteChain visit(URI server, List<Duration> pauses, Wallet... wallets) {
    return new RemoteChain(new Link(server, pauses), Optional.empty(), List.of(wallets));
  }

  static RemoteChain join(
      URI server, String name, Duration lease, List<Duration> pauses, Wallet... wallets) {
    return new RemoteChain(
        new Link(server, pauses), Optional.of(new Participation(name, lease)), List.of(wallets));
  }

  /** As {@link SimnetChain#leave}. */
  public void leave(String name) {
    link.post("/leave", Message.object().put("name", name)).read(message -> name);
  }

  /** As {@link SimnetChain#fund}. */
  public void fund(Principal account, long amount) {
    var gift = Message.object().put("address", account.toString()).put("amount", amount);
    link.post("/faucet", gift).read(message -> amount);
  }

  @Override
  public String id() {
    link.checkIsOpen();
    return id;
  }

  @Override
  public StandardPrincipal deployer() {
    link.checkIsOpen();
    return deployer;
  }

  @Override
  public Heights heights() {
    return link.get("/heights").read(Wire::heights);
  }

  @Override
  public long nonce(StandardPrincipal account) {
    return link.get("/accounts/" + account.address()).read(message -> message.number("nonce"));
  }

  @Override
  public CallId send(SignedCall call) {
    return link.post("/calls", Wire.object(call)).read(message -> message.call("id"));
  }

  @Override
  public Optional<MadeCall> find(CallId call) {
    var answer = link.get("/calls/" + call);
    return answer.status() == HttpRefusal.NOT_FOUND
        ? Optional.empty()
        : Optional.of(answer.read(Wire::made));
  }

  @Override
  public EventPage events(long from) {
    return link.get("/events?from=" + Math.max(0, from)).read(Wire::events);
  }

  /** What the function answers; what it printed is nothing that happened. */
  @Override
  public Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var question = Message.object().put("contract", contract).put("function", function);
    var list = question.putArray("arguments");
    for (var argument : arguments) list.add(argument.toHex());
    question.put("sender", sender.address());
    var result = link.post("/read", question).read(message -> message.value("result"));
    return new Receipt(result, List.of(), Optional.empty());
  }

  @Override
  public Value dataVar(String contract, String name) {
    var question = Message.object().put("contract", contract).put("name", name);
    return link.post("/variable", question).read(message -> message.value("value"));
  }

  @Override
  public Optional<Value> mapEntry(String contract, String map, Value key) {
    var question =
        Message.object().put("contract", contract).put("map", map).put("key", key.toHex());
    return link.post("/entry", question)
        .read(
            message ->
                message.has("value")
                    ? Optional.of(message.value("value"))
                    : Optional.<Value>empty());
  }

  @Override
  public Heights await(Heights seen, long burn) throws InterruptedException {
    var answer = link.wait("/await", question(seen, burn), PATIENCE);
    if (answer.status() == HttpRefusal.GONE && participation.isPresent()) {
      joinAgain(participation.get());
      answer = link.wait("/await", question(seen, burn), PATIENCE);
    }
    return answer.read(Wire::heights);
  }

  private ObjectNode question(Heights seen, long burn) {
    var message = Message.object().put("patience", PATIENCE.toMillis());
    Wire.put(message.putObject("seen"), seen);
    if (burn < Long.MAX_VALUE) message.put("until", Math.max(0, burn));
    participation.ifPresent(
        mine -> message.put("participant", mine.name).put("ticket", mine.ticket));
    return message;
  }

  private void join(Participation mine) {
    var message = mine.message().put("lease", mine.lease.toMillis());
    link.post("/join", message).read(Wire::heights);
  }

  /** After a silence that the server took for our end. */
  private void joinAgain(Participation mine) {
    LOG.warn("'{}' had left the chain '{}': it joins again", mine.name, id);
    mine.ticket = Participation.newTicket();
    join(mine);
  }

  private void keepAlive(Participation mine) {
    try {
      while (!closed.get()) {
        Thread.sleep(mine.lease.dividedBy(3));
        try {
          link.wait("/renew", mine.message(), Duration.ZERO).read(message -> mine);
        } catch (ChainException e) {
          LOG.debug("no sign of life of '{}': {}", mine.name, e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("'{}' is closed", mine.name);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    signsOfLife.ifPresent(Thread::interrupt);
    try {
      participation.ifPresent(mine -> link.post("/leave", mine.message()).read(message -> mine));
    } catch (ChainException e) {
      LOG.debug("no farewell of a lease, which ends by itself: {}", e.getMessage());
    }
    link.close();
  }
}
