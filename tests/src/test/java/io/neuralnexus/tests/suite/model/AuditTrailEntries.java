package io.neuralnexus.tests.suite.model;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Entries of one kind as the events tell them, beside those that the chain has.
 *
 * @param <K> what names an entry
 * @param <V> what it holds, in the shape in which the chain tells it
 */
final class AuditTrailEntries<K, V> {
  private final String kind;
  private final Function<K, Optional<V>> onChain;
  private final Map<K, V> entries = new HashMap<>();
  private final Set<K> known = new LinkedHashSet<>();
  private final Set<K> touched = new LinkedHashSet<>();

  AuditTrailEntries(String kind, Function<K, Optional<V>> onChain) {
    this.kind = kind;
    this.onChain = onChain;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** An entry that events must have told of. */
  V get(K key) {
    return find(key).orElseThrow(() -> new AssertionError(named(key) + ": no event told of it"));
  }

  void put(K key, V value) {
    touch(key);
    entries.put(key, value);
  }

  void remove(K key) {
    get(key);
    touch(key);
    entries.remove(key);
  }

  void change(K key, UnaryOperator<V> change) {
    put(key, change.apply(get(key)));
  }

  /** To be compared again, for what it depends on has changed. */
  void touch(K key) {
    known.add(key);
    touched.add(key);
  }

  Iterable<V> values() {
    return entries.values();
  }

  /** The first difference to the chain among entries that changed since the last comparison. */
  Optional<String> firstNewDifference() {
    var found = firstDifference(touched);
    touched.clear();
    return found;
  }

  /** The first difference to the chain among all entries that events ever told of. */
  Optional<String> firstDifference() {
    touched.clear();
    return firstDifference(known);
  }

  private Optional<String> firstDifference(Set<K> keys) {
    for (var key : keys) {
      var difference = difference("", find(key), onChain.apply(key));
      if (difference.isPresent()) return Optional.of(named(key) + difference.get());
    }
    return Optional.empty();
  }

  private String named(K key) {
    return (kind + " " + key).strip();
  }

  /** Where in two values of one shape they differ first, and how. */
  private static Optional<String> difference(String place, Object told, Object found) {
    if (told.equals(found)) return Optional.empty();
    if (told instanceof Record one && found.getClass() == one.getClass() && !isPlain(one)) {
      for (var component : one.getClass().getRecordComponents()) {
        var inside =
            difference(
                place + "." + component.getName(), value(component, one), value(component, found));
        if (inside.isPresent()) return inside;
      }
    }
    if (told instanceof Optional<?> one && found instanceof Optional<?> other) {
      if (one.isPresent() && other.isPresent()) return difference(place, one.get(), other.get());
    }
    if (told instanceof List<?> some && found instanceof List<?> others) {
      for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
        var inside = difference(place + "[" + i + "]", some.get(i), others.get(i));
        if (inside.isPresent()) return inside;
      }
    }
    return Optional.of("%s: the events say %s, the chain says %s".formatted(place, told, found));
  }

  /** A Clarity value, which reads better as a whole. */
  private static boolean isPlain(Record value) {
    return value instanceof io.neuralnexus.clarity.Value;
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a component of a public record can be read", e);
    }
  }
}
