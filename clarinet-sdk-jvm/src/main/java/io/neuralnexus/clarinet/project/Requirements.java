package io.neuralnexus.clarinet.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.project.DeploymentPlan.Publish;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contracts of others, from the folder into which Clarinet fetches them. */
final class Requirements {
  private final String folder;
  private final ProjectFiles files;
  private final String manifest;

  Requirements(String cache, ProjectFiles files, String manifest) {
    this.folder = (cache.startsWith("./") ? cache.substring(2) : cache) + "/requirements/";
    this.files = files;
    this.manifest = manifest;
  }

  /** Adds a contract and those that it depends on. */
  void add(ContractPrincipal id, Map<ContractPrincipal, Planner.Source> sources) {
    if (sources.containsKey(id)) return;
    var path = folder + id + ".clar";
    var source = files.find(path).orElseThrow(() -> missing(id));
    var about = files.find(folder + id + ".json").orElseThrow(() -> missing(id));
    try {
      var json = new JsonMapper().readTree(about);
      var epoch = Epoch.parse(json.path("epoch").asText());
      var version = ClarityVersion.parse(json.path("clarity_version").asText());
      var tree = Syntax.parse(source, id, version, epoch);
      sources.put(id, new Planner.Source(new Publish(id, source, path, version), epoch, tree));
      for (var needed : ContractOrder.mentioned(tree)) {
        if (!needed.equals(id) && !BootNames.has(needed)) add(needed, sources);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw ProjectFiles.error(folder + id + ".json", 0, 0, e.getMessage());
    } catch (SyntaxException e) {
      throw new ProjectException(Remarks.of(e.diagnostics(), path));
    }
  }

  private ProjectException missing(ContractPrincipal id) {
    return new ProjectException(
        List.of(
            new Diagnostic(
                Level.ERROR,
                manifest,
                0,
                0,
                "Unable to retrieve contract %s".formatted(id),
                Optional.of(
                    "a requirement or remote data needs the network, or a copy in the project's"
                        + " cache_dir"))));
  }
}
