package io.neuralnexus.offchain.files;

import io.neuralnexus.clarity.Buff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files at {@code /ipfs/<content id>} of a server: that of {@code nexus serve}, or a gateway of
 * IPFS, which gives files and takes none.
 */
public final class HttpStore implements FileStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpStore.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI server;
  private final HttpClient http;

  private HttpStore(URI server) {
    this.server = server;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * The files of a server.
   *
   * @param server as {@code http://127.0.0.1:20443}
   * @throws IllegalArgumentException if it is not of http or https
   */
  public static HttpStore at(URI server) {
    if (!"http".equals(server.getScheme()) && !"https".equals(server.getScheme())) {
      throw new IllegalArgumentException(
          "\"%s\" is no server of files: expected http://... or https://...".formatted(server));
    }
    return new HttpStore(server);
  }

  @Override
  public ContentId publish(Buff file) {
    var id = ContentId.of(file);
    var request = request(id).PUT(HttpRequest.BodyPublishers.ofByteArray(file.bytes())).build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 == 2) return id;
      throw new IOException("status %d: %s".formatted(response.statusCode(), response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("%s is not stored: %s".formatted(request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new IOException(request.uri() + " is not stored: the thread is interrupted", e));
    }
  }

  @Override
  public Optional<Buff> fetch(ContentId id) {
    var request = request(id).GET().build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() != 200) return Optional.empty();
        var bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length <= LARGEST) {
          var file = Buff.of(bytes);
          if (ContentId.of(file).equals(id)) return Optional.of(file);
        }
        LOG.warn("{} answers with another file: it is not read", request.uri());
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", request.uri(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private HttpRequest.Builder request(ContentId id) {
    return HttpRequest.newBuilder(server.resolve("/ipfs/" + id)).timeout(TIMEOUT);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
