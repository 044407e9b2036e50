package io.neuralnexus.clarinet.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SupportProject;
import io.neuralnexus.clarinet.contracts.Counter;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class ClarinetExtensionTest {
  @TempDir Path reports;

  @ClarinetProject(manifest = SupportProject.MANIFEST)
  static class FreshChains {
    private final Counter counter;
    private StandardPrincipal alice;

    FreshChains(Counter counter) {
      this.counter = counter;
    }

    @BeforeEach
    void takeAccount(@Account("wallet_1") StandardPrincipal account) {
      alice = account;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void countsFromZero(long by, Simnet simnet) {
      assertThat(counter.as(alice).step(Uint.of(by), simnet.deployer()).value().ok())
          .isEqualTo(Uint.of(by));
    }

    @Nested
    class Within {
      @Test
      void countsFromZeroToo(Simnet simnet) {
        assertThat(counter.as(alice).step(Uint.ONE, simnet.deployer()).value().ok())
            .isEqualTo(Uint.ONE);
      }
    }
  }

  @Test
  void eachTestHasAFreshChainForConstructorMethodsAndNestedClasses() {
    run(FreshChains.class).testEvents().assertStatistics(counts -> counts.succeeded(3).failed(0));
  }

  @ClarinetProject(manifest = SupportProject.MANIFEST)
  static class KeepsItsChain {
    static final List<Simnet> CHAINS = new ArrayList<>();

    @Test
    void usesOne(Simnet simnet) {
      assertThat(simnet.stacksBlockHeight()).isPositive();
      CHAINS.add(simnet);
    }
  }

  @Test
  void aChainIsClosedWhenItsTestIsOver() {
    KeepsItsChain.CHAINS.clear();
    run(KeepsItsChain.class).testEvents().assertStatistics(counts -> counts.succeeded(1));

    assertThat(KeepsItsChain.CHAINS)
        .singleElement()
        .satisfies(
            chain ->
                org.assertj.core.api.Assertions.assertThatThrownBy(chain::mineEmptyBlock)
                    .hasMessageContaining("closed"));
  }

  @ClarinetProject(manifest = SupportProject.MANIFEST)
  static class Fails {
    @Test
    void afterACall(Counter counter, @Account("wallet_1") StandardPrincipal alice) {
      counter.as(alice).step(Uint.of(11), alice);
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aFailurePrintsTheTraceOfTheLastCall() {
    var before = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      run(Fails.class).testEvents().assertStatistics(counts -> counts.failed(1));
    } finally {
      System.setErr(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Last contract call of Fails.afterACall", "(err u7001)");
  }

  @ClarinetProject(manifest = SupportProject.MANIFEST)
  static class UnknownAccount {
    @Test
    void isAskedFor(@Account("wallet_9") StandardPrincipal nobody) {}
  }

  @Test
  void anUnknownAccountIsNamedWithThoseThereAre() {
    assertFailure(
        UnknownAccount.class, text -> text.contains("wallet_9") && text.contains("wallet_1"));
  }

  @ClarinetProject(manifest = SupportProject.MANIFEST)
  static class WrongType {
    @Test
    void isAskedFor(@Account("wallet_1") String address) {}
  }

  @Test
  void anAccountIsAPrincipalOnly() {
    assertFailure(
        WrongType.class,
        text -> text.contains("@Account is for a StandardPrincipal, not for a String"));
  }

  @ClarinetProject(manifest = SupportProject.MANIFEST)
  static class WholeClass {
    @BeforeAll
    static void prepare(Simnet simnet) {}

    @Test
    void neverRuns() {}
  }

  @Test
  void thereIsNoChainForAWholeClass() {
    run(WholeClass.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(text -> text.contains("a chain belongs to one test")))));
  }

  @ClarinetProject(manifest = "no/such/Clarinet.toml")
  static class NoManifest {
    @Test
    void isThere(Simnet simnet) {}
  }

  @Test
  void aMissingManifestIsNamed() {
    assertFailure(NoManifest.class, text -> text.contains("no/such/Clarinet.toml"));
  }

  @Test
  void coverageAndCostsOfAllClassesAreWrittenTogether() {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameter("simnet.reports", reports.toString())
        .configurationParameter("simnet.coverage", "true")
        .configurationParameter("simnet.costs", "true")
        .selectors(selectClass(FreshChains.class), selectClass(KeepsItsChain.class))
        .execute();

    assertThat(reports.resolve("lcov.info")).content().contains("FNDA:3,step\n", "FNDA:0,reward\n");
    assertThat(reports.resolve("costs.json"))
        .content()
        .contains("\"test_name\" : \"FreshChains.[1]");
    assertThat(reports.resolve("costs.md")).content().contains("| step | 3 | ");
  }

  @Test
  void nothingIsTrackedOrWrittenUnlessAsked() {
    run(FreshChains.class);

    assertThat(reports).isEmptyDirectory();
  }

  private void assertFailure(Class<?> tests, Predicate<String> cause) {
    run(tests)
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(messageInChain(cause))));
  }

  private static org.assertj.core.api.Condition<Throwable> messageInChain(Predicate<String> text) {
    return new org.assertj.core.api.Condition<>(
        failure ->
            Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> text.test(String.valueOf(cause.getMessage()))),
        "a message among its causes");
  }

  private EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("simnet.reports", reports.toString())
        .selectors(selectClass(tests))
        .execute();
  }
}
