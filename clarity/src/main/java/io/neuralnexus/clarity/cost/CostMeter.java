package io.neuralnexus.clarity.cost;

import io.neuralnexus.clarity.ExecutionCost;

/**
 * Adds up what one transaction costs and stops it at its limits. One meter serves one transaction
 * at a time and one thread.
 *
 * <p>An amount is first added, then held against the limit, so that the totals of an overrun
 * include the operation that caused it. A limit may be reached exactly.
 */
public final class CostMeter {
  /** Bytes of memory that a transaction may use at a time, in every epoch. */
  public static final long MEMORY_LIMIT = 100_000_000;

  private final ExecutionCost limit;
  private final long memoryLimit;
  private final boolean free;

  private long runtime;
  private long readCount;
  private long readLength;
  private long writeCount;
  private long writeLength;
  private long memory;

  /** The part of the memory that stays in use until the transaction ends. */
  private long kept;

  /** The limit of the runtime; negative once any dimension was overrun, so that it stays so. */
  private long runtimeLimit;

  /**
   * A meter at zero.
   *
   * @param limit the most that each dimension may reach
   * @param memoryLimit the most bytes of memory in use at a time
   */
  public CostMeter(ExecutionCost limit, long memoryLimit) {
    this(limit, memoryLimit, false);
  }

  private CostMeter(ExecutionCost limit, long memoryLimit, boolean free) {
    this.limit = limit;
    this.memoryLimit = memoryLimit;
    this.free = free;
    this.runtimeLimit = limit.runtime();
  }

  /**
   * A meter that never stops anything: for snippets, and where costs are off. It counts what it is
   * charged with, but functions do not charge all that they do where a meter is free.
   */
  public static CostMeter free() {
    return new CostMeter(
        new ExecutionCost(
            Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
        Long.MAX_VALUE,
        true);
  }

  /**
   * Adds units of runtime.
   *
   * @throws CostOverrun if the transaction is over its limit then
   */
  public void runtime(long units) {
    runtime += units;
    if (runtime > runtimeLimit) throw overrun();
  }

  /**
   * Adds to all five dimensions: units of runtime, and counts and bytes of reads and writes.
   *
   * @throws CostOverrun if the transaction is over its limit in one of them then
   */
  public void add(
      long runtime, long readCount, long readLength, long writeCount, long writeLength) {
    this.runtime += runtime;
    this.readCount += readCount;
    this.readLength += readLength;
    this.writeCount += writeCount;
    this.writeLength += writeLength;
    if (this.runtime > runtimeLimit
        || this.readCount > limit.readCount()
        || this.readLength > limit.readLength()
        || this.writeCount > limit.writeCount()
        || this.writeLength > limit.writeLength()) {
      throw overrun();
    }
  }

  private CostOverrun overrun() {
    runtimeLimit = -1;
    return CostOverrun.ofCost(total(), limit);
  }

  /**
   * Takes bytes of memory into use.
   *
   * @throws CostOverrun if more is in use than may be then; the bytes stay in use
   */
  public void addMemory(long bytes) {
    memory += bytes;
    if (memory > memoryLimit) {
      kept += bytes;
      throw CostOverrun.ofMemory(memory, memoryLimit);
    }
  }

  /**
   * Takes bytes of memory into use for an allowance of {@code restrict-assets?}, where an overrun
   * has a name of its own. Those of {@code as-contract?} are memory like any other.
   *
   * @throws CostOverrun if more is in use than may be then; the bytes stay in use
   */
  public void addAllowanceMemory(long bytes) {
    memory += bytes;
    if (memory > memoryLimit) throw CostOverrun.ofAllowanceMemory(memory, memoryLimit);
  }

  /**
   * Gives bytes of memory back.
   *
   * @throws IllegalStateException if fewer are in use: a fault of the caller
   */
  public void dropMemory(long bytes) {
    if (bytes > memory) {
      throw new IllegalStateException(
          "%d bytes of memory dropped while %d are in use".formatted(bytes, memory));
    }
    memory -= bytes;
  }

  /**
   * Takes bytes of memory into use until the transaction ends: writes do that.
   *
   * @throws CostOverrun if more is in use than may be then
   */
  public void keepMemory(long bytes) {
    memory += bytes;
    kept += bytes;
    if (memory > memoryLimit) throw CostOverrun.ofMemory(memory, memoryLimit);
  }

  /** The memory in use that is to be given back, to return to if a function ends early. */
  public long scopedMemory() {
    return memory - kept;
  }

  /** Gives back what has been taken and not kept since {@link #scopedMemory} said this. */
  public void restoreScopedMemory(long bytes) {
    memory = kept + bytes;
  }

  /** The bytes of memory in use. */
  public long memory() {
    return memory;
  }

  /** The most bytes of memory that may be in use. */
  public long memoryLimit() {
    return memoryLimit;
  }

  /** What was charged so far. */
  public ExecutionCost total() {
    return new ExecutionCost(writeLength, writeCount, readLength, readCount, runtime);
  }

  /** The most that may be charged. */
  public ExecutionCost limit() {
    return limit;
  }

  /** Whether it never stops anything. */
  public boolean isFree() {
    return free;
  }

  /** Back to zero, for the next transaction. */
  public void reset() {
    runtime = 0;
    readCount = 0;
    readLength = 0;
    writeCount = 0;
    writeLength = 0;
    memory = 0;
    kept = 0;
    runtimeLimit = limit.runtime();
  }
}
