package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which contracts must be there before which. A contract depends on those that it calls by name,
 * whose traits it uses or keeps, and that it gives to a function as one that keeps a trait.
 */
final class ContractOrder {
  /** As Clarinet sorts contracts: by the version and hash of the deployer, then by name. */
  static final Comparator<ContractPrincipal> BY_ID =
      Comparator.<ContractPrincipal>comparingInt(id -> id.issuer().version())
          .thenComparing(id -> id.issuer().hash().toString())
          .thenComparing(ContractPrincipal::name);

  private final SortedMap<ContractPrincipal, Planner.Source> sources;
  private final Map<ContractPrincipal, Map<String, ListForm>> functions = new HashMap<>();
  private final Map<ContractPrincipal, Set<ContractPrincipal>> needs = new HashMap<>();

  private ContractOrder(SortedMap<ContractPrincipal, Planner.Source> sources) {
    this.sources = sources;
    sources.forEach((id, source) -> functions.put(id, functions(source.tree())));
    sources.forEach((id, source) -> needs.put(id, new Search(id, source.tree()).found()));
  }

  /**
   * Sorts contracts so that each follows those that it depends on.
   *
   * @throws ProjectException if they depend on each other, or one on a later epoch's
   */
  static List<Planner.Source> of(
      SortedMap<ContractPrincipal, Planner.Source> sources, String manifest) {
    var order = new ContractOrder(sources);
    var sorted = new LinkedHashSet<ContractPrincipal>();
    for (var id : sources.keySet()) order.visit(id, sorted, new LinkedHashSet<>(), manifest);
    return sorted.stream().map(sources::get).toList();
  }

  /** The contracts that a tree names, in calls or for their traits. */
  static Set<ContractPrincipal> mentioned(SyntaxTree tree) {
    var alone = new TreeMap<ContractPrincipal, Planner.Source>(BY_ID);
    return new ContractOrder(alone).new Search(tree.contract(), tree).found();
  }

  private void visit(
      ContractPrincipal id,
      Set<ContractPrincipal> sorted,
      Set<ContractPrincipal> open,
      String manifest) {
    if (sorted.contains(id)) return;
    if (!open.add(id)) {
      throw ProjectFiles.error(
          manifest,
          0,
          0,
          "CircularReference(%s)"
              .formatted(
                  open.stream()
                      .dropWhile(each -> !each.equals(id))
                      .map(each -> "\"" + each.name() + "\"")
                      .sorted()
                      .toList()));
    }
    for (var needed : needs.get(id)) {
      var source = sources.get(needed);
      if (source == null) continue;
      if (source.epoch().compareTo(sources.get(id).epoch()) > 0) {
        throw ProjectFiles.error(
            manifest,
            0,
            0,
            "NoSuchContract(\"%s\"): %s needs it, but is of an earlier epoch"
                .formatted(needed, id.name()));
      }
      visit(needed, sorted, open, manifest);
    }
    open.remove(id);
    sorted.add(id);
  }

  private static Map<String, ListForm> functions(SyntaxTree tree) {
    var functions = new HashMap<String, ListForm>();
    for (var form : tree.forms()) {
      if (!isDefinitionOfFunction(form)) continue;
      var items = ((ListForm) form).items();
      if (items.get(1) instanceof ListForm signature
          && !signature.items().isEmpty()
          && signature.items().getFirst() instanceof Atom name) {
        functions.put(name.name(), signature);
      }
    }
    return functions;
  }

  private static boolean isDefinitionOfFunction(Expression form) {
    return switch (word(form).orElse("")) {
      case "define-public", "define-private", "define-read-only" ->
          ((ListForm) form).items().size() > 1;
      default -> false;
    };
  }

  /** What a form in parentheses begins with. */
  private static Optional<String> word(Expression form) {
    return form instanceof ListForm list
            && !list.items().isEmpty()
            && list.items().getFirst() instanceof Atom word
        ? Optional.of(word.name())
        : Optional.empty();
  }

  private static Optional<ContractPrincipal> contract(Expression expression) {
    return expression instanceof Literal literal
            && literal.value() instanceof ContractPrincipal contract
        ? Optional.of(contract)
        : Optional.empty();
  }

  /** The search of one contract for what it depends on. */
  private final class Search {
    private final ContractPrincipal id;
    private final SyntaxTree tree;
    private final Map<String, ContractPrincipal> constants = new HashMap<>();
    private final Set<ContractPrincipal> found = new TreeSet<>(BY_ID);

    /** The types of the parameters around what is searched, by name. */
    private Map<String, Expression> parameters = Map.of();

    Search(ContractPrincipal id, SyntaxTree tree) {
      this.id = id;
      this.tree = tree;
    }

