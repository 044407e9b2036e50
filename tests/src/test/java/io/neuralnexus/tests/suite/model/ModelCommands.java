package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.on;
import static io.neuralnexus.tests.suite.model.Command.when;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.model.Choice;
import io.neuralnexus.tests.suite.model.Model.Offer;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What happens to models, their licences and their income. */
final class ModelCommands {
  private static final int MANY = 12;
  private static final Buff WEIGHTS = Programs.sha256("weights");

  static final List<Command> ALL =
      Stream.of(owning(), licensing(), earning()).flatMap(List::stream).toList();

  private ModelCommands() {}

  // ---- owners

  private static Action.Unanswered registering(Actor who, List<Licence> from) {
    return call(
        who,
        Chain.MODELS,
        "register-model",
        WEIGHTS,
        ascii("ipfs://model"),
        list(from.stream().map(each -> uint(each.id)).toList()));
  }

  static Action register(Suite suite, Actor who, List<Licence> from) {
    var lineage = Registry.lineage(from);
    return registering(who, from).tells(() -> suite.registry.mint(who, lineage, List.of()));
  }

  private static Value terms(Offer offer) {
    return tuple(
        "purposes", uint(offer.purposes),
        "fee", uint(offer.fee),
        "duration", uint(offer.duration),
        "transferable", bool(offer.transferable),
        "exclusive", bool(offer.exclusive),
        "derivatives", bool(offer.derivatives),
        "share", uint(offer.share),
        "minimum", uint(offer.minimum),
        "seats", uint(offer.seats));
  }

  private static Action.Unanswered offering(Actor who, Model model, Offer offer) {
    return call(who, Chain.MODELS, "add-terms", uint(model.id), terms(offer));
  }

  private static Offer offer(Model model, Choice choice) {
    boolean derivatives = choice.chance("derivatives", 0.8);
    boolean free = model.lineage.edges().isEmpty() && choice.chance("free", 0.1);
    return new Offer(
        model.offers.size() + 1L,
        choice.number("purposes", 1, 3),
        free ? 0 : choice.number("fee", 1, choice.chance("cheap", 0.2) ? 150_000 : 20_000_000),
        choice.chance("for long", 0.4) ? 0 : choice.number("duration", 1, 1_500),
        choice.chance("transferable", 0.7),
        choice.chance("exclusive", 0.15),
        derivatives,
        derivatives ? choice.number("share", 0, 2_500) : 0,
        derivatives && choice.chance("minimum", 0.4) ? choice.number("at least", 0, 300_000) : 0,
        choice.number("seats", 1, 6));
  }

  static Action add(Suite suite, Model model, Offer offer) {
    return offering(model.owner, model, offer).tells(() -> model.offers.add(offer));
  }

  /** micro-STX that the parents want of every licence sold. */
  private static long minima(Model model) {
    return model.lineage.edges().stream().mapToLong(Lineage.Edge::minimum).sum();
  }

  private static Action.Unanswered transferring(Model model, Actor to) {
    return call(
        model.owner,
        Chain.MODELS,
        "transfer",
        uint(model.id),
        model.owner.principal(),
        to.principal());
  }

  static Action restore(Suite suite, Model model, Actor keeper) {
    var to = suite.parliament.freeze(model).orElseThrow().named.orElseThrow();
    return call(keeper, Chain.MODELS, "restore-owner", uint(model.id))
        .tells(() -> suite.registry.restore(model, to));
  }

