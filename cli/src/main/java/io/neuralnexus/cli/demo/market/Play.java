package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Ending;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.market.Provider.Test;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.StratifiedSplit;
import io.neuralnexus.offchain.files.FileStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A market day: four providers hold disjoint parts of a table, the labels of one of them swapped; a
 * developer buys training from each; a committee settles what they do not agree on; everybody is
 * paid and leaves. What happens is measured, drawn and paid, not written down beforehand.
 */
public final class Play {
  /** How many times {@link Story#act} is called. */
  public static final int ACTS = 7;

  private static final int PROVIDERS = 4;
  private static final int VALIDATORS = 9;

  private static final long POCKET_MONEY = Stx.of(100);
  private static final long VALIDATOR_MONEY = Stx.of(1000);
  private static final long DATASET_STAKE = Stx.of(10);
  private static final long BID = Stx.of(5);

  private final Cashbook cashbook = new Cashbook();
  private final StratifiedSplit split;
  private final Cast cast;
  private final World world;
  private final Market market;
  private final Audit audit;
  private final Keeper keeper;

  private Play(Chain chain, StratifiedSplit split, Seed seed, Story story) {
    this.split = split;
    cast = Cast.of(chain, PROVIDERS, VALIDATORS);
    market = new Market(chain, cashbook);
    world = new World(market, FileStore.inMemory(), seed, story);
    keeper = new Keeper(cast.keeper(), world);
    fund(chain);
    audit = new Audit(market, cashbook, cast);
  }

  /**
   * Shares a table among the providers and the hold-out set.
   *
   * @throws IllegalArgumentException if it has too few rows of a class, or so many that the
   *     hold-out set is no file
   */
  public static StratifiedSplit share(LabelledRows table, long seed) {
    var split = StratifiedSplit.of(table, PROVIDERS, new Seed(seed).random("split"));
    var length = split.holdOut().toBytes().length;
    if (length > FileStore.LARGEST) {
      throw new IllegalArgumentException(
          "its hold-out set has %,d bytes, and a file at most %,d: give fewer rows"
              .formatted(length, FileStore.LARGEST));
    }
    return split;
  }

  /**
   * Runs the whole day.
   *
   * @param split what {@link #share} gave for the same seed
   */
  public static MarketReport perform(Chain chain, StratifiedSplit split, long seed, Story story) {
    return new Play(chain, split, new Seed(seed), story).perform();
  }

  private MarketReport perform() {
    act("Stakes");
    var providers = stakeOnData();
    var validators = stakeOnVotes();
    act("Bids");
    var trade = new Trade(world, new Developer(cast.developer(), split.holdOut(), world));
    var bids = trade.bid(providers, BID);
    act("Training");
    trade.train(bids);
    act("Claims");
    var claims = trade.claim(bids);
    act("Answers");
    var answers = trade.answer(claims);
    act("Committee");
    var committee = new Committee(world, keeper, validators);
    var verdicts = trade.judge(answers.contested(), committee, keeper);
    act("Payday");
    var outcomes =
        Stream.concat(answers.agreed().stream(), verdicts.outcomes().stream())
            .sorted(Comparator.comparing(outcome -> outcome.bid().id()))
            .toList();
    outcomes.forEach(outcome -> audit.payout(outcome, trade.pay(outcome, validators)));
    leave(providers, validators);
    var slashes =
        Stream.concat(outcomes.stream().flatMap(Outcome::slashes), verdicts.slashes().stream())
            .toList();
    var lines = audit.lines();
    return new MarketReport(
        new Ending(lines, slashes, audit.checks(lines, outcomes, slashes)), outcomes);
  }

  private void act(String title) {
    audit.look();
    world.story().act(title);
  }

  private List<Provider> stakeOnData() {
    var spoiled = world.seed().random("spoiled").nextInt(PROVIDERS);
    var providers = new ArrayList<Provider>();
    for (var i = 0; i < PROVIDERS; i++) {
      var part = split.parts().get(i);
      var account = cast.providers().get(i);
      providers.add(
          i == spoiled
              ? Provider.register(
                  account, part.withSwappedLabels(), Test.OWN_ROWS, world, DATASET_STAKE)
              : Provider.register(account, part, Test.HOLD_OUT, world, DATASET_STAKE));
    }
    world.tell(
        "%d providers stake %s STX each on disjoint parts of the table",
        PROVIDERS, Stx.plain(DATASET_STAKE));
    world.tell(
        "what nobody knows: an export has swapped the labels of %s", cast.providers().get(spoiled));
    return providers;
  }

  /** Stakes of different size, and the two generations until they count in a draw. */
  private List<Validator> stakeOnVotes() {
    var random = world.seed().random("validator stakes");
    var least = market.chain().parameter("market-min-validator-stake");
    var validators = new ArrayList<Validator>();
    for (var account : cast.validators()) {
      var validator = new Validator(account, world);
      validator.register(least + Stx.of(random.nextInt(200)));
      validators.add(validator);
    }
    var counts = market.contract().getGeneration().plus(Uint.of(2));
    while (market.contract().getGeneration().compareTo(counts) < 0) market.chain().mine(36);
    world.tell(
        "%d validators stake %s STX and more; two generations of Bitcoin blocks pass until that"
            + " counts",
        VALIDATORS, Stx.plain(least));
    return validators;
  }

  /**
   * Everyone ends what it holds in the market, waits out the unbonding, and takes its money home.
   */
  private void leave(List<Provider> providers, List<Validator> validators) {
    providers.forEach(Provider::leave);
    validators.forEach(Validator::leave);
    market.chain().mine(market.chain().parameter("market-unbonding") + 1);
    providers.forEach(Provider::withdraw);
    validators.forEach(Validator::withdraw);
    keeper.withdraw();
    keeper.skim(cast.treasury());
    world.tell("all claim what is theirs, end their stakes, wait out the unbonding and withdraw");
  }

  private void fund(Chain chain) {
    cast.providers().forEach(account -> chain.fund(account, POCKET_MONEY));
    cast.validators().forEach(account -> chain.fund(account, VALIDATOR_MONEY));
    chain.fund(cast.developer(), POCKET_MONEY);
  }
}
