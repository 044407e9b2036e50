package io.neuralnexus.clarinet.check;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarinet.check.Expression.Atom;
import io.neuralnexus.clarinet.check.Expression.Fixed;
import io.neuralnexus.clarinet.check.Expression.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule of Clarinet's check-checker: what a caller hands in has to be looked at before it moves
 * assets, is stored or chooses a contract to call.
 *
 * <p>The contract is evaluated abstractly, in the order in which it would run. The value of an
 * expression is the set of untrusted inputs it was made from. A condition ({@code asserts!}, {@code
 * if}, {@code and}, {@code or}) closes the inputs it looks at, for everything that follows; {@code
 * asserts!} even takes back what was reported before it, because a failing assertion undoes that.
 *
 * <p>Where Clarinet is coarse this is coarse in the same way, so that both tell the same: tuples,
 * {@code begin} and the names bound by {@code match} do not carry taint, and a read-only function
 * is entered with the names of the function before it.
 */
final class UncheckedData {

  /** An untrusted parameter. */
  private static final class Input {
    final Span span;
    boolean open = true;

    Input(Span span) {
      this.span = span;
    }
  }

  /** What an expression was made from; void as soon as everything was declared checked after it. */
  private record Taint(Set<Input> inputs, int era) {
    static final Taint NONE = new Taint(Set.of(), 0);
  }

  private record Report(Span span, Taint taint, List<Span> sources) {}

  /** How a private function treats its parameters. */
  private record Callee(boolean acceptsUnchecked, List<Boolean> checks) {}

  private final String file;
  private final Annotation.Found annotations;
  private final CheckerSettings settings;
  private final Set<String> functions = new HashSet<>();
  private final Map<String, Callee> callees = new HashMap<>();
  private final List<Report> reports = new ArrayList<>();

  private final Map<String, Input> parameters = new HashMap<>();
  private final Map<String, Taint> names = new HashMap<>();
  private Optional<Annotation> active = Optional.empty();
  private boolean asContract;
  private int era;

  private UncheckedData(String file, Annotation.Found annotations, CheckerSettings settings) {
    this.file = file;
    this.annotations = annotations;
    this.settings = settings;
  }

  /**
   * Warnings about a contract by place, each followed by a note per source of the data.
   *
   * @param contract its top level in the order of deployment
   */
  static List<Diagnostic> find(
      String file,
      List<Expression> contract,
      Annotation.Found annotations,
      CheckerSettings settings) {
    var checker = new UncheckedData(file, annotations, settings);
    contract.forEach(checker::declare);
    contract.forEach(checker::evaluate);
    return checker.diagnostics();
  }

  private List<Diagnostic> diagnostics() {
    var result = new ArrayList<Diagnostic>();
    reports.stream()
        .sorted(Comparator.comparing(Report::span))
        .forEach(
            report -> {
              result.add(
                  diagnostic(Level.WARNING, "use of potentially unchecked data", report.span()));
              report
                  .sources()
                  .forEach(
                      source ->
                          result.add(
                              diagnostic(Level.NOTE, "source of untrusted input here", source)));
            });
    return result;
  }

  private Diagnostic diagnostic(Level level, String message, Span span) {
    return new Diagnostic(level, file, span.line(), span.column(), message, Optional.empty());
  }

  private void declare(Expression definition) {
    if (definition instanceof Sequence list
        && list.head().startsWith("define-")
        && list.items().get(1) instanceof Sequence signature) {
      functions.add(signature.head());
    }
  }

  // Evaluation

  private Taint evaluate(Expression expression) {
    active = annotations.above(expression.span());
    if (allowed("unchecked_data")) return Taint.NONE;
    var taint =
        switch (expression) {
          case Atom atom -> names.getOrDefault(atom.name(), Taint.NONE);
          case Sequence list -> evaluateList(list);
          case Fixed _ -> Taint.NONE;
        };
    // The annotation of whatever was entered last, which may be a part of this expression.
    active.ifPresent(this::applyFilter);
    return taint;
  }

