package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.watch.Place;
import io.neuralnexus.clarity.watch.Scene;
import io.neuralnexus.clarity.watch.Watcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What each expression has cost by itself, in one dimension, in the format of folded stacks, as
 * Clarinet writes it: of all transactions since the opening, not of the latest alone.
 */
final class Profile implements Watcher {
  private final CostField field;
  private final Deque<Running> stack = new ArrayDeque<>();
  private State state = new State(Optional.empty(), Optional.empty(), 0);

  /** An expression that has been run, after others. */
  private record Line(String stack, long cost, Optional<Line> before) {}

  /**
   * What is known so far; never changed, so that it can be returned to.
   *
   * @param first the contract that was run first
   * @param runtime of all expressions
   */
  record State(Optional<Line> latest, Optional<ContractPrincipal> first, long runtime) {}

  /** What one transaction has made of it. */
  record Figures(State state, long transaction) {
    /** The text: a line for what no expression accounts for, then one for each expression. */
    String text() {
      long rest = Math.max(0, transaction - state.runtime);
      var lines = new ArrayDeque<String>();
      var root = rest > 0 ? state.first.map(contract -> contract + ";").orElse("") : "";
      for (var line = state.latest; line.isPresent(); line = line.get().before) {
        lines.push("%s%s %d\n".formatted(root, line.get().stack, line.get().cost));
      }
      if (rest > 0) {
        state.first.ifPresent(
            contract -> lines.push("%s:contract-loading-cost %d\n".formatted(contract, rest)));
      }
      return String.join("", lines);
    }
  }

  private static final class Running {
    private final String stack;
    private final long field;
    private final long runtime;
    private long fieldInside;
    private long runtimeInside;

    Running(String stack, long field, long runtime) {
      this.stack = stack;
      this.field = field;
      this.runtime = runtime;
    }
  }

  /** Nothing has run yet. */
  Profile(CostField field) {
    this.field = field;
  }

  /** A profile of another chain that has come as far as this one. */
  Profile copy() {
    var copy = new Profile(field);
    copy.state = state;
    return copy;
  }

  State state() {
    return state;
  }

  void restore(State then) {
    state = then;
  }

  /** What there is after a transaction of some cost. */
  Figures figures(ExecutionCost cost) {
    return new Figures(state, cost.runtime());
  }

  @Override
  public void begins(Place place, Scene scene) {
    if (state.first.isEmpty()) {
      state = new State(state.latest, Optional.of(place.contract()), state.runtime);
    }
    var cost = scene.cost();
    var outer = stack.isEmpty() ? "" : stack.peek().stack + ";";
    stack.push(new Running(outer + shown(place, scene), field.of(cost), cost.runtime()));
  }

  private static String shown(Place place, Scene scene) {
    var text = new StringBuilder(place.contract().toString());
    scene.entrance().ifPresent(function -> text.append(':').append(function));
    applied(place.expression()).ifPresent(function -> text.append(':').append(function));
    var span = place.expression().span();
    return text.append(":%d:%d".formatted(span.startLine(), span.startColumn())).toString();
  }

  private static Optional<String> applied(Expression expression) {
    return expression instanceof ListForm list
            && !list.items().isEmpty()
            && list.items().getFirst() instanceof Atom head
        ? Optional.of(head.name())
        : Optional.empty();
  }

  @Override
  public void ends(Place place, Scene scene, Value value) {
    finish(scene);
  }

  @Override
  public void fails(Place place, Scene scene, Supplier<String> error) {
    finish(scene);
  }

  private void finish(Scene scene) {
    var done = stack.pop();
    var cost = scene.cost();
    long whole = field.of(cost) - done.field;
    long wholeRuntime = cost.runtime() - done.runtime;
    state =
        new State(
            Optional.of(new Line(done.stack, whole - done.fieldInside, state.latest)),
            state.first,
            state.runtime + wholeRuntime - done.runtimeInside);
    if (!stack.isEmpty()) {
      stack.peek().fieldInside += whole;
      stack.peek().runtimeInside += wholeRuntime;
    }
  }
}
