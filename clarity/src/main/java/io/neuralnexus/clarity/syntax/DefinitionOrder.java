package io.neuralnexus.clarity.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Orders the top level so that definitions stand before what uses them.
 *
 * <p>A use is any name in a place where a value or type may stand: scopes are not looked at, so
 * that an argument named like a function counts as a use of the function. Where places are told by
 * their number, comments count too. Both are quirks of the official VM.
 */
final class DefinitionOrder {
  private final List<Node> nodes;

  /** For each definition, by its name, the place and the node that names it. */
  private final Map<String, Definer> definers = new HashMap<>();

  private final List<Set<Integer>> uses = new ArrayList<>();

  private record Definer(int index, Node.Atom name) {}

  private DefinitionOrder(List<Node> nodes) {
    this.nodes = nodes;
    for (var index = 0; index < nodes.size(); index++) {
      var definer = index;
      nameDefinedBy(nodes.get(index))
          .ifPresent(name -> definers.put(name.name(), new Definer(definer, name)));
    }
    for (var node : nodes) {
      var used = new LinkedHashSet<Integer>();
      collect(node, used);
      uses.add(used);
    }
  }

  /** The order, or the order of the source and an error if definitions need each other. */
  static List<Integer> of(List<Node> nodes, Diagnostics diagnostics) {
    var order = new DefinitionOrder(nodes);
    var sorted = order.sorted();
    var cyclic = order.namesInCycles(sorted);
    if (cyclic.isEmpty()) return sorted;
    diagnostics.error(
        "detected interdependent functions (%s)".formatted(String.join(", ", cyclic.get())));
    return IntStream.range(0, nodes.size()).boxed().toList();
  }

  private static Optional<Node.Atom> nameDefinedBy(Node node) {
    if (!(node instanceof Node.Sequence form) || form.items().size() < 2) return Optional.empty();
    if (Definition.of(form.items().getFirst()).isEmpty()) return Optional.empty();
    var name = form.items().get(1);
    if (name instanceof Node.Sequence signature) {
      if (signature.items().isEmpty()) return Optional.empty();
      name = signature.items().getFirst();
    }
    return name instanceof Node.Atom atom ? Optional.of(atom) : Optional.empty();
  }

  private void collect(Node node, Set<Integer> used) {
    switch (node) {
      case Node.Atom atom -> use(atom.name(), atom, used);
      case Node.TraitName trait -> use(trait.name(), trait, used);
      case Node.Sequence list -> collectFromForm(Definition.withoutComments(list.items()), used);
      case Node.Braces tuple -> {
        for (var at = 1; at < tuple.items().size(); at += 2) {
          collect(tuple.items().get(at), used);
        }
      }
      case Node.Literal l -> {}
      case Node.Field f -> {}
      case Node.Remark r -> {}
      case Node.Gap g -> {}
    }
  }

  private void use(String name, Node where, Set<Integer> used) {
    var definer = definers.get(name);
    if (definer != null && definer.name() != where) used.add(definer.index());
  }

  private void collectAll(List<Node> nodes, Set<Integer> used) {
    for (var node : nodes) collect(node, used);
  }

  private void collectFromForm(List<Node> form, Set<Integer> used) {
    if (form.isEmpty()) return;
    var arguments = form.subList(1, form.size());
    var count = arguments.size();
    var definition = Definition.of(form.getFirst());
    if (definition.isEmpty()) {
      collectFromCall(form, arguments, used);
      return;
    }
    switch (definition.get()) {
      case CONSTANT, DATA_VAR -> {
        if (count > 0) collectAll(arguments.subList(1, count), used);
      }
      case PUBLIC, READ_ONLY, PRIVATE -> {
        if (count != 2) return;
        if (arguments.getFirst() instanceof Node.Sequence signature
            && !signature.items().isEmpty()) {
          collectFromPairs(signature.items().subList(1, signature.items().size()), used);
        }
        collect(arguments.get(1), used);
      }
      case MAP -> {
        if (count == 3) collectAll(arguments.subList(1, 3), used);
      }
      case FUNGIBLE_TOKEN -> {
        if (count == 2) collect(arguments.get(1), used);
      }
      case TRAIT -> {
        if (count != 2 || !(arguments.get(1) instanceof Node.Sequence functions)) return;
        for (var function : functions.items()) {
          if (function instanceof Node.Sequence signature && signature.items().size() == 3) {
            collectAll(signature.items().subList(1, 3), used);
          }
        }
      }
      case NON_FUNGIBLE_TOKEN, USE_TRAIT, IMPL_TRAIT -> {}
    }
  }

  private void collectFromCall(List<Node> form, List<Node> arguments, Set<Integer> used) {
    var count = arguments.size();
    switch (form.getFirst() instanceof Node.Atom head ? head.name() : "") {
      case "contract-call?" -> {
        if (count > 2) collectAll(arguments.subList(2, count), used);
      }
      case "let" -> {
        if (count < 2) return;
        if (arguments.getFirst() instanceof Node.Sequence bindings) {
          collectFromPairs(bindings.items(), used);
        }
        collectAll(arguments.subList(1, count), used);
      }
      case "get" -> {
        if (count == 2) collect(arguments.get(1), used);
      }
      case "tuple" -> collectFromPairs(arguments, used);
      default -> collectAll(form, used);
    }
  }

  /** Of {@code ((name value) ...)} the values. */
  private void collectFromPairs(List<Node> pairs, Set<Integer> used) {
    for (var pair : pairs) {
      if (pair instanceof Node.Sequence list && list.items().size() == 2) {
        collect(list.items().get(1), used);
      }
    }
  }

  /** Depth first, what is used before what uses it. */
  private List<Integer> sorted() {
    record Visit(int index, Iterator<Integer> rest) {}
    var sorted = new ArrayList<Integer>();
    var seen = new boolean[nodes.size()];
    var path = new ArrayDeque<Visit>();
    for (var index = 0; index < nodes.size(); index++) {
      if (seen[index]) continue;
      seen[index] = true;
      path.push(new Visit(index, uses.get(index).iterator()));
      while (!path.isEmpty()) {
        var visit = path.peek();
        if (!visit.rest().hasNext()) {
          sorted.add(path.pop().index());
          continue;
        }
        var used = visit.rest().next();
        if (seen[used]) continue;
        seen[used] = true;
        path.push(new Visit(used, uses.get(used).iterator()));
      }
    }
    return sorted;
  }

  /** The names of what is part of a cycle or uses what is; empty if nothing is. */
  private Optional<List<String>> namesInCycles(List<Integer> sorted) {
    var clean = new boolean[nodes.size()];
    for (var index : sorted) {
      clean[index] = uses.get(index).stream().allMatch(used -> clean[used]);
    }
    var cyclic = sorted.stream().filter(index -> !clean[index]).toList();
    if (cyclic.isEmpty()) return Optional.empty();
    return Optional.of(
        cyclic.stream()
            .flatMap(index -> nameDefinedBy(nodes.get(index)).stream())
            .map(Node.Atom::name)
            .sorted()
            .toList());
  }
}
