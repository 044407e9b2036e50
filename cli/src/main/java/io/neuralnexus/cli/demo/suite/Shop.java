package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.learning.LinearModel;
import io.neuralnexus.offchain.contracts.ModelRegistry.AddTermsTerms;
import java.util.List;

/** Models, and licences to use them or to derive others from them. */
final class Shop {
  /**
   * A licence for sale; micro-STX.
   *
   * @param share of the income of a model derived with it, bps; 0 if none may be
   * @param minimum of that share per licence sold
   */
  record Offer(long fee, long share, long minimum) {
    static Offer toUse(long fee) {
      return new Offer(fee, 0, 0);
    }

    boolean allowsDerivatives() {
      return share > 0;
    }
  }

  /** Blocks that a licence lasts. */
  private static final Uint DURATION = Uint.of(20_000);

  private static final Uint SEATS = Uint.of(100);

  private final Stage stage;
  private final Oracle oracle;

  Shop(Stage stage, Oracle oracle) {
    this.stage = stage;
    this.oracle = oracle;
  }

  /** The owner of a model offers licences; returns the number of the offer. */
  Uint offer(Account owner, Uint model, Offer offer) {
    var terms =
        new AddTermsTerms(
            offer.allowsDerivatives(),
            DURATION,
            false,
            Uint.of(offer.fee()),
            Uint.of(offer.minimum()),
            Owner.MEDICAL,
            SEATS,
            Uint.of(offer.share()),
            true);
    var index = stage.call(stage.models.as(owner.address()).addTerms(model, terms)).value().index();
    if (offer.allowsDerivatives()) {
      stage.tell(
          "%s offers licences to derive from model %s: %s STX, and %d %% of the income, at least %s"
              + " STX per licence sold",
          owner,
          Text.number(model),
          Stx.plain(offer.fee()),
          offer.share() / 100,
          Stx.plain(offer.minimum()));
    } else {
      stage.tell(
          "%s offers licences to use model %s: %s STX",
          owner, Text.number(model), Stx.plain(offer.fee()));
    }
    return index;
  }

  /** Somebody buys a licence; returns its number. */
  Uint buy(Account buyer, Uint model, Uint offer) {
    var fee = stage.models.quoteLicence(model, offer).ok().fee();
    var bought =
        stage.call(stage.models.as(buyer.address()).purchaseLicence(model, offer, fee)).value();
    oracle.sale(buyer, model.longValueExact(), fee.longValueExact());
    stage.tell("%s buys one for %s STX", buyer, Stx.plain(fee.longValueExact()));
    return bought.id();
  }

  /** Registers a model that was made off the chain from the one of a licence; returns its id. */
  Uint register(Account author, LinearModel model, Uint licence) {
    var file = stage.files().publish(Buff.of(model.toBytes()));
    var registered =
        stage
            .call(
                stage
                    .models
                    .as(author.address())
                    .registerModel(file.hash(), file.uri(), List.of(licence)))
            .value();
    return registered.id();
  }

  /** Whether the registry says that somebody may use a model. */
  boolean isLicensed(Account who, Uint model) {
    return stage.models.isLicensed(model, who.address(), Owner.MEDICAL);
  }

  /** Passes on what a model owes its one parent; returns micro-STX. */
  long settleRoyalty(Account caller, Uint model) {
    return stage
        .call(stage.models.as(caller.address()).settleRoyalty(model, Uint.ZERO))
        .value()
        .amount()
        .longValueExact();
  }

  /** Credits everybody with a share of a model with what it is due. */
  void claim(Account caller, Uint model, int shares) {
    for (int index = 0; index < shares; index++) {
      if (stage.models.getClaimable(model, Uint.of(index)).equals(Uint.ZERO)) continue;
      stage.call(stage.models.as(caller.address()).claimShare(model, Uint.of(index)));
    }
  }
}
