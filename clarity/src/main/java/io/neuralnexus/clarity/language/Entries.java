package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Sanitizer;
import io.neuralnexus.clarity.typing.Typing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What lists, buffers and strings have in common: they are sequences of entries. */
final class Entries {
  private static final Buff[] BYTES = new Buff[256];
  private static final AsciiString[] CHARACTERS = new AsciiString[128];

  static {
    for (int i = 0; i < BYTES.length; i++) BYTES[i] = Buff.of((byte) i);
    for (int i = 0; i < CHARACTERS.length; i++) {
      if (i >= ' ' && i <= '~' || i == '\t' || i == '\n' || i == '\f' || i == '\r') {
        CHARACTERS[i] = AsciiString.of(Character.toString(i));
      }
    }
  }

  private Entries() {}

  /** The entries of a sequence: of a buffer or string these are such of length 1. */
  static List<Value> of(Value sequence) {
    return switch (sequence) {
      case ListValue list -> list.values();
      case Buff buff -> {
        var entries = new Value[buff.length()];
        for (int i = 0; i < entries.length; i++) entries[i] = BYTES[buff.at(i)];
        yield Arrays.asList(entries);
      }
      case AsciiString ascii -> {
        var entries = new Value[ascii.length()];
        for (int i = 0; i < entries.length; i++) entries[i] = CHARACTERS[ascii.value().charAt(i)];
        yield Arrays.asList(entries);
      }
      case Utf8String utf8 -> {
        var entries = new ArrayList<Value>(utf8.length());
        utf8.value()
            .codePoints()
            .forEach(character -> entries.add(Utf8String.of(Character.toString(character))));
        yield entries;
      }
      default -> throw notSequence(sequence);
    };
  }

  /** How many there are. */
  static int length(Value sequence) {
    return switch (sequence) {
      case ListValue list -> list.size();
      case Buff buff -> buff.length();
      case AsciiString ascii -> ascii.length();
      case Utf8String utf8 -> utf8.length();
      default -> throw notSequence(sequence);
    };
  }

  /** The entry at an index from 0; there must be one. */
  static Value at(Value sequence, int index) {
    return switch (sequence) {
      case ListValue list -> list.get(index);
      case Buff buff -> BYTES[buff.at(index)];
      case AsciiString ascii -> CHARACTERS[ascii.value().charAt(index)];
      case Utf8String utf8 -> slice(utf8, index, index + 1);
      default -> throw notSequence(sequence);
    };
  }

  /** A sequence of the kind of another, which it is made of: a list keeps its type. */
  static Value join(Value kind, List<Value> entries) {
    return switch (kind) {
      case ListValue list -> ListValue.typed(list.type(), entries);
      case Buff buff -> {
        var bytes = new byte[entries.size()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) ((Buff) entries.get(i)).at(0);
        yield Buff.of(bytes);
      }
      case AsciiString ascii -> {
        var text = new StringBuilder();
        for (var entry : entries) text.append(((AsciiString) entry).value());
        yield AsciiString.of(text.toString());
      }
      case Utf8String utf8 -> {
        var text = new StringBuilder();
        for (var entry : entries) text.append(((Utf8String) entry).value());
        yield Utf8String.of(text.toString());
      }
      default -> throw notSequence(kind);
    };
  }

  /** The characters from an index to before another. */
  static Utf8String slice(Utf8String utf8, int from, int to) {
    var text = utf8.value();
    var start = text.offsetByCodePoints(0, from);
    return Utf8String.of(text.substring(start, text.offsetByCodePoints(start, to - from)));
  }

  /** The abort for what is no sequence. */
  static Abort notSequence(Value value) {
    return Abort.check("Unreachable(\"Expected sequence: " + value.type() + "\")");
  }

  /**
   * A list of these values as the VM makes it: its type is the least that admits all of them, and
   * they lose types and fields that are wider than that from epoch 2.4 on.
   *
   * @param values must not change any more
   */
  static ListValue list(Value[] values, Epoch epoch) {
    if (values.length == 0) return ListValue.EMPTY;
    var entry = values[0].type();
    for (int i = 1; i < values.length; i++) {
      if (!isExactly(entry, values[i])) {
        entry = Typing.requireSupertype(entry, values[i].type(), Epoch.EPOCH_4_0);
      }
    }
    var type = listType(entry, values.length);
    var settled = true;
    for (int i = 0; i < values.length; i++) {
      var value = values[i];
      values[i] = Sanitizer.sanitize(value, entry, epoch);
      settled &= values[i] == value && value.settled() == value;
    }
    return ListValue.owning(type, values, settled);
  }

  /** The type of a list. */
  static ListType listType(TypeSignature entry, int maxLength) {
    try {
      return new ListType(entry, maxLength);
    } catch (LimitException e) {
      throw Abort.check(
          e.limit() == LimitException.Limit.DEPTH ? "TypeSignatureTooDeep" : "ValueTooLarge");
    }
  }

  /** Whether a type is surely that of a value, found without making the value's type. */
  private static boolean isExactly(TypeSignature type, Value value) {
    return switch (value) {
      case Uint number -> type == TypeSignature.UINT;
      case Int number -> type == TypeSignature.INT;
      case Bool bool -> type == TypeSignature.BOOL;
      case Buff buff -> type instanceof BuffType(int length) && length == buff.length();
      case AsciiString text -> type instanceof AsciiType(int length) && length == text.length();
      case Utf8String text -> type instanceof Utf8Type(int length) && length == text.length();
      case CallableContract contract -> false;
      case Principal principal -> type == TypeSignature.PRINCIPAL;
      case TupleValue tuple -> type instanceof TupleType fields && isExactly(fields, tuple);
      case ListValue list -> type.equals(list.type());
      default -> false;
    };
  }

  private static boolean isExactly(TupleType type, TupleValue tuple) {
    if (tuple.settled() != tuple || !type.hasNamesOf(tuple)) return false;
    for (int i = 0; i < tuple.size(); i++) {
      if (!isExactly(type.typeAt(i), tuple.valueAt(i))) return false;
    }
    return true;
  }
}
