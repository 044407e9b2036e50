package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Span;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the topics that a contract prints, from its text alone: follows names to what they are
 * bound to, parameters to what the contract's own calls give, and the last expression of what has
 * several. A topic that is computed is told as an empty one.
 */
final class Topics {
  /** The field of an event that says what it is. */
  static final String FIELD = "topic";

  private static final Set<Optional<String>> COMPUTED = Set.of(Optional.empty());
  private static final Set<Optional<String>> NOTHING = Set.of();

  /**
   * An expression {@code (print value)}.
   *
   * @param function where it stands; empty on the top level
   * @param topics what the topic may be
   */
  record Print(Expression value, String function, Set<Optional<String>> topics) {}

  /** An expression, and what the names in it mean. */
  private record Place(Expression expression, Map<String, Meaning> scope) {
    Place at(Expression other) {
      return new Place(other, scope);
    }
  }

  private sealed interface Meaning {
    record Bound(Place place) implements Meaning {}

    record Parameter(String function, int index) implements Meaning {}
  }

  private record Body(List<String> parameters, Place place) {
    /** What the function does when it is given these. */
    Place given(List<Place> arguments) {
      var scope = new HashMap<>(place.scope());
      for (int i = 0; i < Math.min(arguments.size(), parameters.size()); i++) {
        scope.put(parameters.get(i), new Meaning.Bound(arguments.get(i)));
      }
      return new Place(place.expression(), Map.copyOf(scope));
    }
  }

  private record Site(Place value, String function) {}

  private final List<Site> prints = new ArrayList<>();
  private final Map<String, Meaning> constants = new HashMap<>();
  private final Map<String, Body> functions = new HashMap<>();
  private final Map<String, List<List<Place>>> calls = new HashMap<>();

  private Topics() {}

  /** The prints of a contract that checks, in the order of its text. */
  static List<Print> of(SyntaxTree tree) {
    var topics = new Topics();
    for (var form : tree.forms()) topics.readForm(form);
    return topics.prints.stream()
        .sorted(
            Comparator.comparing(
                site -> site.value().expression().span(),
                Comparator.comparingInt(Span::startLine).thenComparingInt(Span::startColumn)))
        .map(
            site ->
                new Print(site.value().expression(), site.function(), topics.ofTuple(site.value())))
        .toList();
  }

  private void readForm(Expression form) {
    var items = itemsOf(form);
    switch (head(items)) {
      case "define-constant" -> {
        read(new Place(items.get(2), Map.of()), "");
        constants.put(
            name(items.get(1)), new Meaning.Bound(new Place(items.get(2), Map.copyOf(constants))));
      }
      case "define-public", "define-read-only", "define-private" -> {
        var signature = itemsOf(items.get(1));
        var function = name(signature.getFirst());
        var parameters =
            signature.stream().skip(1).map(each -> name(itemsOf(each).getFirst())).toList();
        var scope = new HashMap<>(constants);
        for (int i = 0; i < parameters.size() && head(items).equals("define-private"); i++) {
          scope.put(parameters.get(i), new Meaning.Parameter(function, i));
        }
        var body = new Place(items.getLast(), Map.copyOf(scope));
        read(body, function);
        functions.put(function, new Body(parameters, body));
        calls.put(function, new ArrayList<>());
      }
      default -> read(new Place(form, Map.copyOf(constants)), "");
    }
  }

  /** Notes the prints and calls in an expression. */
  private void read(Place place, String function) {
    var items = itemsOf(place.expression());
    if (items.isEmpty()) return;
    var parts = items.subList(1, items.size());
    var inside = place;
    switch (head(items)) {
      case "let" -> {
        for (var binding : itemsOf(items.get(1))) {
          read(inside.at(itemsOf(binding).get(1)), function);
          inside = bound(inside, binding);
        }
        parts = items.subList(2, items.size());
      }
      case "tuple" -> parts = parts.stream().map(field -> itemsOf(field).get(1)).toList();
      case "print" -> prints.add(new Site(place.at(items.get(1)), function));
      // They call the function with whatever they hold.
      case "map", "filter", "fold" ->
          Optional.ofNullable(calls.get(name(items.get(1)))).ifPresent(some -> some.add(List.of()));
      case String called when calls.containsKey(called) ->
          calls.get(called).add(parts.stream().map(place::at).toList());
      default -> {}
    }
    for (var part : parts) read(inside.at(part), function);
  }

