package io.neuralnexus.offchain.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link SimnetChain} and a {@link FileStore} for other processes of this machine, over HTTP on
 * its loopback address; {@code docs/serve.md} is the interface. It gives coins and a chain's pace
 * to everyone who asks, so it is for development alone.
 */
public final class ChainServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChainServer.class);

  /** Of a body of JSON, in bytes: several arguments of the largest kind. */
  static final int LARGEST_MESSAGE = 8 << 20;

  private static final int UNAVAILABLE = 503;
  private static final int FAILED = 500;
  private static final int GRACE_SECONDS = 2;
  private static final Duration LONGEST_LEASE = Duration.ofHours(1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  static {
    // The JDK's server writes head and body of an answer apart; without this each waits 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final SimnetChain chain;
  private final SimnetChain.Seat visitor;
  private final FileStore files;
  private final Leases leases;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<String, Deed>> routes = new TreeMap<>();
  private volatile boolean closed;

  /** What answers a request. */
  private interface Deed {
    Answer answer(Request request) throws IOException, InterruptedException;
  }

  /**
   * A request.
   *
   * @param rest what follows the route in the path
   */
  private record Request(HttpExchange exchange, String rest) {
    byte[] body(int most) throws IOException {
      var bytes = exchange.getRequestBody().readNBytes(most + 1);
      if (bytes.length > most) {
        throw new HttpRefusal(
            HttpRefusal.TOO_LARGE, "the body has more than %,d bytes".formatted(most));
      }
      return bytes;
    }

    Message message() throws IOException {
      var type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Wire.JSON)) {
        throw new HttpRefusal(
            HttpRefusal.NO_JSON, "the Content-Type is %s, not %s".formatted(type, Wire.JSON));
      }
      return Message.decode(body(LARGEST_MESSAGE));
    }

    /** A number from 0 on in the query; 0 if it is not there. */
    long number(String name) {
      var query = exchange.getRequestURI().getRawQuery();
      if (query == null) return 0;
      for (var part : query.split("&")) {
        var pair = part.split("=", 2);
        if (!pair[0].equals(name)) continue;
        var text = pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
        return parsed(name, text, ChainServer::height);
      }
      return 0;
    }

    /** The rest of the path. */
    <T> T rest(String name, Function<String, T> parse) {
      return parsed(name, rest, parse);
    }

    private static <T> T parsed(String name, String text, Function<String, T> parse) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new HttpRefusal(
            HttpRefusal.MALFORMED, "'%s' is \"%s\": %s".formatted(name, text, e.getMessage()));
      }
    }
  }

  private record Answer(int status, String type, byte[] body) {
    static Answer ok(ObjectNode object) {
      return new Answer(200, Wire.JSON, Message.encode(object));
    }

    static Answer refusal(int status, String why) {
      return new Answer(status, Wire.JSON, Message.encode(Message.object().put("error", why)));
    }
  }

  private ChainServer(SimnetChain chain, FileStore files, HttpServer http) {
    this.chain = chain;
    this.visitor = chain.visitor();
    this.files = files;
    this.leases = new Leases(chain);
    this.http = http;
    route("GET", "/chain", this::chain);
    route("GET", "/heights", request -> Answer.ok(Wire.put(Message.object(), visitor.heights())));
    route("GET", "/accounts/", this::account);
    route("POST", "/calls", this::send);
    route("GET", "/calls/", this::find);
    route("GET", "/events", this::events);
    route("POST", "/read", this::read);
    route("POST", "/variable", this::variable);
    route("POST", "/entry", this::entry);
    route("POST", "/await", this::await);
    route("POST", "/join", this::join);
    route("POST", "/renew", this::renew);
    route("POST", "/leave", this::leave);
    route("POST", "/faucet", this::faucet);
    route("GET", Wire.FILES, this::fetch);
    route("PUT", Wire.FILES, this::publish);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
  }

  private void route(String method, String path, Deed deed) {
    routes.computeIfAbsent(path, none -> new TreeMap<>()).put(method, deed);
  }

  /**
   * Begins to serve a chain, which stays the caller's.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException if the port is taken
   */
  public static ChainServer start(SimnetChain chain, FileStore files, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var server = new ChainServer(chain, files, HttpServer.create(address, 0));
      server.http.start();
      LOG.info("serving the chain '{}' at {}", chain.id(), server.uri());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("port %d: %s".formatted(port, e.getMessage()), e);
    }
  }

  /** Where it is served, as {@code http://127.0.0.1:20443}. */
  public URI uri() {
    var address = http.getAddress();
    return URI.create(
        "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  /** Ends what waits, answers what was asked, and serves no more. The chain stays. */
  @Override
  public void close() {
    if (closed) return;
    closed = true;
    waiting.forEach(Thread::interrupt);
    http.stop(GRACE_SECONDS);
    threads.shutdownNow();
    leases.close();
    visitor.close();
    LOG.info("no more serving the chain '{}'", chain.id());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type());
      headers.set(Wire.CHAIN_HEADER, chain.id());
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
      LOG.debug("{} {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), answer.status());
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    try {
      if (closed) return Answer.refusal(UNAVAILABLE, "the server stops");
      return answered(exchange);
    } catch (HttpRefusal e) {
      return Answer.refusal(e.status(), e.getMessage());
    } catch (ChainException e) {
      return Answer.refusal(HttpRefusal.REFUSED, e.getMessage());
    } catch (InterruptedException e) {
      return Answer.refusal(UNAVAILABLE, "the server stops");
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      return Answer.refusal(FAILED, "the server failed: " + e);
    }
  }

  private Answer answered(HttpExchange exchange) throws IOException, InterruptedException {
    var path = exchange.getRequestURI().getPath();
    var slash = path.indexOf('/', 1);
    var route = slash < 0 ? path : path.substring(0, slash + 1);
    var methods = routes.get(route);
    if (methods == null) {
      throw new HttpRefusal(
          HttpRefusal.NOT_FOUND,
          "there is no %s: there are %s".formatted(path, String.join(", ", routes.keySet())));
    }
    var deed = methods.get(exchange.getRequestMethod());
    if (deed == null) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", methods.keySet()));
      throw new HttpRefusal(
          HttpRefusal.NO_SUCH_METHOD,
          "%s takes %s, not %s"
              .formatted(route, String.join(", ", methods.keySet()), exchange.getRequestMethod()));
    }
    return deed.answer(new Request(exchange, path.substring(route.length())));
  }

  // The chain

  private Answer chain(Request request) {
    var out = Message.object().put("id", chain.id()).put("deployer", visitor.deployer().address());
    chain
        .interval()
        .ifPresentOrElse(
            interval -> out.put("interval", interval.toMillis()), () -> out.putNull("interval"));
    var participants = out.putArray("participants");
    chain.participants().forEach(participants::add);
    return Answer.ok(Wire.put(out, visitor.heights()));
  }

  private Answer account(Request request) {
    var account = request.rest("account", StandardPrincipal::parse);
    return Answer.ok(Message.object().put("nonce", visitor.nonce(account)));
  }

  private Answer send(Request request) throws IOException {
    var id = visitor.send(Wire.call(request.message()));
    return Answer.ok(Message.object().put("id", id.toString()));
  }

  private Answer find(Request request) {
    var id = request.rest("call", hex -> new CallId(Buff.fromHex(hex)));
    return visitor
        .find(id)
        .map(made -> Answer.ok(Wire.object(made)))
        .orElseThrow(
            () -> new HttpRefusal(HttpRefusal.NOT_FOUND, "no call %s is in a block".formatted(id)));
  }

  private Answer events(Request request) {
    return Answer.ok(Wire.object(visitor.events(request.number("from"))));
  }

  private static long height(String text) {
    try {
      var height = Long.parseLong(text);
      if (height >= 0) return height;
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("not a height, a whole number from 0 on");
  }

  private Answer read(Request request) throws IOException {
    var message = request.message();
    var receipt =
        visitor.callReadOnly(
            message.text("contract"),
            message.text("function"),
            message.values("arguments"),
            message.account("sender"));
    return Answer.ok(Message.object().put("result", receipt.result().toHex()));
  }

  private Answer variable(Request request) throws IOException {
    var message = request.message();
    var value = visitor.dataVar(message.text("contract"), message.text("name"));
    return Answer.ok(Message.object().put("value", value.toHex()));
  }

  private Answer entry(Request request) throws IOException {
    var message = request.message();
    var entry =
        visitor.mapEntry(message.text("contract"), message.text("map"), message.value("key"));
    var out = Message.object();
    entry.ifPresentOrElse(value -> out.put("value", value.toHex()), () -> out.putNull("value"));
    return Answer.ok(out);
  }

  // Its pace

  private Answer await(Request request) throws IOException, InterruptedException {
    var message = request.message();
    var seen = Wire.heights(message.part("seen"));
    var burn = message.optionalNumber("until").orElse(Long.MAX_VALUE);
    var most = SimnetChain.PATIENCE.toMillis();
    var patience =
        Duration.ofMillis(Math.min(most, message.optionalNumber("patience").orElse(most)));
    waiting.add(Thread.currentThread());
    try {
      return Answer.ok(Wire.put(Message.object(), await(message, seen, burn, patience)));
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  private Heights await(Message message, Heights seen, long burn, Duration patience)
      throws InterruptedException {
    if (!message.has("participant")) {
      return visitor.await(seen, burn, patience);
    }
    var name = name(message, "participant");
    var ticket = message.text("ticket");
    var seat = leases.seat(name, ticket);
    try {
      return seat.await(seen, burn, patience);
    } catch (ChainException e) {
      leases.seat(name, ticket);
      throw e;
    }
  }

  private Answer join(Request request) throws IOException {
    var message = request.message();
    var lease = message.number("lease");
    if (lease < 1 || lease > LONGEST_LEASE.toMillis()) {
      throw new HttpRefusal(
          HttpRefusal.MALFORMED,
          "'lease' is %d, not from 1 to %d milliseconds"
              .formatted(lease, LONGEST_LEASE.toMillis()));
    }
    leases.join(name(message, "name"), message.text("ticket"), Duration.ofMillis(lease));
    return Answer.ok(Wire.put(Message.object(), visitor.heights()));
  }

  private Answer renew(Request request) throws IOException {
    var message = request.message();
    leases.renew(name(message, "name"), message.text("ticket"));
    return Answer.ok(Message.object());
  }

  private Answer leave(Request request) throws IOException {
    var message = request.message();
    var name = name(message, "name");
    if (message.has("ticket")) leases.leave(name, message.text("ticket"));
    else leases.leave(name);
    return Answer.ok(Message.object());
  }

  private static String name(Message message, String field) {
    var name = message.text(field);
    if (!NAME.matcher(name).matches()) {
      throw new HttpRefusal(
          HttpRefusal.MALFORMED,
          "'%s' is no name: 1 to 64 letters, digits, points, - or _".formatted(field));
    }
    return name;
  }

  private Answer faucet(Request request) throws IOException {
    var message = request.message();
    chain.fund(message.principal("address"), message.number("amount"));
    return Answer.ok(Message.object());
  }

  // Files

  private Answer fetch(Request request) {
    var id = request.rest("content id", ContentId::parse);
    return files
        .fetch(id)
        .map(file -> new Answer(200, "application/octet-stream", file.bytes()))
        .orElseThrow(() -> new HttpRefusal(HttpRefusal.NOT_FOUND, "no file %s".formatted(id)));
  }

  private Answer publish(Request request) throws IOException {
    var id = request.rest("content id", ContentId::parse);
    var file = Buff.of(request.body(FileStore.LARGEST));
    if (!ContentId.of(file).equals(id)) {
      throw new HttpRefusal(
          HttpRefusal.MALFORMED,
          "the content id of these %,d bytes is %s, not %s"
              .formatted(file.length(), ContentId.of(file), id));
    }
    files.publish(file);
    return Answer.ok(Message.object().put("uri", id.uri()));
  }
}