  private static List<Command> owning() {
    return List.of(
        when(
            suite -> !suite.isPaused() && suite.models.size() < MANY,
            "register-model",
            1.5,
            (none, suite, choice) -> {
              var who =
                  choice
                      .among(suite.licences.stream().filter(each -> each.offer.derivatives))
                      .filter(licence -> choice.chance("licensee", 0.7))
                      .map(licence -> licence.holder)
                      .orElseGet(() -> choice.of(Actor.PLAYERS));
              return register(
                  suite,
                  who,
                  choice.chance("alone", 0.2) ? List.of() : suite.registry.parents(who, choice));
            }),
        when(
            Suite::isPaused,
            "register-model, paused",
            0.5,
            (none, suite, choice) ->
                registering(choice.of(Actor.PLAYERS), List.of()).fails(ERR_PAUSED)),
        on(
            suite ->
                suite.licences.stream()
                    .filter(each -> !each.refunded && each.end < suite.now.burn()),
            "register-model, after the licence has ended",
            0.5,
            (licence, suite, choice) ->
                registering(licence.holder, List.of(licence))
                    .fails(suite.isPaused() ? ERR_PAUSED : ERR_BAD_PARENT)),
        on(
            suite -> suite.models.stream().filter(each -> each.offers.size() < 5),
            "add-terms",
            1.5,
            (model, suite, choice) -> add(suite, model, offer(model, choice))),
        on(
            suite ->
                suite.models.stream().filter(each -> each.offers.size() < 5 && minima(each) > 0),
            "add-terms, below the parents' minima",
            0.8,
            (model, suite, choice) ->
                add(
                    suite,
                    model,
                    new Offer(
                        model.offers.size() + 1L,
                        1,
                        minima(model),
                        0,
                        true,
                        false,
                        false,
                        0,
                        0,
                        9))),
        on(
            suite -> suite.models.stream().filter(each -> !each.lineage.edges().isEmpty()),
            "add-terms, given away beside the parents",
            0.3,
            (model, suite, choice) ->
                offering(model.owner, model, new Offer(0, 1, 0, 0, true, false, false, 0, 0, 1))
                    .fails(ERR_BAD_TERMS)),
        on(
            suite -> suite.models.stream(),
            "add-terms, of another",
            0.15,
            (model, suite, choice) ->
                offering(
                        DataCommands.other(choice, model.owner),
                        model,
                        new Offer(0, 1, 1, 0, true, false, false, 0, 0, 1))
                    .fails(ERR_NOT_AUTHORISED)),
        on(
            suite -> suite.models.stream().filter(each -> !each.offers.isEmpty()),
            "set-terms-open",
            0.3,
            (model, suite, choice) -> {
              var offer = choice.of(model.offers);
              return call(
                      model.owner,
                      Chain.MODELS,
                      "set-terms-open",
                      uint(model.id),
                      uint(offer.index),
                      bool(!offer.open))
                  .tells(() -> offer.open = !offer.open);
            }),
        on(
            suite -> suite.models.stream().filter(each -> !suite.registry.isWithheld(each)),
            "transfer of a model",
            0.5,
            (model, suite, choice) -> {
              var to = DataCommands.other(choice, model.owner);
              return transferring(model, to)
                  .returns(bool(true), () -> suite.registry.move(model, to));
            }),
        on(
            suite -> suite.models.stream().filter(suite.registry::isWithheld),
            "transfer of a model, frozen",
            1,
            (model, suite, choice) ->
                transferring(model, DataCommands.other(choice, model.owner)).fails(ERR_FROZEN)),
        on(
            suite ->
                suite.models.stream()
                    .filter(each -> !each.restored)
                    .filter(
                        each ->
                            suite
                                .parliament
                                .freeze(each)
                                .filter(freeze -> freeze.named.isPresent())
                                .isPresent()),
            "restore-owner",
            6,
            (model, suite, choice) -> restore(suite, model, choice.of(Actor.KEEPERS))),
        on(
            suite ->
                suite.models.stream()
                    .filter(
                        each ->
                            suite
                                .parliament
                                .freeze(each)
                                .flatMap(freeze -> freeze.named)
                                .isEmpty()),
            "restore-owner, nobody named",
            0.1,
            (model, suite, choice) ->
                call(Actor.KEEPER, Chain.MODELS, "restore-owner", uint(model.id))
                    .fails(ERR_NOT_FROZEN)));
  }

  // ---- licences

  /** A purchase that somebody could make. */
  private record Order(Model model, Offer offer, Actor buyer) {
    static Stream<Order> of(Suite suite, Choice choice) {
      return suite.models.stream()
          .flatMap(
              model ->
                  model.offers.stream()
                      .map(
                          offer ->
                              new Order(
                                  model,
                                  offer,
                                  choice.chance("developer", 0.5)
                                      ? choice.of(Actor.DEVELOPERS)
                                      : choice.of(Actor.PLAYERS))));
    }

    boolean isOffered() {
      return offer.open && offer.sold < offer.seats;
    }

    boolean hasRights(Suite suite) {
      return model.lineage.end() >= suite.now.burn();
    }

    boolean excluded(Suite suite) {
      return suite.now.burn() < model.noOtherBefore
          || (offer.exclusive && suite.now.burn() <= model.latestEnd);
    }

    boolean hasSlot(Suite suite) {
      return suite.registry.running(model, buyer) < Registry.SLOTS;
    }

    boolean coversRoyalties(Suite suite) {
      return offer.fee == 0 || model.pool.covers(offer.fee - suite.registry.platformFee(offer.fee));
    }

    boolean opens(Suite suite) {
      return !suite.isPaused() && !suite.registry.isWithheld(model) && hasRights(suite);
    }

    boolean isSound(Suite suite) {
      return opens(suite)
          && isOffered()
          && !excluded(suite)
          && hasSlot(suite)
          && coversRoyalties(suite);
    }

    Action.Unanswered buying(long most) {
      return call(
          buyer, Chain.MODELS, "purchase-licence", uint(model.id), uint(offer.index), uint(most));
    }

    @Override
    public String toString() {
      return model + " " + offer.index;
    }
  }

