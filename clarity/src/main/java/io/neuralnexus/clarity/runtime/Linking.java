package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.List;
import java.util.Optional;

/** One application that is being linked: what a word of the language needs to know about it. */
public final class Linking {
  private final Linker linker;
  private final ListForm form;
  private final Scope scope;
  private final Site site;

  Linking(Linker linker, ListForm form, Scope scope, Site site) {
    this.linker = linker;
    this.form = form;
    this.scope = scope;
    this.site = site;
  }

  /** The contract, its version and epoch. */
  public Linker linker() {
    return linker;
  }

  /** Whether the contract is written in that version or a later one. */
  public boolean isAtLeast(ClarityVersion since) {
    return linker.isAtLeast(since);
  }

  /** Whether it is linked for that epoch or a later one. */
  public boolean isAtLeast(Epoch since) {
    return linker.isAtLeast(since);
  }

  /** What things cost. */
  public CostTable costs() {
    return linker.costs();
  }

  /** What something costs in runtime units if that depends on nothing that is yet to be seen. */
  public long runtimeCost(CostFunction function, long input) {
    return costs().cost(function, input).runtime();
  }

  /** What it costs in runtime units to read a type that stands among the arguments. */
  public long typeReadingCost(Expression type) {
    return TypeSteps.ofType(type) * runtimeCost(CostFunction.TYPE_PARSE_STEP, 0);
  }

  /** What is applied: the whole form. */
  public ListForm form() {
    return form;
  }

  /** The arguments as they are written. */
  public List<Expression> arguments() {
    return form.items().subList(1, form.items().size());
  }

  /** The name that stands as an argument; the analysis has seen that it is one. */
  public String name(int argument) {
    return switch (arguments().get(argument)) {
      case Atom atom -> atom.name();
      default -> throw Abort.check("Unreachable(\"Expected name\")");
    };
  }

  /** Where it is applied. */
  Site site() {
    return site;
  }

  /** Links an argument. */
  public Node argument(int index) {
    return link(arguments().get(index));
  }

  /** Links the name of a contract, to be looked at by who traces calls: on mainnet for nothing. */
  public Node linkTraced(Atom callee) {
    return linker.linkTraced(callee, scope);
  }

  /** Links all arguments. */
  public Node[] allArguments() {
    return linkAll(arguments());
  }

  /** Links an expression inside of this application. */
  public Node link(Expression expression) {
    return linker.link(expression, scope, site);
  }

  /** Links expressions inside of this application. */
  public Node[] linkAll(List<Expression> expressions) {
    return expressions.stream().map(this::link).toArray(Node[]::new);
  }

  /** The same application with a scope of its own, for the names it binds. */
  public Linking inner() {
    return new Linking(linker, form, scope.inner(), site);
  }

  /** Gives a name a slot in this scope. */
  public int bind(String name) {
    return scope.bind(name);
  }

  /** Whether the VM refuses to bind a name here; the analysis overlooks some that are taken. */
  public boolean isTaken(String name) {
    return linker.isReserved(name) || linker.hasFunction(name) || slot(name).isPresent();
  }

  /** The slot of a local name. */
  public Optional<Integer> slot(String name) {
    return scope.slot(name);
  }

  /** A slot for an intermediate value. */
  public int reserve() {
    return scope.reserve();
  }

  /** Links a function by name, to apply it to values again and again. */
  public Step step(String function, int arguments) {
    var slots = new int[arguments];
    var nodes = new Node[arguments];
    for (int i = 0; i < arguments; i++) {
      slots[i] = scope.reserve();
      nodes[i] = new Given.Slot(slots[i]);
    }
    return new Step(linker.step(function, form, scope, site, nodes), slots);
  }
}