  private Taint evaluateList(Sequence list) {
    var head = list.head();
    if (head.isEmpty()) return Taint.NONE;
    var arguments = list.arguments();
    if (functions.contains(head)) return call(callees.get(head), arguments);
    return switch (head) {
      case "define-public", "define-private", "define-read-only" -> define(head, arguments);
      case "define-constant" -> clean(evaluate(arguments.get(1)));
      case "define-data-var" -> clean(evaluate(arguments.get(2)));
      case "define-fungible-token" -> clean(evaluateAll(arguments.subList(1, arguments.size())));
      case "define-non-fungible-token", "define-map", "define-trait", "use-trait", "impl-trait" ->
          Taint.NONE;

      case "if" -> branch(arguments);
      case "and", "or" -> conditions(arguments);
      case "asserts!" -> assertion(arguments);
      case "is-eq" -> comparison(arguments);
      case "let" -> let(arguments);
      case "begin" -> clean(evaluateAll(arguments));
      case "match" -> match(arguments);
      case "tuple" -> clean(evaluateAll(fields(list)));
      case "as-contract", "as-contract?" -> asContract(arguments);
      case "restrict-assets?" -> restrictAssets(arguments);
      case "with-stx", "with-ft", "with-nft", "with-stacking", "with-staking", "with-pox" ->
          evaluate(arguments.getFirst());

      case "stx-transfer?", "stx-transfer-memo?", "stx-burn?" -> move(arguments, 0);
      case "ft-transfer?", "ft-burn?", "nft-transfer?", "nft-burn?" -> move(arguments, 1);
      case "ft-mint?", "nft-mint?" -> useAll(arguments.subList(1, arguments.size()));
      case "var-set" -> useAll(arguments.subList(1, arguments.size()));
      case "map-set", "map-insert", "map-delete" -> storeEntry(arguments);
      case "map-get?" -> evaluateParts(arguments.subList(1, 2));
      case "contract-call?" -> contractCall(arguments);

      case "map",
          "filter",
          "fold",
          "var-get",
          "get",
          "ft-get-balance",
          "ft-get-supply",
          "nft-get-owner?",
          "get-block-info?",
          "get-burn-block-info?",
          "get-stacks-block-info?",
          "get-tenure-info?",
          "from-consensus-buff?" ->
          evaluateAll(arguments.subList(1, arguments.size()));
      case "as-max-len?" -> evaluate(arguments.getFirst());
      default -> evaluateAll(arguments);
    };
  }

  private Taint evaluateAll(Collection<Expression> expressions) {
    return union(expressions.stream().map(this::evaluate).toList());
  }

  /** A tuple written in place is looked at field by field and is itself clean. */
  private Taint evaluateParts(List<Expression> expressions) {
    var whole = new ArrayList<Taint>();
    for (var expression : expressions) {
      if (isTuple(expression)) evaluateAll(fields((Sequence) expression));
      else whole.add(evaluate(expression));
    }
    return union(whole);
  }

  /** For expressions whose value does not carry what they were made from. */
  private static Taint clean(Taint ignored) {
    return Taint.NONE;
  }

  // Definitions

  private Taint define(String kind, List<Expression> arguments) {
    var signature = (Sequence) arguments.get(0);
    var body = arguments.get(1);
    switch (kind) {
      case "define-public" -> {
        enter(signature, true);
        evaluate(body);
      }
      case "define-private" -> {
        boolean unchecked = allowed("unchecked_params");
        boolean looksAtParameters = unchecked || settings.calleeFilter();
        enter(signature, looksAtParameters);
        use(body, evaluate(body));
        var checks =
            signature.arguments().stream()
                .map(parameter -> looksAtParameters && !isOpen(parameter))
                .toList();
        callees.put(signature.head(), new Callee(unchecked, checks));
      }
      default -> evaluate(body);
    }
    return Taint.NONE;
  }

