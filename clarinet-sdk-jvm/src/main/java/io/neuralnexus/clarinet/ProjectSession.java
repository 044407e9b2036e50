package io.neuralnexus.clarinet;

import io.neuralnexus.clarinet.project.DeploymentPlan;
import io.neuralnexus.clarinet.project.DeploymentPlan.Call;
import io.neuralnexus.clarinet.project.DeploymentPlan.Publish;
import io.neuralnexus.clarinet.project.DeploymentPlan.Transfer;
import io.neuralnexus.clarinet.project.ProjectFiles;
import io.neuralnexus.clarinet.project.Wallet;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A project's chain as it is when it opens. What was once opened is kept: opening it again is a
 * fork, unless a file has changed.
 */
record ProjectSession(DeploymentPlan plan, ProjectFiles files, Session session) {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectSession.class);

  /** What must be the same for a chain to be the same. */
  private record Key(
      Path manifest,
      long start,
      boolean tracksCosts,
      boolean tracksCoverage,
      ChainProfile profile,
      List<Path> modules) {}

  private static final Map<Key, ProjectSession> OPENED = new ConcurrentHashMap<>();

  /**
   * Opens a project.
   *
   * @param manifest absolute
   * @param start the time of the first burn block, in seconds since 1970
   * @throws ProjectException if it does not check
   */
  static ProjectSession open(Path manifest, long start, SimnetOptions options) {
    var key =
        new Key(
            manifest,
            start,
            options.trackCosts(),
            options.trackCoverage(),
            options.profile(),
            options.nodeModules().stream().toList());
    var known = OPENED.get(key);
    if (known == null || !known.files.unchanged()) {
      known = play(manifest, start, options);
      OPENED.put(key, known);
    }
    synchronized (known) {
      return new ProjectSession(known.plan, known.files, known.session.fork());
    }
  }

  private static ProjectSession play(Path manifest, long start, SimnetOptions options) {
    var files = new ProjectFiles(manifest.getParent());
    var plan = DeploymentPlan.of(manifest, files);
    var boot = new BootContracts(Optional.of(manifest), options, plan.bootContracts());
    var session = Session.begin(start, options.trackCosts(), options.profile(), boot);
    var opened = new ProjectSession(plan, files, session);
    if (options.trackCoverage()) opened.session.cover(plan.files());
    opened.play();
    return opened;
  }

  StandardPrincipal deployer() {
    return plan.wallet("deployer")
        .map(Wallet::address)
        .orElseThrow(
            () -> failure("settings/Devnet.toml", "unable to retrieve default deployer account"));
  }

  Map<String, StandardPrincipal> accounts() {
    var accounts = new TreeMap<String, StandardPrincipal>();
    plan.wallets().forEach(wallet -> accounts.put(wallet.name(), wallet.address()));
    return Collections.unmodifiableMap(accounts);
  }

  private void play() {
    deployer();
    for (var wallet : plan.wallets()) session.mintStx(wallet.address(), wallet.balance());
    var failures = new ArrayList<Failure>();
    for (var batch : plan.batches()) {
      session.mine();
      session.blocks().setEpoch(batch.epoch());
      for (var transaction : batch.transactions()) {
        switch (transaction) {
          case Publish publish -> publish(publish).ifPresent(failures::add);
          case Call call -> call(call);
          case Transfer transfer -> transfer(transfer);
        }
      }
    }
    // Clarinet tells only of the first that fails, in the order of names.
    failures.stream()
        .min(Comparator.comparing(Failure::contract))
        .ifPresent(
            failure -> {
              throw new ProjectException(failure.diagnostics());
            });
  }

  private record Failure(String contract, List<Diagnostic> diagnostics) {}

  private Optional<Failure> publish(Publish publish) {
    var id = publish.contract();
    if (session.contract(id).isPresent()) return Optional.empty();
    try {
      session.deploy(id, publish.source(), publish.version(), id.issuer(), publish.path(), true);
      return Optional.empty();
    } catch (Session.Refusal e) {
      return Optional.of(new Failure(id.toString(), e.diagnostics()));
    } catch (ClarityRuntimeException e) {
      var why = e.getMessage().substring(e.getMessage().indexOf(" -> ") + 4);
      return Optional.of(new Failure(id.toString(), failure(publish.path(), why).diagnostics()));
    }
  }

  private static ProjectException failure(String file, String message) {
    return new ProjectException(
        List.of(new Diagnostic(Diagnostic.Level.ERROR, file, 0, 0, message, Optional.empty())));
  }

  /** What a call of the plan does not achieve, it does not achieve: Clarinet goes on. */
  private void call(Call call) {
    var arguments = new ArrayList<Value>();
    for (var parameter : call.parameters()) {
      try {
        arguments.add(session.evaluate(parameter, call.sender()).result());
      } catch (Session.Refusal | ClarityRuntimeException e) {
        throw failure(
            "deployments/default.simnet-plan.yaml",
            "parameter %s of %s.%s: %s"
                .formatted(parameter, call.contract(), call.function(), e.getMessage()));
      }
    }
    try {
      session.call(call.contract(), call.function(), arguments, call.sender(), true);
    } catch (ClarityRuntimeException e) {
      LOG.warn("the plan's call of {}.{}: {}", call.contract(), call.function(), e.getMessage());
    }
  }

  private void transfer(Transfer transfer) {
    try {
      session.transfer(transfer.amount(), transfer.recipient(), transfer.sender());
    } catch (ClarityRuntimeException e) {
      LOG.warn("the plan's transfer from {}: {}", transfer.sender(), e.getMessage());
    }
  }
}
