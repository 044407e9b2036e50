package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Two chains that are treated alike, one on each engine, and what they answer differently. */
final class Differ implements AutoCloseable {
  private static final StandardPrincipal SENDER =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");

  private final Simnet official;
  private final Simnet jvm;

  Differ(Epoch epoch) {
    var options =
        SimnetOptions.defaults()
            .withTrackCosts(true)
            .withGenesisTime(Instant.parse("2026-01-01T00:00:00Z"));
    official = Simnet.empty(options.withEngine(Engine.OFFICIAL));
    jvm = Simnet.empty(options.withEngine(Engine.JVM));
    for (var simnet : List.of(official, jvm)) {
      simnet.setDeployer(SENDER);
      simnet.mintStx(SENDER, 1_000_000);
      simnet.setEpoch(epoch);
    }
  }

  /** Deploys a contract on both; what they say differently, if anything. */
  Optional<String> deploy(String name, String source, ClarityVersion version) {
    return both(simnet -> simnet.deploy(name, source, version, simnet.deployer()));
  }

  /** Whether a contract is there: both may have refused it. */
  boolean has(String contract) {
    return jvm.contractSource(contract).isPresent();
  }

  /** Calls a public function on both; what they say differently, if anything. */
  Optional<String> call(String contract, String function, List<? extends Value> arguments) {
    return both(simnet -> simnet.callPublic(contract, function, arguments, simnet.deployer()));
  }

  private Optional<String> both(Function<Simnet, Receipt> request) {
    var wanted = told(official, request);
    var got = told(jvm, request);
    return wanted.equals(got)
        ? Optional.empty()
        : Optional.of("official: %s%n     jvm: %s".formatted(wanted, got));
  }

  /** Everything that an engine says, as one text. */
  private static String told(Simnet simnet, Function<Simnet, Receipt> request) {
    String said;
    try {
      var receipt = request.apply(simnet);
      said = receipt.result() + " " + receipt.costs() + " " + receipt.events();
    } catch (ProjectException e) {
      // The official engine does not tell the place of an error in a deployment.
      said = "refused: " + e.diagnostics().stream().map(Diagnostic::message).toList();
    } catch (SimnetException e) {
      said = e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      said = "FAULT " + e;
    }
    return said + " @" + simnet.stacksBlockHeight();
  }

  @Override
  public void close() {
    official.close();
    jvm.close();
  }
}