  private void enter(Sequence signature, boolean untrusted) {
    parameters.clear();
    names.clear();
    if (!untrusted) return;
    for (var parameter : signature.arguments()) {
      var pair = (Sequence) parameter;
      // A flag can do no harm that its two values were not meant to do.
      if (Expression.nameOf(pair.items().get(1)).equals("bool")) continue;
      var input = new Input(pair.items().get(0).span());
      parameters.put(pair.head(), input);
      names.put(pair.head(), new Taint(Set.of(input), era));
    }
  }

  private boolean isOpen(Expression parameter) {
    var input = parameters.get(((Sequence) parameter).head());
    return input != null && input.open;
  }

  // Conditions

  private Taint branch(List<Expression> arguments) {
    close(evaluate(arguments.getFirst()), false);
    return evaluateAll(arguments.subList(1, arguments.size()));
  }

  private Taint conditions(List<Expression> operands) {
    for (var operand : operands) close(evaluate(operand), false);
    return Taint.NONE;
  }

  private Taint assertion(List<Expression> arguments) {
    var condition = evaluate(arguments.get(0));
    var thrown = evaluate(arguments.get(1));
    close(condition, true);
    return union(List.of(thrown));
  }

  private Taint comparison(List<Expression> operands) {
    var taints = operands.stream().map(this::evaluate).toList();
    if (operands.size() > 1 && (trusts(operands, taints, 0, 1) || trusts(operands, taints, 1, 0))) {
      trustEverything();
      // An assertion around it shall take back what was reported of any input.
      var inputs = new HashSet<>(parameters.values());
      inputs.removeIf(input -> !input.open);
      return new Taint(inputs, era);
    }
    return union(taints);
  }

  private boolean trusts(List<Expression> operands, List<Taint> taints, int who, int other) {
    boolean known =
        switch (Expression.nameOf(operands.get(who))) {
          case "tx-sender" -> settings.trustedSender();
          case "contract-caller" -> settings.trustedCaller();
          default -> false;
        };
    return known && live(taints.get(other)).isEmpty();
  }

  // Scopes

  private Taint let(List<Expression> arguments) {
    var bound = new ArrayList<String>();
    for (var binding : ((Sequence) arguments.getFirst()).items()) {
      var pair = (Sequence) binding;
      names.put(pair.head(), evaluate(pair.items().get(1)));
      bound.add(pair.head());
    }
    var result = Taint.NONE;
    for (var expression : arguments.subList(1, arguments.size())) result = evaluate(expression);
    names.keySet().removeAll(bound);
    return result;
  }

  private Taint match(List<Expression> arguments) {
    boolean option = arguments.size() == 4;
    return evaluateAll(
        option
            ? List.of(arguments.get(0), arguments.get(2), arguments.get(3))
            : List.of(arguments.get(0), arguments.get(2), arguments.get(4)));
  }

  /** Allowances are looked at one by one; as-contract has none. */
  private Taint asContract(List<Expression> arguments) {
    asContract = true;
    var body = arguments;
    if (arguments.size() > 1) {
      evaluateAllowances(arguments.getFirst());
      body = arguments.subList(1, arguments.size());
    }
    var result = evaluateAll(body);
    asContract = false;
    return result;
  }

  private Taint restrictAssets(List<Expression> arguments) {
    var owner = evaluate(arguments.get(0));
    evaluateAllowances(arguments.get(1));
    return union(List.of(owner, evaluateAll(arguments.subList(2, arguments.size()))));
  }

  private void evaluateAllowances(Expression allowances) {
    if (allowances instanceof Sequence list) evaluateAll(list.items());
  }

  // Uses

  /**
   * The sender's own assets are guarded by post-conditions, so its input may say how many and to
   * whom.
   */
  private Taint move(List<Expression> arguments, int first) {
    var operands = arguments.subList(first, arguments.size());
    var taints = operands.stream().map(this::evaluate).toList();
    boolean own = Expression.nameOf(operands.get(1)).equals("tx-sender") && !asContract;
    if (!own) {
      // Amount, sender and recipient; a memo is no more than told.
      for (int i = 0; i < Math.min(3, operands.size()); i++) use(operands.get(i), taints.get(i));
    }
    return union(taints);
  }

