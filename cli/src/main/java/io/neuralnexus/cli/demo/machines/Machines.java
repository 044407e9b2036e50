package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Check;
import io.neuralnexus.cli.demo.Ending;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.learning.StratifiedSplit;
import io.neuralnexus.offchain.chain.ChainServer;
import io.neuralnexus.offchain.chain.SimnetChain;
import io.neuralnexus.offchain.chain.Wallet;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.files.FileStore;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The machines on their own: trainers and verifiers as processes that know nothing but a chain that
 * is served to them, and files. One lies at a step, one stops answering. What happens is what they
 * make of each other; the chain is in lockstep, so that it is the same for the same seed.
 */
public final class Machines {
  /** How many times {@link Story#act} is called. */
  public static final int ACTS = 4;

  private static final int TRAINERS = 5;
  private static final int WATCHERS = 2;
  private static final int OWNERS = 3;

  private static final long POCKET_MONEY = Stx.of(1_000);

  private final Chain demo;
  private final SimnetChain chain;
  private final StratifiedSplit split;
  private final Seed seed;
  private final Story story;
  private final Cast cast;
  private final Compensation vault;
  private final Map<Player, Long> start = new LinkedHashMap<>();
  private final BiFunction<URI, Uint, String> explained;

  private Machines(
      Chain demo,
      StratifiedSplit split,
      Seed seed,
      Story story,
      BiFunction<URI, Uint, String> explained) {
    this.demo = demo;
    // Closed with the demo's own.
    this.chain = SimnetChain.lockstep("demo", demo.simnet());
    this.split = split;
    this.seed = seed;
    this.story = story;
    this.cast = Cast.of(seed, OWNERS, TRAINERS, WATCHERS);
    this.vault = Compensation.on(demo.simnet());
    this.explained = explained;
  }

  /**
   * Plays it.
   *
   * @param demo whose contracts are used; nothing else uses it meanwhile
   * @param split at least three data sets and the hold-out set
   * @param explained what there is to say about the last move of an execution's dispute, to whoever
   *     asks the chain at an address
   */
  public static MachinesReport perform(
      Chain demo,
      StratifiedSplit split,
      long seed,
      Story story,
      BiFunction<URI, Uint, String> explained) {
    return new Machines(demo, split, new Seed(seed), story, explained).perform();
  }

  private MachinesReport perform() {
    for (var player : cast.all()) {
      chain.fund(player.account().address(), POCKET_MONEY);
      start.put(player, POCKET_MONEY);
    }
    var wallets =
        Stream.concat(Stream.of(cast.developer()), cast.owners().stream())
            .map(Player::wallet)
            .toArray(Wallet[]::new);
    var files = FileStore.inMemory();
    try (var own = chain.join("own", wallets);
        var server = ChainServer.start(chain, files, 0);
        var crew = new Crew(cast, seed, server.uri())) {
      story.act("Machines");
      var telling = new Telling(own, cast, story);
      crew.start(chain);
      story.tell(
          "%d trainers and %d watchers begin, each a process: it knows the chain's address, its keys"
                  .formatted(TRAINERS, WATCHERS)
              + " and its policy");
      story.tell(
          "what nobody knows: %s will lie at a step, %s will not answer once it has committed"
              .formatted(cast.liar().name(), cast.silent().name()));
      story.act("Five jobs");
      var jobs = new Jobs(own, files, cast, split, seed, story, telling, crew);
      jobs.play(TRAINERS);
      for (var job : telling.proofs().keySet()) {
        var execution = telling.execution(job);
        story.act("nexus prove-step " + Text.number(execution));
        story.show(explained.apply(server.uri(), execution));
      }
      story.act("What came of it");
      var stopped = crew.stop();
      story.tell("every machine is told to stop, and ends with its books written");
      return report(telling, jobs, stopped);
    }
  }

  private MachinesReport report(Telling telling, Jobs jobs, boolean stopped) {
    var lines =
        cast.all().stream()
            .map(
                player ->
                    new Ending.Line(
                        player.name(),
                        start.get(player),
                        wealth(player, telling.books()),
                        telling.books().cashbook().of(player.account())))
            .toList();
    return new MachinesReport(
        new Ending(lines, telling.books().slashes(), checks(telling, jobs, stopped, lines)),
        telling.report());
  }

  /** Wallet, balance in the vault, stakes and bonds. */
  private long wealth(Player player, Books books) {
    var address = player.account().address();
    return demo.balance(address) + vault.getBalance(address).longValueExact() + books.held(address);
  }

  private List<Check> checks(Telling telling, Jobs jobs, boolean stopped, List<Ending.Line> lines) {
    return List.of(
        new Check(
            "liar",
            "the lie was found at the very step where it was told, and refuted",
            isLieFound(telling)),
        new Check(
            "silence",
            "time-outs ended the job of who did not answer",
            outcomeOf(telling, cast.silent()).equals(List.of("lapsed"))),
        new Check(
            "honesty",
            "each honest machine had its work accepted, and no stake touched",
            honest().allMatch(player -> isHonoured(telling, player))),
        new Check(
            "delivery",
            "the model of each accepted job arrived, and is the one that was accepted",
            jobs.models().size() == honest().count()),
        new Check(
            "books",
            "the vault's events explain what everyone has",
            lines.stream().allMatch(Ending.Line::isExplained)),
        new Check("vault of the machines", "the vault holds exactly what it owes", isSolvent()),
        new Check("processes", "every machine ended by itself when it was told to", stopped));
  }

  private Stream<Player> honest() {
    return cast.trainers().stream()
        .filter(player -> !player.equals(cast.liar()) && !player.equals(cast.silent()));
  }

  private boolean isLieFound(Telling telling) {
    var refuted =
        telling.jobs().entrySet().stream()
            .filter(job -> job.getValue().trainer().equals(cast.liar().name()))
            .toList();
    return refuted.size() == 1
        && refuted.getFirst().getValue().outcome().equals("refuted")
        && telling.proofs().containsKey(refuted.getFirst().getKey())
        && telling.proofs().get(refuted.getFirst().getKey()).step().longValueExact()
            == Worker.lie(seed, refuted.getFirst().getValue().steps()) - 1;
  }

  private static List<String> outcomeOf(Telling telling, Player player) {
    return telling.jobs().values().stream()
        .filter(job -> job.trainer().equals(player.name()))
        .map(MachinesReport.Job::outcome)
        .toList();
  }

  private static boolean isHonoured(Telling telling, Player player) {
    var outcomes = outcomeOf(telling, player);
    return !outcomes.isEmpty()
        && outcomes.stream().allMatch("accepted"::equals)
        && telling.books().slashes().stream()
            .noneMatch(slash -> slash.who().equals(player.account()));
  }

  private boolean isSolvent() {
    var state = vault.getSolvency();
    return state.balance().equals(state.obligations());
  }
}
