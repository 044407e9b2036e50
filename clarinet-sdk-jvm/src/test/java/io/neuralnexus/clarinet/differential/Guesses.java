package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Arguments that a contract may do something with: often what its own text mentions, else small
 * numbers, the principals around it and values of any length that fits.
 */
final class Guesses {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])u?(\\d{1,30})(?![\\w-])");
  private static final Pattern TEXT = Pattern.compile("\"([ !#-\\[\\]-~]{0,40})\"");
  private static final Pattern BYTES = Pattern.compile("0x((?:[0-9a-f]{2}){1,64})");
  private static final BigInteger[] EDGES = {
    BigInteger.ZERO,
    BigInteger.ONE,
    BigInteger.TWO,
    BigInteger.TEN,
    BigInteger.valueOf(100),
    BigInteger.valueOf(1_000_000),
    BigInteger.valueOf(100_000_000),
    BigInteger.ONE.shiftLeft(64),
    BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE)
  };

  private final Random random;
  private final List<? extends Principal> principals;
  private final List<ContractPrincipal> contracts;
  private final List<BigInteger> numbers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> bytes = new ArrayList<>();

  /**
   * @param contracts what may be given where a contract is asked for
   */
  Guesses(
      Random random,
      String source,
      List<? extends Principal> principals,
      List<ContractPrincipal> contracts) {
    this.random = random;
    this.principals = principals;
    this.contracts = contracts;
    NUMBER.matcher(source).results().forEach(it -> numbers.add(new BigInteger(it.group(1))));
    TEXT.matcher(source).results().forEach(it -> texts.add(it.group(1)));
    BYTES.matcher(source).results().forEach(it -> bytes.add(it.group(1)));
  }

  private <T> T one(List<? extends T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private BigInteger number() {
    return switch (random.nextInt(4)) {
      case 0 -> BigInteger.valueOf(random.nextInt(12));
      case 1 -> EDGES[random.nextInt(EDGES.length)];
      case 2 -> BigInteger.valueOf(random.nextInt(1_000_000));
      default -> numbers.isEmpty() ? BigInteger.valueOf(random.nextInt(5)) : one(numbers);
    };
  }

  private int length(int most) {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> Math.min(most, 1);
      case 2 -> most <= 2000 ? most : 1 + random.nextInt(50);
      default -> random.nextInt(Math.min(most, 12) + 1);
    };
  }

  private String text(int most) {
    if (!texts.isEmpty() && random.nextInt(3) > 0) {
      var text = one(texts);
      if (text.length() <= most) return text;
    }
    return "abcdefghijklmnopqrstuvwxyz0123456789-. "
        .repeat(most / 30 + 1)
        .substring(0, length(most));
  }

  private Buff bytes(int most) {
    if (!bytes.isEmpty() && random.nextBoolean()) {
      var hex = one(bytes);
      if (hex.length() / 2 <= most) return Buff.fromHex(hex);
    }
    var made = new byte[length(most)];
    random.nextBytes(made);
    return Buff.of(made);
  }

  /** A value of a type. */
  Value of(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType _ ->
          Cl.int_(random.nextInt(4) == 0 ? number().negate() : number());
      case TypeSignature.UintType _ -> Cl.uint(number());
      case TypeSignature.BoolType _ -> Cl.bool(random.nextBoolean());
      case TypeSignature.PrincipalType _ ->
          random.nextInt(3) == 0 && !contracts.isEmpty() ? one(contracts) : one(principals);
      case TypeSignature.CallableType _, TypeSignature.CallableUnionType _ ->
          contracts.isEmpty() ? one(principals) : one(contracts);
      case TypeSignature.TraitReferenceType _ ->
          contracts.isEmpty() ? one(principals) : one(contracts);
      case TypeSignature.NoType _ -> Cl.bool(true);
      case BuffType(int most) -> bytes(most);
      case AsciiType(int most) -> Cl.ascii(text(most));
      case Utf8Type(int most) -> Cl.utf8(text(most));
      case OptionalType(var inside) -> random.nextInt(3) == 0 ? Cl.none() : Cl.some(of(inside));
      case ResponseType(var ok, var error) ->
          random.nextBoolean() ? Cl.ok(of(ok)) : Cl.err(of(error));
      case ListType(var entry, int most) ->
          Cl.list(IntStream.range(0, Math.min(length(most), 20)).mapToObj(_ -> of(entry)).toList());
      case TupleType tuple -> {
        var fields = new TreeMap<String, Value>();
        tuple.fields().forEach((name, inside) -> fields.put(name, of(inside)));
        yield new TupleValue(fields);
      }
    };
  }
}
