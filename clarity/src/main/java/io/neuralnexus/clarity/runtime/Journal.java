package io.neuralnexus.clarity.runtime;

import java.util.Arrays;

/**
 * The undo log of one chain. Whoever changes state first records how to take it back; {@link
 * #rollback} then takes back everything since a mark, last change first. It costs what has changed,
 * not what there is.
 */
public final class Journal {
  /** A change that can be taken back. */
  @FunctionalInterface
  public interface Cell {
    /**
     * Puts back what was there before a change.
     *
     * @param key which part of the cell; null if it has one only
     * @param before what was there; null if nothing
     */
    void restore(Object key, Object before);
  }

  private static final int STRIDE = 3;
  private Object[] entries = new Object[STRIDE * 64];
  private int size;
  private int holds;

  /** Records that a part of a cell is about to change. */
  public void record(Cell cell, Object key, Object before) {
    if (size == entries.length) entries = Arrays.copyOf(entries, 2 * size);
    entries[size] = cell;
    entries[size + 1] = key;
    entries[size + 2] = before;
    size += STRIDE;
  }

  /** The present, to go back to. */
  public int mark() {
    return size;
  }

  /** Takes back all changes since a mark. */
  public void rollback(int mark) {
    while (size > mark) {
      size -= STRIDE;
      ((Cell) entries[size]).restore(entries[size + 1], entries[size + 2]);
      entries[size] = entries[size + 1] = entries[size + 2] = null;
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
  }
}
