package io.neuralnexus.tests.mutation;

import java.io.PrintStream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in the working directory until one test fails. Prints the failed test and exits
 * with 1, or with 0 if every test passes.
 */
final class RunUntilFailure implements TestExecutionListener {
  private final CancellationToken cancellation = CancellationToken.create();
  private final PrintStream out;
  private int passed;
  private String firstFailure = "";

  private RunUntilFailure(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] classNames) {
    var out = System.out;
    System.setOut(System.err);
    var run = new RunUntilFailure(out);
    run.execute(classNames);
    System.exit(run.report());
  }

  private void execute(String[] classNames) {
    var discovery = LauncherDiscoveryRequestBuilder.request();
    for (var name : classNames) discovery.selectors(DiscoverySelectors.selectClass(name));
    var request =
        LauncherExecutionRequestBuilder.request(discovery.build())
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
