package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Variable.Kind;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Refuses requests that cannot be meant, and says what could be. */
final class CallCheck {
  /** The most micro-STX that a request can name. */
  static final BigInteger MOST_STX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** In a block, amounts pass through JavaScript numbers. */
  static final BigInteger MOST_STX_IN_BLOCK = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

  private static final Pattern CONTRACT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
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
    check(
        contract,
        known.function(function).orElseThrow(() -> unknown(contract, known, function, access)),
        access,
        arguments);
  }

  /**
   * Checks a call of a function that is there.
   *
   * @throws CallException if it is not of that access, or the arguments are not its
   */
  static void check(
      ContractPrincipal contract,
      ContractInterface.Function called,
      Access access,
      List<? extends Value> arguments) {
    if (called.access() != access) {
      throw new CallException(
          "%s.%s is %s: it cannot be called as a %s function"
              .formatted(contract, called.name(), words(called.access()), words(access)));
    }
    var expected = called.arguments();
    if (expected.size() != arguments.size()) {
      throw new CallException(
          "%s.%s takes %s, which is %d, not %d arguments"
              .formatted(
                  contract, called.name(), signature(expected), expected.size(), arguments.size()));
    }
    for (var at = 0; at < expected.size(); at++) {
      var parameter = expected.get(at);
      var argument = arguments.get(at);
      if (!fits(argument, parameter.type())) {
        throw new CallException(
            "%s.%s takes %s as argument %d, '%s', not %s"
                .formatted(
                    contract,
                    called.name(),
                    parameter.type(),
                    at + 1,
                    parameter.name(),
                    described(argument)));
      }
    }
  }

  static CallException unknown(
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

  /** The contract of a name, which is the deployer's if it has no address. */
  static ContractPrincipal contract(String name, StandardPrincipal deployer) {
    try {
      return name.indexOf('.') < 0 ? deployer.contract(name) : ContractPrincipal.parse(name);
    } catch (IllegalArgumentException e) {
      throw new CallException("'%s' is not a contract: %s".formatted(name, e.getMessage()));
    }
  }

  /** Refuses a contract that is not there, with those of the same account that are. */
  static CallException unknownContract(
      ContractPrincipal contract, Collection<ContractPrincipal> deployed) {
    return new CallException(
        "no contract %s: %s has deployed %s"
            .formatted(
                contract,
                contract.issuer(),
                deployed.stream()
                    .filter(each -> each.issuer().equals(contract.issuer()))
                    .map(ContractPrincipal::name)
                    .sorted()
                    .toList()));
  }

  static void amount(BigInteger amount, BigInteger most) {
    if (amount.signum() < 0 || amount.compareTo(most) > 0) {
      throw new CallException("the amount %s is not from 0 to %s".formatted(amount, most));
    }
  }

  static void name(String name) {
    if (!CONTRACT_NAME.matcher(name).matches()) {
      throw new CallException(
          "'%s' is not a contract name: a letter, then up to 39 letters, digits, - or _"
              .formatted(name));
    }
  }

  static void variable(ContractPrincipal contract, ContractInterface known, String name) {
    if (variables(known).stream().noneMatch(each -> each.name().equals(name))) {
      throw unknownVariable(contract, known, name);
    }
  }

  static CallException unknownVariable(
      ContractPrincipal contract, ContractInterface known, String name) {
    return new CallException(
        "%s has no data variable '%s': there are %s"
            .formatted(contract, name, names(variables(known), ContractInterface.Variable::name)));
  }

  private static List<ContractInterface.Variable> variables(ContractInterface known) {
    return known.variables().stream().filter(each -> each.kind() == Kind.VARIABLE).toList();
  }

  static void mapKey(ContractPrincipal contract, ContractInterface known, String map, Value key) {
    var entry =
        known
            .map(map)
            .orElseThrow(
                () ->
                    new CallException(
                        "%s has no map '%s': there are %s"
                            .formatted(
                                contract,
                                map,
                                names(known.maps(), ContractInterface.MapEntry::name))));
    if (!entry.key().admits(key)) {
      throw new CallException(
          "a key of the map %s is %s, not %s".formatted(map, entry.key(), described(key)));
    }
  }

  /** Where in {@code contract.token} the token's name begins. */
  static int token(String token) {
    var point = token.lastIndexOf('.');
    if (point < 1) {
      throw new CallException("'%s' is not a token: name it contract.token".formatted(token));
    }
    return point + 1;
  }

  static void token(ContractPrincipal contract, ContractInterface known, String name) {
    if (!known.fungibleTokens().contains(name)) {
      throw new CallException(
          "%s has no fungible token '%s': there are %s"
              .formatted(contract, name, known.fungibleTokens()));
    }
  }

  static void command(String command) {
    if (!command.startsWith("::")) {
      throw new CallException("'%s' is not a command: it must start with ::".formatted(command));
    }
  }

  static StandardPrincipal account(String name, Map<String, StandardPrincipal> accounts) {
    return Optional.ofNullable(accounts.get(name))
        .orElseThrow(
            () ->
                new CallException(
                    "no account '%s': there are %s".formatted(name, accounts.keySet())));
  }

  /** Refuses a manifest that is not there. */
  static void manifest(Path manifest) {
    if (Files.isRegularFile(manifest)) return;
    throw new ProjectException(
        List.of(
            new Diagnostic(
                Diagnostic.Level.ERROR,
                manifest.toString(),
                0,
                0,
                "there is no such manifest",
                Optional.of("name a Clarinet.toml"))));
  }
}
