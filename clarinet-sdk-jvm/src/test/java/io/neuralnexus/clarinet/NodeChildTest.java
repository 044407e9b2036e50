package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarinet.NodeChild.Done;
import io.neuralnexus.clarity.Epoch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeChildTest {
  private static final NodePackage INSTALLED = NodePackage.find(List.of(Path.of("")));

  @TempDir private Path folder;

  @AfterEach
  void clear() {
    System.clearProperty("simnet.node");
  }

  @Test
  void aMissingNodeIsNamedWithTheMend() {
    System.setProperty("simnet.node", folder.resolve("no-node").toString());

    assertThatThrownBy(() -> NodeChild.start(INSTALLED))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no-node")
        .hasMessageContaining("install Node.js 20 or later");
  }

  @Test
  void anOldNodeIsNamedWithTheMend() throws IOException {
    pretendNode(
        "exec node -r '%s' \"$@\""
            .formatted(
                preload(
                    "Object.defineProperty(process, 'versions', { value: { ...process.versions,"
                        + " node: '18.19.0' } });")));

    assertThatThrownBy(() -> NodeChild.start(INSTALLED))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("node 18.19.0: install Node.js 20 or later");
  }

  @Test
  void whatAFailingNodeSaidIsPassedOn() throws IOException {
    pretendNode("echo 'no space left on device' >&2; exit 3");

    assertThatThrownBy(() -> NodeChild.start(INSTALLED))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("exited with 3")
        .hasMessageContaining("no space left on device");
  }

  private Path preload(String script) throws IOException {
    return Files.writeString(folder.resolve("preload.cjs"), script);
  }

  private void pretendNode(String script) throws IOException {
    var node = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + script + "\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    System.setProperty("simnet.node", node.toString());
  }

  @Test
  void aMissingPackageIsNamedWithTheMend() {
    assertThatThrownBy(() -> NodePackage.find(List.of(folder)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("@stacks/clarinet-sdk not found from [" + folder + "]")
        .hasMessageContaining("npm install --save-dev @stacks/clarinet-sdk@")
        .hasMessageContaining("-Dsimnet.node.modules");
  }

  @Test
  void aPackageOfAnotherVersionIsNamedWithTheMend() throws IOException {
    install(folder, "2.18.0");

    assertThatThrownBy(() -> NodePackage.find(List.of(folder.resolve("deep/below"))))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("has version 2.18.0, but 3.21.0 or a later 3.x is needed");
  }

  @Test
  void aProjectsOwnPackageComesFirst() throws IOException {
    install(folder, "3.99.1");

    assertThat(NodePackage.find(List.of(folder, Path.of(""))).version()).isEqualTo("3.99.1");
    assertThat(NodePackage.find(List.of(folder.resolve("node_modules"))).version())
        .isEqualTo("3.99.1");
  }

  private static void install(Path folder, String version) throws IOException {
    for (var name : List.of("clarinet-sdk", "clarinet-sdk-wasm")) {
      var home = Files.createDirectories(folder.resolve("node_modules/@stacks/" + name));
      Files.writeString(home.resolve("package.json"), "{\"version\":\"" + version + "\"}");
    }
  }

  @Test
  void aPanicOfTheVmIsALossThatTellsWhy() throws NodeChild.Lost {
    try (var child = NodeChild.start(INSTALLED)) {
      openEmpty(child);
      child.ask(NodeChild.bytes(NodeChild.request("setEpoch").put("epoch", "4.0")));
      var nameless =
          NodeChild.request("deploy")
              .put("name", "1 2")
              .put("source", "(+ 1 1)")
              .putNull("version")
              .put("sender", "ST000000000000000000002AMW42H");

      assertThatThrownBy(() -> child.ask(NodeChild.bytes(nameless)))
          .isInstanceOf(NodeChild.Lost.class)
          .hasMessageContaining("the VM panicked")
          .hasMessageContaining("unable to parse contract name");
    }
  }

  private static OfficialSimnet empty() {
    return (OfficialSimnet) Simnet.empty(SimnetOptions.defaults().withEngine(Engine.OFFICIAL));
  }

  private static void openEmpty(NodeChild child) throws NodeChild.Lost {
    var open =
        NodeChild.request("open")
            .putNull("manifest")
            .put("genesis", 0)
            .put("costs", false)
            .put("coverage", false)
            .putNull("performance");
    open.putObject("remote").put("enabled", false).put("api_url", "http://127.0.0.1:9");
    assertThat(child.ask(NodeChild.bytes(open))).isInstanceOf(Done.class);
  }

  @Test
  void aKilledChildIsAnErrorAndTheChainIsRebuilt() {
    try (var simnet = empty()) {
      var somebody = simnet.deployer();
      simnet.setEpoch(Epoch.EPOCH_4_0);
      simnet.deploy(
          "counter",
          "(define-data-var n uint u0) (define-public (up) (ok (var-set n (+ (var-get n) u1))))",
          somebody);
      simnet.callPublic("counter", "up", List.of(), somebody);
      var time = simnet.blockTime();

      kill(simnet.childPid());

      assertThatThrownBy(() -> simnet.callPublic("counter", "up", List.of(), somebody))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("was killed by signal 9")
          .hasMessageContaining("rebuilt as it was before this request");
      assertThat(simnet.dataVar("counter", "n")).isEqualTo(uint(1));
      assertThat(simnet.blockTime()).isEqualTo(time);
    }
  }

  @Test
  void aChildThatDiedWhileItWaitedIsNotUsedAgain() {
    var first = empty();
    var pid = first.childPid();
    first.close();
    kill(pid);

    try (var second = empty()) {
      assertThat(second.childPid()).isNotEqualTo(pid);
      assertThat(second.stacksBlockHeight()).isZero();
    }
  }

  @Test
  void aClosedChainsChildServesTheNextWhileTwoOpenChainsHaveTheirOwn() {
    var first = empty();
    var pid = first.childPid();
    first.close();

    try (var second = empty();
        var third = empty()) {
      assertThat(second.childPid()).isEqualTo(pid);
      assertThat(third.childPid()).isNotEqualTo(pid);
    }
  }

  @Test
  void aChildThatHasGrownTooLargeIsNotUsedAgain() {
    var child = NodeChild.start(INSTALLED);

    NodePool.giveBack(child, INSTALLED, "opening", NodePool.MOST_MEMORY + 1);

    assertThat(ProcessHandle.of(child.pid()).map(ProcessHandle::onExit))
        .hasValueSatisfying(exit -> assertThat(exit).succeedsWithin(Duration.ofSeconds(10)));
  }

  private static void kill(long pid) {
    var child = ProcessHandle.of(pid).orElseThrow();
    assertThat(child.destroyForcibly()).isTrue();
    child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void noChildOutlivesAKilledJvm() throws IOException, InterruptedException {
    var jvm = jvm(Opened.class);
    var child = childOf(jvm);

    jvm.destroyForcibly().waitFor();

    assertGone(child);
  }

  @Test
  void noChildOutlivesAKilledJvmWhileItsVmIsBusy() throws IOException, InterruptedException {
    var jvm = jvm(Busy.class);
    var child = childOf(jvm);

    jvm.destroyForcibly().waitFor();

    assertGone(child);
  }

  @Test
  void noChildOutlivesAJvmThatExitsWithoutClosing() throws IOException, InterruptedException {
    var jvm = jvm(Opened.class);
    var child = childOf(jvm);

    jvm.getOutputStream().close();
    assertThat(jvm.waitFor()).isZero();

    assertGone(child);
  }

  private static Process jvm(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle childOf(Process jvm) throws IOException {
    BufferedReader said = jvm.inputReader();
    return ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
  }

  private static void assertGone(ProcessHandle child) throws InterruptedException {
    var deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (child.isAlive() && Instant.now().isBefore(deadline)) {
      Thread.sleep(20);
    }
    assertThat(child.isAlive()).isFalse();
  }

  /** Holds a child until its standard input ends. */
  static final class Opened {
    public static void main(String[] args) throws IOException {
      System.out.println(NodeChild.start(INSTALLED).pid());
      System.in.readAllBytes();
    }
  }

  /** Holds a child whose thread is in the VM for longer than any test waits. */
  static final class Busy {
    public static void main(String[] args) throws NodeChild.Lost {
      var child = NodeChild.start(INSTALLED);
      openEmpty(child);
      System.out.println(child.pid());
      child.ask(
          NodeChild.bytes(
              NodeChild.request("mine").put("kind", "burn").put("count", 2_000_000_000)));
    }
  }
}
