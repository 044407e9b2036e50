package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters and local names that an expression may use. */
final class Scope {
  private static final int MOST_LEVELS = 256;

  private final Optional<Scope> outer;
  private final int depth;
  private final Map<String, TypeSignature> variables = new HashMap<>();
  private final Map<String, TraitIdentifier> traits = new HashMap<>();

  private Scope(Optional<Scope> outer, int depth) {
    this.outer = outer;
    this.depth = depth;
  }

  /** The scope of the top level, which has no names. */
  static Scope outermost() {
    return new Scope(Optional.empty(), 0);
  }

  /** A scope inside of this one. */
  Scope inner() {
    if (depth >= MOST_LEVELS) {
      throw CheckException.unplaced(CheckError.MAX_CONTEXT_DEPTH_REACHED);
    }
    return new Scope(Optional.of(this), depth + 1);
  }

  void addVariable(String name, TypeSignature type) {
    variables.put(name, type);
  }

  void addTrait(String name, TraitIdentifier trait) {
    traits.put(name, trait);
  }

  /** The type of a name that stands for no trait. */
  Optional<TypeSignature> variable(String name) {
    var type = variables.get(name);
    return type != null ? Optional.of(type) : outer.flatMap(scope -> scope.variable(name));
  }

  /** The trait that a name stands for. */
  Optional<TraitIdentifier> trait(String name) {
    var trait = traits.get(name);
    return trait != null ? Optional.of(trait) : outer.flatMap(scope -> scope.trait(name));
  }
}
