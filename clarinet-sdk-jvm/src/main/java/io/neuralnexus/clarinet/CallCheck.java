package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Refuses a call that a contract's interface does not allow, and says what it does allow. */
final class CallCheck {
  private static final int LONGEST_SHOWN = 60;

  private CallCheck() {}

  /**
   * Checks a call.
   *
   * @throws CallException if there is no such function of that access, or the arguments are not its
   */
  static void check(
      ContractPrincipal contract,
      ContractInterface known,
      String function,
      Access access,
      List<? extends Value> arguments) {
    var called =
        known.function(function).orElseThrow(() -> unknown(contract, known, function, access));
    var name = contract + "." + function;
    if (called.access() != access) {
      throw new CallException(
          "%s is %s: it cannot be called as a %s function"
              .formatted(name, words(called.access()), words(access)));
    }
    var expected = called.arguments();
    if (expected.size() != arguments.size()) {
      throw new CallException(
          "%s takes %s, which is %d, not %d arguments"
              .formatted(name, signature(expected), expected.size(), arguments.size()));
    }
    for (var at = 0; at < expected.size(); at++) {
      var parameter = expected.get(at);
      var argument = arguments.get(at);
      if (!fits(argument, parameter.type())) {
        throw new CallException(
            "%s takes %s as argument %d, '%s', not %s"
                .formatted(name, parameter.type(), at + 1, parameter.name(), described(argument)));
      }
    }
  }

  private static CallException unknown(
      ContractPrincipal contract, ContractInterface known, String function, Access access) {
    var alike = known.functions().stream().filter(each -> each.access() == access).toList();
    return new CallException(
        "%s has no function '%s': its %s functions are %s"
            .formatted(
                contract, function, words(access), names(alike, ContractInterface.Function::name)));
  }

  private static boolean fits(Value argument, TypeSignature type) {
    return type instanceof TypeSignature.TraitReferenceType
        ? argument instanceof ContractPrincipal
        : type.admits(argument);
  }

  private static String words(Access access) {
    return access.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String signature(List<ContractInterface.Argument> arguments) {
    return arguments.stream()
        .map(argument -> "(" + argument.name() + " " + argument.type() + ")")
        .collect(Collectors.joining(" ", "(", ")"));
  }

  /** A value and its type, cut to what a message can hold. */
  static String described(Value value) {
    var text = value.toString();
    var shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    return "%s, which is %s".formatted(shown, value.type());
  }

  /** The names of things, sorted. */
  static <T> List<String> names(Collection<T> things, Function<T, String> name) {
    return things.stream().map(name).sorted().toList();
  }
}
