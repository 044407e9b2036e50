package io.neuralnexus.clarity;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Random types, values of them, and the parts they are made of; bounds come up often. */
class ClarityDomain extends DomainContextBase {
  private static final BigInteger TWO_127 = BigInteger.ONE.shiftLeft(127);
  private static final BigInteger TWO_128 = BigInteger.ONE.shiftLeft(128);

  @Provide
  Arbitrary<Uint> uints() {
    return Arbitraries.oneOf(
            Arbitraries.of(powers().toList()),
            Arbitraries.bigIntegers().between(BigInteger.ZERO, TWO_128.subtract(BigInteger.ONE)))
        .map(Uint::of);
  }

  @Provide
  Arbitrary<Int> ints() {
    var borders =
        powers()
            .flatMap(power -> Stream.of(power, power.negate()))
            .filter(power -> power.bitLength() < 128)
            .toList();
    return Arbitraries.oneOf(
            Arbitraries.of(borders),
            Arbitraries.bigIntegers().between(TWO_127.negate(), TWO_127.subtract(BigInteger.ONE)))
        .map(Int::of);
  }

  /** Numbers about the borders of one and two words. */
  private static Stream<BigInteger> powers() {
    return Stream.of(0, 1, 32, 63, 64, 65, 127, 128)
        .map(BigInteger.ONE::shiftLeft)
        .flatMap(
            power -> Stream.of(power.subtract(BigInteger.ONE), power, power.add(BigInteger.ONE)))
        .filter(power -> power.bitLength() <= 128);
  }

  @Provide
  Arbitrary<StandardPrincipal> accounts() {
    var bytes = Arbitraries.bytes().array(byte[].class).ofSize(20);
    var withLeadingZeros =
        Combinators.combine(bytes, Arbitraries.integers().between(0, 20))
            .as(
                (hash, zeros) -> {
                  var copy = hash.clone();
                  java.util.Arrays.fill(copy, 0, zeros, (byte) 0);
                  return copy;
                });
    return Combinators.combine(
            Arbitraries.integers().between(0, 31), Arbitraries.oneOf(bytes, withLeadingZeros))
        .as((version, hash) -> new StandardPrincipal(version, Buff.of(hash)));
  }

  @Provide
  Arbitrary<ContractPrincipal> contracts() {
    return Combinators.combine(accounts(), names("-_")).as(ContractPrincipal::new);
  }

  @Provide
  Arbitrary<Principal> principals() {
    return Arbitraries.oneOf(accounts(), contracts());
  }

  private static Arbitrary<String> names(String symbols) {
    var letters = Arbitraries.chars().range('a', 'z').range('A', 'Z');
    var rest =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars(symbols.toCharArray())
            .ofMaxLength(12);
    return Combinators.combine(letters, rest).as((first, others) -> first + others);
  }

  @Provide
  Arbitrary<TypeSignature> types() {
    return types(3);
  }

  private static Arbitrary<TypeSignature> types(int depth) {
    var lengths = Arbitraries.integers().between(0, 8);
    var flat =
        Arbitraries.<TypeSignature>oneOf(
            Arbitraries.of(
                TypeSignature.INT,
                TypeSignature.UINT,
                TypeSignature.BOOL,
                TypeSignature.PRINCIPAL,
                TypeSignature.TRAIT_REFERENCE),
            lengths.map(TypeSignature.BuffType::new),
            lengths.map(TypeSignature.AsciiType::new),
            lengths.map(TypeSignature.Utf8Type::new));
    if (depth == 1) return flat;
    var inner = types(depth - 1);
    return Arbitraries.oneOf(
        flat,
        inner.map(TypeSignature.OptionalType::new),
        Combinators.combine(inner, inner).as(TypeSignature.ResponseType::new),
        Combinators.combine(inner, Arbitraries.integers().between(0, 3))
            .as(TypeSignature.ListType::new),
        Arbitraries.maps(names("-_!?+<>=/*"), inner)
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(TypeSignature.TupleType::of));
  }

  @Provide
  Arbitrary<Value> values() {
    return types().flatMap(this::values);
  }

  Arbitrary<Value> values(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType t -> ints().map(value -> value);
      case TypeSignature.UintType t -> uints().map(value -> value);
      case TypeSignature.BoolType t -> Arbitraries.of(Bool.values());
      case TypeSignature.PrincipalType t -> principals().map(value -> value);
      case TypeSignature.TraitReferenceType t -> contracts().map(value -> value);
      case TypeSignature.CallableType t -> contracts().map(value -> value);
      case TypeSignature.CallableUnionType t -> contracts().map(value -> value);
      case TypeSignature.NoType t -> throw new IllegalArgumentException("no value is of " + t);
      case TypeSignature.BuffType(int max) ->
          Arbitraries.bytes().array(byte[].class).ofMaxSize(max).map(Buff::of);
      case TypeSignature.AsciiType(int max) ->
          Arbitraries.strings()
              .withCharRange(' ', '~')
              .withChars('\t', '\n', '\f', '\r')
              .ofMaxLength(max)
              .map(AsciiString::of);
      case TypeSignature.Utf8Type(int max) ->
          codePoints()
              .list()
              .ofMaxSize(max)
              .map(points -> points.stream().map(Character::toString).reduce("", String::concat))
              .map(Utf8String::of);
      case TypeSignature.OptionalType(var inside) ->
          Arbitraries.oneOf(Arbitraries.just(Cl.none()), values(inside).map(Cl::some));
      case TypeSignature.ResponseType(var ok, var error) ->
          Arbitraries.oneOf(values(ok).map(Cl::ok), values(error).map(Cl::err));
      case TypeSignature.ListType(var entry, int max) ->
          values(entry).list().ofMaxSize(max).map(ListValue::new);
      case TypeSignature.TupleType tuple -> {
        var fields = tuple.fields();
        var names = List.copyOf(fields.keySet());
        yield Combinators.combine(names.stream().map(name -> values(fields.get(name))).toList())
            .as(
                values -> {
                  var named = new TreeMap<String, Value>();
                  for (int i = 0; i < names.size(); i++) named.put(names.get(i), values.get(i));
                  return new TupleValue(named);
                });
      }
    };
  }

  private static Arbitrary<Integer> codePoints() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 0xd7ff),
        Arbitraries.integers().between(0xe000, Character.MAX_CODE_POINT),
        Arbitraries.of(0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff));
  }
}
