package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The events of a contract: what it prints by the convention that an event is a tuple whose string
 * {@code topic} says which.
 *
 * @param events one for each topic, in the order of the text
 * @param others why other prints have no type of their own, each with its place
 */
record PrintedEvents(List<Printed> events, List<String> others) {
  /**
   * An event.
   *
   * @param topic its topic
   * @param fields the types of its other fields; where it is printed in several places, such that
   *     all fit
   * @param functions the functions that print it
   */
  record Printed(String topic, SortedMap<String, TypeSignature> fields, Set<String> functions) {}

  private record Variant(int line, TupleType type, String function) {}

  static PrintedEvents of(ContractAnalysis contract) {
    var byTopic = new LinkedHashMap<String, List<Variant>>();
    var others = new ArrayList<String>();
    for (var print : Topics.of(contract.tree())) {
      var line = print.value().span().startLine();
      var type = contract.prints().get(print.value());
      if (!(type instanceof TupleType tuple) || !isText(tuple.fields().get(Topics.FIELD))) {
        others.add("line %d prints no tuple with a topic".formatted(line));
        continue;
      }
      for (var topic : print.topics()) {
        if (topic.isEmpty()) others.add("line %d prints a computed topic".formatted(line));
        topic.ifPresent(
            found ->
                byTopic
                    .computeIfAbsent(found, _ -> new ArrayList<>())
                    .add(new Variant(line, tuple, print.function())));
      }
    }
    var events = new ArrayList<Printed>();
    byTopic.forEach(
        (topic, variants) ->
            common(variants)
                .ifPresentOrElse(
                    type -> events.add(printed(topic, type, variants)),
                    () -> others.add(misfit(topic, variants))));
    return new PrintedEvents(List.copyOf(events), List.copyOf(others));
  }

  private static boolean isText(TypeSignature type) {
    return type instanceof AsciiType || type instanceof Utf8Type;
  }

  /** The least type that admits all, but for the topic, which tells them apart; empty if none. */
  private static Optional<TupleType> common(List<Variant> variants) {
    Optional<TypeSignature> common = Optional.of(variants.getFirst().type());
    for (var variant : variants) {
      common = common.flatMap(type -> TypeSignature.leastSupertype(type, variant.type()));
    }
    return common.map(TupleType.class::cast);
  }

  private static Printed printed(String topic, TupleType type, List<Variant> variants) {
    var fields = new TreeMap<>(type.fields());
    fields.remove(Topics.FIELD);
    var functions = new LinkedHashSet<String>();
    variants.forEach(variant -> functions.add(variant.function()));
    return new Printed(topic, fields, functions);
  }

  private static String misfit(String topic, List<Variant> variants) {
    var lines =
        variants.stream().map(variant -> String.valueOf(variant.line())).distinct().toList();
    return "the fields of %s differ in lines %s".formatted(topic, String.join(", ", lines));
  }
}
