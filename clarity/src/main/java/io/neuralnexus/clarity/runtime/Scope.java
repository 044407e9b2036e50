package io.neuralnexus.clarity.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that an expression may use, with the slots that hold their values. */
final class Scope {
  /** How many slots a function needs. */
  static final class Layout {
    private int size;
    private int deepest;

    int add() {
      return size++;
    }

    int size() {
      return size;
    }

    void reach(int levels) {
      deepest = Math.max(deepest, levels);
    }

    /** The most levels of the call stack that are open within the function at a time. */
    int deepest() {
      return deepest;
    }
  }

  private final Scope outer;
  private final int depth;
  private final Layout layout;
  private final Map<String, Integer> slots = new HashMap<>();

  private Scope(Scope outer, int depth, Layout layout) {
    this.outer = outer;
    this.depth = depth;
    this.layout = layout;
  }

  /** The scope of a whole function, or of a form on the top level. */
  static Scope outermost() {
    return new Scope(null, 0, new Layout());
  }

  /** A scope inside of this one. */
  Scope inner() {
    return new Scope(this, depth + 1, layout);
  }

  /** Gives a name a slot. */
  int bind(String name) {
    var slot = layout.add();
    slots.put(name, slot);
    return slot;
  }

  /** A slot that no name has. */
  int reserve() {
    return layout.add();
  }

  /** The slot of a name. */
  Optional<Integer> slot(String name) {
    for (var scope = this; scope != null; scope = scope.outer) {
      var slot = scope.slots.get(name);
      if (slot != null) return Optional.of(slot);
    }
    return Optional.empty();
  }

  /** How many scopes this one is inside of; to look up a variable costs that. */
  int depth() {
    return depth;
  }

  Layout layout() {
    return layout;
  }
}
