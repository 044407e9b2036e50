package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Types and values as the messages of the official VM name them. */
public final class ErrorText {
  /** Longer texts of values are cut there. */
  private static final int MAX_VALUE_LENGTH = 512;

  private ErrorText() {}

  /** A type: {@code UIntType}. */
  public static String type(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType t -> "IntType";
      case TypeSignature.UintType t -> "UIntType";
      case TypeSignature.BoolType t -> "BoolType";
      case TypeSignature.PrincipalType t -> "PrincipalType";
      case TypeSignature.NoType t -> "NoType";
      case TypeSignature.BuffType(int max) -> "SequenceType(BufferType(BufferLength(" + max + ")))";
      case TypeSignature.AsciiType(int max) ->
          "SequenceType(StringType(ASCII(BufferLength(" + max + "))))";
      case TypeSignature.Utf8Type(int max) ->
          "SequenceType(StringType(UTF8(StringUTF8Length(" + max + "))))";
      case TypeSignature.ListType list -> "SequenceType(ListType(" + listType(list) + "))";
      case TypeSignature.TupleType tuple -> "TupleType(" + tupleType(tuple) + ")";
      case TypeSignature.OptionalType(var inside) -> "OptionalType(" + type(inside) + ")";
      case TypeSignature.ResponseType(var ok, var error) ->
          "ResponseType((" + type(ok) + ", " + type(error) + "))";
      case TypeSignature.CallableType callable -> "CallableType(" + callable(callable) + ")";
      case TypeSignature.CallableUnionType(var types) ->
          types.stream()
              .map(ErrorText::callable)
              .collect(Collectors.joining(", ", "ListUnionType({", "})"));
      case TypeSignature.TraitReferenceType t -> "TraitReferenceType";
    };
  }

  private static String callable(TypeSignature.CallableType type) {
    return switch (type) {
      case TypeSignature.TraitType(var trait) -> "Trait(" + trait(trait) + ")";
      case TypeSignature.ContractLiteralType(var contract) ->
          "Principal(" + contract(contract) + ")";
    };
  }

  private static String listType(TypeSignature.ListType type) {
    return "ListTypeData { max_len: %d, entry_type: %s }"
        .formatted(type.maxLength(), type(type.entry()));
  }

  private static String tupleType(TypeSignature.TupleType type) {
    var text = new StringBuilder("TupleTypeSignature {");
    type.fields()
        .forEach((name, field) -> text.append(" \"%s\": %s,".formatted(name, field.toString())));
    return text.append('}').toString();
  }

  private static String contract(ContractPrincipal contract) {
    return "QualifiedContractIdentifier { issuer: %s, name: ContractName(\"%s\") }"
        .formatted(account(contract.issuer()), contract.name());
  }

  private static String account(StandardPrincipal account) {
    return "StandardPrincipalData(" + account + ")";
  }

  private static String trait(TraitIdentifier trait) {
    return "TraitIdentifier { name: ClarityName(\"%s\"), contract_identifier: %s }"
        .formatted(trait.name(), contract(trait.contract()));
  }

  /** An early return outside of a function: {@code EarlyReturn(UnwrapFailed(UInt(1)))}. */
  public static String earlyReturn(EarlyReturn early) {
    return "EarlyReturn(%s(%s))"
        .formatted(early.isAssertion() ? "AssertionFailed" : "UnwrapFailed", whole(early.value()));
  }

  /** A value: {@code UInt(1)}; long ones are cut. */
  public static String value(Value value) {
    var text = whole(value);
    return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + "...";
  }

  private static String whole(Value value) {
    return switch (value) {
      case Int number -> "Int(" + number + ")";
      case Uint number -> "UInt(" + number.toString().substring(1) + ")";
      case Bool bool -> "Bool(" + bool + ")";
      case Buff buff -> "Sequence(Buffer(" + buff.toString().substring(2) + "))";
      case AsciiString text -> "Sequence(String(" + text + "))";
      case Utf8String text -> "Sequence(String(" + text + "))";
      case StandardPrincipal account -> "Principal(Standard(" + account(account) + "))";
      case ContractPrincipal contract -> "Principal(Contract(" + contract(contract) + "))";
      case CallableContract(var contract, var trait) ->
          "CallableContract(CallableData { contract_identifier: %s, trait_identifier: %s })"
              .formatted(
                  contract(contract),
                  trait.map(some -> "Some(" + trait(some) + ")").orElse("None"));
      case OptionalValue.None none -> "Optional(OptionalData { data: None })";
      case OptionalValue.Some(var inside) ->
          "Optional(OptionalData { data: Some(" + whole(inside) + ") })";
      case ResponseValue response ->
          "Response(ResponseData { committed: %b, data: %s })"
              .formatted(response.isOk(), whole(response.value()));
      case ListValue list -> {
        var entries = new StringJoiner(", ", "[", "]");
        for (var entry : list) entries.add(whole(entry));
        yield "Sequence(List(ListData { data: %s, type_signature: %s }))"
            .formatted(entries, listType(list.type()));
      }
      case TupleValue tuple -> {
        var fields = new StringJoiner(", ", "{", "}");
        tuple
            .fields()
            .forEach((name, field) -> fields.add("ClarityName(\"" + name + "\"): " + whole(field)));
        yield "Tuple(TupleData { type_signature: %s, data_map: %s })"
            .formatted(tupleType(tuple.type()), fields);
      }
    };
  }

  /** A value inside of quotation marks, without these. */
  public static String quoted(Value value) {
    return escaped(value(value));
  }

  /** Text inside of quotation marks, without these. */
  public static String quoted(String text) {
    return escaped(text);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
