package io.neuralnexus.tests.mutation;

import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.Simnet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests that specify a contract on the project around the working directory, until one
 * fails; again and again, since a virtual machine that is warm does so in a fraction of the time.
 * Each line of the input asks for a run: the contract, then the packages of its tests. Each line of
 * the output says what came of it: {@code killed <test>}, {@code survived}, or {@code unchecked} if
 * the project does not check.
 *
 * <p>The classes that killed most mutants of the contract for the time they took go first.
 */
final class RunUntilFailure {
  static final String KILLED = "killed ";
  static final String SURVIVED = "survived";
  static final String UNCHECKED = "unchecked";

  /** What a change of costs or of chance fails would prove nothing. */
  private static final String NOT_OF_BEHAVIOUR =
      ".*\\.(CostsTest|CostCeilingsTest|MachineCostsTest|DrawTest)";

  private static final String OF_COSTS = "docs/costs.md";

  /** How a class did against the mutants of a contract. */
  private static final class Standing {
    private int kills;
    private double seconds;

    /**
     * @param usual seconds that the class usually takes: until something is known, short ones first
     */
    double promise(double usual) {
      return (kills + 1) / (seconds + usual);
    }
  }

  private final Path manifest = Path.of(System.getProperty("nexus.root"), "Clarinet.toml");
  private final Launcher launcher = LauncherFactory.create();
  private final Map<String, Map<String, Standing>> standings = new HashMap<>();
  private final Map<String, Double> durations = new HashMap<>();

  public static void main(String[] args) throws IOException {
    var out = System.out;
    System.setOut(System.err);
    var runner = new RunUntilFailure();
    var in = new BufferedReader(new InputStreamReader(System.in));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var words = List.of(line.split(" "));
      out.println(runner.verdict(words.getFirst(), words.subList(1, words.size())));
    }
  }

  private String verdict(String contract, List<String> packages) {
    try (var simnet = Simnet.open(manifest)) {
      simnet.deployer();
    } catch (ProjectException e) {
      return UNCHECKED;
    }
    var classes = standings.computeIfAbsent(contract, _ -> classesOf(packages));
    var promising =
        classes.entrySet().stream()
            .sorted(
                Comparator.comparingDouble(
                    each -> -each.getValue().promise(durations.getOrDefault(each.getKey(), 1.0))))
            .toList();
    int passed = 0;
    for (var each : promising) {
      var begun = System.nanoTime();
      var run = run(each.getKey());
      var seconds = (System.nanoTime() - begun) / 1e9;
      durations.merge(each.getKey(), seconds, Math::max);
      each.getValue().seconds += seconds;
      if (run.failure.isPresent()) {
        each.getValue().kills++;
        return KILLED + run.failure.get();
      }
      passed += run.passed;
    }
    if (passed == 0) throw new IllegalStateException("no test of " + packages + " has run");
    return SURVIVED;
  }

  private Map<String, Standing> classesOf(List<String> packages) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(packages.stream().map(DiscoverySelectors::selectPackage).toList())
            .filters(
                ClassNameFilter.includeClassNamePatterns(".*Test"),
                ClassNameFilter.excludeClassNamePatterns(NOT_OF_BEHAVIOUR))
            .build();
    var plan = launcher.discover(request);
    var classes = new HashMap<String, Standing>();
    for (var engine : plan.getRoots()) {
      for (var test : plan.getDescendants(engine)) {
        if (test.getSource().orElse(null) instanceof ClassSource source) {
          classes.put(source.getClassName(), new Standing());
        }
      }
    }
    return classes;
  }

  private Run run(String name) {
    var run = new Run();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(name))
            .build();
    launcher.execute(
        LauncherExecutionRequestBuilder.request(request)
            .listeners(run)
            .cancellationToken(run.cancellation)
            .build());
    return run;
  }

  /** A run of one class, which ends when the first test fails. */
  private static final class Run implements TestExecutionListener {
    private final CancellationToken cancellation = CancellationToken.create();
    private int passed;
    private Optional<String> failure = Optional.empty();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == Status.FAILED && !test.getDisplayName().contains(OF_COSTS)) {
        if (failure.isEmpty()) failure = Optional.of(name(test));
        cancellation.cancel();
      } else if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
        passed++;
      }
    }

    private static String name(TestIdentifier test) {
      var parent = test.getParentIdObject().map(id -> id.getLastSegment().getValue() + ".");
      return parent.orElse("") + test.getDisplayName().replaceAll("\\s+", " ");
    }
  }
}
