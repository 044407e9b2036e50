package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ModelRegistry.PurchaseLicence;
import java.util.List;

/** Words about models and licences. */
abstract class ModelStage extends JobStage {
  static final Uint FIRST = uint(1);
  static final Uint OWNERS = uint(0);

  /** The fee of most licences, and what the platform leaves of it. */
  static final long FEE = 10 * STX;

  static final long INCOME = 9_700_000;

  Uint model(StandardPrincipal who, Uint... parents) {
    return ok(models.as(who).registerModel(sha256("weights"), "ipfs://model", List.of(parents)))
        .id();
  }

  /** A model with one offer: changes of the terms as name, value, name, value. */
  Uint offered(StandardPrincipal who, Object... changes) {
    var id = model(who);
    offer(who, id, changes);
    return id;
  }

  Uint offer(StandardPrincipal who, Uint model, Object... changes) {
    return ok(models.as(who).addTerms(model, licenceTerms(changes))).index();
  }

  Uint bought(StandardPrincipal who, Uint model) {
    return ok(buy(who, model)).id();
  }

  TypedReceipt<Response<PurchaseLicence, Uint>> buy(StandardPrincipal who, Uint model) {
    return models.as(who).purchaseLicence(model, FIRST, uint(FEE));
  }

  long claimed(Uint model, Principal holder) {
    long before = balance(holder);
    models.as(keeper).claimShare(model, OWNERS);
    return balance(holder) - before;
  }

  void freeze(Uint model) {
    enact(governance.as(treasury).proposeFreeze(model));
  }
}
