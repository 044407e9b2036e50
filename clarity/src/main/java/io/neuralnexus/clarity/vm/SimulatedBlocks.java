package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.crypto.Hash;
import io.neuralnexus.clarity.runtime.Abort;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks of a simulated network, as Clarinet makes them: one after the other, on demand, with
 * hashes that follow from heights. Times are in seconds; Stacks blocks are 10 apart and burn blocks
 * 600. Hashes are made when somebody asks for them.
 */
public final class SimulatedBlocks implements Blocks {
  static final long STACKS_INTERVAL = 10;
  private static final long BURN_INTERVAL = 600;

  /** What a block sees that has the id of no block: a height beyond all others. */
  private static final long BEYOND = 0xffff_ffffL;

  private static final Uint BLOCK_REWARD = Uint.of(5_000);
  private static final Uint MINERS_SPEND = Uint.of(2_000);

  /** The blocks of a moment: the last run ends at the height. */
  private record State(Runs runs, int height) {
    Run run() {
      return runs.last();
    }

    Epoch epoch() {
      return run().epoch();
    }

    long time() {
      return run().time(height);
    }

    int burnHeight() {
      return run().burnHeight();
    }

    /** When a burn block was made. */
    long burnTime(int of) {
      return runs.firstAbove(of).time() - STACKS_INTERVAL;
    }

    State withStacks(int more) {
      return new State(runs, Math.addExact(height, more));
    }

    /** With one more burn block, and the Stacks block that begins its tenure. */
    State withBurn(int tenure) {
      long due = burnTime(burnHeight()) + BURN_INTERVAL;
      long made = time() > due ? time() + STACKS_INTERVAL : due;
      var run = new Run(height + 1, made + STACKS_INTERVAL, burnHeight() + 1, tenure, epoch());
      return new State(runs.with(run), height + 1);
    }

    /** The last block is of another epoch. */
    State in(Epoch next) {
      var other = new Run(height, time(), burnHeight(), run().tenure(), next);
      return new State(run().first() == height ? runs.withLast(other) : runs.with(other), height);
    }
  }

  /**
   * Burn blocks above a height whose headers follow from a seed, too.
   *
   * @param after the last that does not depend on it
   */
  private record Future(int after, long seed) {}

  private State now;
  private final Optional<Future> future;

  /** Heights by id, as far as somebody has looked; ids do not depend on anything else. */
  private final Map<Buff, Integer> heights = new HashMap<>();

  /**
   * A network with its first block.
   *
   * @param epoch the epoch it begins in
   * @param start the time of its first burn block, in seconds since 1970
   */
  public SimulatedBlocks(Epoch epoch, long start) {
    this(new State(Runs.of(new Run(0, start + STACKS_INTERVAL, 0, 0, epoch)), 0), Optional.empty());
  }

  private SimulatedBlocks(State now, Optional<Future> future) {
    this.now = now;
    this.future = future;
  }

  /** The same blocks, for another chain. */
  public SimulatedBlocks copy() {
    return new SimulatedBlocks(apart(), future);
  }

  /** The same blocks, for another chain; what burn blocks are made later follows from a seed. */
  public SimulatedBlocks copy(long seed) {
    return new SimulatedBlocks(apart(), Optional.of(new Future(now.burnHeight(), seed)));
  }

  private State apart() {
    return new State(now.runs.copy(), now.height);
  }

  /** The blocks of a moment, to go to. */
  public static final class Mark {
    private final State state;

    private Mark(State state) {
      this.state = state;
    }
  }

  /** The present, to go to. */
  public Mark mark() {
    return new Mark(now);
  }

  /** Goes to the blocks of a moment, be it in the past or left behind by going back further. */
  public void restore(Mark mark) {
    now = mark.state;
  }

  /** Makes Stacks blocks in the same tenure. */
  public void advanceStacks(int count) {
    now = now.withStacks(count);
  }

  /**
   * Makes burn blocks, each with a tenure of one Stacks block. Contracts learn of new tenures in
   * the last of them.
   */
  public void advanceBurn(int count) {
    var known = now.run().tenure();
    for (int left = count; left > 0; left--) {
      now = now.withBurn(left == 1 ? now.burnHeight() + 1 : known);
    }
  }

  /** Begins an epoch; from 3.0 on that takes a burn block. */
  public void setEpoch(Epoch next) {
    if (next == now.epoch()) return;
    now = now.in(next);
    if (next.compareTo(Epoch.EPOCH_3_0) >= 0) advanceBurn(1);
  }

  /** The height of the latest burn block. */
  public long latestBurnHeight() {
    return now.burnHeight();
  }

  @Override
  public Epoch epoch() {
    return now.epoch();
  }

  @Override
  public long stacksHeight() {
    return now.height;
  }

