package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.syntax.Comments;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import io.neuralnexus.clarity.syntax.Span;
import io.neuralnexus.clarity.watch.Place;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Makes nodes of the expressions of one contract, for one epoch. */
public final class Linker {
  private static final int STACK_LIMIT = 128;
  private static final int STACK_LIMIT_BEFORE_3_4 = 64;

  /** What stands for a value that stands nowhere. */
  private static final Expression GIVEN =
      new Literal(new OptionalValue.None(), Span.NONE, Comments.NONE);

  private final Contract contract;
  private final Epoch epoch;
  private final Network network;
  private final Vocabulary vocabulary;
  private final Map<String, UserFunction> functions;
  private final Optional<Map<Expression, Integer>> numbers;
  private final CostTable costs;
  private final long lookupFunctionCost;

  /**
   * A linker.
   *
   * @param functions those of the contract, which may yet be without bodies
   * @param numbers the numbers of its expressions if somebody watches them
   */
  Linker(
      Contract contract,
      Epoch epoch,
      Network network,
      Vocabulary vocabulary,
      Map<String, UserFunction> functions,
      Optional<Map<Expression, Integer>> numbers) {
    this.contract = contract;
    this.epoch = epoch;
    this.network = network;
    this.vocabulary = vocabulary;
    this.functions = functions;
    this.numbers = numbers;
    this.costs = CostTable.of(epoch, contract.profile());
    this.lookupFunctionCost = costs.cost(CostFunction.LOOKUP_FUNCTION, 0).runtime();
  }

  /** The contract whose expressions these are. */
  public Contract contract() {
    return contract;
  }

  /** The version of the language it is written in. */
  public ClarityVersion version() {
    return contract.version();
  }

  /** Whether it is written in that version or a later one. */
  public boolean isAtLeast(ClarityVersion since) {
    return version().compareTo(since) >= 0;
  }

  /** The epoch it is linked for. */
  public Epoch epoch() {
    return epoch;
  }

  /** Whether it is linked for that epoch or a later one. */
  public boolean isAtLeast(Epoch since) {
    return epoch.compareTo(since) >= 0;
  }

  /** The network it runs on. */
  public Network network() {
    return network;
  }

  /** Whose rules it is linked by. */
  public ChainProfile profile() {
    return contract.profile();
  }

  /** What things cost. */
  public CostTable costs() {
    return costs;
  }

  /** Whether the values of variables are lent rather than copied. */
  public boolean lends() {
    return isAtLeast(Epoch.EPOCH_3_4);
  }

  long lookupFunctionCost() {
    return lookupFunctionCost;
  }

  int stackLimit() {
    return isAtLeast(Epoch.EPOCH_3_4) ? STACK_LIMIT : STACK_LIMIT_BEFORE_3_4;
  }

  void defineFunction(UserFunction function, ListForm form) {
    var scope = Scope.outermost();
    for (var parameter : function.signature().parameters()) scope.bind(parameter.name());
    var body = link(form.items().get(2), scope, Site.start());
    function.define(body, scope.layout());
  }

  /** Links an expression. */
  Node link(Expression expression, Scope scope, Site site) {
    var node = linkUnseen(expression, scope, site);
    return numbers
        .<Node>map(known -> new Watched(node, place(expression, known.get(expression))))
        .orElse(node);
  }

  private Place place(Expression expression, int number) {
    return new Place(contract.id(), expression, number);
  }

  /** Links an expression that nobody watches. */
  Node linkUnseen(Expression expression, Scope scope, Site site) {
    return switch (expression) {
      case Literal literal -> new Given.Constant(literal.value());
      case Atom atom -> variable(atom.name(), scope);
      case ListForm form -> application(form, scope, site);
      case Field field -> throw misplaced("Unexpected trait reference");
      case TraitName trait -> throw misplaced("Unexpected trait reference");
    };
  }

  private static Abort misplaced(String what) {
    return Abort.internal("BadSymbolicRepresentation(\"" + what + "\")");
  }

  private Node variable(String name, Scope scope) {
    var reserved = vocabulary.variable(name, version());
    if (reserved.isPresent()) return reserved.get().link(this);
    var lookup = costs.cost(CostFunction.LOOKUP_VARIABLE_DEPTH, scope.depth()).runtime();
    return scope
        .slot(name)
        .<Node>map(slot -> new VariableNode.Local(this, lookup, slot))
        .or(
            () ->
                contract.constant(name).map(slot -> new VariableNode.Constant(this, lookup, slot)))
        .orElseThrow(() -> Abort.check("Unreachable(\"Undefined variable: " + name + "\")"));
  }

  /** Links the name of a contract, to be looked at by who traces calls: on mainnet for nothing. */
  Node linkTraced(Atom callee, Scope scope) {
    if (profile() == ChainProfile.SIMNET) return variable(callee.name(), scope);
    return scope
        .slot(callee.name())
        .<Node>map(Given.Slot::new)
        .or(() -> contract.constant(callee.name()).map(Given.ContractConstant::new))
        .orElseThrow(() -> Abort.check("ContractCallExpectName"));
  }

  private Node application(ListForm form, Scope scope, Site site) {
    if (form.items().isEmpty()) {
      throw Abort.check("Unreachable(\"Non functional application\")");
    }
    if (!(form.items().getFirst() instanceof Atom head)) {
      throw Abort.check("Unreachable(\"Bad function name\")");
    }
    var word = vocabulary.function(head.name(), version());
    if (word.isPresent()) {
      var inside = inside(site, word.get().identifier(), word.get().isSpecial(), scope);
      return word.get().link(new Linking(this, form, scope, inside));
    }
    var function = function(head.name());
    var at = new Linking(this, form, scope, inside(site, head.name(), false, scope));
    var arguments = at.linkAll(form.items().subList(1, form.items().size()));
    return new UserCall(at, function, arguments);
  }

  /** Whether the language has a word or keyword of that name. */
  boolean isReserved(String name) {
    return vocabulary.function(name, version()).isPresent()
        || vocabulary.variable(name, version()).isPresent();
  }

  boolean hasFunction(String name) {
    return functions.containsKey(name);
  }

  /** A function of this contract. */
  UserFunction function(String name) {
    var function = functions.get(name);
    if (function == null) throw Abort.check("UndefinedFunction(\"" + name + "\")");
    return function;
  }

  /** Links the application of a named function to values that will be given. */
  Application step(String name, ListForm form, Scope scope, Site site, Node[] arguments) {
    var word = vocabulary.function(name, version());
    if (word.isPresent()) {
      var inside = inside(site, word.get().identifier(), word.get().isSpecial(), scope);
      return word.get().link(new Linking(this, form, scope, inside), seen(word.get(), arguments));
    }
    var at = new Linking(this, form, scope, inside(site, name, false, scope));
    return new UserCall(at, function(name), arguments);
  }

  private static Site inside(Site site, String identifier, boolean isSpecial, Scope scope) {
    var inside = site.apply(identifier, isSpecial);
    scope.layout().reach(inside.depth());
    return inside;
  }

  /** To a special form, a value that is given is an expression; to others, nothing is to be run. */
  private Node[] seen(Vocabulary.Function word, Node[] given) {
    if (numbers.isEmpty() || !word.isSpecial()) return given;
    return Arrays.stream(given)
        .map(node -> new Watched(node, place(GIVEN, 0)))
        .toArray(Node[]::new);
  }
}
