package io.neuralnexus.clarity;

import static io.neuralnexus.clarity.TypeSignature.BOOL;
import static io.neuralnexus.clarity.TypeSignature.INT;
import static io.neuralnexus.clarity.TypeSignature.NO_TYPE;
import static io.neuralnexus.clarity.TypeSignature.PRINCIPAL;
import static io.neuralnexus.clarity.TypeSignature.TRAIT_REFERENCE;
import static io.neuralnexus.clarity.TypeSignature.UINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeSignatureTest {
  /** The largest types that the official VM accepts, found by asking it for each and the next. */
  static Stream<Arguments> theLargestTypeIsThatOfTheVm() {
    return Stream.of(
        largest("buff", BuffType::new, 1_048_576),
        largest("string-ascii", AsciiType::new, 1_048_576),
        largest("string-utf8", Utf8Type::new, 262_144),
        largest("optional buff", n -> new OptionalType(new BuffType(n)), 1_048_571),
        largest("response buff", n -> new ResponseType(BOOL, new BuffType(n)), 1_048_571),
        largest("list of int", n -> new ListType(INT, n), 65_535),
        largest("list of bool", n -> new ListType(BOOL, n), 1_048_570),
        largest("list of principal", n -> new ListType(PRINCIPAL, n), 7_084),
        largest("list of buff", n -> new ListType(new BuffType(n), 3), 349_518),
        largest("tuple", n -> tuple("a".repeat(n), new BuffType(1_048_550)), 6),
        largest("optionals", n -> nested(n, INT), 31),
        largest("list of optionals", n -> new ListType(nested(n, INT), 1), 30),
        largest("tuple of optionals", n -> tuple("a", nested(n, INT)), 30));
  }

  private static Arguments largest(String name, IntFunction<TypeSignature> type, int max) {
    return Arguments.of(name, type, max);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource
  void theLargestTypeIsThatOfTheVm(String name, IntFunction<TypeSignature> type, int max) {
    assertThat(type.apply(max).depth()).isLessThanOrEqualTo(32);
    assertThatThrownBy(() -> type.apply(max + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            ".*: (a Clarity value (holds|has) at most (1,048,576|32)|it must be from 0 to .*)");
  }

  @Test
  void typesPrintAsClarityWritesThem() {
    var fields = new TreeMap<String, TypeSignature>();
    fields.put("b", new OptionalType(new ListType(new Utf8Type(3), 2)));
    fields.put("a", new ResponseType(new BuffType(20), NO_TYPE));
    fields.put("B", new AsciiType(5));

    assertThat(new TupleType(fields))
        .hasToString(
            "(tuple (B (string-ascii 5)) (a (response (buff 20) UnknownType))"
                + " (b (optional (list 2 (string-utf8 3)))))");
    assertThat(List.of(INT, UINT, BOOL, PRINCIPAL, TRAIT_REFERENCE))
        .hasToString("[int, uint, bool, principal, trait_reference]");
  }

  @Test
  void aSequenceTypeAdmitsUpToItsLength() {
    assertThat(new BuffType(2).admits(Cl.buff(new byte[2]))).isTrue();
    assertThat(new BuffType(2).admits(Cl.buff(new byte[3]))).isFalse();
    assertThat(new AsciiType(2).admits(Cl.ascii("abc"))).isFalse();
    assertThat(new Utf8Type(2).admits(Cl.utf8("\uD83D\uDE00\uD83D\uDE00"))).isTrue();
    assertThat(new Utf8Type(2).admits(Cl.ascii("ab"))).isFalse();
    assertThat(new ListType(INT, 2).admits(Cl.list(Cl.int_(1), Cl.int_(2), Cl.int_(3)))).isFalse();
    assertThat(new ListType(INT, 2).admits(Cl.list())).isTrue();
    assertThat(new ListType(INT, 2).admits(Cl.list(Cl.uint(1)))).isFalse();
  }

  @Test
  void aTupleTypeAdmitsExactlyItsFields() {
    var type = tuple("a", UINT);

    assertThat(type.admits(Cl.tuple("a", Cl.uint(1)))).isTrue();
    assertThat(type.admits(Cl.tuple("a", Cl.int_(1)))).isFalse();
    assertThat(type.admits(Cl.tuple("b", Cl.uint(1)))).isFalse();
    assertThat(type.admits(Cl.tuple("a", Cl.uint(1), "b", Cl.uint(1)))).isFalse();
    assertThatThrownBy(() -> type.get("b")).hasMessage("no field \"b\": the tuple has a");
  }

  @Test
  void aTraitIsKeptByContractsOnly() {
    var account = Principal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");

    assertThat(TRAIT_REFERENCE.admits(account.issuer().contract("token"))).isTrue();
    assertThat(TRAIT_REFERENCE.admits(account)).isFalse();
    assertThat(PRINCIPAL.admits(account)).isTrue();
  }

  @Test
  void anOptionalOfNothingAdmitsOnlyNone() {
    var type = Cl.none().type();

    assertThat(type.admits(Cl.none())).isTrue();
    assertThat(type.admits(Cl.some(Cl.none()))).isFalse();
  }

  @Test
  void typesThatShareNoValueHaveNoSupertype() {
    assertThat(TypeSignature.leastSupertype(INT, UINT)).isEmpty();
    assertThat(TypeSignature.leastSupertype(new BuffType(1), new AsciiType(1))).isEmpty();
    assertThat(TypeSignature.leastSupertype(tuple("a", INT), tuple("b", INT))).isEmpty();
    assertThat(TypeSignature.leastSupertype(tuple("a", INT), tuple("a", BOOL))).isEmpty();
  }

  @Test
  void aListThatIsAlwaysEmptyGoesWithAnyList() {
    var empty = new ListType(BOOL, 0);
    var list = new ListType(INT, 2);

    assertThat(TypeSignature.leastSupertype(empty, list)).contains(list);
    assertThat(TypeSignature.leastSupertype(list, empty)).contains(list);
  }

  @Test
  void tupleTypesNeedFieldsWithClarityNames() {
    assertThatThrownBy(() -> TupleType.of(Map.of())).hasMessage("a tuple has at least one field");
    assertThatThrownBy(() -> tuple("a b", INT))
        .hasMessage("\"a b\" is not a Clarity name: ' ' at index 1 is not allowed");
    assertThatThrownBy(() -> new BuffType(-1)).hasMessageStartingWith("a buff of length -1");
  }

  private static TypeSignature nested(int levels, TypeSignature type) {
    return levels == 0 ? type : new OptionalType(nested(levels - 1, type));
  }

  private static TupleType tuple(String name, TypeSignature type) {
    return TupleType.of(Map.of(name, type));
  }
}
