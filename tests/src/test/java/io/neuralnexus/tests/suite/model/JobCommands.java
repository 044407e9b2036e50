package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.on;
import static io.neuralnexus.tests.suite.model.Command.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.model.Choice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** What happens to jobs, but for the training itself. */
final class JobCommands {
  private static final int AT_ONCE = 6;
  private static final Value WRAPPED = Buff.of(new byte[97]);

  static final List<Command> ALL =
      Stream.of(creating(), matching(), bidding(), keying(), ending())
          .flatMap(List::stream)
          .toList();

  private JobCommands() {}

  // ---- creating

  private static List<Command> creating() {
    return List.of(
        when(
            suite -> !suite.isPaused() && suite.running().count() < AT_ONCE,
            "create-training-job",
            7,
            (none, suite, choice) -> {
              var developer = developer(choice);
              var licences =
                  choice.chance("derive", 0.6)
                      ? suite.registry.parents(developer, choice)
                      : List.<Licence>of();
              var spec = spec(suite, choice);
              var lineage = Registry.lineage(licences);
              return creating(developer, spec, licences)
                  .tells(() -> suite.market.create(developer, spec, lineage));
            }),
        when(
            Suite::isPaused,
            "create-training-job, paused",
            2,
            (none, suite, choice) ->
                creating(developer(choice), spec(suite, choice), List.of()).fails(ERR_PAUSED)),
        when(
            suite -> !suite.isPaused(),
            "create-training-job, audit fee too small",
            0.15,
            (none, suite, choice) -> {
              var value = (TupleValue) spec(suite, choice).value();
              long fee = suite.parameter("audit-min-fee") - 1;
              return call(
                      developer(choice),
                      Chain.MARKET,
                      "create-training-job",
                      with(value, "audit-fee", uint(fee)),
                      ListValue.EMPTY)
                  .fails(ERR_BAD_AMOUNT);
            }),
        when(
            suite -> !suite.isPaused(),
            "create-training-job, cannot pay",
            0.15,
            (none, suite, choice) -> {
              var developer = developer(choice);
              var value = (TupleValue) spec(suite, choice).value();
              long all = suite.vault.wallet(developer) + suite.vault.balance(developer);
              return call(
                      developer,
                      Chain.MARKET,
                      "create-training-job",
                      with(value, "base", uint(all)),
                      ListValue.EMPTY)
                  .fails(Compensation.Error.ERR_CANNOT_PAY);
            }),
        on(
            suite -> suite.licences.stream().filter(each -> !each.refunded),
            "create-training-job, with another's licence",
            0.3,
            (licence, suite, choice) ->
                creating(
                        DataCommands.other(choice, licence.holder),
                        spec(suite, choice),
                        List.of(licence))
                    .fails(ModelRegistry.Error.ERR_BAD_PARENT)));
  }

  private static Actor developer(Choice choice) {
    return choice.chance("any", 0.1) ? choice.of(Actor.PLAYERS) : choice.of(Actor.DEVELOPERS);
  }

  private static Job.Spec spec(Suite suite, Choice choice) {
    return new Job.Spec(
        choice.of(Programs.all()),
        choice.chance("other purpose", 0.15) ? 2 : 1,
        choice.chance("one", 0.4) ? 1 : 2,
        choice.chance("mean", 0.1) ? 1_000_000 : 5_000_000,
        choice.number("base", 0, 50_000_000),
        choice.number("bonus", 0, 20_000_000),
        choice.of(List.of(0L, 5_000L, 7_999L, 9_999L)),
        choice.number("data share", 0, 10_000),
        choice.number("contributors", 0, 10_000),
        (int) choice.number("seats", 1, 3),
        suite.parameter("audit-min-fee") + choice.number("audit fee", 0, 2_000_000),
        choice.chance("cut short", 0.15) ? 5 : 100_000,
        choice.chance("fixed", 0.25),
        choice.chance("demanding", 0.1) ? 4_500 : 0,
        choice.number("match window", 2, 20),
        choice.number("auction", 2, 20),
        choice.number("training", 3, 30));
  }

  private static Action.Unanswered creating(Actor developer, Job.Spec spec, List<Licence> from) {
    return call(
        developer,
        Chain.MARKET,
        "create-training-job",
        spec.value(),
        list(from.stream().map(each -> uint(each.id)).toList()));
  }

