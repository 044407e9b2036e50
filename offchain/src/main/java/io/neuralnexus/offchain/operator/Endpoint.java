package io.neuralnexus.offchain.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Tells figures at {@code /metrics}, and at {@code /health} whether the role can work. */
public final class Endpoint implements AutoCloseable {
  private final HttpServer server;
  private final Operator operator;

  private Endpoint(HttpServer server, Operator operator) {
    this.server = server;
    this.operator = operator;
  }

  /**
   * Begins to answer.
   *
   * @throws OperatorException if the address is taken
   */
  public static Endpoint start(InetSocketAddress address, Operator operator) {
    try {
      var server = HttpServer.create(address, 0);
      var endpoint = new Endpoint(server, operator);
      server.createContext("/metrics", endpoint::metrics);
      server.createContext("/health", endpoint::health);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return endpoint;
    } catch (IOException e) {
      throw new OperatorException(
          "metrics cannot be told at %s (%s): set another address, or \"\" for none"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** Where it answers. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void metrics(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "text/plain; version=0.0.4", operator.metrics());
  }

  private void health(HttpExchange exchange) throws IOException {
    Optional<String> trouble = operator.trouble();
    answer(exchange, trouble.isEmpty() ? 200 : 503, "text/plain", trouble.orElse("ok") + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
