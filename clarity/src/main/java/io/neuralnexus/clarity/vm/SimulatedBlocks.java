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
import java.util.ArrayList;
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
  private static final long STACKS_INTERVAL = 10;
  private static final long BURN_INTERVAL = 600;

  /** What a block sees that has the id of no block: a height beyond all others. */
  private static final long BEYOND = 0xffff_ffffL;

  private static final Uint BLOCK_REWARD = Uint.of(5_000);
  private static final Uint MINERS_SPEND = Uint.of(2_000);

  /**
   * A Stacks block.
   *
   * @param time when it was made
   * @param burnHeight the burn block below it
   * @param tenure the tenure as contracts see it in this block
   * @param epoch the epoch when its last transaction ran
   */
  private record Made(long time, int burnHeight, int tenure, Epoch epoch) {
    Made in(Epoch later) {
      return new Made(time, burnHeight, tenure, later);
    }

    Made inTenure(int number) {
      return new Made(time, burnHeight, number, epoch);
    }
  }

  private final List<Made> blocks = new ArrayList<>();
  private final List<Long> burnTimes = new ArrayList<>();

  /** The first Stacks block of each tenure. */
  private final List<Integer> tenures = new ArrayList<>();

  /** Heights by id, as far as somebody has looked; ids do not depend on anything else. */
  private final Map<Buff, Integer> heights = new HashMap<>();

  private Epoch epoch;

  /**
   * A network with its first block.
   *
   * @param epoch the epoch it begins in
   * @param start the time of its first burn block, in seconds since 1970
   */
  public SimulatedBlocks(Epoch epoch, long start) {
    this.epoch = epoch;
    burnTimes.add(start);
    blocks.add(new Made(start + STACKS_INTERVAL, 0, 0, epoch));
    tenures.add(0);
  }

  private SimulatedBlocks(SimulatedBlocks origin) {
    blocks.addAll(origin.blocks);
    burnTimes.addAll(origin.burnTimes);
    tenures.addAll(origin.tenures);
    epoch = origin.epoch;
  }

  /** The same blocks, for another chain. */
  public SimulatedBlocks copy() {
    return new SimulatedBlocks(this);
  }

  /** A point in time, to go back to. */
  public static final class Mark {
    private final int blocks;
    private final int burnBlocks;
    private final int tenures;
    private final Made latest;
    private final Epoch epoch;

    private Mark(SimulatedBlocks of) {
      blocks = of.blocks.size();
      burnBlocks = of.burnTimes.size();
      tenures = of.tenures.size();
      latest = of.blocks.getLast();
      epoch = of.epoch;
    }
  }

  /** The present, to go back to. */
  public Mark mark() {
    return new Mark(this);
  }

  /** Takes back all blocks since a mark. */
  public void restore(Mark mark) {
    cut(blocks, mark.blocks);
    cut(burnTimes, mark.burnBlocks);
    cut(tenures, mark.tenures);
    blocks.set(mark.blocks - 1, mark.latest);
    epoch = mark.epoch;
  }

  private static void cut(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }

  /** Makes Stacks blocks in the same tenure. */
  public void advanceStacks(int count) {
    for (int i = 0; i < count; i++) makeBlock(blocks.getLast().tenure);
  }

  /** Makes burn blocks, each with a tenure of one Stacks block. */
  public void advanceBurn(int count) {
    var written = blocks.getLast().tenure;
    for (int i = 0; i < count; i++) {
      var time = burnTimes.getLast() + BURN_INTERVAL;
      var latest = blocks.getLast().time;
      burnTimes.add(latest > time ? latest + STACKS_INTERVAL : time);
      tenures.add(blocks.size());
      makeBlock(written);
    }
    if (count > 0) seeTenure();
  }

  private void makeBlock(int tenure) {
    var time = Math.max(blocks.getLast().time, burnTimes.getLast()) + STACKS_INTERVAL;
    blocks.add(new Made(time, burnTimes.size() - 1, tenure, epoch));
  }

  /** Contracts learn of a new tenure when all blocks of one request are made. */
  private void seeTenure() {
    blocks.set(blocks.size() - 1, blocks.getLast().inTenure(tenures.size() - 1));
  }

  /** Begins an epoch; from 3.0 on that takes a burn block. */
  public void setEpoch(Epoch next) {
    if (next == epoch) return;
    epoch = next;
    blocks.set(blocks.size() - 1, blocks.getLast().in(next));
    if (next.compareTo(Epoch.EPOCH_3_0) >= 0) advanceBurn(1);
  }

  /** The height of the latest burn block. */
  public long latestBurnHeight() {
    return burnTimes.size() - 1;
  }

  @Override
  public Epoch epoch() {
    return epoch;
  }

  @Override
  public long stacksHeight() {
    return blocks.size() - 1;
  }

  @Override
  public long tenureHeight() {
    return now().tenureHeight();
  }

  @Override
  public long burnHeight() {
    return epoch.compareTo(Epoch.EPOCH_3_0) >= 0 ? latestBurnHeight() : now().burnHeight();
  }

  @Override
  public long time() {
    return now().time();
  }

  private View now() {
    return new View(stacksHeight());
  }

  @Override
  public Optional<StacksBlock> stacksBlock(long height) {
    if (height < 0 || height >= blocks.size()) return Optional.empty();
    var at = (int) height;
    var made = blocks.get(at);
    var genesis = at == 0;
    var tenure =
        new Tenure(
            hash(made.burnHeight, 2),
            burnTimes.get(made.burnHeight),
            hash(made.burnHeight, 4),
            new StandardPrincipal(
                (genesis ? Network.TESTNET : Network.MAINNET).singleSignatureVersion(),
                Buff.of(new byte[20])),
            genesis ? Uint.ZERO : BLOCK_REWARD,
            genesis ? Uint.ZERO : MINERS_SPEND,
            genesis ? Optional.of(Uint.ZERO) : Optional.empty());
    return Optional.of(
        new StacksBlock(id(at), genesis ? id(at) : hash(at, 1), made.time, tenure));
  }

  @Override
  public Optional<Long> firstBlock(long tenure) {
    return now().firstBlock(tenure);
  }

  @Override
  public Optional<BurnBlock> burnBlock(long height) {
    return now().burnBlock(height);
  }

  @Override
  public Optional<Blocks> asOf(Buff id) {
    for (int height = heights.size(); height < blocks.size(); height++) {
      heights.put(id(height), height);
    }
    var height = heights.get(id);
    return Optional.of(
        new View(height == null || height >= blocks.size() ? BEYOND : (long) height));
  }

  @Override
  public boolean regtest() {
    return false;
  }

  private static Buff id(int height) {
    return Buff.of(hash(height));
  }

  private static Buff hash(int height, int kind) {
    var bytes = hash(height);
    bytes[0] = (byte) kind;
    return Buff.of(bytes);
  }

  private static byte[] hash(int height) {
    return Hash.sha512Half(ByteBuffer.allocate(4).putInt(height).array());
  }

  /** The blocks as one of them sees them. */
  private final class View implements Blocks {
    private final long height;
    private final Made made;

    View(long height) {
      this.height = height;
      this.made = blocks.get((int) Math.min(height, blocks.size() - 1));
    }

    @Override
    public Epoch epoch() {
      return made.epoch;
    }

    @Override
    public long stacksHeight() {
      return height;
    }

    @Override
    public long tenureHeight() {
      return isNakamoto() ? made.tenure : height;
    }

    @Override
    public long burnHeight() {
      if (isNakamoto()) return latestBurnHeight();
      if (height == BEYOND) {
        throw Abort.internal(
            "Expect(\"Block header hash must return for provided block height\")");
      }
      return height == 0 ? 0 : blocks.get((int) height - 1).burnHeight;
    }

    private boolean isNakamoto() {
      return made.epoch.compareTo(Epoch.EPOCH_3_0) >= 0;
    }

    @Override
    public long time() {
      return made.time;
    }

    @Override
    public Optional<StacksBlock> stacksBlock(long of) {
      return SimulatedBlocks.this.stacksBlock(of);
    }

    @Override
    public Optional<Long> firstBlock(long tenure) {
      if (tenureHeight() < tenure || height <= tenure) return Optional.empty();
      if (SimulatedBlocks.this.epoch.compareTo(Epoch.EPOCH_3_0) < 0 || tenure >= tenures.size()) {
        return Optional.of(tenure);
      }
      return Optional.of((long) tenures.get((int) tenure));
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
      return Optional.of(new BurnBlock(hash((int) of, 2), List.of(), Uint.ZERO));
    }

    @Override
    public boolean regtest() {
      return false;
    }
  }
}