  private static TupleValue with(TupleValue tuple, String name, Value value) {
    var fields = new HashMap<>(tuple.fields());
    fields.put(name, value);
    return new TupleValue(fields);
  }

  // ---- matching

  /** Data sets for a job, and who would propose them. */
  private record Draft(Job job, Actor proposer, List<Dataset> datasets) {
    static Stream<Draft> of(Suite suite, Choice choice, Function<Job, Stream<Dataset>> from) {
      return suite
          .jobs(Job.State.OPEN)
          .map(
              job ->
                  new Draft(
                      job,
                      choice.chance("developer", 0.4) ? job.developer : choice.of(Actor.PLAYERS),
                      from.apply(job)
                          .sorted(Comparator.comparingDouble(each -> choice.luck(job + " " + each)))
                          .limit(job.spec.count())
                          .toList()))
          .filter(draft -> draft.datasets.size() == draft.job.spec.count());
    }

    static Stream<Draft> sound(Suite suite, Choice choice) {
      return of(
          suite,
          choice,
          job -> suite.datasets.stream().filter(each -> each.refusal(job, suite.now).isEmpty()));
    }

    boolean inTime(Suite suite) {
      return !suite.now.isOver(job.since, job.spec.matchWindow());
    }

    boolean isBetter(Suite suite) {
      var newcomer = suite.market.proposal(job, proposer, datasets);
      var ranked = suite.market.ranked(job, newcomer);
      boolean known = job.proposals.stream().anyMatch(each -> each.ids().equals(newcomer.ids()));
      return !ranked.equals(job.proposals) && (proposer == job.developer || !known);
    }

    Action.Unanswered proposing() {
      return calling(proposer, "propose-match");
    }

    Action.Unanswered calling(Actor who, String function) {
      return call(who, Chain.MARKET, function, uint(job.id), ids(datasets));
    }

    @Override
    public String toString() {
      return job + " " + proposer;
    }
  }

  private static Value ids(List<Dataset> datasets) {
    return list(datasets.stream().map(each -> uint(each.id)).toList());
  }

  private static Command drafting(
      String name, double weight, BiPredicate<Draft, Suite> condition, Command.Deed<Draft> deed) {
    return new Command(
        name,
        weight,
        (suite, choice) ->
            choice
                .among(Draft.sound(suite, choice).filter(draft -> condition.test(draft, suite)))
                .map(draft -> deed.to(draft, suite, choice)));
  }

