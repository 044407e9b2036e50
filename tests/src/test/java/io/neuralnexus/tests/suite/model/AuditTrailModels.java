package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Uint.ONE;
import static io.neuralnexus.clarity.Uint.ZERO;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.contracts.ModelRegistry.Anchor;
import io.neuralnexus.tests.contracts.ModelRegistry.CheckParentsEdges;
import io.neuralnexus.tests.contracts.ModelRegistry.Licence;
import io.neuralnexus.tests.contracts.ModelRegistry.ModelRecord;
import io.neuralnexus.tests.contracts.ModelRegistry.ModelSales;
import io.neuralnexus.tests.contracts.ModelRegistry.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Models, licences and anchors. */
final class AuditTrailModels implements AuditTrailPart {
  private record Offer(Uint model, Uint index) {}

  private record Slots(Uint model, Principal holder) {}

  private final AuditTrailEntries<Uint, ModelRecord> models;
  private final AuditTrailEntries<Uint, Principal> owners;
  private final AuditTrailEntries<Uint, ModelSales> sales;
  private final AuditTrailEntries<Offer, Terms> offers;
  private final AuditTrailEntries<Uint, Licence> licences;
  private final AuditTrailEntries<Slots, List<Uint>> slots;
  private final AuditTrailEntries<Uint, Anchor> anchors;
  private final AuditTrailEntries<String, Uint> last;

  AuditTrailModels(ModelRegistry registry) {
    models =
        new AuditTrailEntries<>(
            "models: model", id -> registry.getModel(id).map(ModelRegistry.Model::record));
    owners = new AuditTrailEntries<>("models: owner of", id -> registry.getOwner(id).ok());
    sales =
        new AuditTrailEntries<>(
            "models: sales of", id -> registry.getModel(id).map(ModelRegistry.Model::sales));
    offers = new AuditTrailEntries<>("models:", key -> registry.getTerms(key.model(), key.index()));
    licences = new AuditTrailEntries<>("models: licence", registry::getLicence);
    slots =
        new AuditTrailEntries<>(
            "models:",
            key -> registry.maps().slots(new ModelRegistry.SlotsKey(key.holder(), key.model())));
    anchors = new AuditTrailEntries<>("models: anchor of", registry::getAnchor);
    last =
        new AuditTrailEntries<>(
            "models: last",
            kind ->
                Optional.of(
                    switch (kind) {
                      case "model" -> registry.getLastTokenId().ok();
                      case "licence" -> registry.getLastLicence();
                      default -> throw new AssertionError(kind);
                    }));
    last.put("model", ZERO);
    last.put("licence", ZERO);
  }

  @Override
  public List<AuditTrailEntries<?, ?>> entries() {
    return List.of(models, owners, sales, offers, licences, slots, anchors, last);
  }

  void read(ModelRegistry.Event event, AuditTrailMoment now) {
    switch (event) {
      case ModelRegistry.Event.RegisterModel e -> {
        models.put(
            e.id(),
            new ModelRecord(
                e.owner(),
                e.parents().stream().map(CheckParentsEdges::parent).toList(),
                false,
                e.rightsEnd(),
                e.trained(),
                e.uri(),
                e.weightsHash()));
        owners.put(e.id(), e.owner());
        sales.put(e.id(), new ModelSales(ZERO, ZERO, ZERO));
        last.put("model", e.id());
      }
      case ModelRegistry.Event.AddTerms e -> {
        var terms = e.terms();
        offers.put(
            new Offer(e.model(), e.index()),
            new Terms(
                terms.derivatives(),
                terms.duration(),
                terms.exclusive(),
                terms.fee(),
                terms.minimum(),
                true,
                terms.purposes(),
                terms.seats(),
                terms.share(),
                ZERO,
                terms.transferable()));
        sales.change(e.model(), sold -> sold.withTerms(e.index()));
      }
      case ModelRegistry.Event.SetTermsOpen e ->
          offers.change(new Offer(e.model(), e.index()), offer -> offer.withOpen(e.open()));
      case ModelRegistry.Event.Transfer e -> owners.put(e.id(), e.recipient());
      // The share is in the vault's events.
      case ModelRegistry.Event.MoveContribution _ -> {}
      case ModelRegistry.Event.PurchaseLicence e -> purchase(e, now);
      case ModelRegistry.Event.TransferLicence e -> {
        var model = licences.get(e.id()).licence().model();
        leaveSlot(model, e.sender(), e.id());
        takeSlot(model, e.recipient(), e.id(), now);
        licences.change(e.id(), licence -> licence.withHolder(Optional.of(e.recipient())));
      }
      case ModelRegistry.Event.RefundLicence e -> {
        var model = licences.get(e.id()).licence().model();
        // While exclusive rights run, no licence but theirs does.
        sales.change(
            model,
            sold ->
                sold.noOtherBefore().compareTo(now.burn()) > 0
                    ? sold.withLatestEnd(ZERO).withNoOtherBefore(ZERO)
                    : sold);
        leaveSlot(model, e.holder(), e.id());
        licences.remove(e.id());
      }
      case ModelRegistry.Event.AnchorModel e ->
          anchors.put(e.model(), new Anchor(e.height(), e.output(), e.txid()));
      case ModelRegistry.Event.RestoreOwner e -> {
        owners.put(e.model(), e.to());
        models.change(e.model(), record -> record.withRestored(true));
      }
    }
  }

  private void purchase(ModelRegistry.Event.PurchaseLicence e, AuditTrailMoment now) {
    var bought = e.licence();
    var key = new Offer(bought.model(), bought.terms());
    offers.change(key, offer -> offer.withSold(offer.sold().plus(ONE)));
    boolean exclusive = offers.get(key).exclusive();
    sales.change(
        bought.model(),
        sold ->
            new ModelSales(
                bought.end().compareTo(sold.latestEnd()) > 0 ? bought.end() : sold.latestEnd(),
                exclusive ? bought.end().plus(ONE) : sold.noOtherBefore(),
                sold.terms()));
    takeSlot(bought.model(), e.holder(), e.id(), now);
    licences.put(e.id(), new Licence(Optional.of(e.holder()), bought));
    last.put("licence", e.id());
  }

  /** Licences that have ended give way. */
  private void takeSlot(Uint model, Principal holder, Uint licence, AuditTrailMoment now) {
    var key = new Slots(model, holder);
    var running = new ArrayList<Uint>();
    for (var id : slots.find(key).orElse(List.of())) {
      if (licences.find(id).filter(each -> !isOver(each, now)).isPresent()) running.add(id);
    }
    running.add(licence);
    slots.put(key, running);
  }

  private static boolean isOver(Licence licence, AuditTrailMoment now) {
    return licence.licence().end().compareTo(now.burn()) < 0;
  }

  private void leaveSlot(Uint model, Principal holder, Uint licence) {
    slots.change(
        new Slots(model, holder), ids -> ids.stream().filter(id -> !id.equals(licence)).toList());
  }
}
