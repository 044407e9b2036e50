package io.neuralnexus.offchain.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a {@link ChainServer}, each asked again, after ever longer pauses, until there is an
 * answer: so only what does no harm twice.
 */
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final int OK = 200;
  private static final int FIRST_FAULT_OF_SERVER = 500;

  /** For an answer that the server need not wait for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI server;
  private final List<Duration> pauses;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private volatile Optional<String> chain = Optional.empty();
  private volatile boolean closed;

  /**
   * An answer.
   *
   * @param status 200, or that of a refusal
   */
  record Answer(URI server, int status, Message message) {
    /**
     * What it says.
     *
     * @throws ChainException if it is a refusal
     */
    <T> T read(Function<Message, T> read) {
      try {
        if (status == OK) return read.apply(message);
        throw new ChainException(ChainException.Kind.REFUSED, message.text("error"));
      } catch (HttpRefusal e) {
        throw unreachable(server, "answers what is no answer: " + e.getMessage(), e);
      }
    }
  }

  /**
   * A link that no question went over.
   *
   * @param pauses before each further attempt
   */
  Link(URI server, List<Duration> pauses) {
    this.server = server;
    this.pauses = List.copyOf(pauses);
  }

  /** From now on answers for another chain are refused. */
  void expect(String id) {
    chain = Optional.of(id);
  }

  Answer get(String path) {
    return uninterrupted(HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).build());
  }

  Answer post(String path, ObjectNode message) {
    return uninterrupted(request(path, message, TIMEOUT));
  }

  /** Asks for something that the server may have to wait for. */
  Answer wait(String path, ObjectNode message, Duration patience) throws InterruptedException {
    return exchange(request(path, message, TIMEOUT.plus(patience)));
  }

  private HttpRequest request(String path, ObjectNode message, Duration timeout) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(timeout)
        .header("Content-Type", Wire.JSON)
        .POST(HttpRequest.BodyPublishers.ofByteArray(Message.encode(message)))
        .build();
  }

  private Answer uninterrupted(HttpRequest request) {
    try {
      return exchange(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(server, "was not waited for: the thread is interrupted", e);
    }
  }

  private Answer exchange(HttpRequest request) throws InterruptedException {
    checkIsOpen();
    for (var pause : pauses) {
      try {
        return attempt(request);
      } catch (IOException e) {
        checkIsOpen();
        LOG.debug("{} does not answer: {}", request.uri(), e.toString());
        Thread.sleep(pause);
      }
    }
    try {
      return attempt(request);
    } catch (IOException e) {
      throw unreachable(server, "does not answer: " + e, e);
    }
  }

  /** Fails if there is no answer, or one that says that there may be one later. */
  private Answer attempt(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    var status = response.statusCode();
    if (status >= FIRST_FAULT_OF_SERVER) throw new IOException("status " + status);
    checkIsTheSame(response);
    try {
      return new Answer(server, status, Message.decode(response.body()));
    } catch (HttpRefusal e) {
      throw unreachable(server, "answers what is no answer: " + e.getMessage(), e);
    }
  }

  private void checkIsTheSame(HttpResponse<?> response) throws IOException {
    var there =
        response
            .headers()
            .firstValue(Wire.CHAIN_HEADER)
            .orElseThrow(() -> new IOException("this is no server of a chain"));
    if (chain.isPresent() && !chain.get().equals(there)) {
      throw new ChainException(
          ChainException.Kind.REFUSED,
          "%s serves the chain '%s' now, not '%s'".formatted(server, there, chain.get()));
    }
  }

  void checkIsOpen() {
    if (closed) {
      throw new ChainException(
          ChainException.Kind.REFUSED, "this use of the chain at %s is closed".formatted(server));
    }
  }

  private static ChainException unreachable(URI server, String why, Exception cause) {
    return new ChainException(ChainException.Kind.UNREACHABLE, server + " " + why, cause);
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