  private static List<Command> matching() {
    return List.of(
        drafting(
            "propose-match",
            12,
            (draft, suite) -> !suite.isPaused() && draft.inTime(suite) && draft.isBetter(suite),
            (draft, suite, choice) ->
                draft
                    .proposing()
                    .tells(
                        () ->
                            suite.market.propose(
                                draft.job,
                                suite.market.proposal(draft.job, draft.proposer, draft.datasets)))),
        drafting(
            "propose-match, not better",
            2,
            (draft, suite) -> !suite.isPaused() && draft.inTime(suite) && !draft.isBetter(suite),
            (draft, suite, choice) -> draft.proposing().fails(ERR_NOT_BETTER)),
        drafting(
            "propose-match, too late",
            0.8,
            (draft, suite) -> !draft.inTime(suite),
            (draft, suite, choice) -> draft.proposing().fails(ERR_TOO_LATE)),
        drafting(
            "propose-match, paused",
            4,
            (draft, suite) -> suite.isPaused() && draft.inTime(suite),
            (draft, suite, choice) -> draft.proposing().fails(ERR_PAUSED)),
        new Command(
            "propose-match, refused",
            0.5,
            (suite, choice) ->
                choice
                    .among(
                        Draft.of(
                            suite,
                            choice,
                            job ->
                                suite.datasets.stream()
                                    .filter(each -> each.refusal(job, suite.now).isPresent())))
                    .map(
                        draft ->
                            draft
                                .proposing()
                                .fails(
                                    draft
                                        .datasets
                                        .getFirst()
                                        .refusal(draft.job, suite.now)
                                        .orElseThrow()))),
        drafting(
            "propose-match, one twice",
            0.2,
            (draft, suite) -> true,
            (draft, suite, choice) ->
                call(
                        draft.proposer,
                        Chain.MARKET,
                        "propose-match",
                        uint(draft.job.id),
                        ids(List.of(draft.datasets.getFirst(), draft.datasets.getFirst())))
                    .fails(DataRights.Error.ERR_DUPLICATE)),
        drafting(
            "match-job",
            9,
            (draft, suite) -> true,
            (draft, suite, choice) ->
                draft
                    .calling(draft.job.developer, "match-job")
                    .tells(event -> matched(suite, draft.job, draft.datasets, event))),
        drafting(
            "match-job, of another",
            0.2,
            (draft, suite) -> true,
            (draft, suite, choice) ->
                draft
                    .calling(DataCommands.other(choice, draft.job.developer), "match-job")
                    .fails(ERR_NOT_AUTHORISED)),
        on(
            suite -> suite.jobs(Job.State.OPEN).filter(job -> suite.market.first(job).isPresent()),
            "lock-match",
            14,
            (job, suite, choice) -> lock(suite, job, job.developer)),
        on(
            suite ->
                suite
                    .jobs(Job.State.OPEN)
                    .filter(job -> suite.market.first(job).isPresent())
                    .filter(job -> suite.now.isOver(job.since, job.spec.matchWindow())),
            "lock-match, by a keeper",
            16,
            (job, suite, choice) -> lock(suite, job, choice.of(Actor.KEEPERS))),
        on(
            suite ->
                suite
                    .jobs(Job.State.OPEN)
                    .filter(job -> suite.market.first(job).isPresent())
                    .filter(job -> !suite.now.isOver(job.since, job.spec.matchWindow())),
            "lock-match, too early",
            0.3,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "lock-match", uint(job.id)).fails(ERR_TOO_EARLY)),
        on(
            suite -> suite.jobs(Job.State.OPEN).filter(job -> suite.market.first(job).isEmpty()),
            "lock-match, nothing holds",
            0.4,
            (job, suite, choice) ->
                call(job.developer, Chain.MARKET, "lock-match", uint(job.id)).fails(ERR_NO_MATCH)));
  }

  static Action lock(Suite suite, Job job, Actor keeper) {
    return call(keeper, Chain.MARKET, "lock-match", uint(job.id))
        .tells(
            event -> {
              matched(suite, job, suite.market.first(job).orElseThrow().datasets(), event);
              suite.vault.tip(job, keeper);
            });
  }

  private static void matched(Suite suite, Job job, List<Dataset> datasets, TupleValue event) {
    suite.market.match(job, datasets);
    assertThat(event.get("initial"))
        .as("state that %s starts from", job)
        .isEqualTo(job.run(Run.Kind.TRUTH).hash(0));
  }

  // ---- bidding

  /** A bid that somebody could make: sound in itself. */
  private record Offer(Job job, Provider provider, long price) {
    @Override
    public String toString() {
      return job + " " + provider;
    }

    Action.Unanswered bidding() {
      return job.spec.fixedPrice()
          ? call(provider.who, Chain.MARKET, "accept-training-job", uint(job.id))
          : call(provider.who, Chain.MARKET, "bid-on-job", uint(job.id), uint(price));
    }

    /** Free stake, were the bid that it beats gone. */
    boolean hasStake() {
      long freed =
          job.bid
              .filter(old -> old.provider() == provider.who)
              .map(old -> old.engagement().locked)
              .orElse(0L);
      return provider.stake.free() + freed >= job.terms.stake();
    }

    boolean isQualified() {
      return provider.score >= job.minScore;
    }

    boolean improves() {
      long weighted = Market.weighted(provider, price);
      return job.bid.isEmpty()
          || (weighted < job.bid.get().weighted()
              && weighted * 100 <= job.bid.get().weighted() * 98);
    }

    boolean inTime(Suite suite) {
      return !job.closed
          && !suite.now.isOver(job.since, job.window())
          && suite.now.burn() < job.seedHeight();
    }

    boolean isSound(Suite suite) {
      return !suite.isPaused()
          && hasStake()
          && inTime(suite)
          && isQualified()
          && improves()
          && provider.who != job.developer;
    }
  }

  private static Stream<Offer> offers(Suite suite, Choice choice) {
    return suite
        .jobs(Job.State.MATCHED)
        .flatMap(
            job ->
                suite.providers.values().stream()
                    .filter(each -> each.open)
                    .map(provider -> new Offer(job, provider, price(job, provider, choice))));
  }

  /** Below the best, and often the highest that is 2 % better, or just above that. */
  private static long price(Job job, Provider provider, Choice choice) {
    if (job.spec.fixedPrice()) return job.spec.base();
    if (job.bid.isEmpty()) return choice.number("price", 0, job.spec.base());
    if (choice.chance("below", 0.6)) {
      return choice.number("price", 0, Math.min(job.spec.base(), job.bid.get().price()));
    }
    long price = job.spec.base();
    while (price > 0 && !new Offer(job, provider, price).improves()) {
      long best =
          job.bid.get().weighted() * 98 / 100 * Suite.BPS / (2 * Suite.BPS - provider.score);
      price = price > best + 2 ? best + 2 : price - 1;
    }
    return Math.min(job.spec.base(), price + choice.number("above", 0, 1));
  }

  private static Command offering(
      String name, double weight, BiPredicate<Offer, Suite> condition, Command.Deed<Offer> deed) {
    return new Command(
        name,
        weight,
        (suite, choice) ->
            choice
                .among(offers(suite, choice).filter(offer -> condition.test(offer, suite)))
                .map(offer -> deed.to(offer, suite, choice)));
  }

  private static List<Command> bidding() {
    return List.of(
        offering(
            "bid-on-job",
            42,
            (offer, suite) -> offer.isSound(suite) && offer.job.bid.isEmpty(),
            (offer, suite, choice) -> bid(suite, offer)),
        offering(
            "bid-on-job, outbids",
            3,
            (offer, suite) -> offer.isSound(suite) && offer.job.bid.isPresent(),
            (offer, suite, choice) -> bid(suite, offer)),
        offering(
            "bid-on-job, not better",
            1,
            (offer, suite) ->
                !suite.isPaused()
                    && offer.hasStake()
                    && offer.inTime(suite)
                    && offer.isQualified()
                    && offer.provider.who != offer.job.developer
                    && !offer.improves(),
            (offer, suite, choice) -> offer.bidding().fails(ERR_BAD_BID)),
        offering(
            "bid-on-job, too late",
            0.5,
            (offer, suite) -> !suite.isPaused() && offer.hasStake() && !offer.inTime(suite),
            (offer, suite, choice) -> offer.bidding().fails(ERR_TOO_LATE)),
        offering(
            "bid-on-job, not qualified",
            1.5,
            (offer, suite) ->
                !suite.isPaused()
                    && offer.hasStake()
                    && offer.inTime(suite)
                    && offer.provider.who != offer.job.developer
                    && !offer.isQualified(),
            (offer, suite, choice) -> offer.bidding().fails(ERR_NOT_QUALIFIED)),
        offering(
            "bid-on-job, on one's own",
            2,
            (offer, suite) ->
                !suite.isPaused()
                    && offer.hasStake()
                    && offer.inTime(suite)
                    && offer.provider.who == offer.job.developer,
            (offer, suite, choice) -> offer.bidding().fails(ERR_NOT_AUTHORISED)),
        offering(
            "bid-on-job, stake is bound",
            1.5,
            (offer, suite) -> !offer.hasStake(),
            (offer, suite, choice) -> offer.bidding().fails(Compensation.Error.ERR_BAD_AMOUNT)),
        offering(
            "bid-on-job, paused",
            0.8,
            (offer, suite) -> suite.isPaused() && offer.hasStake(),
            (offer, suite, choice) ->
                offer.bidding().fails(ComputationVerification.Error.ERR_PAUSED)),
        offering(
            "bid-on-job, wrong sale",
            0.2,
            (offer, suite) -> true,
            (offer, suite, choice) ->
                (offer.job.spec.fixedPrice()
                        ? call(
                            offer.provider.who,
                            Chain.MARKET,
                            "bid-on-job",
                            uint(offer.job.id),
                            uint(0))
                        : call(
                            offer.provider.who,
                            Chain.MARKET,
                            "accept-training-job",
                            uint(offer.job.id)))
                    .fails(ERR_WRONG_SALE)),
        on(
            suite -> suite.jobs(Job.State.MATCHED).filter(job -> !job.spec.fixedPrice()),
            "bid-on-job, by nobody known",
            0.2,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "bid-on-job", uint(job.id), uint(0))
                    .fails(ComputationVerification.Error.ERR_NOT_REGISTERED)),
        on(
            JobCommands::assignable,
            "assign-job",
            36,
            (job, suite, choice) -> assign(suite, job, choice.of(Actor.KEEPERS))),
        on(
            suite ->
                suite
                    .jobs(Job.State.MATCHED)
                    .filter(job -> job.bid.isPresent() && suite.now.burn() < job.seedHeight()),
            "assign-job, no seed yet",
            0.3,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "assign-job", uint(job.id))
                    .fails(ERR_NO_SEED_YET)),
        on(
            suite -> suite.jobs(Job.State.MATCHED).filter(job -> job.bid.isEmpty()),
            "assign-job, no bid",
            0.3,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "assign-job", uint(job.id)).fails(ERR_NO_BID)));
  }

  private static Action bid(Suite suite, Offer offer) {
    return offer
        .bidding()
        .tells(
            "bid-on-job",
            event ->
                suite.market.bid(
                    offer.job, offer.provider, offer.price, offer.job.spec.fixedPrice()));
  }

  static Stream<Job> assignable(Suite suite) {
    return suite
        .jobs(Job.State.MATCHED)
        .filter(
            job ->
                job.bid.isPresent()
                    && suite.now.isOver(job.since, job.window())
                    && suite.now.burn() >= job.seedHeight());
  }

  static Action assign(Suite suite, Job job, Actor keeper) {
    return call(keeper, Chain.MARKET, "assign-job", uint(job.id))
        .tells(event -> suite.market.assign(job, drawn(suite, job, event), keeper));
  }

  /** Whom the chain has drawn, which must be people that it may draw. */
  private static List<Verifier> drawn(Suite suite, Job job, TupleValue event) {
    var drawn =
        Values.numbers(event, "auditors").stream()
            .map(number -> suite.verifiers.get((int) (number - 1)))
            .toList();
    assertThat(drawn.size()).as("auditors of %s", job).isLessThanOrEqualTo(job.spec.seats());
    assertThat(new HashSet<>(drawn)).as("auditors of %s", job).hasSameSizeAs(drawn);
    for (var verifier : drawn) {
      assertThat(verifier.open && verifier.seats < Verifier.SEATS)
          .as("%s has a seat left", verifier)
          .isTrue();
      assertThat(verifier.number).as("known at the match").isLessThanOrEqualTo(job.verifiers);
      assertThat(
              verifier.who == job.developer
                  || verifier.who == job.bid.orElseThrow().provider()
                  || job.parts.stream().anyMatch(part -> part.owner == verifier.who))
          .as("%s is a party of %s", verifier, job)
          .isFalse();
    }
    return drawn;
  }

  // ---- keys

  private record Letter(Job job, Job.Part part) {
    Action.Unanswered posting(Suite suite, Actor owner, List<Actor> to) {
      return call(
          owner,
          Chain.DATA,
          "post-key",
          suite.marketplace,
          uint(job.id),
          uint(part.dataset.id),
          list(
              to.stream()
                  .map(each -> tuple("grantee", each.principal(), "wrapped", WRAPPED))
                  .toList()));
    }

    boolean inTime(Suite suite) {
      return !suite.now.isOver(job.keysSince, job.terms.keyWindow());
    }

    @Override
    public String toString() {
      return job + " " + part.dataset;
    }
  }

  private static Stream<Letter> letters(Suite suite, boolean posted) {
    return suite
        .jobs(Job.State.KEYED)
        .flatMap(
            job ->
                job.parts.stream()
                    .filter(part -> part.posted == posted)
                    .map(part -> new Letter(job, part)));
  }

  private static Action.Unanswered postingHoldout(Job job, Actor who, int keys) {
    return call(
        who,
        Chain.MARKET,
        "post-holdout-key",
        uint(job.id),
        list(Stream.generate(() -> WRAPPED).limit(keys).toList()));
  }

  private static boolean mayPostHoldout(Suite suite, Job job) {
    return !job.holdoutPosted && !suite.now.isOver(job.since, job.terms.keyWindow());
  }

  private static List<Command> keying() {
    return List.of(
        on(
            suite ->
                letters(suite, false)
                    .filter(letter -> letter.inTime(suite))
                    .filter(letter -> Mood.of(letter.job) != Mood.OWNERS_WITHHOLD_KEYS),
            "post-key",
            42,
            (letter, suite, choice) ->
                letter
                    .posting(suite, letter.part.owner, letter.job.grantees)
                    .tells(() -> suite.market.postKey(letter.job, letter.part))),
        on(
            suite -> letters(suite, false).filter(letter -> !letter.inTime(suite)),
            "post-key, too late",
            2,
            (letter, suite, choice) ->
                letter
                    .posting(suite, letter.part.owner, letter.job.grantees)
                    .fails(DataRights.Error.ERR_TOO_LATE)),
        on(
            suite -> letters(suite, true),
            "post-key, again",
            0.3,
            (letter, suite, choice) ->
                letter
                    .posting(suite, letter.part.owner, letter.job.grantees)
                    .fails(DataRights.Error.ERR_ALREADY_POSTED)),
        on(
            suite -> letters(suite, false).filter(letter -> letter.inTime(suite)),
            "post-key, to another",
            0.3,
            (letter, suite, choice) ->
                letter
                    .posting(suite, letter.part.owner, List.of(Actor.KEEPER))
                    .fails(DataRights.Error.ERR_BAD_GRANTEES)),
        on(
            suite -> letters(suite, false),
            "post-key, of another",
            0.3,
            (letter, suite, choice) ->
                letter
                    .posting(
                        suite, DataCommands.other(choice, letter.part.owner), letter.job.grantees)
                    .fails(DataRights.Error.ERR_NOT_AUTHORISED)),
        on(
            suite ->
                suite.jobs.stream()
                    .filter(
                        job ->
                            job.state == Job.State.ENDED
                                && job.parts.stream().anyMatch(part -> !part.posted)),
            "post-key, after the end",
            0.3,
            (job, suite, choice) -> {
              var part = job.parts.stream().filter(each -> !each.posted).findFirst();
              return new Letter(job, part.orElseThrow())
                  .posting(suite, part.orElseThrow().owner, job.grantees)
                  .fails(DataRights.Error.ERR_STATE);
            }),
        on(
            suite ->
                suite
                    .jobs(Job.State.KEYED)
                    .filter(job -> mayPostHoldout(suite, job))
                    .filter(job -> Mood.of(job) != Mood.DEVELOPER_WITHHOLDS_KEY),
            "post-holdout-key",
            42,
            (job, suite, choice) ->
                postingHoldout(job, job.developer, job.grantees.size())
                    .tells(
                        () -> {
                          job.holdoutPosted = true;
                          suite.touch(job);
                        })),
        on(
            suite -> suite.jobs(Job.State.KEYED).filter(job -> mayPostHoldout(suite, job)),
            "post-holdout-key, one missing",
            0.3,
            (job, suite, choice) ->
                postingHoldout(job, job.developer, job.grantees.size() - 1)
                    .fails(ERR_KEYS_MISSING)),
        on(
            suite -> confirmable(suite).filter(job -> Mood.of(job) != Mood.PROVIDER_NEVER_CONFIRMS),
            "confirm-inputs",
            60,
            (job, suite, choice) ->
                call(job.bid.orElseThrow().provider(), Chain.MARKET, "confirm-inputs", uint(job.id))
                    .tells(
                        event -> {
                          suite.market.confirm(job);
                          assertThat(Values.number(event, "execution"))
                              .isEqualTo(job.execution.orElseThrow().id);
                        })),
        on(
            suite ->
                suite
                    .jobs(Job.State.KEYED)
                    .filter(
                        job ->
                            !suite.now.isOver(job.since, job.keysDue())
                                && !(job.holdoutPosted && job.areKeysPosted())),
            "confirm-inputs, keys missing",
            0.5,
            (job, suite, choice) ->
                call(job.bid.orElseThrow().provider(), Chain.MARKET, "confirm-inputs", uint(job.id))
                    .fails(ERR_KEYS_MISSING)));
  }

  static Stream<Job> confirmable(Suite suite) {
    return suite
        .jobs(Job.State.KEYED)
        .filter(
            job ->
                job.holdoutPosted
                    && job.areKeysPosted()
                    && !suite.now.isOver(job.since, job.keysDue()));
  }

  // ---- ends

  private static List<Command> ending() {
    return List.of(
        on(
            suite -> Stream.concat(suite.jobs(Job.State.OPEN), suite.jobs(Job.State.MATCHED)),
            "cancel-job",
            0.4,
            (job, suite, choice) ->
                call(job.developer, Chain.MARKET, "cancel-job", uint(job.id))
                    .tells(() -> suite.market.end(job, job.developer, false))),
        on(
            suite -> Stream.concat(suite.jobs(Job.State.KEYED), suite.jobs(Job.State.PROCESSING)),
            "cancel-job, too late",
            0.2,
            (job, suite, choice) ->
                call(job.developer, Chain.MARKET, "cancel-job", uint(job.id)).fails(ERR_STATE)),
        on(
            Suite::running,
            "cancel-job, of another",
            0.2,
            (job, suite, choice) ->
                call(
                        DataCommands.other(choice, job.developer),
                        Chain.MARKET,
                        "cancel-job",
                        uint(job.id))
                    .fails(ERR_NOT_AUTHORISED)),
        endingIn(Job.State.OPEN),
        endingIn(Job.State.MATCHED),
        endingIn(Job.State.KEYED),
        on(
            suite ->
                suite
                    .running()
                    .filter(job -> job.state != Job.State.PROCESSING)
                    .filter(job -> !suite.market.mayEnd(job)),
            "end-job, too early",
            0.5,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "end-job", uint(job.id)).fails(ERR_TOO_EARLY)),
        on(
            suite ->
                suite.jobs.stream()
                    .filter(job -> job.state.isFinal() || job.state == Job.State.PROCESSING),
            "end-job, wrong state",
            0.2,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "end-job", uint(job.id)).fails(ERR_STATE)),
        on(
            JobCommands::concluded,
            "finalize-job",
            45,
            (job, suite, choice) -> finalise(suite, job, choice.of(Actor.KEEPERS))),
        on(
            suite -> suite.jobs(Job.State.PROCESSING).filter(job -> !isConcluded(suite, job)),
            "finalize-job, pending",
            0.3,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "finalize-job", uint(job.id)).fails(ERR_PENDING)),
        on(
            suite ->
                suite.jobs.stream()
                    .filter(job -> job.bid.isPresent() && job.state != Job.State.PROCESSING),
            "finalize-job, wrong state",
            0.2,
            (job, suite, choice) ->
                call(Actor.KEEPER, Chain.MARKET, "finalize-job", uint(job.id)).fails(ERR_STATE)));
  }

  private static Command endingIn(Job.State state) {
    return on(
        suite -> suite.jobs(state).filter(suite.market::mayEnd),
        "end-job, " + state,
        4,
        (job, suite, choice) -> end(suite, job, choice.of(Actor.KEEPERS)));
  }

  static Action end(Suite suite, Job job, Actor keeper) {
    return call(keeper, Chain.MARKET, "end-job", uint(job.id))
        .tells(() -> suite.market.end(job, keeper, true));
  }

  static boolean isConcluded(Suite suite, Job job) {
    return switch (job.execution.orElseThrow().outcome(suite.now)) {
      case ACCEPTED, REFUTED, LAPSED -> true;
      case TRAINING, REVEALED, DISPUTED -> false;
    };
  }

  static Stream<Job> concluded(Suite suite) {
    return suite.jobs(Job.State.PROCESSING).filter(job -> isConcluded(suite, job));
  }

  static Action finalise(Suite suite, Job job, Actor keeper) {
    return call(keeper, Chain.MARKET, "finalize-job", uint(job.id))
        .tells(
            event -> {
              suite.market.finalise(job, keeper);
              assertThat(Values.number(event, "model"))
                  .as("model of %s", job)
                  .isEqualTo(job.model.map(each -> each.id).orElse(0L));
            });
  }
}
