package io.neuralnexus.clarinet;

import io.neuralnexus.clarinet.check.ContractCheck;
import io.neuralnexus.clarinet.check.ProjectFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells what is wrong with a Clarinet project without running it: what {@code clarinet check}
 * tells.
 *
 * <p>Errors come from opening the project with the default engine: all syntax errors of all
 * contracts at once, or else the first error of the first contract that does not check. Only a
 * project without errors is looked at for warnings: those of Clarinet's check-checker, the use of a
 * caller's data that nothing has checked. They come from an implementation of our own, because the
 * official package is built without that pass. It runs when {@code repl.analysis.passes} of the
 * manifest names it and heeds its settings and annotations as Clarinet does.
 */
public final class ProjectCheck {

  private ProjectCheck() {}

  /**
   * Checks the project of a manifest.
   *
   * @return errors and warnings; the notes that belong to one follow it. Empty if there is nothing
   *     to tell
   * @throws EngineException if the engine cannot be run, or a contract of genesis is not there,
   *     which says nothing about the project
   */
  public static List<Diagnostic> check(Path manifest) {
    try {
      var project = ProjectFile.read(manifest);
      try (var simnet = Simnet.open(manifest)) {
        return ContractCheck.warnings(manifest, project, simnet);
      }
    } catch (ProjectException e) {
      return e.diagnostics();
    }
  }
}
