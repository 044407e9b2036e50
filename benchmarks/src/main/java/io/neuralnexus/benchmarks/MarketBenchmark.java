package io.neuralnexus.benchmarks;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Bootstrap;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What agents do on the training market of this repository, from whose root it is run: bids,
 * evidence, claims, and every so many bids a contest with draw, votes and verdict, through bindings
 * and {@code Simnet}. The counter {@code calls} says how many transactions a second that is; looks
 * at the state and empty blocks are part of the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
public class MarketBenchmark {
  private static final int VALIDATORS = 60;
  private static final int DATASETS = 50;
  private static final long FUNDS = 1_000_000_000_000L;
  private static final Buff ANY_32_BYTES = Buff.of(new byte[32]);
  private static final Uint VOTE = uint(84);
  private static final Uint FIRST_ROUND = uint(1);

  /** One bid in so many is contested. */
  @Param({"5", "2"})
  public int oneContestIn;

  /** Whether costs are counted. */
  @Param({"false", "true"})
  public boolean trackCosts;

  private Simnet chain;
  private NeuralTrainingMarket market;
  private int bids;

  /** The transactions of a run. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Count {
    /** How many have been made. */
    public long calls;
  }

  /** Who takes part. */
  @Setup
  public void open() {
    chain =
        Simnet.open(Path.of("Clarinet.toml"), SimnetOptions.defaults().withTrackCosts(trackCosts));
    Bootstrap.finish(chain, account(1), account(2));
    market = NeuralTrainingMarket.on(chain);
    var counted = new Count();
    for (int i = 0; i < VALIDATORS; i++) {
      var stake = uint(200_000_000L + i * 1_000_000L);
      ok(market.as(funded(1000 + i)).registerValidator(stake), counted);
    }
    for (int i = 0; i < DATASETS; i++) {
      ok(market.as(funded(2000 + i)).registerDataset(uint(5_000_000), "ipfs://x"), counted);
      funded(3000 + i);
    }
    chain.mineEmptyBurnBlocks(300);
  }

  /** A bid, from the developer's offer to the provider's reward. */
  @Benchmark
  public Uint bid(Count count) {
    var number = bids++;
    var dataset = uint(number % DATASETS + 1);
    var developer = market.as(account(3000 + number % DATASETS));
    var provider = market.as(account(2000 + number % DATASETS));
    var offer = developer.placeComputationBid(dataset, uint(500_000), uint(100), uint(150));
    var bid = ok(offer, count);
    var model = market.getBid(bid).orElseThrow().modelId();
    ok(provider.publishEvidence(bid, ANY_32_BYTES, "ipfs://w"), count);
    ok(provider.submitValidationResult(model, bid, uint(85)), count);
    if (number % oneContestIn != 0) {
      ok(developer.acceptResult(bid), count);
    } else {
      ok(developer.contestResult(bid, uint(40)), count);
      decide(bid, model, count);
    }
    return ok(provider.claimValidationReward(model), count);
  }

  private void decide(Uint bid, Uint model, Count count) {
    var keeper = market.as(account(5));
    chain.mineEmptyBurnBlocks(4);
    ok(keeper.drawCommittee(bid), count);
    var voters = new LinkedHashSet<>(market.getCommittee(bid).orElseThrow().voters());
    for (var voter : voters) {
      var commitment = market.getCommitment(model, bid, FIRST_ROUND, voter, VOTE, ANY_32_BYTES);
      ok(market.as((StandardPrincipal) voter).commitVote(bid, commitment), count);
    }
    chain.mineEmptyBurnBlocks(73);
    for (var voter : voters) {
      ok(market.as((StandardPrincipal) voter).revealVote(bid, VOTE, ANY_32_BYTES), count);
    }
    chain.mineEmptyBurnBlocks(73);
    ok(keeper.finalizeVerdict(bid), count);
    for (var voter : voters) {
      ok(market.as((StandardPrincipal) voter).claimValidationReward(model), count);
    }
  }

  private static <T, E> T ok(TypedReceipt<Response<T, E>> receipt, Count count) {
    count.calls++;
    return receipt.value().ok();
  }

  private StandardPrincipal funded(int number) {
    chain.mintStx(account(number), FUNDS);
    return account(number);
  }

  private static StandardPrincipal account(int number) {
    var hash = new byte[20];
    hash[0] = (byte) (number >> 8);
    hash[1] = (byte) number;
    hash[2] = 7;
    return new StandardPrincipal(StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(hash));
  }
}