  @Override
  public long tenureHeight() {
    return present().tenureHeight();
  }

  @Override
  public long burnHeight() {
    return now.epoch().compareTo(Epoch.EPOCH_3_0) >= 0
        ? latestBurnHeight()
        : present().burnHeight();
  }

  @Override
  public long time() {
    return now.time();
  }

  private View present() {
    return new View(stacksHeight());
  }

  @Override
  public Optional<StacksBlock> stacksBlock(long height) {
    if (height < 0 || height > now.height) return Optional.empty();
    var at = (int) height;
    var made = now.runs.at(at);
    var genesis = at == 0;
    var tenure =
        new Tenure(
            burnHash(made.burnHeight(), 2),
            now.burnTime(made.burnHeight()),
            burnHash(made.burnHeight(), 4),
            new StandardPrincipal(
                (genesis ? Network.TESTNET : Network.MAINNET).singleSignatureVersion(),
                Buff.of(new byte[20])),
            genesis ? Uint.ZERO : BLOCK_REWARD,
            genesis ? Uint.ZERO : MINERS_SPEND,
            genesis ? Optional.of(Uint.ZERO) : Optional.empty());
    return Optional.of(
        new StacksBlock(id(at), genesis ? id(at) : hash(at, 1), made.time(at), tenure));
  }

  @Override
  public Optional<Long> firstBlock(long tenure) {
    return present().firstBlock(tenure);
  }

  @Override
  public Optional<BurnBlock> burnBlock(long height) {
    return present().burnBlock(height);
  }

  @Override
  public Optional<Blocks> asOf(Buff id) {
    for (int height = heights.size(); height <= now.height; height++) {
      heights.put(id(height), height);
    }
    var height = heights.get(id);
    return Optional.of(new View(height == null || height > now.height ? BEYOND : (long) height));
  }

  @Override
  public boolean regtest() {
    return false;
  }

  private static Buff id(int height) {
    return Buff.of(hash(height));
  }

  private static Buff hash(int height, int kind) {
    return marked(hash(height), kind);
  }

  private static byte[] hash(int height) {
    return Hash.sha512Half(ByteBuffer.allocate(4).putInt(height).array());
  }

  /** Of a burn block, which decides what contracts draw by lot. */
  private Buff burnHash(int height, int kind) {
    if (future.isEmpty() || height <= future.get().after) return hash(height, kind);
    var seeded = ByteBuffer.allocate(12).putInt(height).putLong(future.get().seed).array();
    return marked(Hash.sha512Half(seeded), kind);
  }

  private static Buff marked(byte[] hash, int kind) {
    hash[0] = (byte) kind;
    return Buff.of(hash);
  }

  /** The blocks as one of them sees them. */
  private final class View implements Blocks {
    private final long height;
    private final Run made;

    View(long height) {
      this.height = height;
      this.made = now.runs.at(height);
    }

    @Override
    public Epoch epoch() {
      return made.epoch();
    }

    @Override
    public long stacksHeight() {
      return height;
    }

    @Override
    public long tenureHeight() {
      return isNakamoto() ? made.tenure() : height;
    }

    @Override
    public long burnHeight() {
      if (isNakamoto()) return latestBurnHeight();
      if (height == BEYOND) {
        throw Abort.internal("Expect(\"Block header hash must return for provided block height\")");
      }
      return height == 0 ? 0 : now.runs.at(height - 1).burnHeight();
    }

    private boolean isNakamoto() {
      return made.epoch().compareTo(Epoch.EPOCH_3_0) >= 0;
    }

    @Override
    public long time() {
      return made.time((int) Math.min(height, now.height));
    }

    @Override
    public Optional<StacksBlock> stacksBlock(long of) {
      return SimulatedBlocks.this.stacksBlock(of);
    }

    @Override
    public Optional<Long> firstBlock(long tenure) {
      if (tenureHeight() < tenure || height <= tenure) return Optional.empty();
      if (now.epoch().compareTo(Epoch.EPOCH_3_0) < 0 || tenure > latestBurnHeight()) {
        return Optional.of(tenure);
      }
      return Optional.of((long) now.runs.firstAbove((int) tenure).first());
    }

    @Override
    public Optional<Blocks> asOf(Buff id) {
      return SimulatedBlocks.this.asOf(id);
    }

    @Override
    public Optional<BurnBlock> burnBlock(long of) {
      if (height == 0 && !isNakamoto()) return Optional.empty();
      if (height == BEYOND && burnHeight() >= 0) return Optional.empty();
      if (of < 0 || of > latestBurnHeight()) return Optional.empty();
      return Optional.of(new BurnBlock(burnHash((int) of, 2), List.of(), Uint.ZERO));
    }

    @Override
    public boolean regtest() {
      return false;
    }
  }
}
