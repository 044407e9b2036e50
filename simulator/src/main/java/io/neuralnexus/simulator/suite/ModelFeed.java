package io.neuralnexus.simulator.suite;

import static io.neuralnexus.simulator.world.Participant.MICRO;

import io.neuralnexus.clarinet.Event.Print;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.offchain.contracts.ModelRegistry.CheckParentsEdges;
import io.neuralnexus.offchain.contracts.ModelRegistry.RegisterModelContributors;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Bygones;
import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Reads the events of models, licences and their income once for everybody: what is on sale, and
 * whom something is due. Models of those who sell nothing are not kept.
 */
final class ModelFeed {
  /** Something that whoever it is for should have the chain pay. */
  sealed interface Due {
    /** What a parent has of a child's income. */
    record Royalty(Uint child, Uint edge) implements Due {}

    /** What the holder of a share has of a model's. */
    record Share(Uint model, Uint index) implements Due {}
  }

  /** Somebody with models. */
  interface Seller {
    void due(Due due);

    default void registered(Uint model) {}

    default void licensed(Uint licence, Uint model) {}
  }

  private record Family(
      Principal owner,
      List<CheckParentsEdges> parents,
      List<RegisterModelContributors> contributors,
      int depth) {}

  private final World world;
  private final Recorder recorder;
  private final ModelRegistry registry;
  private final Compensation vault;
  private final Map<Uint, Family> families = new HashMap<>();
  private final Map<Uint, Map<Uint, Offer>> offers = new LinkedHashMap<>();
  private final List<Offer> shelf = new ArrayList<>();
  private final Map<Principal, Seller> sellers = new HashMap<>();

  /** Models of those who sell nothing are gone as soon as they are there. */
  private final Bygones bygone;

  private ModelFeed(World world) {
    this.world = world;
    this.recorder = world.recorder();
    this.registry = ModelRegistry.on(world.chain());
    this.vault = Compensation.on(world.chain());
    this.bygone = new Bygones(world, this::forgetModels);
    world.listen(registry.contract(), this::readModels);
    world.listen(vault.contract(), this::readIncome);
  }

  static ModelFeed of(World world) {
    return world.shared(ModelFeed.class, ModelFeed::new);
  }

  private void forgetModels(Uint below) {
    for (var map : List.of("models", "sales", "anchors")) {
      world.forgetBelow(registry.contract(), map, below);
    }
    for (var map : List.of("licence-terms", "slots")) {
      world.forgetBelow(registry.contract(), map, "model", below);
    }
    world.forgetBelow(vault.contract(), "pools", "id", below);
    world.forgetBelow(vault.contract(), "shares", "pool", below);
  }

  void follow(Principal account, Seller seller) {
    sellers.put(account, seller);
  }

  /** Something on sale that somebody can pay, drawn by how much it appeals to him. */
  Optional<Offer> drawn(Account buyer, Chance chance, ToDoubleFunction<Offer> appeal) {
    return chance.pick(shelf, appeal).filter(offer -> offer.fee <= buyer.wallet());
  }

  Collection<Offer> offersOf(Uint model) {
    return offers.getOrDefault(model, Map.of()).values();
  }

  private void readModels(Print print) {
    switch (registry.event(print).orElseThrow()) {
      case ModelRegistry.Event.RegisterModel made -> {
        bygone.begin(made.id());
        if (!sellers.containsKey(made.owner())) {
          bygone.end(made.id());
          return;
        }
        var depth = 0;
        for (var edge : made.parents()) {
          depth = Math.max(depth, families.get(edge.parent()).depth + 1);
        }
        families.put(
            made.id(), new Family(made.owner(), made.parents(), made.contributors(), depth));
        recorder.sample("models.depth", depth);
        tell(made.owner(), seller -> seller.registered(made.id()));
      }
      case ModelRegistry.Event.AddTerms added -> {
        var family = families.get(added.model());
        var terms = added.terms();
        var offer =
            new Offer(
                added.model(),
                added.index(),
                family.owner,
                terms.fee().longValueExact(),
                terms.derivatives(),
                terms.share().longValueExact(),
                family.depth);
        offers.computeIfAbsent(added.model(), _ -> new LinkedHashMap<>()).put(added.index(), offer);
        shelf.add(offer);
      }
      case ModelRegistry.Event.PurchaseLicence sold -> {
        var licence = sold.licence();
        offers.get(licence.model()).get(licence.terms()).sales++;
        recorder.add("licences.sold", 1);
        recorder.add("licences.sold.depth." + families.get(licence.model()).depth, 1);
        tell(sold.holder(), seller -> seller.licensed(sold.id(), licence.model()));
      }
      default -> {}
    }
  }

  private void readIncome(Print print) {
    switch (vault.event(print).orElse(null)) {
      case Compensation.Event.PayPool paid -> income(paid.id());
      case Compensation.Event.PayRoyalty paid -> {
        var amount = paid.amount().longValueExact() / MICRO;
        var receiver = families.get(paid.parent());
        if (receiver == null) return;
        recorder.add("royalties.depth." + receiver.depth, amount);
        recorder.add("royalties", amount);
        income(paid.parent());
      }
      case null, default -> {}
    }
  }

  /** A model has earned something: its parents, its owner and its contributors have parts of it. */
  private void income(Uint model) {
    var family = families.get(model);
    if (family == null) return;
    for (var i = 0; i < family.parents.size(); i++) {
      var edge = Uint.of(i);
      var parent = families.get(family.parents.get(i).parent());
      if (parent != null) {
        tell(parent.owner, seller -> seller.due(new Due.Royalty(model, edge)));
      }
    }
    tell(family.owner, seller -> seller.due(new Due.Share(model, Uint.ZERO)));
    for (var i = 0; i < family.contributors.size(); i++) {
      var index = Uint.of(i + 1L);
      tell(family.contributors.get(i).to(), seller -> seller.due(new Due.Share(model, index)));
    }
  }

  private void tell(Principal who, Consumer<Seller> news) {
    var seller = sellers.get(who);
    if (seller != null) news.accept(seller);
  }
}
