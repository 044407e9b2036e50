package io.neuralnexus.clarinet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class ClarityArbitrariesTest {
  private static final ContractInterface TOKEN =
      ContractInterface.fromJson(
          """
          {"functions": [
            {"name": "transfer", "access": "public",
             "args": [{"name": "amount", "type": "uint128"}, {"name": "to", "type": "principal"}],
             "outputs": {"type": {"response": {"ok": "bool", "error": "uint128"}}}},
            {"name": "get-memo", "access": "read_only",
             "args": [{"name": "at", "type": {"optional": {"buffer": {"length": 34}}}}],
             "outputs": {"type": {"string-ascii": {"length": 3}}}},
            {"name": "burn", "access": "private", "args": [], "outputs": {"type": "bool"}}],
           "variables": [], "maps": [], "fungible_tokens": [], "non_fungible_tokens": [],
           "epoch": "Epoch40", "clarity_version": "Clarity6"}
          """);

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aValueHasTheTypeItWasMadeFor(@ForAll("typed") Tuple2<TypeSignature, Value> typed) {
    assertThat(typed.get1().admits(typed.get2()))
        .as("%s admits %s", typed.get1(), typed.get2())
        .isTrue();
  }

  @Provide
  Arbitrary<Tuple2<TypeSignature, Value>> typed() {
    return types(3)
        .flatMap(type -> ClarityArbitraries.of(type).map(value -> Tuple.of(type, value)));
  }

  private static Arbitrary<TypeSignature> types(int depth) {
    var simple =
        Arbitraries.of(
            TypeSignature.INT,
            TypeSignature.UINT,
            TypeSignature.BOOL,
            TypeSignature.PRINCIPAL,
            new BuffType(0),
            new BuffType(40),
            new AsciiType(5),
            new Utf8Type(5));
    if (depth == 0) return simple.map(type -> type);
    var inner = types(depth - 1);
    return Arbitraries.oneOf(
        simple.map(type -> type),
        inner.map(OptionalType::new),
        inner.map(type -> new ResponseType(type, TypeSignature.NO_TYPE)),
        inner.map(type -> new ResponseType(TypeSignature.BOOL, type)),
        inner.map(type -> new ListType(type, 3)),
        inner.map(type -> TupleType.of(Map.of("a", type, "b-c", TypeSignature.UINT))));
  }

  @Property(tries = 10)
  void typesWithoutALengthNeedNoProvider(
      @ForAll Uint uint,
      @ForAll Int integer,
      @ForAll Bool bool,
      @ForAll Principal principal,
      @ForAll List<StandardPrincipal> accounts,
      @ForAll ContractPrincipal contract) {
    assertThat(
            Stream.concat(Stream.of(uint, integer, bool, principal, contract), accounts.stream()))
        .allMatch(value -> Value.deserialize(value.serialize()).equals(value));
  }

  @Example
  void theEdgesOfEveryTypeComeSoon() {
    assertSoon(TypeSignature.UINT, Uint.ZERO::equals);
    assertSoon(TypeSignature.UINT, Uint.MAX::equals);
    assertSoon(TypeSignature.UINT, Uint.of("18446744073709551616")::equals);
    assertSoon(TypeSignature.INT, Int.MIN::equals);
    assertSoon(TypeSignature.INT, Int.MAX::equals);
    assertSoon(TypeSignature.INT, Int.of(-1)::equals);
    assertSoon(new BuffType(600), value -> value.type().equals(new BuffType(0)));
    assertSoon(new BuffType(600), value -> value.type().equals(new BuffType(600)));
    assertSoon(new AsciiType(8), value -> value.type().equals(new AsciiType(8)));
    assertSoon(new Utf8Type(8), value -> value.type().equals(new Utf8Type(8)));
    assertSoon(
        new Utf8Type(8),
        value ->
            ((Utf8String) value).value().chars().anyMatch(c -> Character.isSurrogate((char) c)));
    assertSoon(new ListType(TypeSignature.BOOL, 9), ListValue.EMPTY::equals);
    assertSoon(new ListType(TypeSignature.BOOL, 9), value -> ((ListValue) value).size() == 9);
    assertSoon(TypeSignature.PRINCIPAL, ContractPrincipal.class::isInstance);
    assertSoon(
        TypeSignature.PRINCIPAL, value -> value instanceof StandardPrincipal p && p.isMainnet());
    assertSoon(
        TypeSignature.PRINCIPAL, value -> value instanceof StandardPrincipal p && p.isTestnet());
    assertSoon(
        TypeSignature.TRAIT_REFERENCE, value -> ((ContractPrincipal) value).name().length() == 40);
    assertSoon(new OptionalType(TypeSignature.UINT), value -> value.toString().equals("none"));
    assertSoon(new OptionalType(TypeSignature.NO_TYPE), value -> value.toString().equals("none"));
  }

  private static void assertSoon(TypeSignature type, Predicate<Value> edge) {
    var random = new Random(42);
    var generator = ClarityArbitraries.of(type).generator(1000);
    assertThat(Stream.generate(() -> generator.next(random).value()).limit(500))
        .as("500 values of " + type)
        .anyMatch(edge);
  }

  @Example
  void aCounterexampleShrinksToThePlainestOne() {
    assertShrunk(
        TypeSignature.UINT,
        value -> value.equals(Uint.MAX),
        "u340282366920938463463374607431768211455");
    assertShrunk(TypeSignature.UINT, value -> ((Uint) value).compareTo(Uint.of(999)) > 0, "u1000");
    assertShrunk(TypeSignature.INT, value -> ((Int) value).compareTo(Int.of(-7)) < 0, "-8");
    assertShrunk(
        new ListType(TypeSignature.UINT, 50),
        value -> ((ListValue) value).size() > 1,
        "(list u0 u0)");
    assertShrunk(
        new OptionalType(new ListType(TypeSignature.BOOL, 900)),
        value -> value.toString().contains("true"),
        "(some (list true))");
    assertShrunk(new AsciiType(400), value -> ((AsciiString) value).length() > 2, "\"aaa\"");
    assertShrunk(
        TupleType.of(Map.of("a", TypeSignature.UINT, "b", TypeSignature.BOOL)),
        value -> value.toString().contains("true"),
        "(tuple (a u0) (b true))");
  }

  private static void assertShrunk(TypeSignature type, Predicate<Value> fails, String plainest) {
    var random = new Random(42);
    var generator = ClarityArbitraries.of(type).generator(1000);
    var falsified =
        Stream.generate(() -> generator.next(random))
            .limit(1000)
            .filter(candidate -> fails.test(candidate.value()))
            .findFirst()
            .orElseThrow();
    var smaller = Optional.of(falsified);
    while (smaller.isPresent()) {
      falsified = smaller.get();
      smaller = falsified.shrink().filter(candidate -> fails.test(candidate.value())).findFirst();
    }
    assertThat(falsified.value()).hasToString(plainest);
  }

  @Example
  void theTypeWithoutValuesIsRefused() {
    assertThatThrownBy(() -> ClarityArbitraries.of(TypeSignature.NO_TYPE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void aCallHasOneArgumentOfItsTypePerParameter(@ForAll("calls") FunctionCall call) {
    var function = TOKEN.function(call.name()).orElseThrow();

    assertThat(call.access()).isEqualTo(function.access()).isNotEqualTo(Access.PRIVATE);
    assertThat(call.arguments()).hasSameSizeAs(function.arguments());
    for (int i = 0; i < call.arguments().size(); i++) {
      var type = function.arguments().get(i).type();
      var argument = call.arguments().get(i);
      assertThat(type.admits(argument)).as("%s admits %s", type, argument).isTrue();
    }
  }

  @Provide
  Arbitrary<FunctionCall> calls() {
    return ClarityArbitraries.calls(TOKEN);
  }

  @Example
  void aContractWithoutFunctionsHasNoCalls() {
    var empty =
        ContractInterface.fromJson(
            """
            {"functions": [], "variables": [], "maps": [], "fungible_tokens": [],
             "non_fungible_tokens": [], "epoch": "Epoch40", "clarity_version": "Clarity6"}
            """);

    assertThatThrownBy(() -> ClarityArbitraries.calls(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The contract has no functions that can be called");
  }
}
