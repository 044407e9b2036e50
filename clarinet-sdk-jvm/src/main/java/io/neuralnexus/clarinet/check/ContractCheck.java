package io.neuralnexus.clarinet.check;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.check.ProjectFile.Contract;
import io.neuralnexus.clarity.ContractPrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Warnings about the contracts of a project that has no errors. */
public final class ContractCheck {

  private ContractCheck() {}

  /**
   * Warnings contract by contract, in the order of the manifest, after those about the manifest.
   *
   * @param simnet the opened project
   */
  public static List<Diagnostic> warnings(Path manifest, ProjectFile project, Simnet simnet) {
    var result = new ArrayList<>(project.remarks());
    for (var contract : project.contracts()) {
      var issuer = contract.deployer().map(simnet::account).orElseGet(simnet::deployer);
      var id = new ContractPrincipal(issuer, contract.name());
      // A plan of the project's own may leave contracts out.
      if (simnet.contractSource(id.toString()).isEmpty()) continue;
      result.addAll(warnings(contract, source(manifest, contract), project, id, simnet));
    }
    return List.copyOf(result);
  }

  private static List<Diagnostic> warnings(
      Contract contract, String source, ProjectFile project, ContractPrincipal id, Simnet simnet) {
    var annotations = Annotation.find(contract.path(), source);
    var result = new ArrayList<>(annotations.remarks());
    if (project.checkChecker()) {
      var expressions = Expression.readContract(simnet.contractAst(id.toString()));
      result.addAll(
          UncheckedData.find(contract.path(), expressions, annotations, project.settings()));
    }
    return result;
  }

  private static String source(Path manifest, Contract contract) {
    var path = manifest.toAbsolutePath().resolveSibling(contract.path());
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
