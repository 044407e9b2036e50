package io.neuralnexus.clarity;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.buff;
import static io.neuralnexus.clarity.Cl.buffFromHex;
import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.clarity.Cl.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void aBufferKeepsItsBytesToItself() {
    var bytes = new byte[] {1, 2};
    var buff = buff(bytes);
    bytes[0] = 9;
    buff.bytes()[1] = 9;

    assertThat(buff).isEqualTo(buffFromHex("0x0102")).hasToString("0x0102");
    assertThat(buff.length()).isEqualTo(2);
  }

  @Test
  void buffersAreOrderedAsUnsignedBytesFromTheLeft() {
    assertThat(List.of(buff((byte) 0xff), buff((byte) 1, (byte) 2), Buff.EMPTY, buff((byte) 1)))
        .satisfies(
            buffers ->
                assertThat(buffers.stream().sorted()).hasToString("[0x, 0x01, 0x0102, 0xff]"));
  }

  @Test
  void asciiRefusesOtherCharactersNamingThem() {
    for (var c : new char[] {0, 0x0b, 0x1b, 0x7f, 0x80, 'é', '€'}) {
      assertThatThrownBy(() -> ascii("ab" + c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("U+%04X at index 2 is not a character of string-ascii".formatted((int) c));
    }
  }

  @Test
  void utf8CountsCharactersNotChars() {
    assertThat(utf8("a\uD83D\uDE00").length()).isEqualTo(2);
    assertThat(utf8("a\uD83D\uDE00").type()).hasToString("(string-utf8 2)");
  }

  @Test
  void utf8RefusesHalvesOfSurrogatePairs() {
    for (var text : new String[] {"a\uD83D", "a\uDE00", "a\uDE00\uD83D", "a\uD83Db"}) {
      assertThatThrownBy(() -> utf8(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("at index 1 is half a surrogate pair, not a character");
    }
  }

  @Test
  void utf8IsOrderedByCodePoints() {
    assertThat(utf8("\uD83D\uDE00")).isGreaterThan(utf8("\uFFFF"));
    assertThat(utf8("\uE000")).isLessThan(utf8("\uD800\uDC00"));
    assertThat(utf8("a\uD800\uDC00")).isLessThan(utf8("a\uD800\uDC01"));
    assertThat(utf8("a")).isLessThan(utf8("ab"));
  }

  @Test
  void aListHasEntriesOfOneType() {
    assertThat(list(ascii("a"), ascii("bcd")).type()).hasToString("(list 2 (string-ascii 3))");
    assertThat(list(none(), some(uint(1))).type()).hasToString("(list 2 (optional uint))");
    assertThatThrownBy(() -> list(uint(1), uint(2), int_(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a list has entries of one type: entry 2 is int, before it came uint");
  }

  @Test
  void aListIsReadByIndexAndInTurn() {
    var list = list(uint(1), uint(2));

    assertThat(list.get(1)).isEqualTo(uint(2));
    assertThat(list).containsExactly(uint(1), uint(2)).hasSize(list.size());
    assertThat(list.values()).isUnmodifiable();
    assertThat(list()).isEqualTo(ListValue.EMPTY);
  }

  @Test
  void aTupleKeepsItsFieldsInTheOrderOfNames() {
    var tuple = tuple("b", uint(2), "a", uint(1), "B", uint(3));

    assertThat(tuple.fields())
        .containsExactly(Map.entry("B", uint(3)), Map.entry("a", uint(1)), Map.entry("b", uint(2)))
        .isUnmodifiable();
    assertThat(tuple)
        .hasToString("(tuple (B u3) (a u1) (b u2))")
        .isEqualTo(new TupleValue(new TreeMap<>(tuple.fields()).descendingMap()));
  }

  @Test
  void aMissingFieldIsAnErrorThatNamesThoseThereAre() {
    assertThatThrownBy(() -> tuple("id", uint(1), "owner", none()).get("Id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no field \"Id\": the tuple has id, owner");
  }

  @Test
  void tuplesNeedFieldsWithClarityNames() {
    assertThatThrownBy(() -> new TupleValue(Map.of())).hasMessage("a tuple has at least one field");
    assertThatThrownBy(() -> tuple("", uint(1)))
        .hasMessage("\"\" is not a Clarity name: it is empty");
    assertThatThrownBy(() -> tuple("a".repeat(129), uint(1)))
        .hasMessageEndingWith("it has 129 characters, at most 128 are allowed");
    assertThat(tuple("a!?+<>=/*-_9", uint(1)).get("a!?+<>=/*-_9")).isEqualTo(uint(1));
    assertThat(tuple(">=", uint(1)).get(">=")).isEqualTo(uint(1));
  }

  @Test
  void tupleTakesNamesAndValuesInTurn() {
    assertThatThrownBy(() -> tuple("a", uint(1), "b"))
        .hasMessage("tuple: field b has no Clarity value");
    assertThatThrownBy(() -> tuple("a", uint(1), "b", 2))
        .hasMessage("tuple: field b has no Clarity value");
    assertThatThrownBy(() -> tuple("a", uint(1), uint(2), uint(3)))
        .hasMessage("tuple: the name of a field was due, not u2");
    assertThatThrownBy(() -> tuple("a", uint(1), "a", uint(2)))
        .hasMessage("tuple: field a comes twice");
  }

  @Test
  void responsesAndOptionalsTellWhatIsInside() {
    assertThat(ok(uint(1)).isOk()).isTrue();
    assertThat(err(uint(1)).isOk()).isFalse();
    assertThat(some(uint(1)).toOptional()).contains(uint(1));
    assertThat(none().toOptional()).isEmpty();
    assertThat(none()).isEqualTo(new OptionalValue.None());
    assertThat(ok(uint(1))).isNotEqualTo(err(uint(1)));
  }

  @Test
  void boolsAreOneOfTwo() {
    assertThat(bool(true)).isSameAs(Bool.TRUE).hasToString("true");
    assertThat(Bool.FALSE.value()).isFalse();
  }

  @Test
  void valuesAreAtMost32LevelsDeep() {
    Value value = bool(true);
    for (int i = 1; i < 32; i++) value = some(value);
    var deepest = value;

    assertThat(deepest.type().depth()).isEqualTo(32);
    for (var wrap :
        List.<java.util.function.Function<Value, Value>>of(
            Cl::some, Cl::ok, Cl::err, Cl::list, v -> tuple("a", v))) {
      assertThatThrownBy(() -> wrap.apply(deepest))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("33 levels deep: a Clarity value has at most 32");
    }
  }

  @Test
  void valuesHoldAtMostOneMebibyte() {
    assertThat(some(buff(new byte[1_048_571])).type().size()).isEqualTo(1_048_576);
    assertThatThrownBy(() -> some(buff(new byte[1_048_572])))
        .hasMessage("a some of 1,048,577 bytes: a Clarity value holds at most 1,048,576");
    assertThatThrownBy(() -> tuple("a", buff(new byte[1_048_570])))
        .hasMessageEndingWith("a Clarity value holds at most 1,048,576");
    assertThatThrownBy(() -> buff(new byte[1_048_577]))
        .hasMessage("a buffer of length 1,048,577: it must be from 0 to 1,048,576");
    assertThatThrownBy(() -> utf8("a".repeat(262_145)))
        .hasMessage("a string-utf8 of length 262,145: it must be from 0 to 262,144");
  }
}
