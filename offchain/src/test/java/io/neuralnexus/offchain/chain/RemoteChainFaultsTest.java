package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.offchain.files.FileStore;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client makes of servers, networks and processes that fail. */
@Timeout(60)
class RemoteChainFaultsTest {
  private static final Duration MOMENT = Duration.ofMillis(30);
  private static final List<Duration> ONCE_MORE = List.of(Duration.ofMillis(1));
  private static final List<Duration> PATIENTLY =
      java.util.stream.Stream.generate(() -> Duration.ofMillis(20)).limit(100).toList();

  private final SimnetChain simnetChain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
  private ChainServer server = ChainServer.start(simnetChain, FileStore.inMemory(), 0);

  @AfterEach
  void close() {
    server.close();
    simnetChain.close();
  }

  private static void unreachable(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            ChainException.class,
            e -> assertThat(e.kind()).isEqualTo(ChainException.Kind.UNREACHABLE));
  }

  @Test
  void a_server_that_is_not_there_is_unreachable() {
    var uri = server.uri();
    server.close();

    unreachable(() -> RemoteChain.visit(uri, ONCE_MORE));
  }

  @Test
  void a_server_that_has_gone_is_unreachable() {
    try (var chain = RemoteChain.visit(server.uri(), ONCE_MORE)) {
      server.close();

      unreachable(chain::heights);
      unreachable(() -> chain.send(Notes.write(Notes.wallet(1), 0, "lost")));
      unreachable(() -> chain.await(new Heights(0, 0), 0));
    }
  }

  @Test
  void a_server_that_was_away_for_a_moment_is_asked_again() throws Exception {
    var port = server.uri().getPort();
    try (var chain = RemoteChain.visit(server.uri(), PATIENTLY)) {
      server.close();
      var restart =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      Thread.sleep(MOMENT);
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                    server = ChainServer.start(simnetChain, FileStore.inMemory(), port);
                  });

      assertThat(chain.heights()).isEqualTo(simnetChain.visit().heights());
      restart.join();
    }
  }

  @Test
  void another_chain_at_the_same_address_is_refused() {
    var port = server.uri().getPort();
    try (var chain = RemoteChain.visit(server.uri(), PATIENTLY);
        var other = SimnetChain.lockstep("other", Notes.simnet())) {
      server.close();
      server = ChainServer.start(other, FileStore.inMemory(), port);

      ChainContract.refused(chain::heights, "serves the chain 'other' now, not 'test'");
    }
  }

  @Test
  void what_is_no_server_of_a_chain_is_unreachable() throws IOException {
    var http = serve(exchange -> exchange.sendResponseHeaders(200, -1));
    try {
      unreachable(() -> RemoteChain.visit(uri(http), ONCE_MORE));
    } finally {
      http.stop(0);
    }
  }

  @Test
  void a_call_whose_answer_is_lost_is_made_once() throws IOException {
    var lost = new AtomicInteger();
    try (var client = HttpClient.newHttpClient()) {
      var proxy =
          serve(
              exchange -> {
                var answer = forward(client, exchange);
                if (exchange.getRequestMethod().equals("POST") && lost.incrementAndGet() <= 2) {
                  exchange.close();
                  return;
                }
                pass(answer, exchange);
              });
      try (var chain = RemoteChain.visit(uri(proxy), PATIENTLY)) {
        chain.send(Notes.write(Notes.wallet(1), 0, "once"));

        assertThat(lost).hasValue(3);
        assertThat(simnetChain.visit().dataVar("notes", "total")).isEqualTo(Cl.uint(1));
      } finally {
        proxy.stop(0);
      }
    }
  }

  private HttpResponse<byte[]> forward(HttpClient client, HttpExchange exchange)
      throws IOException {
    var body = HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes());
    var request =
        HttpRequest.newBuilder(server.uri().resolve(exchange.getRequestURI()))
            .header("Content-Type", "application/json")
            .method(exchange.getRequestMethod(), body)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void pass(HttpResponse<byte[]> answer, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Chain-Id", Notes.CHAIN);
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  private static HttpServer serve(com.sun.net.httpserver.HttpHandler handler) throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
    http.start();
    return http;
  }

  private static URI uri(HttpServer http) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Test
  void a_process_that_lives_renews_its_lease_again_and_again() throws Exception {
    var renewals = new CountDownLatch(3);
    try (var client = HttpClient.newHttpClient()) {
      var proxy =
          serve(
              exchange -> {
                if (exchange.getRequestURI().getPath().equals("/renew")) renewals.countDown();
                pass(forward(client, exchange), exchange);
              });
      try (var remote = RemoteChain.join(uri(proxy), "remote", Duration.ofMillis(60), ONCE_MORE)) {
        assertThat(renewals.await(50, TimeUnit.SECONDS)).isTrue();
        assertThat(remote.id()).isEqualTo(Notes.CHAIN);
      } finally {
        proxy.stop(0);
      }
    }
  }

  @Test
  void one_whose_lease_was_over_joins_again_as_he_waits() throws Exception {
    try (var remote = RemoteChain.join(server.uri(), "remote")) {
      server.close();
      server = ChainServer.start(simnetChain, FileStore.inMemory(), server.uri().getPort());
      simnetChain.leave("remote");
      var now = remote.heights();

      assertThat(remote.await(now, now.burn() + 3).burn()).isEqualTo(now.burn() + 3);
      assertThat(simnetChain.participants()).containsExactly("remote");
    }
  }

  @Test
  void a_process_that_is_killed_holds_the_chain_until_its_parent_says_that_it_has_gone()
      throws Exception {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                server.uri().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8);
        var parent = RemoteChain.visit(server.uri());
        var member = (SimnetChain.Seat) simnetChain.join("member")) {
      assertThat(out.read()).isEqualTo('j');
      assertThat(simnetChain.participants()).containsExactly("child", "member");
      var now = member.heights();

      child.destroyForcibly().waitFor(50, TimeUnit.SECONDS);

      assertThat(member.await(now, now.burn() + 1, MOMENT)).isEqualTo(now);
      parent.leave("child");
      assertThat(member.await(now, now.burn() + 1).burn()).isEqualTo(now.burn() + 1);
    } finally {
      child.destroyForcibly();
    }
  }

  /** Joins and does nothing more. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (var chain = RemoteChain.join(URI.create(arguments[0]), "child")) {
        System.out.println("joined " + chain.id());
        Thread.sleep(Duration.ofMinutes(1));
      }
    }
  }
}
