package io.neuralnexus.clarinet.jqwik;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Function;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/**
 * jqwik arbitraries of Clarity values.
 *
 * <p>Edges come often: the bounds of 128 bits and the powers of two within, empty and full
 * sequences, characters of one to four bytes, accounts and contracts of mainnet and testnet.
 * Everything shrinks towards the plainest value of its type: zero, {@code false}, {@code none}, an
 * empty sequence.
 */
public final class ClarityArbitraries {
  /**
   * Longer sequences are generated full or up to this length: what is in between takes long and
   * finds little.
   */
  private static final int LONG = 256;

  private static final String NAME_START = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String NAME_REST = NAME_START + "0123456789-_";

  private ClarityArbitraries() {}

  /**
   * Values of a type.
   *
   * @throws IllegalArgumentException if the type has no values
   */
  public static Arbitrary<Value> of(TypeSignature type) {
    return values(type).withoutEdgeCases();
  }

  private static Arbitrary<Value> values(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType _ -> ints().map(value -> value);
      case TypeSignature.UintType _ -> uints().map(value -> value);
      case TypeSignature.BoolType _ -> bools().map(value -> value);
      case TypeSignature.PrincipalType _ -> principals().map(value -> value);
      case TypeSignature.TraitReferenceType _ -> contractPrincipals().map(value -> value);
      case TypeSignature.BuffType buff -> buffs(buff.maxLength()).map(value -> value);
      case TypeSignature.AsciiType ascii -> asciiStrings(ascii.maxLength()).map(value -> value);
      case TypeSignature.Utf8Type utf8 -> utf8Strings(utf8.maxLength()).map(value -> value);
      case OptionalType optional -> optionals(optional);
      case ResponseType response -> responses(response);
      case TypeSignature.ListType list -> lists(list);
      case TypeSignature.TupleType tuple -> tuples(tuple);
      case TypeSignature.CallableType _ -> contractPrincipals().map(value -> value);
      case TypeSignature.CallableUnionType _ -> contractPrincipals().map(value -> value);
      case NoType _ -> throw new IllegalArgumentException("This type has no values: " + type);
    };
  }

  public static Arbitrary<Int> ints() {
    return Arbitraries.bigIntegers()
        .between(Int.MIN.toBigInteger(), Int.MAX.toBigInteger())
        .withDistribution(new EdgeHeavy())
        .map(Int::of);
  }

  public static Arbitrary<Uint> uints() {
    return Arbitraries.bigIntegers()
        .between(Uint.ZERO.toBigInteger(), Uint.MAX.toBigInteger())
        .withDistribution(new EdgeHeavy())
        .map(Uint::of);
  }

  public static Arbitrary<Bool> bools() {
    return Arbitraries.of(Bool.FALSE, Bool.TRUE);
  }

  /** Buffers of up to so many bytes. */
  public static Arbitrary<Buff> buffs(int maxLength) {
    return sequences(Arbitraries.bytes(), maxLength)
        .map(
            list -> {
              var bytes = new byte[list.size()];
              for (int i = 0; i < bytes.length; i++) bytes[i] = list.get(i);
              return Buff.of(bytes);
            });
  }

  /** Strings of up to so many characters. */
  public static Arbitrary<AsciiString> asciiStrings(int maxLength) {
    var characters =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between('a', 'z')),
            Tuple.of(4, Arbitraries.integers().between(' ', '~')),
            Tuple.of(1, Arbitraries.of((int) '"', (int) '\\', (int) '\n', (int) '\t')));
    return text(characters, maxLength).map(AsciiString::of);
  }

  /** Strings of up to so many characters, which have one to four bytes each. */
  public static Arbitrary<Utf8String> utf8Strings(int maxLength) {
    var characters =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between('a', 'z')),
            Tuple.of(1, Arbitraries.integers().between(0, 0x7f)),
            Tuple.of(1, Arbitraries.integers().between(0x80, 0x7ff)),
            Tuple.of(1, Arbitraries.integers().between(0x800, 0xd7ff)),
            Tuple.of(1, Arbitraries.integers().between(0xe000, 0xffff)),
            Tuple.of(1, Arbitraries.integers().between(0x10000, 0x10ffff)),
            Tuple.of(
                1, Arbitraries.of(0, (int) '"', (int) '\\', 0x301, 0x202e, 0x1f600, 0x10ffff)));
    return text(characters, maxLength).map(Utf8String::of);
  }

  /** Accounts and contracts. */
  public static Arbitrary<Principal> principals() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, standardPrincipals().map(principal -> principal)),
        Tuple.of(1, contractPrincipals().map(principal -> principal)));
  }

  /** Accounts of testnet and mainnet, of one signature and of several. */
  public static Arbitrary<StandardPrincipal> standardPrincipals() {
    var versions =
        Arbitraries.of(
            StandardPrincipal.TESTNET_SINGLE_SIG,
            StandardPrincipal.TESTNET_MULTI_SIG,
            StandardPrincipal.MAINNET_SINGLE_SIG,
            StandardPrincipal.MAINNET_MULTI_SIG);
    var hashes =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.bytes().array(byte[].class).ofSize(20)),
            Tuple.of(1, Arbitraries.of((byte) 0, (byte) -1).map(ClarityArbitraries::hashOf)));
    return Combinators.combine(versions, hashes)
        .as((version, hash) -> new StandardPrincipal(version, Buff.of(hash)));
  }

  /** Contracts with names as long as the network deploys; none of them need exist. */
  public static Arbitrary<ContractPrincipal> contractPrincipals() {
    var rest =
        Arbitraries.strings()
            .withChars(NAME_REST.toCharArray())
            .ofMaxLength(39)
            .withLengthDistribution(new EdgeHeavy());
    return Combinators.combine(
            standardPrincipals(), Arbitraries.chars().with(NAME_START.toCharArray()), rest)
        .as((issuer, start, name) -> new ContractPrincipal(issuer, start + name));
  }

  /** Calls of a contract's public and read-only functions, each function as often. */
  public static Arbitrary<FunctionCall> calls(ContractInterface contract) {
    var functions =
        contract.functions().stream().filter(f -> f.access() != Access.PRIVATE).toList();
    if (functions.isEmpty()) {
      throw new IllegalArgumentException("The contract has no functions that can be called");
    }
    return Arbitraries.of(functions).flatMap(ClarityArbitraries::calls).withoutEdgeCases();
  }

  /** Calls of one function. */
  public static Arbitrary<FunctionCall> calls(Function function) {
    var arguments = function.arguments().stream().map(argument -> of(argument.type())).toList();
    return Combinators.combine(arguments)
        .as(values -> new FunctionCall(function.name(), function.access(), values));
  }

  private static Arbitrary<Value> optionals(OptionalType type) {
    Arbitrary<Value> none = Arbitraries.just(Cl.none());
    return type.value() instanceof NoType
        ? none
        : values(type.value())
            .optional(0.8)
            .map(value -> value.<Value>map(Cl::some).orElseGet(Cl::none));
  }

  private static Arbitrary<Value> responses(ResponseType type) {
    var sides = new ArrayList<Arbitrary<Value>>();
    if (!(type.ok() instanceof NoType)) sides.add(values(type.ok()).map(Cl::ok));
    if (!(type.error() instanceof NoType)) sides.add(values(type.error()).map(Cl::err));
    if (sides.isEmpty()) throw new IllegalArgumentException("This type has no values: " + type);
    return Arbitraries.oneOf(sides);
  }

  private static Arbitrary<Value> lists(TypeSignature.ListType type) {
    if (type.maxLength() == 0 || type.entry() instanceof NoType) {
      return Arbitraries.just(ListValue.EMPTY);
    }
    return sequences(values(type.entry()), type.maxLength()).map(ListValue::new);
  }

  private static Arbitrary<Value> tuples(TypeSignature.TupleType type) {
    var names = new ArrayList<>(type.fields().keySet());
    return Combinators.combine(
            type.fields().values().stream().map(ClarityArbitraries::values).toList())
        .as(
            values -> {
              var fields = new TreeMap<String, Value>();
              for (int i = 0; i < names.size(); i++) fields.put(names.get(i), values.get(i));
              return new TupleValue(fields);
            });
  }

  private static Arbitrary<String> text(Arbitrary<Integer> characters, int maxLength) {
    return sequences(characters, maxLength)
        .map(
            list -> {
              var text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  private static <T> Arbitrary<List<T>> sequences(Arbitrary<T> entries, int maxLength) {
    ListArbitrary<T> some =
        entries.list().ofMaxSize(Math.min(maxLength, LONG)).withSizeDistribution(new EdgeHeavy());
    if (maxLength <= LONG) return some;
    // One entry over and over: a full sequence of a megabyte that costs nothing to make.
    var full = entries.map(entry -> Collections.nCopies(maxLength, entry));
    return Arbitraries.frequencyOf(Tuple.of(15, some), Tuple.of(1, full));
  }

  private static byte[] hashOf(byte filling) {
    var hash = new byte[20];
    Arrays.fill(hash, filling);
    return hash;
  }
}
