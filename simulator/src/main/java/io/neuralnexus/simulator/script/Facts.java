package io.neuralnexus.simulator.script;

import io.neuralnexus.clarity.Uint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyObject;

/** What scripts are told: records, lists and numbers of Java as JavaScript can read them. */
final class Facts {
  private static final long EXACT = 1L << 53;

  /** What JavaScript itself looks for in any object. */
  private static final Set<String> INHERITED =
      Set.of(
          "constructor",
          "hasOwnProperty",
          "isPrototypeOf",
          "propertyIsEnumerable",
          "then",
          "toJSON",
          "toLocaleString",
          "toString",
          "valueOf");

  private static final ClassValue<SequencedMap<String, Method>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected SequencedMap<String, Method> computeValue(Class<?> type) {
          var components = new LinkedHashMap<String, Method>();
          for (var each : type.getRecordComponents()) {
            components.put(each.getName(), each.getAccessor());
          }
          return Collections.unmodifiableSequencedMap(components);
        }
      };

  private Facts() {}

  static Object of(Object fact) {
    return switch (fact) {
      case Uint number -> of(number.longValueExact());
      case Record record -> new Fields(record, COMPONENTS.get(record.getClass()));
      case List<?> list -> new Items(list);
      case Optional<?> optional -> optional.map(Facts::of).orElse(null);
      case Long number -> {
        if (Math.abs(number) <= EXACT) yield number.doubleValue();
        throw new IllegalArgumentException(number + " is too large for a number of JavaScript");
      }
      case Double _, Integer _, Boolean _, String _ -> fact;
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      default -> throw new IllegalArgumentException("no script can be told a " + fact.getClass());
    };
  }

  /** Numbers by name. */
  static Object of(String what, Map<String, Double> numbers) {
    return new Numbers(what, numbers);
  }

  private static UnsupportedOperationException readOnly(String what) {
    return new UnsupportedOperationException(what + " can only be read");
  }

  /** An object that can be read; to read what it does not have is a mistake in a script. */
  private interface Known extends ProxyObject {
    String what();

    Set<String> names();

    Object value(String name);

    @Override
    default Object getMember(String name) {
      if (names().contains(name)) return value(name);
      throw new IllegalArgumentException(
          "%s has no '%s'; it has %s".formatted(what(), name, names()));
    }

    @Override
    default boolean hasMember(String name) {
      return names().contains(name) || !INHERITED.contains(name);
    }

    @Override
    default Object getMemberKeys() {
      return new Items(List.copyOf(names()));
    }

    @Override
    default void putMember(String name, Value value) {
      throw readOnly(what());
    }
  }

  private record Numbers(String what, Map<String, Double> numbers) implements Known {
    @Override
    public Set<String> names() {
      return numbers.keySet();
    }

    @Override
    public Object value(String name) {
      return numbers.get(name);
    }
  }

  private record Fields(Record of, SequencedMap<String, Method> components) implements Known {
    @Override
    public String what() {
      return "a " + of.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> names() {
      return components.keySet();
    }

    @Override
    public Object value(String name) {
      try {
        return Facts.of(components.get(name).invoke(of));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("%s of %s cannot be read".formatted(name, of), e);
      }
    }
  }

  private record Items(List<?> of) implements ProxyArray {
    @Override
    public Object get(long index) {
      return Facts.of(of.get(Math.toIntExact(index)));
    }

    @Override
    public void set(long index, Value value) {
      throw readOnly("a list");
    }

    @Override
    public long getSize() {
      return of.size();
    }
  }
}
