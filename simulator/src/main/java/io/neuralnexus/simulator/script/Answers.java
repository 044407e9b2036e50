package io.neuralnexus.simulator.script;

import io.neuralnexus.simulator.world.OneOf;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graalvm.polyglot.Value;

/** What functions of scripts return, as what the interface says. */
final class Answers {
  private Answers() {}

  /** Empty if it is nothing that the function may return. */
  static Optional<Object> of(Method method, Value value) {
    var type = method.getReturnType();
    if (type == double.class) {
      return value.isNumber() && value.fitsInDouble() && Double.isFinite(value.asDouble())
          ? Optional.of(value.asDouble())
          : Optional.empty();
    }
    if (type == boolean.class) {
      return value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
    }
    if (!value.isString()) return Optional.empty();
    var word = value.asString();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(each -> word(each).equals(word))
          .map(Object.class::cast)
          .findFirst();
    }
    if (type != String.class) throw new IllegalArgumentException("no script can return " + type);
    return words(method).isEmpty() || words(method).contains(word)
        ? Optional.of(word)
        : Optional.empty();
  }

  /** What a function may return, for people. */
  static String wanted(Method method) {
    var type = method.getReturnType();
    if (type == double.class) return "a finite number";
    if (type == boolean.class) return "true or false";
    var words = words(method);
    return words.isEmpty() ? "a text" : "'%s'".formatted(String.join("', '", words));
  }

  /** The words of which it returns one; empty if any text will do. */
  private static List<String> words(Method method) {
    if (method.getReturnType().isEnum()) {
      return Arrays.stream(method.getReturnType().getEnumConstants()).map(Answers::word).toList();
    }
    var words = method.getAnnotation(OneOf.class);
    return words == null ? List.of() : List.of(words.value());
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
