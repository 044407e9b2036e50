package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * A word whose arguments are values: what it is applied to may be any expressions, and {@code
 * fold}, {@code map} and {@code filter} may be given its name.
 */
abstract non-sealed class Function extends Word {
  private final FunctionType type;

  Function(String name, Versions versions, String identifier, boolean special, FunctionType type) {
    super(name, versions, identifier, special);
    this.type = type;
  }

  /** What it takes and answers. */
  @Override
  public final Optional<FunctionType> functionType() {
    return Optional.of(type);
  }

  @Override
  public final TypeSignature check(TypeCheck.Application application) {
    return application.checkFunction(type);
  }

  @Override
  public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
    return check.areReadOnly(arguments);
  }

  @Override
  public final Application link(Linking at) {
    return link(at, at.allArguments());
  }

  /** A function that the VM computes from the values of all its arguments. */
  abstract static class Plain extends Function implements Computation {
    private final CostFunction cost;

    Plain(String name, Versions versions, String identifier, FunctionType type, CostFunction cost) {
      super(name, versions, identifier, false, type);
      this.cost = cost;
    }

    @Override
    public final CostFunction cost() {
      return cost;
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return apply(at, arguments);
    }

    /** Aborts as the VM does where the analysis cannot have seen it. */
    static void requireArguments(int expected, Value[] arguments) {
      Computation.requireArguments(expected, arguments);
    }
  }
}
