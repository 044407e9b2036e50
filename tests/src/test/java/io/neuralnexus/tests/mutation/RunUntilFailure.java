package io.neuralnexus.tests.mutation;

import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.Simnet;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of a package in the working directory until one fails: first the properties, whose
 * random sequences find most of what is wrong within seconds, then the examples. Prints the failed
 * test and exits with 1, with 0 if every test passes, or with 2 if the project does not check.
 */
final class RunUntilFailure implements TestExecutionListener {
  private static final List<String> ENGINES = List.of("jqwik", "junit-jupiter");

  /** What a change of costs or of chance fails would prove nothing. */
  private static final String NOT_OF_BEHAVIOUR = ".*\\.(CostsTest|DrawTest)";

  private final CancellationToken cancellation = CancellationToken.create();
  private final PrintStream out;
  private int passed;
  private String firstFailure = "";

  private RunUntilFailure(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    var out = System.out;
    System.setOut(System.err);
    try (var simnet = Simnet.open(Path.of(System.getProperty("nexus.root"), "Clarinet.toml"))) {
      simnet.deployer();
    } catch (ProjectException e) {
      System.exit(2);
    }
    var run = new RunUntilFailure(out);
    for (var engine : ENGINES) {
      if (run.firstFailure.isEmpty()) run.execute(args[0], engine);
    }
    System.exit(run.report());
  }

  private void execute(String packageName, String engine) {
    var discovery =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectPackage(packageName))
            .filters(
                EngineFilter.includeEngines(engine),
                ClassNameFilter.includeClassNamePatterns(".*Test"),
                ClassNameFilter.excludeClassNamePatterns(NOT_OF_BEHAVIOUR))
            .build();
    var request =
        LauncherExecutionRequestBuilder.request(discovery)
            .listeners(this)
            .cancellationToken(cancellation)
            .build();
    LauncherFactory.create().execute(request);
  }

  private int report() {
    if (!firstFailure.isEmpty()) {
      out.println(firstFailure);
      return 1;
    }
    if (passed == 0) throw new IllegalStateException("No test was found");
    return 0;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.FAILED && firstFailure.isEmpty()) {
      firstFailure =
          test.getParentIdObject().map(id -> id.getLastSegment().getValue() + ".").orElse("")
              + test.getDisplayName();
      cancellation.cancel();
    } else if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
      passed++;
    }
  }
}
