package io.neuralnexus.clarity.runtime;

import java.util.Arrays;
import java.util.function.UnaryOperator;

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

  /** Changes that were taken back and can be made again. */
  static final class Undone {
    private final Object[] entries;

    private Undone(Object[] entries) {
      this.entries = entries;
    }
  }

  /** Takes back all changes since a mark, so that they can be {@linkplain #redo made again}. */
  Undone undo(int mark) {
    travel(size);
    var undone = Arrays.copyOfRange(entries, mark, size);
    for (int at = undone.length - STRIDE; at >= 0; at -= STRIDE) swap(undone, at);
    Arrays.fill(entries, mark, size, null);
    size = mark;
    position = mark;
    return new Undone(undone);
  }

  private static void swap(Object[] entries, int at) {
    entries[at + 2] = ((Cell) entries[at]).exchange(entries[at + 1], entries[at + 2]);
  }

  /** Makes changes again, on the state in which {@link #undo} has left the chain. */
  void redo(Undone undone) {
    var changes = undone.entries;
    for (int at = 0; at < changes.length; at += STRIDE) {
      var cell = (Cell) changes[at];
      record(cell, changes[at + 1], cell.exchange(changes[at + 1], changes[at + 2]));
    }
  }

  /**
   * Becomes the log of a chain that was copied.
   *
   * @param counterpart what stands in the copy for a cell or a value; itself if that is shared.
   *     Values are asked for first
   */
  void set(Journal origin, UnaryOperator<Object> counterpart) {
    entries = origin.entries.clone();
    size = origin.size;
    position = origin.position;
    for (int at = 0; at < size; at += STRIDE) {
      if (entries[at + 2] != null) entries[at + 2] = counterpart.apply(entries[at + 2]);
    }
    for (int at = 0; at < size; at += STRIDE) entries[at] = counterpart.apply(entries[at]);
  }

  /** Drops the past before a mark, which then is 0; later marks shrink by as much. */
  void forget(int mark) {
    System.arraycopy(entries, mark, entries, 0, size - mark);
    Arrays.fill(entries, size - mark, size, null);
    size -= mark;
    position = size;
  }
}
