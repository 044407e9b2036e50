package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * A word with a syntax of its own: names, bindings or types stand among its arguments, or it has a
 * typing rule that no {@link FunctionType} can say.
 */
abstract non-sealed class Form extends Word {
  /** A form that is on the stack while its arguments run. */
  Form(String name, Versions versions, String identifier) {
    this(name, versions, identifier, true);
  }

  Form(String name, Versions versions, String identifier, boolean special) {
    super(name, versions, identifier, special);
  }

  /** Empty: {@code map} and its like cannot be given its name. */
  @Override
  public final Optional<FunctionType> functionType() {
    return Optional.empty();
  }

  /** If all its arguments are; a form with names or types among them says otherwise. */
  @Override
  public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
    return check.areReadOnly(arguments);
  }

  @Override
  public Application link(Linking at, Node[] arguments) {
    throw Abort.internal("Expect(\"" + name() + " is not a function of values\")");
  }

  /** A form with a typing rule of its own that the VM computes from the values of its arguments. */
  abstract static class Plain extends Form implements Computation {
    private final CostFunction cost;

    Plain(String name, Versions versions, String identifier, CostFunction cost) {
      super(name, versions, identifier, false);
      this.cost = cost;
    }

    @Override
    public final CostFunction cost() {
      return cost;
    }

    @Override
    public Application link(Linking at) {
      return apply(at, at.allArguments());
    }
  }
}