  private static Command ordering(
      String name, double weight, BiPredicate<Order, Suite> condition, Command.Deed<Order> deed) {
    return new Command(
        name,
        weight,
        (suite, choice) ->
            choice
                .among(Order.of(suite, choice).filter(order -> condition.test(order, suite)))
                .map(order -> deed.to(order, suite, choice)));
  }

  static Action buy(Suite suite, Model model, Offer offer, Actor buyer) {
    return new Order(model, offer, buyer)
        .buying(offer.fee)
        .tells(() -> suite.registry.purchase(model, offer, buyer));
  }

  private static List<Command> licensing() {
    return List.of(
        ordering(
            "purchase-licence",
            3.5,
            (order, suite) -> order.isSound(suite),
            (order, suite, choice) -> buy(suite, order.model, order.offer, order.buyer)),
        ordering(
            "purchase-licence, paused",
            0.5,
            (order, suite) -> suite.isPaused(),
            (order, suite, choice) -> order.buying(order.offer.fee).fails(ERR_PAUSED)),
        ordering(
            "purchase-licence, frozen",
            1.5,
            (order, suite) -> !suite.isPaused() && suite.registry.isWithheld(order.model),
            (order, suite, choice) -> order.buying(order.offer.fee).fails(ERR_FROZEN)),
        ordering(
            "purchase-licence, rights have ended",
            8,
            (order, suite) ->
                !suite.isPaused()
                    && !suite.registry.isWithheld(order.model)
                    && !order.hasRights(suite),
            (order, suite, choice) -> order.buying(order.offer.fee).fails(ERR_RIGHTS_ENDED)),
        ordering(
            "purchase-licence, sold out",
            0.4,
            (order, suite) -> order.opens(suite) && !order.isOffered(),
            (order, suite, choice) -> order.buying(order.offer.fee).fails(ERR_SOLD_OUT)),
        ordering(
            "purchase-licence, dearer than allowed",
            0.3,
            (order, suite) -> order.opens(suite) && order.isOffered() && order.offer.fee > 0,
            (order, suite, choice) -> order.buying(order.offer.fee - 1).fails(ERR_TOO_DEAR)),
        ordering(
            "purchase-licence, exclusive",
            0.6,
            (order, suite) -> order.opens(suite) && order.isOffered() && order.excluded(suite),
            (order, suite, choice) -> order.buying(order.offer.fee).fails(ERR_EXCLUSIVE)),
        ordering(
            "purchase-licence, below the parents' minima",
            6,
            (order, suite) ->
                order.opens(suite)
                    && order.isOffered()
                    && !order.excluded(suite)
                    && order.hasSlot(suite)
                    && !order.coversRoyalties(suite),
            (order, suite, choice) ->
                order.buying(order.offer.fee).fails(Compensation.Error.ERR_BELOW_ROYALTIES)),
        on(
            suite -> suite.licences.stream().filter(each -> mayTransfer(suite, each)),
            "transfer-licence",
            1,
            (licence, suite, choice) -> {
              var to = newHolder(suite, licence, choice);
              return choice.chance("token", 0.5)
                  ? transferring(Chain.LICENCES, "transfer", licence, to)
                      .returns(bool(true), () -> suite.registry.transfer(licence, to))
                  : transferring(Chain.MODELS, "transfer-licence", licence, to)
                      .tells(() -> suite.registry.transfer(licence, to));
            }),
        on(
            suite ->
                suite.licences.stream()
                    .filter(
                        each ->
                            !each.refunded && (!each.offer.transferable || !each.runs(suite.now))),
            "transfer-licence, not transferable",
            0.4,
            (licence, suite, choice) ->
                transferring(
                        Chain.MODELS,
                        "transfer-licence",
                        licence,
                        DataCommands.other(choice, licence.holder))
                    .fails(ERR_NOT_TRANSFERABLE)),
        on(
            suite -> suite.licences.stream().filter(each -> mayRefund(suite, each)),
            "refund-licence",
            8,
            (licence, suite, choice) ->
                refunding(licence, suite.registry.refundable(licence))
                    .tells(() -> suite.registry.refund(licence))),
        on(
            suite -> suite.licences.stream().filter(each -> mayRefund(suite, each)),
            "refund-licence, too little",
            2,
            (licence, suite, choice) ->
                refunding(licence, suite.registry.refundable(licence) + 1).fails(ERR_TOO_DEAR)),
        on(
            suite ->
                suite.licences.stream()
                    .filter(each -> !each.refunded && !suite.registry.isWithheld(each.model)),
            "refund-licence, not frozen",
            0.2,
            (licence, suite, choice) -> refunding(licence, 0).fails(ERR_NOT_FROZEN)));
  }