  private static Place bound(Place place, Expression binding) {
    var pair = itemsOf(binding);
    var scope = new HashMap<>(place.scope());
    scope.put(name(pair.getFirst()), new Meaning.Bound(place.at(pair.get(1))));
    return new Place(place.expression(), Map.copyOf(scope));
  }

  private Set<Optional<String>> ofTuple(Place tuple) {
    var items = itemsOf(tuple.expression());
    return switch (head(items)) {
      case "tuple" ->
          items.stream()
              .skip(1)
              .map(Topics::itemsOf)
              .filter(field -> name(field.getFirst()).equals(FIELD))
              .findFirst()
              .map(field -> ofText(tuple.at(field.get(1))))
              .orElse(COMPUTED);
      case "merge" -> {
        var update = ofTuple(tuple.at(items.get(2)));
        yield update.equals(COMPUTED) ? ofTuple(tuple.at(items.get(1))) : update;
      }
      default -> follow(tuple, this::ofTuple);
    };
  }

  private Set<Optional<String>> ofText(Place text) {
    if (text.expression() instanceof Literal(var value, _, _)) return Set.of(text(value));
    return follow(text, this::ofText);
  }

  private static Optional<String> text(Value value) {
    return switch (value) {
      case AsciiString ascii -> Optional.of(ascii.value());
      case Utf8String utf8 -> Optional.of(utf8.value());
      default -> Optional.empty();
    };
  }

  /**
   * Looks at what gives an expression its value, if another expression does. What is inside of a
   * response or an optional counts as the value: one that checks is taken out before it is printed.
   */
  private Set<Optional<String>> follow(Place place, Function<Place, Set<Optional<String>>> look) {
    if (place.expression() instanceof Atom atom) {
      return switch (place.scope().get(atom.name())) {
        case Meaning.Bound(var value) -> look.apply(value);
        case Meaning.Parameter(var function, var index) ->
            calls.get(function).stream()
                .map(call -> index < call.size() ? look.apply(call.get(index)) : COMPUTED)
                .reduce(Topics::union)
                .orElse(COMPUTED);
        case null -> atom.name().equals("none") ? NOTHING : COMPUTED;
      };
    }
    var items = itemsOf(place.expression());
    return switch (head(items)) {
      case "begin" -> look.apply(place.at(items.getLast()));
      case "print", "ok", "some", "try!", "unwrap!", "unwrap-panic" ->
          look.apply(place.at(items.get(1)));
      case "err" -> NOTHING;
      case "let" -> {
        var inside = place;
        for (var binding : itemsOf(items.get(1))) inside = bound(inside, binding);
        yield look.apply(inside.at(items.getLast()));
      }
      case "if" -> union(look.apply(place.at(items.get(2))), look.apply(place.at(items.get(3))));
      case String function when functions.containsKey(function) ->
          look.apply(functions.get(function).given(items.stream().skip(1).map(place::at).toList()));
      default -> COMPUTED;
    };
  }

  private static Set<Optional<String>> union(
      Set<Optional<String>> some, Set<Optional<String>> more) {
    var union = new LinkedHashSet<>(some);
    union.addAll(more);
    return union;
  }

  private static List<Expression> itemsOf(Expression expression) {
    return expression instanceof ListForm form ? form.items() : List.of();
  }

  private static String head(List<Expression> items) {
    return items.isEmpty() ? "" : name(items.getFirst());
  }

  private static String name(Expression expression) {
    return expression instanceof Atom atom ? atom.name() : "";
  }
}
