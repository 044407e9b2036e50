package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsensusEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x         | 0  | the bytes end within the kind of a value
          0x0f       | 0  | 0x0f is not a kind of value
          0x0300     | 1  | 1 more bytes after the value
          0x00ffff   | 1  | the bytes end within a number of 16 bytes
          0x0a0a0f   | 2  | 0x0f is not a kind of value
          0x0200000004ff         | 1 | 4 bytes of a buffer announced, 1 bytes left
          0x0bffffffff03         | 1 | 4,294,967,295 entries of a list announced, 1 bytes left
          0x0b000000020309       | 0 | a list has entries of one type: entry 1 is (optional UnknownType), before it came bool
          0x0d000000020 a00      | 0 | 'U+0000'
          0x0e0000000180         | 5 | not UTF-8: Input length = 1
          0x0c00000000           | 0 | a tuple has at least one field
          0x0c000000020161030161 03 | 8 | field "a" comes twice
          0x0c00000001013103     | 0 | "1" is not a Clarity name: it must start with a letter
          """)
  void whatIsWrongAndWhereIsSaid(String hex, int offset, String reason) {
    assertThatThrownBy(() -> Value.fromHex(hex.replace(" ", "")))
        .isInstanceOfSatisfying(
            DecodeException.class,
            e -> {
              assertThat(e.reason()).startsWith(reason);
              assertThat(e.offset()).isEqualTo(offset);
              assertThat(e).hasMessage("byte " + offset + ": " + e.reason());
            });
  }

  @Test
  void whatIsNotHexIsRefused() {
    assertThatThrownBy(() -> Value.fromHex("0x0g"))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 0: 'g' at index 3 is not a hex digit");
    assertThatThrownBy(() -> Value.fromHex("030"))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 0: 3 hex digits, which is not a whole number of bytes");
  }

  @Test
  void fieldsOutOfOrderAreReadAndWrittenInOrder() {
    var value = Value.fromHex("0x0c00000002" + "016203" + "016104");

    assertThat(value).isEqualTo(Cl.tuple("a", Cl.bool(false), "b", Cl.bool(true)));
    assertThat(value.toHex()).isEqualTo("0x0c00000002" + "016104" + "016203");
  }

  @Test
  void thirtyTwoLevelsAreReadAndNoMore() {
    assertThat(Value.fromHex("0a".repeat(31) + "03").type().depth()).isEqualTo(32);
    assertThatThrownBy(() -> Value.fromHex("0a".repeat(32) + "03"))
        .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.offset()).isEqualTo(32));
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> Value.deserialize(repeated((byte) 0x0a, 2_000_000)))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 32: more than 32 levels of values");
  }

  @Test
  void moreBytesThanAnyValueTakesAreRefusedUnread() {
    assertThatThrownBy(() -> Value.deserialize(new byte[2 * 1024 * 1024 + 1]))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 0: 2,097,153 bytes: a value has at most 2,097,152");
  }

  @Test
  void theLargestBufferIsReadAndALargerOneIsNot() {
    assertThat(Value.deserialize(buffer(1024 * 1024)).type())
        .isEqualTo(new TypeSignature.BuffType(1024 * 1024));
    assertThatThrownBy(() -> Value.deserialize(buffer(1024 * 1024 + 1)))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 0: a buffer of length 1,048,577: it must be from 0 to 1,048,576");
  }

  @Test
  void aListOverTheSizeLimitIsRefused() {
    var entries = 70_000;
    var list = ByteBuffer.allocate(5 + 17 * entries).put((byte) 0x0b).putInt(entries).array();

    assertThatThrownBy(() -> Value.deserialize(list))
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "byte 0: a list of 70000 of 1,120,006 bytes: a Clarity value holds at most 1,048,576");
  }

  @Test
  void whatIsExpectedCarriesTheTypesItIsExpectedToHave() {
    var type = new TypeSignature.ListType(TypeSignature.BOOL, 5);

    var list = Value.deserialize(Cl.list(Cl.bool(true)).serialize(), type, true);

    assertThat(list).isEqualTo(Cl.list(Cl.bool(true)));
    assertThat(list.type()).isEqualTo(type);
    assertThat(list.settled().type()).isEqualTo(new TypeSignature.ListType(TypeSignature.BOOL, 1));
  }

  @Test
  void fieldsThatAreNotExpectedAreLeftOutIfThatIsTolerated() {
    var bytes = Cl.tuple("a", Cl.bool(true), "b", Cl.bool(false)).serialize();
    var type = Cl.tuple("a", Cl.bool(true)).type();

    assertThat(Value.deserialize(bytes, type, true)).isEqualTo(Cl.tuple("a", Cl.bool(true)));
    assertThatThrownBy(() -> Value.deserialize(bytes, type, false))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 1: not of type (tuple (a bool))");
  }

  @Test
  void whatIsNotOfTheExpectedTypeIsRefused() {
    assertThatThrownBy(() -> Value.deserialize(buffer(3), new TypeSignature.BuffType(2), true))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 0: not of type (buff 2)");
    assertThatThrownBy(() -> Value.deserialize(buffer(3), TypeSignature.UINT, true))
        .isInstanceOf(DecodeException.class)
        .hasMessage("byte 0: not of type uint");
  }

  @Test
  void anAddressOfAnUnknownVersionIsToldApart() {
    var bytes = ByteBuffer.allocate(22).put((byte) 0x05).put((byte) 32).array();

    assertThatThrownBy(() -> Value.deserialize(bytes))
        .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.isOfVersion()).isTrue())
        .hasMessage("byte 1: address version 32: it must be from 0 to 31");
  }

  private static byte[] buffer(int length) {
    return ByteBuffer.allocate(5 + length).put((byte) 0x02).putInt(length).array();
  }

  private static byte[] repeated(byte value, int count) {
    var bytes = new byte[count];
    java.util.Arrays.fill(bytes, value);
    return bytes;
  }
}
