package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Translates between a Clarity type and its Java type. Generated bindings are written in terms of
 * these.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
  Codec<Int> INT = itself("int", Int.class);
  Codec<Uint> UINT = itself("uint", Uint.class);
  Codec<Buff> BUFF = itself("buff", Buff.class);
  Codec<Principal> PRINCIPAL = itself("principal", Principal.class);
  Codec<ContractPrincipal> TRAIT = itself("contract principal", ContractPrincipal.class);
  Codec<Boolean> BOOL = of("bool", Bool.class, Bool::of, Bool::value);
  Codec<String> ASCII = of("string-ascii", AsciiString.class, AsciiString::of, AsciiString::value);
  Codec<String> UTF8 = of("string-utf8", Utf8String.class, Utf8String::of, Utf8String::value);

  /** Fits nothing: of a type without values. */
  Codec<Never> NEVER =
      new Codec<>() {
        @Override
        public Value encode(Never value) {
          throw new BindingException("a type without values cannot be encoded");
        }

        @Override
        public Never decode(Value value) {
          throw BindingException.mismatch("no value at all", value);
        }
      };

  /**
   * @throws BindingException if the value or a part of it is null
   */
  Value encode(T value);

  /**
   * @throws BindingException if the value has another type; it names the place inside the value
   */
  T decode(Value value);

  static <T> Codec<Optional<T>> optional(Codec<T> codec) {
    return new Codec<>() {
      @Override
      public Value encode(Optional<T> value) {
        return present("optional", value)
            .<Value>map(some -> new OptionalValue.Some(inside(".some", () -> codec.encode(some))))
            .orElseGet(Cl::none);
      }

      @Override
      public Optional<T> decode(Value value) {
        return switch (value) {
          case OptionalValue.Some(Value some) ->
              Optional.of(inside(".some", () -> codec.decode(some)));
          case OptionalValue.None _ -> Optional.empty();
          default -> throw BindingException.mismatch("optional", value);
        };
      }
    };
  }

  static <O, E> Codec<Response<O, E>> response(Codec<O> ok, Codec<E> error) {
    return new Codec<>() {
      @Override
      public Value encode(Response<O, E> value) {
        return switch (present("response", value)) {
          case Response.Ok<O, E>(O inner) ->
              new ResponseValue.Ok(inside(".ok", () -> ok.encode(inner)));
          case Response.Err<O, E>(E inner) ->
              new ResponseValue.Err(inside(".err", () -> error.encode(inner)));
        };
      }

      @Override
      public Response<O, E> decode(Value value) {
        return switch (value) {
          case ResponseValue.Ok(Value inner) ->
              Response.ofOk(inside(".ok", () -> ok.decode(inner)));
          case ResponseValue.Err(Value inner) ->
              Response.ofError(inside(".err", () -> error.decode(inner)));
          default -> throw BindingException.mismatch("response", value);
        };
      }
    };
  }

  static <T> Codec<List<T>> list(Codec<T> codec) {
    return new Codec<>() {
      @Override
      public Value encode(List<T> value) {
        return new ListValue(each(present("list", value), codec::encode));
      }

      @Override
      public List<T> decode(Value value) {
        if (value instanceof ListValue list) return each(list.values(), codec::decode);
        throw BindingException.mismatch("list", value);
      }

      private static <A, B> List<B> each(List<A> values, Function<A, B> translate) {
        var translated = new ArrayList<B>(values.size());
        for (var value : values) {
          try {
            translated.add(translate.apply(value));
          } catch (BindingException e) {
            throw e.within("[" + translated.size() + "]");
          }
        }
        return List.copyOf(translated);
      }
    };
  }

  /** Of a tuple that generated bindings hold in a record. */
  static <T> Codec<T> tuple(Function<T, TupleValue> encode, Function<Value, T> decode) {
    return new Codec<>() {
      @Override
      public Value encode(T value) {
        return encode.apply(present("tuple", value));
      }

      @Override
      public T decode(Value value) {
        return decode.apply(value);
      }
    };
  }

  /** Reads one field of a tuple. */
  static <T> T field(Value tuple, String name, Codec<T> codec) {
    if (!(tuple instanceof TupleValue fields)) throw BindingException.mismatch("tuple", tuple);
    var value = fields.find(name).orElse(null);
    if (value == null) throw BindingException.mismatch("tuple with the field " + name, tuple);
    try {
      return codec.decode(value);
    } catch (BindingException e) {
      throw e.within("." + name);
    }
  }

  /**
   * The {@code topic} of what a contract has printed; empty if it is no tuple with a text there.
   */
  static String topic(Value print) {
    var topic = print instanceof TupleValue tuple ? tuple.find("topic").orElse(null) : print;
    return switch (topic) {
      case AsciiString ascii -> ascii.value();
      case Utf8String utf8 -> utf8.value();
      case null, default -> "";
    };
  }

  /** For what a contract cannot have printed. */
  static BindingException unknownEvent(Value print) {
    return new BindingException(
        "the contract prints no such thing; were the bindings generated from another version of"
            + " it? "
            + print);
  }

  private static <T extends Value> Codec<T> itself(String clarityType, Class<T> type) {
    return of(clarityType, type, Function.identity(), Function.identity());
  }

  private static <T, V extends Value> Codec<T> of(
      String clarityType,
      Class<V> type,
      Function<T, ? extends Value> encode,
      Function<V, T> decode) {
    return new Codec<>() {
      @Override
      public Value encode(T value) {
        return encode.apply(present(clarityType, value));
      }

      @Override
      public T decode(Value value) {
        if (type.isInstance(value)) return decode.apply(type.cast(value));
        throw BindingException.mismatch(clarityType, value);
      }
    };
  }

  private static <T> T present(String clarityType, T value) {
    if (value == null) throw new BindingException("expected " + clarityType + " but it is null");
    return value;
  }

  private static <T> T inside(String place, Supplier<T> translation) {
    try {
      return translation.get();
    } catch (BindingException e) {
      throw e.within(place);
    }
  }
}
