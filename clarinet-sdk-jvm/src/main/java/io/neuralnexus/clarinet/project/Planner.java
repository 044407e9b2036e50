package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.project.DeploymentPlan.Batch;
import io.neuralnexus.clarinet.project.DeploymentPlan.BootContract;
import io.neuralnexus.clarinet.project.DeploymentPlan.Publish;
import io.neuralnexus.clarinet.project.DeploymentPlan.Transaction;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the plan of one project. */
final class Planner {
  /** Clarinet puts no more transactions into a block. */
  private static final int MOST_IN_BATCH = 25;

  private final String manifestFile;
  private final ProjectFiles files;
  private final List<Diagnostic> unreadable = new ArrayList<>();

  Planner(Path manifest, ProjectFiles files) {
    this.manifestFile = manifest.getFileName().toString();
    this.files = files;
  }

  /** A contract to deploy, read. */
  record Source(Publish publish, Epoch epoch, SyntaxTree tree) {}

  DeploymentPlan plan() {
    var manifest = Manifest.read(manifestFile, files);
    if (manifest.usesRemoteData()) {
      throw new ProjectException(
          List.of(
              new Diagnostic(
                  Diagnostic.Level.ERROR,
                  manifestFile,
                  0,
                  0,
                  "repl.remote_data is enabled, and only the engine 'official' can use it",
                  Optional.of(
                      "disable it, or choose that engine, which needs the network for it"))));
    }
    var wallets = Settings.wallets(files);
    var required = new Requirements(manifest.cache(), files, manifestFile);
    var sources = new TreeMap<ContractPrincipal, Source>(ContractOrder.BY_ID);
    for (var id : manifest.requirements()) required.add(id, sources);
    for (var contract : manifest.contracts()) add(contract, wallets, sources);
    if (!unreadable.isEmpty()) throw new ProjectException(unreadable);
    var order = ContractOrder.of(sources, manifestFile);
    return new DeploymentPlan(
        wallets,
        merged(batches(order), PlanFile.read(files)),
        manifest.bootContracts().stream()
            .map(each -> new BootContract(each.name(), files.text(each.path()), each.path()))
            .toList());
  }

  private void add(
      Manifest.Contract contract, List<Wallet> wallets, Map<ContractPrincipal, Source> sources) {
    var deployer =
        wallets.stream()
            .filter(wallet -> wallet.name().equals(contract.deployer()))
            .findFirst()
            .orElseThrow(
                () ->
                    ProjectFiles.error(
                        manifestFile,
                        0,
                        0,
                        "unable to retrieve account '%s': %s has %s"
                            .formatted(
                                contract.deployer(),
                                Settings.FILE,
                                wallets.stream().map(Wallet::name).toList())));
    ContractPrincipal id;
    try {
      id = deployer.address().contract(contract.name());
    } catch (IllegalArgumentException e) {
      throw ProjectFiles.error(
          manifestFile,
          0,
          0,
          "unable to use %s as a valid contract name".formatted(contract.name()));
    }
    var publish = new Publish(id, files.text(contract.path()), contract.path(), contract.version());
    try {
      var tree = Syntax.parse(publish.source(), id, contract.version(), contract.epoch());
      sources.put(id, new Source(publish, contract.epoch(), tree));
    } catch (SyntaxException e) {
      unreadable.addAll(Remarks.of(e.diagnostics(), contract.path()));
    }
  }

  private static List<Batch> batches(List<Source> order) {
    var byEpoch = new TreeMap<Epoch, List<Transaction>>();
    for (var source : order) {
      byEpoch.computeIfAbsent(source.epoch(), _ -> new ArrayList<>()).add(source.publish());
    }
    var batches = new ArrayList<Batch>();
    byEpoch.forEach(
        (epoch, transactions) -> {
          for (int from = 0; from < transactions.size(); from += MOST_IN_BATCH) {
            int to = Math.min(from + MOST_IN_BATCH, transactions.size());
            batches.add(new Batch(batches.size(), epoch, transactions.subList(from, to)));
          }
        });
    return batches;
  }

  /** What the user has added stays with the batch that it was added to, or has one of its own. */
  private static List<Batch> merged(List<Batch> made, List<PlanFile.Addition> additions) {
    var batches = new ArrayList<>(made);
    for (var addition : additions) {
      if (addition.transactions().isEmpty()) continue;
      var same =
          batches.stream()
              .filter(
                  batch ->
                      batch.id() == addition.id()
                          && addition.epoch().equals(Optional.of(batch.epoch())))
              .findFirst();
      if (same.isPresent()) {
        var both = new ArrayList<>(same.get().transactions());
        both.addAll(addition.transactions());
        batches.set(
            batches.indexOf(same.get()), new Batch(same.get().id(), same.get().epoch(), both));
      } else {
        batches.add(
            new Batch(
                addition.id(), addition.epoch().orElse(Epoch.EPOCH_3_4), addition.transactions()));
      }
    }
    batches.sort(Comparator.comparing(Batch::epoch));
    var numbered = new ArrayList<Batch>();
    for (var batch : batches) {
      numbered.add(new Batch(numbered.size(), batch.epoch(), batch.transactions()));
    }
    return numbered;
  }
}