  private Taint useAll(List<Expression> operands) {
    var taints = operands.stream().map(this::evaluate).toList();
    for (int i = 0; i < operands.size(); i++) use(operands.get(i), taints.get(i));
    return union(taints);
  }

  private Taint storeEntry(List<Expression> arguments) {
    var parts = new ArrayList<Expression>();
    var whole = new LinkedHashSet<Expression>();
    for (var argument : arguments.subList(1, arguments.size())) {
      if (isTuple(argument)) parts.addAll(fields((Sequence) argument));
      else {
        parts.add(argument);
        whole.add(argument);
      }
    }
    var taints = parts.stream().map(this::evaluate).toList();
    var result = new ArrayList<Taint>();
    for (int i = 0; i < parts.size(); i++) {
      use(parts.get(i), taints.get(i));
      if (whole.contains(parts.get(i))) result.add(taints.get(i));
    }
    return union(result);
  }

  private Taint contractCall(List<Expression> arguments) {
    var target = arguments.getFirst();
    boolean fixed = target instanceof Fixed literal && literal.contract();
    var callee = fixed ? Taint.NONE : evaluate(target);
    var handedOver = evaluateAll(arguments.subList(2, arguments.size()));
    if (!fixed) use(target, callee);
    return union(List.of(callee, handedOver));
  }

  private Taint call(Callee callee, List<Expression> arguments) {
    var taints = arguments.stream().map(this::evaluate).toList();
    // Public and read-only functions look after themselves.
    if (callee == null) return union(taints);
    for (int i = 0; i < arguments.size(); i++) {
      if (callee.checks().get(i)) {
        if (settings.calleeFilter()) close(taints.get(i), false);
      } else if (!callee.acceptsUnchecked()) {
        use(arguments.get(i), taints.get(i));
      }
    }
    return union(taints);
  }

  private static boolean isTuple(Expression expression) {
    return expression instanceof Sequence list && list.head().equals("tuple");
  }

  private static List<Expression> fields(Sequence tuple) {
    return tuple.arguments().stream().map(pair -> ((Sequence) pair).items().get(1)).toList();
  }

  // Taint

  private Set<Input> live(Taint taint) {
    if (taint.era() != era) return Set.of();
    var inputs = new HashSet<>(taint.inputs());
    inputs.removeIf(input -> !input.open);
    return inputs;
  }

  private Taint union(Collection<Taint> taints) {
    var inputs = new HashSet<Input>();
    taints.forEach(taint -> inputs.addAll(live(taint)));
    return new Taint(inputs, era);
  }

  private void use(Expression expression, Taint taint) {
    var inputs = live(taint);
    if (inputs.isEmpty()) return;
    var sources = inputs.stream().map(input -> input.span).sorted().toList();
    reports.add(new Report(expression.span(), new Taint(inputs, era), sources));
  }

  private void close(Taint taint, boolean takeBack) {
    for (var input : live(taint)) close(input, takeBack);
  }

  private void close(Input input, boolean takeBack) {
    input.open = false;
    if (takeBack) {
      reports.removeIf(
          report -> report.taint().inputs().contains(input) && live(report.taint()).isEmpty());
    }
  }

  private void trustEverything() {
    era++;
  }

  // Annotations

  private boolean allowed(String warning) {
    return active
        .filter(a -> a instanceof Annotation.Allow allow && allow.warnings().contains(warning))
        .isPresent();
  }

  private void applyFilter(Annotation annotation) {
    switch (annotation) {
      case Annotation.FilterAll _ -> trustEverything();
      case Annotation.Filter filter -> filter.names().forEach(this::declareChecked);
      case Annotation.Allow _, Annotation.Environment _ -> {}
    }
  }

  private void declareChecked(String name) {
    var input = parameters.get(name);
    if (input == null) names.remove(name);
    else close(input, false);
  }
}
