package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecRequired;
import java.util.List;

/**
 * What the acts after the registration share.
 *
 * @param required what jobs want to be proven of their data sets
 * @param machines who compute for money
 */
record Scene(
    Stage stage,
    Cast cast,
    Recipe recipe,
    Oracle oracle,
    SuiteAudit audit,
    Developer developer,
    List<Owner> owners,
    List<TrainingJobJobSpecRequired> required,
    List<Grantee> machines,
    List<Grantee> verifiers) {
  Scene {
    owners = List.copyOf(owners);
    required = List.copyOf(required);
    machines = List.copyOf(machines);
    verifiers = List.copyOf(verifiers);
  }

  /** Begins an act, after a look at the books. */
  void act(String title) {
    audit.look();
    stage.act(title);
  }

  /** Whose address it is. */
  String name(Principal address) {
    return cast.account(address).name();
  }

  /** Who proposes matches. */
  Account scout() {
    return cast.scout();
  }

  /** Who pushes on what anyone may. */
  Account keeper() {
    return cast.keeper();
  }

  void tell(String line, Object... values) {
    stage.tell(line, values);
  }
}
