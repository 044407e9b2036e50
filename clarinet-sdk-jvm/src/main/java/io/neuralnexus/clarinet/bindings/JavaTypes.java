package io.neuralnexus.clarinet.bindings;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Uint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Java types of one contract's Clarity types. Tuples of the same type share one record, named
 * after the first that asks for it.
 */
final class JavaTypes {
  /** Simple names that the generated code uses in their usual meaning. */
  static final Set<String> TAKEN =
      Set.of(
          "As",
          "BoundContract",
          "Boolean",
          "Buff",
          "Cl",
          "Codec",
          "Constants",
          "ContractError",
          "ContractHost",
          "ContractPrincipal",
          "Error",
          "Event",
          "Int",
          "List",
          "Maps",
          "Never",
          "Object",
          "Optional",
          "Override",
          "Principal",
          "Receipt",
          "Record",
          "Response",
          "StandardPrincipal",
          "String",
          "Transaction",
          "Transactions",
          "TupleValue",
          "TypedReceipt",
          "Uint",
          "Value",
          "Vars");

  static final ClassName CODEC = ClassName.get(Codec.class);

  private final ClassName contract;
  private final JavaNames names = new JavaNames(TAKEN);
  private final Map<TupleType, ClassName> records = new LinkedHashMap<>();

  JavaTypes(ClassName contract) {
    this.contract = contract;
    names.type(contract.simpleName());
  }

  /** The records that tuples share, in the order in which they got their names. */
  Map<TupleType, ClassName> records() {
    return records;
  }

  /** A nested class of its own. */
  ClassName nested(String clarityName) {
    return contract.nestedClass(names.type(clarityName));
  }

  /** Gives the tuples in a type a record each, named after what is there. */
  void name(TypeSignature type, String name) {
    switch (type) {
      case TypeSignature.OptionalType optional -> name(optional.value(), name);
      case TypeSignature.ListType list -> name(list.entry(), name);
      case TypeSignature.ResponseType response -> {
        name(response.ok(), name);
        name(response.error(), name + "-error");
      }
      case TupleType tuple -> {
        if (records.containsKey(tuple)) return;
        records.put(tuple, nested(name));
        nameFields(tuple.fields(), name);
      }
      default -> {}
    }
  }

  void nameFields(Map<String, TypeSignature> fields, String name) {
    fields.forEach((field, type) -> name(type, name + "-" + field));
  }

  TypeName javaType(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType _ -> ClassName.get(Int.class);
      case TypeSignature.UintType _ -> ClassName.get(Uint.class);
      case TypeSignature.BoolType _ -> TypeName.BOOLEAN;
      case TypeSignature.PrincipalType _ -> ClassName.get(Principal.class);
      case TypeSignature.TraitReferenceType _,
          TypeSignature.CallableType _,
          TypeSignature.CallableUnionType _ ->
          ClassName.get(ContractPrincipal.class);
      case TypeSignature.NoType _ -> ClassName.get(Never.class);
      case TypeSignature.BuffType _ -> ClassName.get(Buff.class);
      case TypeSignature.AsciiType _, TypeSignature.Utf8Type _ -> ClassName.get(String.class);
      case TypeSignature.OptionalType optional -> generic(Optional.class, optional.value());
      case TypeSignature.ListType list -> generic(List.class, list.entry());
      case TypeSignature.ResponseType response ->
          generic(Response.class, response.ok(), response.error());
      case TupleType tuple -> records.get(tuple);
    };
  }

  TypeName generic(Class<?> raw, TypeSignature... arguments) {
    return ParameterizedTypeName.get(
        ClassName.get(raw),
        Stream.of(arguments).map(type -> javaType(type).box()).toArray(TypeName[]::new));
  }

  /** An expression: the codec of a type. */
  CodeBlock codec(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType _ -> CodeBlock.of("$T.INT", CODEC);
      case TypeSignature.UintType _ -> CodeBlock.of("$T.UINT", CODEC);
      case TypeSignature.BoolType _ -> CodeBlock.of("$T.BOOL", CODEC);
      case TypeSignature.PrincipalType _ -> CodeBlock.of("$T.PRINCIPAL", CODEC);
      case TypeSignature.TraitReferenceType _,
          TypeSignature.CallableType _,
          TypeSignature.CallableUnionType _ ->
          CodeBlock.of("$T.TRAIT", CODEC);
      case TypeSignature.NoType _ -> CodeBlock.of("$T.NEVER", CODEC);
      case TypeSignature.BuffType _ -> CodeBlock.of("$T.BUFF", CODEC);
      case TypeSignature.AsciiType _ -> CodeBlock.of("$T.ASCII", CODEC);
      case TypeSignature.Utf8Type _ -> CodeBlock.of("$T.UTF8", CODEC);
      case TypeSignature.OptionalType optional ->
          CodeBlock.of("$T.optional($L)", CODEC, codec(optional.value()));
      case TypeSignature.ListType list -> CodeBlock.of("$T.list($L)", CODEC, codec(list.entry()));
      case TypeSignature.ResponseType response ->
          CodeBlock.of("$T.response($L, $L)", CODEC, codec(response.ok()), codec(response.error()));
      case TupleType tuple -> CodeBlock.of("$T.CODEC", records.get(tuple));
    };
  }
}
