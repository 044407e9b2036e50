package io.neuralnexus.clarity.runtime;

import java.util.Arrays;

/**
 * The undo log of one chain. Whoever changes state first records how to take it back; {@link
 * #rollback} then takes back everything since a mark, last change first. It costs what has changed,
 * not what there is.
 *
 * <p>{@link #travel} shows the state at a mark without losing what came after: to take a change
 * back puts what it wrote where what it replaced was noted, so that the same step, taken forwards,
 * makes the change again.
 */
public final class Journal {
  /** A change that can be taken back. */
  @FunctionalInterface
  public interface Cell {
    /**
     * Puts back what was there before a change.
     *
     * @param key which part of the cell; null if it has one only
     * @param value what was there; null if nothing
     * @return what was there until now; null if nothing
     */
    Object exchange(Object key, Object value);

    /** Whether {@link Journal#travel} shows it as it was; otherwise as it is. */
    default boolean hasPast() {
      return true;
    }
  }

  private static final int STRIDE = 3;
  private Object[] entries = new Object[STRIDE * 64];
  private int size;
  private int holds;

  /** Where the state is that is shown: at the end, unless somebody travels. */
  private int position;

  /** Records that a part of a cell is about to change. */
  public void record(Cell cell, Object key, Object before) {
    if (position != size) throw new IllegalStateException("the past does not change");
    if (size == entries.length) entries = Arrays.copyOf(entries, 2 * size);
    entries[size] = cell;
    entries[size + 1] = key;
    entries[size + 2] = before;
    size += STRIDE;
    position = size;
  }

  /** The present, to go back to. */
  public int mark() {
    return size;
  }

  /** Takes back all changes since a mark. */
  public void rollback(int mark) {
    if (mark >= size) return;
    travel(size);
    while (size > mark) {
      size -= STRIDE;
      ((Cell) entries[size]).exchange(entries[size + 1], entries[size + 2]);
      entries[size] = entries[size + 1] = entries[size + 2] = null;
    }
    position = size;
  }

  /** Shows the state as it was at a mark; nothing may change until it is back at the present. */
  void travel(int mark) {
    while (position > mark) exchange(position -= STRIDE);
    while (position < mark) {
      exchange(position);
      position += STRIDE;
    }
  }

  private void exchange(int entry) {
    var cell = (Cell) entries[entry];
    if (cell.hasPast()) {
      entries[entry + 2] = cell.exchange(entries[entry + 1], entries[entry + 2]);
    }
  }

  /** Keeps marks of now and later usable across {@link #forget} until {@link #release}. */
  public void hold() {
    holds++;
  }

  /** Ends one {@link #hold}. */
  public void release() {
    holds--;
  }

  /** Drops the past, unless somebody holds it. Called between transactions. */
  public void forget() {
    if (holds > 0) return;
    Arrays.fill(entries, 0, size, null);
    size = 0;
    position = 0;
  }
}
