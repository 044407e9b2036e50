package io.neuralnexus.offchain.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.neuralnexus.clarity.Buff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files are found by what is in them, whatever keeps them. */
@Timeout(60)
class FileStoreTest {
  private static final Buff FILE = Buff.of("weights".getBytes(StandardCharsets.UTF_8));
  private static final ContentId ID = ContentId.of(FILE);

  @TempDir Path folder;

  /** What a server that knows nothing of content ids has at its paths. */
  private final Map<String, byte[]> served = new ConcurrentHashMap<>();

  private final HttpServer server = server();
  private final HttpStore remote = HttpStore.at(uri());

  private enum Kind {
    MEMORY,
    FOLDER,
    HTTP
  }

  private FileStore store(Kind kind) {
    return switch (kind) {
      case MEMORY -> FileStore.inMemory();
      case FOLDER -> FolderStore.in(folder.resolve("a/b"));
      case HTTP -> remote;
    };
  }

  private HttpServer server() {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            try (exchange) {
              var path = exchange.getRequestURI().getPath();
              if (exchange.getRequestMethod().equals("PUT")) {
                served.put(path, exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(204, -1);
              } else if (served.containsKey(path)) {
                var file = served.get(path);
                exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
                exchange.getResponseBody().write(file);
              } else {
                exchange.sendResponseHeaders(404, -1);
              }
            }
          });
      http.start();
      return http;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    remote.close();
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_file_is_found_by_its_content_once_it_is_published(Kind kind) {
    var store = store(kind);

    assertThat(store.fetch(ID)).isEmpty();
    assertThat(store.publish(FILE)).isEqualTo(ID);
    assertThat(store.fetch(ID)).contains(FILE);
    assertThat(store.publish(FILE)).isEqualTo(ID);
    assertThat(store.fetch(ContentId.of(Buff.EMPTY))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void the_empty_and_the_largest_file_are_files(Kind kind) {
    var store = store(kind);

    for (var file : new Buff[] {Buff.EMPTY, Buff.of(new byte[FileStore.LARGEST])}) {
      assertThat(store.fetch(store.publish(file))).contains(file);
    }
  }

  @Test
  void a_folder_names_files_by_their_content_and_leaves_nothing_else() throws IOException {
    var store = FolderStore.in(folder);

    store.publish(FILE);

    assertThat(folder).isDirectoryContaining(path -> path.endsWith(ID.toString()));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(FolderStore.in(folder).fetch(ID)).contains(FILE);
  }

  @Test
  void an_altered_file_of_a_folder_is_none_and_is_mended_when_it_is_published_again()
      throws IOException {
    var store = FolderStore.in(folder);
    store.publish(FILE);
    var path = folder.resolve(ID.toString());

    Files.writeString(path, "weight");
    assertThat(store.fetch(ID)).isEmpty();
    Files.write(path, new byte[FileStore.LARGEST + 1]);
    assertThat(store.fetch(ID)).isEmpty();

    store.publish(FILE);
    assertThat(store.fetch(ID)).contains(FILE);
  }

  @Test
  void a_folder_may_be_shared_by_many_who_publish_the_same() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) threads.submit(() -> FolderStore.in(folder).publish(FILE));
    }

    assertThat(FolderStore.in(folder).fetch(ID)).contains(FILE);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_folder_that_cannot_be_is_told() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FolderStore.in(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_server_that_answers_with_other_bytes_has_nothing() {
    var others = new HashMap<String, byte[]>();
    others.put("fewer", "weight".getBytes(StandardCharsets.UTF_8));
    others.put("none", new byte[0]);
    others.put("too many", new byte[FileStore.LARGEST + 1]);

    others.forEach(
        (what, bytes) -> {
          served.put("/ipfs/" + ID, bytes);
          assertThat(remote.fetch(ID)).as(what).isEmpty();
        });
  }

  @Test
  void a_server_that_is_not_there_has_nothing_and_takes_nothing() {
    server.stop(0);

    assertThat(remote.fetch(ID)).isEmpty();
    assertThatThrownBy(() -> remote.publish(FILE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("/ipfs/" + ID);
  }

  @Test
  void a_server_is_of_http() {
    assertThatThrownBy(() -> HttpStore.at(URI.create("ftp://example.org")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"ftp://example.org\" is no server of files");
  }
}
