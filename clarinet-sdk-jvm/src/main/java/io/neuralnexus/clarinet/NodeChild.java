package io.neuralnexus.clarinet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Node process that runs the Clarity VM. Requests and answers are one line of JSON each, answers
 * come in the order of the requests. One thread at a time uses it. The process ends when its
 * standard input does, when this JVM does, and by {@link #close}.
 */
final class NodeChild implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();
  private static final Logger CONSOLE = LoggerFactory.getLogger("io.neuralnexus.clarinet.console");
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");

  /** Below the smallest pipe: whoever has no more than this on the way never waits for a reader. */
  private static final int MOST_ON_THE_WAY = 8_192;

  private static final String NODE_MEND =
      "install Node.js 20 or later, or name its executable with -Dsimnet.node";

  /** What the child answered. */
  sealed interface Answer {}

  /** The request was done. */
  record Done(JsonNode value) implements Answer {}

  /** The VM said no; with what it said on its console meanwhile. */
  record Failed(String message, String console) implements Answer {}

  /** The request was wrong before it came to the VM. */
  record Refused(String message) implements Answer {}

  /** The process died or its VM panicked: it is of no further use. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;

    Lost(String message) {
      super(message);
    }
  }

  private final Process process;
  private final OutputStream requests;
  private final Lines answers;
  private final StringBuffer errors = new StringBuffer();
  private final Thread errorReader;
  private long lastId;

  private NodeChild(Process process) {
    this.process = process;
    this.requests = process.getOutputStream();
    this.answers = new Lines(process.getInputStream());
    this.errorReader =
        // Not a virtual thread: those that wait for other children may hold all carriers.
        Thread.ofPlatform()
            .daemon()
            .name("simnet-child-errors-" + process.pid())
            .start(this::collectErrors);
  }

  /**
   * Starts Node with a package.
   *
   * @throws EngineException if there is no Node, or one that is too old
   */
  static NodeChild start(NodePackage npm) {
    var node =
        Optional.ofNullable(System.getProperty("simnet.node"))
            .or(() -> Optional.ofNullable(System.getenv("SIMNET_NODE")))
            .orElse("node");
    var builder = new ProcessBuilder(node, "-e", script());
    builder.directory(Path.of(System.getProperty("java.io.tmpdir")).toFile());
    NodeChild child;
    try {
      child = NodePool.register(new NodeChild(builder.start()));
    } catch (IOException e) {
      throw new EngineException(
          "cannot start Node.js as '%s' (%s): %s".formatted(node, e.getMessage(), NODE_MEND), e);
    }
    var hello =
        request("hello")
            .put("parent", ProcessHandle.current().pid())
            .put("packageDirectory", npm.wasm().toString())
            .put("console", CONSOLE.isDebugEnabled());
    try {
      var answer = child.ask(bytes(hello));
      if (answer instanceof Done) {
        return child;
      }
      child.close();
      throw new EngineException(
          switch (answer) {
            case Refused(var why) -> "'%s' is %s: %s".formatted(node, why, NODE_MEND);
            case Failed(var why, _) ->
                "cannot load %s: %s; remove node_modules and run `npm ci`"
                    .formatted(npm.wasm(), why);
            case Done _ -> throw new AssertionError();
          });
    } catch (Lost e) {
      child.close();
      throw new EngineException(
          "'%s' did not start the Clarity VM: %s; %s".formatted(node, e.getMessage(), NODE_MEND),
          e);
    }
  }

  /** A request for an operation, to be filled. */
  static ObjectNode request(String operation) {
    return JSON.createObjectNode().put("op", operation);
  }

  static byte[] bytes(ObjectNode request) {
    try {
      return JSON.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends one request and waits for its answer. */
  Answer ask(byte[] request) throws Lost {
    send(request);
    try {
      requests.flush();
    } catch (IOException e) {
      throw lost(e.getMessage());
    }
    return receive(lastId);
  }

  /** Sends many requests, several on the way at a time, and returns their answers in order. */
  List<Answer> askAll(List<byte[]> all) throws Lost {
    var received = new ArrayList<Answer>(all.size());
    var firstId = lastId + 1;
    var onTheWay = 0;
    try {
      for (var request : all) {
        while (onTheWay > 0 && onTheWay + request.length > MOST_ON_THE_WAY) {
          requests.flush();
          onTheWay -= all.get(received.size()).length;
          received.add(receive(firstId + received.size()));
        }
        send(request);
        onTheWay += request.length;
      }
      requests.flush();
    } catch (IOException e) {
      throw lost(e.getMessage());
    }
    while (received.size() < all.size()) {
      received.add(receive(firstId + received.size()));
    }
    return received;
  }

  private void send(byte[] request) throws Lost {
    try {
      requests.write(("{\"id\":" + ++lastId + ",").getBytes(StandardCharsets.US_ASCII));
      requests.write(request, 1, request.length - 1);
      requests.write('\n');
    } catch (IOException e) {
      throw lost(e.getMessage());
    }
  }

  private Answer receive(long id) throws Lost {
    JsonNode answer;
    try {
      var line = answers.next();
      if (line.length == 0) {
        throw lost("end of its answers");
      }
      answer = JSON.readTree(line);
    } catch (IOException e) {
      throw lost(e.getMessage());
    }
    if (answer.path("id").asLong() != id) {
      throw lost("answered request " + answer.path("id") + " instead of " + id);
    }
    var console = plain(lines(answer.path("said")));
    if (!console.isEmpty()) {
      CONSOLE.debug("{}", console);
    }
    if (answer.has("panic")) {
      throw new Lost("the VM panicked: " + panic(answer.get("panic").asText(), console));
    }
    return answer.has("ok")
        ? new Done(answer.get("ok"))
        : answer.has("refused")
            ? new Refused(answer.get("refused").asText())
            : new Failed(plain(answer.path("error").asText()), console);
  }

  /**
   * The panic's own words stand on the console, with a stack of the Wasm below that tells nothing.
   */
  private static String panic(String error, String console) {
    var end = console.indexOf("\n\nStack:");
    return end < 0 ? error : console.substring(0, end).strip().replace('\n', ' ');
  }

  private static String lines(JsonNode said) {
    var text = new StringBuilder();
    said.forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line.asText()));
    return text.toString();
  }

  static String plain(String text) {
    return text.indexOf('\u001b') < 0 ? text : ANSI.matcher(text).replaceAll("");
  }

  private Lost lost(String why) {
    try {
      if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
        // What it said last is on its way here, and ends unless a child of its own lives on.
        errorReader.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var end =
        process.isAlive()
            ? "is in disorder"
            : process.exitValue() > 128
                ? "was killed by signal " + (process.exitValue() - 128)
                : "exited with " + process.exitValue();
    var said = errors.toString().strip();
    return new Lost(
        "the Node process %d %s (%s)%s"
            .formatted(process.pid(), end, why, said.isEmpty() ? "" : "; it said: " + said));
  }

  private void collectErrors() {
    try (var reader = process.errorReader(StandardCharsets.UTF_8)) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (errors.length() < 4_000) {
          errors.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      errors.append(e.getMessage());
    }
  }

  /** Kills the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    NodePool.forget(this);
  }

  private static String script() {
    try (var script = NodeChild.class.getResourceAsStream("simnet-child.cjs")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EngineException("cannot read simnet-child.cjs from the jar", e);
    }
  }

  /** Lines of bytes; an empty one is the end. */
  private static final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    Lines(InputStream in) {
      this.in = in;
    }

    byte[] next() throws IOException {
      ByteArrayOutputStream head = null;
      while (true) {
        for (var at = from; at < to; at++) {
          if (buffer[at] == '\n') {
            var tail = from;
            from = at + 1;
            if (head == null) {
              return Arrays.copyOfRange(buffer, tail, at);
            }
            head.write(buffer, tail, at - tail);
            return head.toByteArray();
          }
        }
        if (from < to) {
          head = head == null ? new ByteArrayOutputStream() : head;
          head.write(buffer, from, to - from);
        }
        from = 0;
        to = in.read(buffer);
        if (to < 0) {
          to = 0;
          return new byte[0];
        }
      }
    }
  }
}