    Set<ContractPrincipal> found() {
      for (var form : tree.forms()) {
        var items = form instanceof ListForm list ? list.items() : List.<Expression>of();
        switch (word(form).orElse("")) {
          case "define-constant" -> {
            if (items.size() > 2 && items.get(1) instanceof Atom name) {
              contract(items.get(2)).ifPresent(contract -> constants.put(name.name(), contract));
            }
            search(form);
          }
          case "use-trait", "impl-trait" -> {
            if (items.getLast() instanceof Field field) found.add(field.trait().contract());
          }
          case "define-public", "define-private", "define-read-only" -> {
            parameters = items.size() > 1 ? parameters(items.get(1)) : Map.of();
            search(form);
            parameters = Map.of();
          }
          default -> search(form);
        }
      }
      return found;
    }

    private Map<String, Expression> parameters(Expression signature) {
      var types = new HashMap<String, Expression>();
      if (signature instanceof ListForm list) {
        list.items().stream()
            .skip(1)
            .forEach(
                each -> {
                  if (each instanceof ListForm pair
                      && pair.items().size() == 2
                      && pair.items().getFirst() instanceof Atom name) {
                    types.put(name.name(), pair.items().getLast());
                  }
                });
      }
      return types;
    }

    private void search(Expression expression) {
      if (!(expression instanceof ListForm list)) return;
      var items = list.items();
      var word = word(expression).orElse("");
      if (word.equals("contract-call?") && items.size() > 2) call(items);
      else if (functions.getOrDefault(id, Map.of()).containsKey(word)) {
        given(functions.get(id).get(word), items, 1);
      }
      items.forEach(this::search);
    }

    private void call(List<Expression> items) {
      var callee =
          contract(items.get(1))
              .or(
                  () ->
                      items.get(1) instanceof Atom name && !parameters.containsKey(name.name())
                          ? Optional.ofNullable(constants.get(name.name()))
                          : Optional.empty());
      callee.ifPresent(found::add);
      if (!(items.get(2) instanceof Atom function)) return;
      if (callee.isPresent()) {
        var signature = functions.getOrDefault(callee.get(), Map.of()).get(function.name());
        if (signature != null) given(signature, items, 3);
      } else if (items.get(1) instanceof Atom name
          && parameters.get(name.name()) instanceof TraitName trait) {
        ofTrait(trait, function.name()).ifPresent(types -> givenAs(types, items, 3));
      }
    }

    /** The types of the parameters of a trait's function. */
    private Optional<List<Expression>> ofTrait(TraitName trait, String function) {
      var home = trait.definition().trait().contract();
      var source =
          home.equals(id) ? tree : sources.containsKey(home) ? sources.get(home).tree() : null;
      if (source == null) return Optional.empty();
      for (var form : source.forms()) {
        if (word(form).orElse("").equals("define-trait")
            && form instanceof ListForm list
            && list.items().size() == 3
            && list.items().get(1) instanceof Atom name
            && name.name().equals(trait.definition().trait().name())
            && list.items().get(2) instanceof ListForm signatures) {
          for (var each : signatures.items()) {
            if (word(each).orElse("").equals(function)
                && each instanceof ListForm signature
                && signature.items().size() > 1
                && signature.items().get(1) instanceof ListForm types) {
              return Optional.of(types.items());
            }
          }
        }
      }
      return Optional.empty();
    }

    private void given(ListForm signature, List<Expression> items, int from) {
      var types =
          signature.items().stream()
              .skip(1)
              .map(each -> each instanceof ListForm pair ? pair.items().getLast() : each)
              .toList();
      givenAs(types, items, from);
    }

    private void givenAs(List<Expression> types, List<Expression> items, int from) {
      for (int at = 0; at < types.size() && from + at < items.size(); at++) {
        asTrait(types.get(at), items.get(from + at));
      }
    }

    /** Literal contracts where a trait is wanted, also inside of other values. */
    private void asTrait(Expression type, Expression given) {
      if (type instanceof TraitName) {
        contract(given).ifPresent(found::add);
        return;
      }
      if (!(type instanceof ListForm wanted) || !(given instanceof ListForm value)) return;
      var inner = wanted.items();
      switch (word(type).orElse("")) {
        case "optional" -> {
          if (value.items().size() > 1) asTrait(inner.getLast(), value.items().get(1));
        }
        case "response" -> {
          for (int at = 1; at < inner.size() && at < value.items().size(); at++) {
            asTrait(inner.get(at), value.items().get(at));
          }
        }
        case "list" ->
            value.items().stream().skip(1).forEach(item -> asTrait(inner.getLast(), item));
        case "tuple" -> fields(inner, value.items());
        default -> {}
      }
    }

    private void fields(List<Expression> types, List<Expression> values) {
      var byName = new HashMap<String, Expression>();
      var all = new ArrayList<>(values);
      all.forEach(
          each -> {
            if (each instanceof ListForm pair && pair.items().size() == 2) {
              word(pair).ifPresent(name -> byName.put(name, pair.items().getLast()));
            }
          });
      for (var type : types) {
        if (type instanceof ListForm pair && pair.items().size() == 2) {
          word(pair).map(byName::get).ifPresent(value -> asTrait(pair.items().getLast(), value));
        }
      }
    }
  }
}
