package io.neuralnexus.clarity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The consensus encoding of values (SIP-005, "Clarity value representation"): a byte for the kind,
 * then the contents with lengths of four bytes, all big-endian.
 */
final class ConsensusEncoding {
  private static final byte INT = 0x00;
  private static final byte UINT = 0x01;
  private static final byte BUFF = 0x02;
  private static final byte TRUE = 0x03;
  private static final byte FALSE = 0x04;
  private static final byte STANDARD_PRINCIPAL = 0x05;
  private static final byte CONTRACT_PRINCIPAL = 0x06;
  private static final byte OK = 0x07;
  private static final byte ERR = 0x08;
  private static final byte NONE = 0x09;
  private static final byte SOME = 0x0a;
  private static final byte LIST = 0x0b;
  private static final byte TUPLE = 0x0c;
  private static final byte ASCII = 0x0d;
  private static final byte UTF8 = 0x0e;

  /** Encodings are longer than the sizes that the limit counts, but never twice as long. */
  private static final int MAX_BYTES = 2 * Limits.MAX_SIZE;

  private ConsensusEncoding() {}

  static byte[] encode(Value value) {
    var out = ByteBuffer.allocate(value.encodedLength());
    write(value, out);
    return out.array();
  }

  /** The bytes of a list, of which {@link ListValue#encodedLength} keeps the number. */
  static int length(ListValue list) {
    var length = 5;
    for (var entry : list) length += entry.encodedLength();
    return length;
  }

  /** The bytes of a tuple, of which {@link TupleValue#encodedLength} keeps the number. */
  static int length(TupleValue tuple) {
    var length = 5;
    for (int i = 0; i < tuple.size(); i++) {
      length += 1 + tuple.nameAt(i).length() + tuple.valueAt(i).encodedLength();
    }
    return length;
  }

  private static void write(Value value, ByteBuffer out) {
    switch (value) {
      case Int i -> out.put(INT).putLong(i.high()).putLong(i.low());
      case Uint u -> out.put(UINT).putLong(u.high()).putLong(u.low());
      case Bool b -> out.put(b.value() ? TRUE : FALSE);
      case Buff buff -> out.put(BUFF).putInt(buff.length()).put(buff.array());
      case AsciiString ascii ->
          out.put(ASCII)
              .putInt(ascii.length())
              .put(ascii.value().getBytes(StandardCharsets.US_ASCII));
      case Utf8String utf8 -> {
        var bytes = utf8.value().getBytes(StandardCharsets.UTF_8);
        out.put(UTF8).putInt(bytes.length).put(bytes);
      }
      case StandardPrincipal p -> writeAccount(STANDARD_PRINCIPAL, p, out);
      case ContractPrincipal p -> {
        writeAccount(CONTRACT_PRINCIPAL, p.issuer(), out);
        writeName(p.name(), out);
      }
      case CallableContract callable -> write(callable.contract(), out);
      case ResponseValue response -> {
        out.put(response.isOk() ? OK : ERR);
        write(response.value(), out);
      }
      case OptionalValue.None none -> out.put(NONE);
      case OptionalValue.Some some -> {
        out.put(SOME);
        write(some.value(), out);
      }
      case ListValue list -> {
        out.put(LIST).putInt(list.size());
        for (var entry : list) write(entry, out);
      }
      case TupleValue tuple -> {
        out.put(TUPLE).putInt(tuple.size());
        for (int i = 0; i < tuple.size(); i++) {
          writeName(tuple.nameAt(i), out);
          write(tuple.valueAt(i), out);
        }
      }
    }
  }

  private static void writeAccount(byte kind, StandardPrincipal account, ByteBuffer out) {
    out.put(kind).put((byte) account.version()).put(account.hash().array());
  }

  private static void writeName(String name, ByteBuffer out) {
    out.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
  }