  private static Actor newHolder(Suite suite, Licence licence, Choice choice) {
    return choice
        .among(
            Actor.PLAYERS.stream()
                .filter(who -> who != licence.holder)
                .filter(who -> suite.registry.running(licence.model, who) < Registry.SLOTS))
        .orElseThrow();
  }

  private static boolean mayTransfer(Suite suite, Licence licence) {
    return licence.offer.transferable && licence.runs(suite.now);
  }

  private static Action.Unanswered transferring(
      String contract, String function, Licence licence, Actor to) {
    return call(
        licence.holder,
        contract,
        function,
        uint(licence.id),
        licence.holder.principal(),
        to.principal());
  }

  private static boolean mayRefund(Suite suite, Licence licence) {
    return !licence.refunded
        && suite.registry.isWithheld(licence.model)
        && suite.registry.refundable(licence) > 0;
  }

  private static Action.Unanswered refunding(Licence licence, long least) {
    return call(licence.holder, Chain.MODELS, "refund-licence", uint(licence.id), uint(least));
  }

  // ---- income

  /** A share of a model's income. */
  record Part(Model model, int index) {
    Pool.Share share() {
      return model.pool.shares.get(index);
    }

    long due(Suite suite) {
      return model.pool.due(share(), suite.registry.isWithheld(model));
    }

    @Override
    public String toString() {
      return model + " share " + index;
    }
  }

  static Stream<Part> parts(Suite suite) {
    return suite.models.stream()
        .flatMap(
            model ->
                IntStream.range(0, model.pool.shares.size())
                    .mapToObj(index -> new Part(model, index)));
  }

  /** What a model owes to one of its parents. */
  record Royalty(Model model, int index) {
    Pool.Edge edge() {
      return model.pool.edges.get(index);
    }

    long due() {
      return model.pool.due(edge());
    }

    @Override
    public String toString() {
      return model + " parent " + index;
    }
  }

  static Stream<Royalty> royalties(Suite suite) {
    return suite.models.stream()
        .flatMap(
            model ->
                IntStream.range(0, model.pool.edges.size())
                    .mapToObj(index -> new Royalty(model, index)));
  }

  private static Action.Unanswered claiming(Part part, Actor who) {
    return call(who, Chain.MODELS, "claim-share", uint(part.model.id), uint(part.index));
  }

  static Action claim(Suite suite, Part part, Actor who) {
    return claiming(part, who)
        .tells(
            "pay-share",
            event -> part.model.pool.pay(part.share(), part.share().holder, part.due(suite)));
  }

  private static Action.Unanswered settling(Royalty royalty, Actor who) {
    return call(who, Chain.MODELS, "settle-royalty", uint(royalty.model.id), uint(royalty.index));
  }

  static Action settle(Suite suite, Royalty royalty, Actor who) {
    return settling(royalty, who)
        .tells(
            "pay-royalty",
            event ->
                royalty.model.pool.passOn(
                    royalty.edge(), suite.registry.isWithheld(royalty.edge().parent)));
  }

  private static List<Command> earning() {
    return List.of(
        on(
            suite -> parts(suite).filter(part -> part.due(suite) > 0),
            "claim-share",
            2.5,
            (part, suite, choice) -> claim(suite, part, choice.of(Actor.KEEPERS))),
        on(
            suite -> parts(suite).filter(part -> part.due(suite) == 0),
            "claim-share, nothing due",
            0.3,
            (part, suite, choice) ->
                claiming(part, Actor.KEEPER).fails(Compensation.Error.ERR_NOTHING_DUE)),
        on(
            suite -> parts(suite).filter(part -> part.index > 0),
            "move-share",
            1.5,
            (part, suite, choice) -> {
              var to = DataCommands.other(choice, part.share().holder);
              return call(
                      part.share().holder,
                      Chain.MODELS,
                      "move-share",
                      uint(part.model.id),
                      uint(part.index),
                      to.principal())
                  .tells(
                      "move-contribution",
                      event -> suite.registry.moveShare(part.model, part.share(), to));
            }),
        on(
            suite -> parts(suite),
            "move-share, of another",
            0.2,
            (part, suite, choice) ->
                call(
                        DataCommands.other(choice, part.share().holder),
                        Chain.MODELS,
                        "move-share",
                        uint(part.model.id),
                        uint(part.index),
                        Actor.KEEPER.principal())
                    .fails(ERR_NOT_AUTHORISED)),
        on(
            suite -> royalties(suite).filter(royalty -> royalty.due() > 0),
            "settle-royalty",
            3,
            (royalty, suite, choice) -> settle(suite, royalty, choice.of(Actor.KEEPERS))),
        on(
            suite -> royalties(suite).filter(royalty -> royalty.due() == 0),
            "settle-royalty, nothing due",
            0.3,
            (royalty, suite, choice) ->
                settling(royalty, Actor.KEEPER).fails(Compensation.Error.ERR_NOTHING_DUE)));
  }
}
