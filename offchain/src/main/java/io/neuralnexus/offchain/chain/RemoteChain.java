package io.neuralnexus.offchain.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain that a {@link ChainServer} serves. What is asked is asked again, after ever longer
 * pauses, until the server answers or some seconds have passed; nothing of it does harm twice.
 */
public final class RemoteChain extends SigningChain {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteChain.class);

  /** For how long one who joined is waited for after the last sign of life. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** Before each further attempt. */
  private static final List<Duration> PAUSES =
      List.of(100, 200, 400, 800, 1600).stream().map(Duration::ofMillis).toList();

  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI server;
  private final HttpClient http;
  private final List<Duration> pauses;
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

  /**
   * What came back.
   *
   * @param status 200, or that of a refusal
   */
  private record Answer(int status, Message message) {}

  private RemoteChain(
      URI server,
      Optional<Participation> participation,
      List<Duration> pauses,
      List<Wallet> wallets) {
    super(wallets);
    this.server = server;
    this.participation = participation;
    this.pauses = pauses;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    try {
      var chain = ask(get("/chain"), message -> message);
      this.id = chain.text("id");
      this.deployer = chain.account("deployer");
      participation.ifPresent(this::join);
    } catch (RuntimeException e) {
      http.shutdownNow();
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
    return new RemoteChain(server, Optional.empty(), PAUSES, List.of(wallets));
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
    return join(server, name, LEASE, PAUSES, wallets);
  }

  static RemoteChain join(
      URI server, String name, Duration lease, List<Duration> pauses, Wallet... wallets) {
    return new RemoteChain(
        server, Optional.of(new Participation(name, lease)), pauses, List.of(wallets));
  }

  static RemoteChain visit(URI server, List<Duration> pauses, Wallet... wallets) {
    return new RemoteChain(server, Optional.empty(), pauses, List.of(wallets));
  }

  /** As {@link SimnetChain#leave}. */
  public void leave(String name) {
    ask(post("/leave", Message.object().put("name", name)), message -> name);
  }

  /** As {@link SimnetChain#fund}. */
  public void fund(Principal account, long amount) {
    var gift = Message.object().put("address", account.toString()).put("amount", amount);
    ask(post("/faucet", gift), message -> amount);
  }

  @Override
  public String id() {
    checkIsOpen();
    return id;
  }

  @Override
  public StandardPrincipal deployer() {
    checkIsOpen();
    return deployer;
  }

  @Override
  public Heights heights() {
    return ask(get("/heights"), Wire::heights);
  }

  @Override
  public long nonce(StandardPrincipal account) {
    return ask(get("/accounts/" + account.address()), message -> message.number("nonce"));
  }

  @Override
  public CallId send(SignedCall call) {
    return ask(post("/calls", Wire.object(call)), message -> message.call("id"));
  }

  @Override
  public Optional<MadeCall> find(CallId call) {
    var answer = uninterrupted(get("/calls/" + call));
    return answer.status() == HttpRefusal.NOT_FOUND
        ? Optional.empty()
        : Optional.of(read(answer, Wire::made));
  }

  @Override
  public EventPage events(long from) {
    return ask(get("/events?from=" + Math.max(0, from)), Wire::events);
  }

  /** What the function answers; what it printed is nothing that happened. */
  @Override
  public Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var question = Message.object().put("contract", contract).put("function", function);
    var list = question.putArray("arguments");
    for (var argument : arguments) list.add(argument.toHex());
    question.put("sender", sender.address());
    var result = ask(post("/read", question), message -> message.value("result"));
    return new Receipt(result, List.of(), Optional.empty());
  }

  @Override
  public Value dataVar(String contract, String name) {
    var question = Message.object().put("contract", contract).put("name", name);
    return ask(post("/variable", question), message -> message.value("value"));
  }

  @Override
  public Optional<Value> mapEntry(String contract, String map, Value key) {
    var question =
        Message.object().put("contract", contract).put("map", map).put("key", key.toHex());
    return ask(
        post("/entry", question),
        message ->
            message.has("value") ? Optional.of(message.value("value")) : Optional.<Value>empty());
  }

  @Override
  public Heights await(Heights seen, long burn) throws InterruptedException {
    var answer = exchange(post("/await", waiting(seen, burn)));
    if (answer.status() == HttpRefusal.GONE) {
      participation.ifPresent(this::joinAgain);
      answer = exchange(post("/await", waiting(seen, burn)));
    }
    return read(answer, Wire::heights);
  }

  private ObjectNode waiting(Heights seen, long burn) {
    var message = Message.object().put("patience", PATIENCE.toMillis());
    Wire.put(message.putObject("seen"), seen);
    if (burn < Long.MAX_VALUE) message.put("until", Math.max(0, burn));
    participation.ifPresent(
        each -> message.put("participant", each.name).put("ticket", each.ticket));
    return message;
  }

  private void join(Participation mine) {
    var message = mine.message().put("lease", mine.lease.toMillis());
    ask(post("/join", message), Wire::heights);
  }

  /** After a pause that the server took for our end. */
  private void joinAgain(Participation mine) {
    mine.ticket = Participation.newTicket();
    join(mine);
  }

  private void keepAlive(Participation mine) {
    try {
      while (true) {
        Thread.sleep(mine.lease.dividedBy(3));
        try {
          exchange(post("/renew", mine.message()));
        } catch (ChainException e) {
          LOG.debug("no sign of life: {}", e.getMessage()); // the next may arrive
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("'{}' is closed", mine.name);
    }
  }

  @Override
  public void close() {
    if (closed.get()) return;
    signsOfLife.ifPresent(Thread::interrupt);
    try {
      participation.ifPresent(mine -> ask(post("/leave", mine.message()), message -> mine));
    } catch (ChainException e) {
      LOG.debug("no farewell: {}", e.getMessage()); // the lease ends by itself
    }
    closed.set(true);
    http.shutdownNow();
  }

  private void checkIsOpen() {
    if (closed.get()) {
      throw new ChainException(
          ChainException.Kind.REFUSED, "this use of the chain '%s' is closed".formatted(id));
    }
  }

  // HTTP

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT.plus(PATIENCE)).build();
  }

  private HttpRequest post(String path, ObjectNode message) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(TIMEOUT.plus(PATIENCE))
        .header("Content-Type", Wire.JSON)
        .POST(HttpRequest.BodyPublishers.ofByteArray(Message.encode(message)))
        .build();
  }

  private <T> T ask(HttpRequest request, Function<Message, T> read) {
    return read(uninterrupted(request), read);
  }

  /** What an answer of status 200 says. */
  private <T> T read(Answer answer, Function<Message, T> read) {
    try {
      if (answer.status() == OK) return read.apply(answer.message());
      throw new ChainException(ChainException.Kind.REFUSED, answer.message().text("error"));
    } catch (HttpRefusal e) {
      throw unreachable("answers what is no answer: " + e.getMessage(), e);
    }
  }

  private Answer uninterrupted(HttpRequest request) {
    try {
      return exchange(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("was not waited for: the thread is interrupted", e);
    }
  }

  private Answer exchange(HttpRequest request) throws InterruptedException {
    checkIsOpen();
    for (var pause : pauses) {
      try {
        return attempt(request);
      } catch (IOException e) {
        LOG.debug("{} does not answer: {}", server, e.toString());
        Thread.sleep(pause);
      }
    }
    try {
      return attempt(request);
    } catch (IOException e) {
      throw unreachable("does not answer: " + e, e);
    }
  }

  /** Fails if there is no answer, or one that says that there may be one later. */
  private Answer attempt(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    var status = response.statusCode();
    if (status >= 500) throw new IOException("status " + status);
    checkIsTheSame(response);
    try {
      return new Answer(status, Message.decode(response.body()));
    } catch (HttpRefusal e) {
      throw unreachable("answers what is no answer: " + e.getMessage(), e);
    }
  }

  private void checkIsTheSame(HttpResponse<?> response) throws IOException {
    var there =
        response
            .headers()
            .firstValue(Wire.CHAIN_HEADER)
            .orElseThrow(() -> new IOException("this is no server of a chain"));
    if (id != null && !there.equals(id)) {
      throw new ChainException(
          ChainException.Kind.REFUSED,
          "%s serves the chain '%s' now, not '%s'".formatted(server, there, id));
    }
  }

  private ChainException unreachable(String why, Exception cause) {
    return new ChainException(ChainException.Kind.UNREACHABLE, server + " " + why, cause);
  }
}