  static Value decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new DecodeException(
          0, "%,d bytes: a value has at most %,d".formatted(bytes.length, MAX_BYTES));
    }
    var reader = new Reader(bytes);
    return reader.last(reader.value(1));
  }

  /** As {@link Value#deserialize(byte[], TypeSignature, boolean)} says. */
  static Value decode(byte[] bytes, TypeSignature type, boolean tolerant) {
    var reader = new TypedReader(bytes, tolerant);
    return reader.last(reader.value(type, 1));
  }

  private static class Reader {
    final byte[] bytes;
    int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The value, if nothing comes after it. */
    final Value last(Value value) {
      if (position < bytes.length) {
        throw new DecodeException(
            position, "%d more bytes after the value".formatted(bytes.length - position));
      }
      return value;
    }

    final Value value(int depth) {
      var start = position;
      if (depth > Limits.MAX_DEPTH) {
        throw new DecodeException(start, "more than " + Limits.MAX_DEPTH + " levels of values");
      }
      var kind = take(1, "the kind of a value");
      try {
        return switch (bytes[kind]) {
          case INT -> new Int(word(), word());
          case UINT -> new Uint(word(), word());
          case BUFF -> Buff.owning(contents("a buffer"));
          case TRUE -> Bool.TRUE;
          case FALSE -> Bool.FALSE;
          case STANDARD_PRINCIPAL -> account();
          case CONTRACT_PRINCIPAL -> new ContractPrincipal(account(), name());
          case OK -> new ResponseValue.Ok(value(depth + 1));
          case ERR -> new ResponseValue.Err(value(depth + 1));
          case NONE -> OptionalValue.None.NONE;
          case SOME -> new OptionalValue.Some(value(depth + 1));
          case LIST -> list(depth);
          case TUPLE -> tuple(depth);
          case ASCII ->
              AsciiString.of(new String(contents("a string-ascii"), StandardCharsets.ISO_8859_1));
          case UTF8 -> Utf8String.of(utf8(contents("a string-utf8")));
          default ->
              throw new DecodeException(
                  start, "0x%02x is not a kind of value".formatted(bytes[kind]));
        };
      } catch (DecodeException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        // What the bytes say is well-formed, but the value's own rules forbid it.
        throw new DecodeException(start, e.getMessage());
      }
    }

    private Value list(int depth) {
      // Even the smallest entry takes a byte, so the bytes bound what is allocated.
      var count = count(1, "entries of a list");
      if (count == 0) return ListValue.EMPTY;
      var values = new ArrayList<Value>(count);
      for (int i = 0; i < count; i++) values.add(value(depth + 1));
      return new ListValue(values);
    }

    private Value tuple(int depth) {
      var count = count(3, "fields of a tuple");
      var fields = new TreeMap<String, Value>();
      for (int i = 0; i < count; i++) {
        var start = position;
        var name = name();
        if (fields.put(name, value(depth + 1)) != null) {
          throw new DecodeException(start, "field \"" + name + "\" comes twice");
        }
      }
      return new TupleValue(fields);
    }

    final StandardPrincipal account() {
      var start = take(1, "the version of an address");
      var version = bytes[start] & 0xff;
      var hash = take(StandardPrincipal.HASH_LENGTH, "the hash of an address");
      if (version > StandardPrincipal.MAX_VERSION) throw DecodeException.ofVersion(start, version);
      return new StandardPrincipal(version, Buff.owning(copy(hash, StandardPrincipal.HASH_LENGTH)));
    }

    final String name() {
      var length = bytes[take(1, "the length of a name")] & 0xff;
      var start = take(length, "a name");
      return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private String utf8(byte[] contents) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(contents)).toString();
      } catch (CharacterCodingException e) {
        throw new DecodeException(position - contents.length, "not UTF-8: " + e.getMessage());
      }
    }

    private byte[] contents(String what) {
      var length = count(1, "bytes of " + what);
      return copy(take(length, what), length);
    }

    final int count(int leastBytesEach, String what) {
      var start = take(4, "the number of " + what);
      var count = ByteBuffer.wrap(bytes, start, 4).getInt() & 0xffff_ffffL;
      if (count * leastBytesEach > bytes.length - position) {
        throw new DecodeException(
            start,
            "%,d %s announced, %,d bytes left".formatted(count, what, bytes.length - position));
      }
      return (int) count;
    }

    private long word() {
      return ByteBuffer.wrap(bytes, take(8, "a number of 16 bytes"), 8).getLong();
    }

    private byte[] copy(int start, int length) {
      return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** Moves past bytes and answers where they begin. */
    final int take(int length, String what) {
      if (length > bytes.length - position) {
        throw new DecodeException(position, "the bytes end within " + what);
      }
      var start = position;
      position += length;
      return start;
    }
  }

  /** Reads what is expected, so that lists and tuples carry the types they are expected to have. */
  private static final class TypedReader extends Reader {
    private static final int MAX_DEPTH_IF_EXACT = 16;
    private final boolean tolerant;
    private final int maxDepth;

    TypedReader(byte[] bytes, boolean tolerant) {
      super(bytes);
      this.tolerant = tolerant;
      this.maxDepth = tolerant ? Limits.MAX_DEPTH : MAX_DEPTH_IF_EXACT;
    }

    Value value(TypeSignature type, int depth) {
      var start = position;
      if (depth > maxDepth) {
        throw new DecodeException(start, "more than " + maxDepth + " levels of values");
      }
      var kind = bytes[take(1, "the kind of a value")];
      try {
        return switch (type) {
          case TypeSignature.OptionalType(var inside) when kind == SOME ->
              new OptionalValue.Some(value(inside, depth + 1));
          case TypeSignature.ResponseType(var ok, var error) when kind == OK ->
              new ResponseValue.Ok(value(ok, depth + 1));
          case TypeSignature.ResponseType(var ok, var error) when kind == ERR ->
              new ResponseValue.Err(value(error, depth + 1));
          case TypeSignature.ListType list when kind == LIST -> list(list, depth);
          case TypeSignature.TupleType tuple when kind == TUPLE -> tuple(tuple, depth);
          default -> simple(type, kind, start);
        };
      } catch (DecodeException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new DecodeException(start, e.getMessage());
      }
    }

    /** A value without others inside, which are the same with or without an expectation. */
    private Value simple(TypeSignature type, byte kind, int start) {
      var expected =
          switch (type) {
            case TypeSignature.IntType t -> kind == INT;
            case TypeSignature.UintType t -> kind == UINT;
            case TypeSignature.BoolType t -> kind == TRUE || kind == FALSE;
            case TypeSignature.PrincipalType t ->
                kind == STANDARD_PRINCIPAL || kind == CONTRACT_PRINCIPAL;
            case TypeSignature.BuffType t -> kind == BUFF;
            case TypeSignature.AsciiType t -> kind == ASCII;
            case TypeSignature.Utf8Type t -> kind == UTF8;
            case TypeSignature.OptionalType t -> kind == NONE;
            default -> false;
          };
      if (!expected) throw mismatch(start, type);
      position = start;
      var value = value(1);
      if (!type.admits(value)) throw mismatch(start, type);
      return value;
    }

    private static DecodeException mismatch(int start, TypeSignature type) {
      return new DecodeException(start, "not of type " + type);
    }

    private Value list(TypeSignature.ListType type, int depth) {
      var start = position;
      var count = count(1, "entries of a list");
      if (count > type.maxLength()) throw mismatch(start, type);
      var values = new Value[count];
      for (int i = 0; i < count; i++) values[i] = value(type.entry(), depth + 1);
      return ListValue.owning(type, values, false);
    }

    private Value tuple(TypeSignature.TupleType type, int depth) {
      var start = position;
      var count = count(3, "fields of a tuple");
      var fields = new TreeMap<String, Value>();
      var kept = 0;
      for (int i = 0; i < count; i++) {
        var name = Names.clarityName(name());
        var field = type.fields().get(name);
        if (field != null) {
          fields.put(name, value(field, depth + 1));
          kept++;
        } else if (tolerant) {
          value(depth + 1);
        } else {
          throw mismatch(start, type);
        }
      }
      if (kept != type.fields().size() || fields.size() != kept) throw mismatch(start, type);
      return TupleValue.typed(type, fields.values().toArray(Value[]::new));
    }
  }
}
