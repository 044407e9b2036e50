package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Two chains that are treated alike, one on each engine, and what they answer differently. */
final class Differ implements AutoCloseable {
  private static final StandardPrincipal SENDER =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");

  private final Simnet official;
  private final Simnet jvm;
  private String latest = "";

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

  /** Deploys a contract at any address on both; what they say differently, if anything. */
  Optional<String> deploy(ContractPrincipal contract, String source, ClarityVersion version) {
    return both(simnet -> simnet.deploy(contract.name(), source, version, contract.issuer()));
  }

  /** Calls a function that is not private on both; what they say differently, if anything. */
  Optional<String> call(
      String contract,
      ContractInterface.Function function,
      List<? extends Value> arguments,
      StandardPrincipal by) {
    return both(
        simnet ->
            function.access() == ContractInterface.Access.PUBLIC
                ? simnet.callPublic(contract, function.name(), arguments, by)
                : simnet.callReadOnly(contract, function.name(), arguments, by));
  }

  /** Asks both the same; what they say differently, if anything. */
  Optional<String> ask(Function<Simnet, Object> question) {
    var wanted = answer(official, question);
    var got = answer(jvm, question);
    return wanted.equals(got) ? Optional.empty() : difference(wanted + "", got + "");
  }

  private static Object answer(Simnet simnet, Function<Simnet, Object> question) {
    try {
      return question.apply(simnet);
    } catch (SimnetException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  /** Does the same to both. */
  void act(Consumer<Simnet> act) {
    act.accept(official);
    act.accept(jvm);
  }

  /** The interface of a contract that is deployed on both. */
  ContractInterface contractInterface(String contract) {
    return jvm.contractInterface(contract);
  }

  /** What the latest request was answered, by the official engine. */
  String latest() {
    return latest;
  }

  private Optional<String> both(Function<Simnet, Receipt> request) {
    latest = told(official, request);
    return difference(latest, told(jvm, request));
  }

  private static Optional<String> difference(String wanted, String got) {
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
