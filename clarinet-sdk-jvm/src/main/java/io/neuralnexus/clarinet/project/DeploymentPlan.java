package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens when a project's chain opens, and in which order.
 *
 * @param wallets who is given STX first, by name
 * @param batches what is sent then; each batch in a block of its own
 * @param bootContracts sources that replace contracts of genesis
 */
public record DeploymentPlan(
    List<Wallet> wallets, List<Batch> batches, List<BootContract> bootContracts) {

  /** Transactions of one epoch. */
  public record Batch(int id, Epoch epoch, List<Transaction> transactions) {
    /** Copies the list. */
    public Batch {
      transactions = List.copyOf(transactions);
    }
  }

  /** One step of a plan. */
  public sealed interface Transaction {}

  /**
   * A deployment.
   *
   * @param path the source's file, from the project's folder
   */
  public record Publish(
      ContractPrincipal contract, String source, String path, ClarityVersion version)
      implements Transaction {}

  /**
   * A call of any function.
   *
   * @param parameters each an expression of Clarity
   */
  public record Call(
      ContractPrincipal contract,
      String function,
      List<String> parameters,
      StandardPrincipal sender)
      implements Transaction {
    /** Copies the list. */
    public Call {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A transfer of micro-STX.
   *
   * @param memo its hex digits, if there is one
   * @param cost the fee, which a simnet does not take
   */
  public record Transfer(
      BigInteger amount,
      Principal recipient,
      StandardPrincipal sender,
      Optional<String> memo,
      BigInteger cost,
      boolean anchorBlockOnly)
      implements Transaction {}

  /** A source for a contract of genesis of that name. */
  public record BootContract(String name, String source, String path) {}

  /** Copies the lists. */
  public DeploymentPlan {
    wallets = List.copyOf(wallets);
    batches = List.copyOf(batches);
    bootContracts = List.copyOf(bootContracts);
  }

  /**
   * The plan of a project: its contracts after those that they depend on, and what the user has
   * added to {@code deployments/default.simnet-plan.yaml}.
   *
   * @param manifest the {@code Clarinet.toml}, absolute
   * @throws ProjectException if a file of the project is missing or not valid, or a contract cannot
   *     be read
   */
  public static DeploymentPlan of(Path manifest, ProjectFiles files) {
    return new Planner(manifest, files).plan();
  }

  /** The account of a name, if there is one. */
  public Optional<Wallet> wallet(String name) {
    return wallets.stream().filter(wallet -> wallet.name().equals(name)).findFirst();
  }

  /** The files of the contracts that it deploys, by the names of the contracts. */
  public Map<String, String> files() {
    var files = new HashMap<String, String>();
    for (var batch : batches) {
      for (var transaction : batch.transactions()) {
        if (transaction instanceof Publish publish) {
          files.put(publish.contract().name(), publish.path());
        }
      }
    }
    return files;
  }

  /** The plan as the YAML of a plan's file, in Clarinet's current encoding. */
  public String toYaml() {
    return PlanFile.write(this);
  }
}
