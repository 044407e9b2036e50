package io.neuralnexus.clarinet.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a {@code Clarinet.toml} says about what is to be deployed.
 *
 * @param contracts the project's own, in the order of the file
 * @param requirements contracts of others that must be there
 * @param cache the folder of requirements that were once fetched
 * @param bootContracts files that replace contracts of genesis, by the name of the contract
 * @param usesRemoteData whether the chain starts from a real network's state
 */
record Manifest(
    List<Contract> contracts,
    List<ContractPrincipal> requirements,
    String cache,
    List<BootContract> bootContracts,
    boolean usesRemoteData) {

  /**
   * A contract of the project.
   *
   * @param path its file, from the project's folder
   * @param deployer the name of the account that deploys it
   */
  record Contract(String name, String path, String deployer, Epoch epoch, ClarityVersion version) {}

  /** A file that replaces a contract of genesis. */
  record BootContract(String name, String path) {}

  /**
   * Reads a manifest.
   *
   * @throws ProjectException if it is missing, no TOML or not valid
   */
  static Manifest read(String file, ProjectFiles files) {
    return new Reader(file).read(files.toml(file));
  }

  private record Reader(String file) {

    Manifest read(JsonNode root) {
      if (!root.at("/project/name").isTextual()) {
        throw error("a project needs a name: write name = \"...\" below [project]");
      }
      return new Manifest(
          root.path("contracts").properties().stream()
              .filter(entry -> entry.getValue().path("path").isTextual())
              .map(entry -> contract(entry.getKey(), entry.getValue()))
              .toList(),
          requirements(root.at("/project/requirements")),
          root.at("/project/cache_dir").asText("./.cache"),
          bootContracts(root.at("/project/override_boot_contracts_source")),
          root.at("/repl/remote_data/enabled").asBoolean());
    }

    private Contract contract(String name, JsonNode entry) {
      var epoch = epoch(name, entry.path("epoch"));
      var version =
          version(name, entry.path("clarity_version"))
              .orElseGet(
                  () ->
                      entry.has("epoch")
                          ? ClarityVersion.latestIn(epoch)
                          : ClarityVersion.CLARITY_1);
      if (version.compareTo(ClarityVersion.latestIn(epoch)) > 0) {
        throw error("contract %s: %s can not be used with %s".formatted(name, version, epoch));
      }
      return new Contract(
          name,
          path(entry.get("path").textValue()),
          entry.path("deployer").asText("deployer"),
          epoch,
          version);
    }

    private Epoch epoch(String name, JsonNode value) {
      if (value.isMissingNode()) return Epoch.EPOCH_2_05;
      if (value.asText().equals("latest")) return Epoch.EPOCH_3_4;
      var text = value.isFloatingPointNumber() ? number(value.asText()) : value.asText();
      var known =
          Arrays.stream(Epoch.values()).filter(epoch -> epoch.label().equals(text)).findFirst();
      return known.orElseThrow(
          () ->
              error(
                  "contract %s: epoch field invalid (value supported: %s, latest), but it is %s"
                      .formatted(
                          name,
                          Arrays.stream(Epoch.values())
                              .map(Epoch::label)
                              .collect(Collectors.joining(", ")),
                          value)));
    }

    /** TOML has no 3.0 that is not 3. */
    private static String number(String text) {
      return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private Optional<ClarityVersion> version(String name, JsonNode value) {
      if (value.isMissingNode()) return Optional.empty();
      int highest = ClarityVersion.values().length;
      if (!value.isInt() || value.intValue() < 1 || value.intValue() > highest) {
        throw error(
            "contract %s: clarity_version field invalid (value supported: 1 to %d), but it is %s"
                .formatted(name, highest, value));
      }
      return Optional.of(ClarityVersion.of(value.intValue()));
    }

    private List<ContractPrincipal> requirements(JsonNode list) {
      var required = new ArrayList<ContractPrincipal>();
      for (var each : list) {
        if (!each.path("contract_id").isTextual()) continue;
        var id = each.get("contract_id").textValue();
        try {
          required.add(ContractPrincipal.parse(id));
        } catch (IllegalArgumentException e) {
          throw error("requirement '%s' is not a contract: %s".formatted(id, e.getMessage()));
        }
      }
      return required;
    }

    private static List<BootContract> bootContracts(JsonNode table) {
      return table.properties().stream()
          .map(entry -> new BootContract(entry.getKey(), path(entry.getValue().asText())))
          .toList();
    }

    private static String path(String path) {
      return path.startsWith("./") ? path.substring(2) : path;
    }

    private ProjectException error(String message) {
      return ProjectFiles.error(file, 0, 0, message);
    }
  }
}
