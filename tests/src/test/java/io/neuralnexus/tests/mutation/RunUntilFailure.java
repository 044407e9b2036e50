package io.neuralnexus.tests.mutation;

import java.io.PrintStream;
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
 * Runs the tests of a package in the working directory until one fails: the examples first, the
 * random ones after them. Prints the failed test and exits with 1, or with 0 if every test passes.
 */
final class RunUntilFailure implements TestExecutionListener {
  private static final List<String> ENGINES = List.of("junit-jupiter", "jqwik");

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
                ClassNameFilter.includeClassNamePatterns(".*Test"))
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
