package io.neuralnexus.clarinet.bindings;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Function;
import io.neuralnexus.clarity.ContractInterface.Variable.Kind;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the Java class for one contract.
 *
 * <p>Tuples of the same type share one record, named after the first function that returns it, else
 * after the first map, variable or argument that holds it. A map's key has a record of its own.
 * Components are in the order of their names, which is the order of an interface.
 */
final class BindingWriter {
  /** Simple names that the generated code uses in their usual meaning. */
  static final Set<String> TAKEN_TYPES =
      Set.of(
          "As",
          "BoundContract",
          "Boolean",
          "Buff",
          "Cl",
          "Codec",
          "Constants",
          "ContractError",
          "ContractPrincipal",
          "Error",
          "Int",
          "List",
          "Maps",
          "Never",
          "Object",
          "Optional",
          "Override",
          "Principal",
          "Record",
          "Response",
          "Simnet",
          "StandardPrincipal",
          "String",
          "Transaction",
          "Transactions",
          "TupleValue",
          "TypedReceipt",
          "Uint",
          "Value",
          "Vars");

  private static final Set<String> TAKEN_METHODS =
      union(JavaNames.OF_OBJECT, Set.of("on", "as", "contract", "vars", "maps", "tx"));
  private static final Set<String> TAKEN_COMPONENTS =
      union(JavaNames.OF_OBJECT, Set.of("toClarity", "fromClarity"));
  private static final Set<String> TAKEN_PARAMETERS = Set.of("contract", "sender");

  private static final ClassName CODEC = ClassName.get(Codec.class);
  private static final ClassName BOUND = ClassName.get(BoundContract.class);
  private static final ParameterSpec CONTRACT = ParameterSpec.builder(BOUND, "contract").build();
  private static final ParameterSpec SENDER =
      ParameterSpec.builder(StandardPrincipal.class, "sender").build();

  private final ContractSource source;
  private final ClassName self;
  private final JavaNames typeNames = new JavaNames(TAKEN_TYPES);
  private final Map<TupleType, ClassName> records = new LinkedHashMap<>();
  private final Map<TupleType, Map<String, String>> comments = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final List<Function> publics;
  private final List<Function> readOnlys;

  BindingWriter(ContractSource source, String javaPackage, String className) {
    this.source = source;
    this.self = ClassName.get(javaPackage, className);
    this.publics = functions(Access.PUBLIC);
    this.readOnlys = functions(Access.READ_ONLY);
    typeNames.type(className);
    var names = new JavaNames(TAKEN_METHODS);
    Stream.concat(publics.stream(), readOnlys.stream())
        .forEach(function -> methods.put(function.name(), names.method(function.name())));
  }

  JavaFile write() {
    nameRecords();
    var type =
        TypeSpec.classBuilder(self)
            .addModifiers(PUBLIC, FINAL)
            .addJavadoc("$L", classComment())
            .addField(
                FieldSpec.builder(String.class, "NAME", PUBLIC, STATIC, FINAL)
                    .addJavadoc("Name of the contract.")
                    .initializer("$S", source.name())
                    .build())
            .addField(BOUND, "contract", PRIVATE, FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(PRIVATE)
                    .addParameter(BOUND, "contract")
                    .addStatement("this.contract = contract")
                    .build())
            .addMethod(onDeployers())
            .addMethod(on())
            .addMethod(
                MethodSpec.methodBuilder("contract")
                    .addModifiers(PUBLIC)
                    .addJavadoc("The contract's address.")
                    .returns(ContractPrincipal.class)
                    .addStatement("return contract.id()")
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("as")
                    .addModifiers(PUBLIC)
                    .addJavadoc("The contract's functions, called by a sender.")
                    .returns(self.nestedClass("As"))
                    .addParameter(SENDER)
                    .addStatement("return new As(contract, sender)")
                    .build());
    for (var function : readOnlys) {
      type.addMethod(read(function, CodeBlock.of("contract.simnet().deployer()")));
    }
    var variables =
        source.contract().variables().stream().filter(v -> v.kind() == Kind.VARIABLE).toList();
    var names = new JavaNames(JavaNames.OF_OBJECT);
    if (!variables.isEmpty()) {
      var vars = view("Vars", "The contract's data variables.", CONTRACT);
      for (var variable : variables) {
        vars.addMethod(
            documented(names.method(variable.name()), variable.name())
                .returns(javaType(variable.type()))
                .addStatement(
                    "return contract.dataVar($S, $L)", variable.name(), codec(variable.type()))
                .build());
      }
      type.addMethod(viewAccessor("vars", "Vars", "The contract's data variables."));
      type.addType(vars.build());
    }
    if (!source.contract().maps().isEmpty()) {
      type.addMethod(viewAccessor("maps", "Maps", "The contract's maps."));
      type.addTypes(maps());
    }
    type.addType(as()).addType(transactions());
    if (!source.errors().isEmpty()) type.addType(errors());
    if (!source.constants().isEmpty()) type.addType(constants());
    records.forEach(
        (tuple, name) -> type.addType(record(tuple, name, comments.getOrDefault(tuple, Map.of()))));
    return JavaFile.builder(self.packageName(), type.build())
        .addFileComment("Generated from the contract $L. Do not edit.", source.name())
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  private String classComment() {
    return source.header().isEmpty()
        ? "The contract {@code " + source.name() + "}."
        : javadoc(source.header());
  }

  private MethodSpec onDeployers() {
    return MethodSpec.methodBuilder("on")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("The contract that the deployer of a chain has deployed.")
        .returns(self)
        .addParameter(Simnet.class, "simnet")
        .addStatement("return on(simnet, new $T(simnet.deployer(), NAME))", ContractPrincipal.class)
        .build();
  }

  private MethodSpec on() {
    var errors =
        source.errors().isEmpty()
            ? CodeBlock.of("$T.of()", List.class)
            : CodeBlock.of("$T.of($T.values())", List.class, self.nestedClass("Error"));
    return MethodSpec.methodBuilder("on")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("The same contract at another address.")
        .returns(self)
        .addParameter(Simnet.class, "simnet")
        .addParameter(ContractPrincipal.class, "contract")
        .addStatement("return new $T(new $T(simnet, contract, $L))", self, BOUND, errors)
        .build();
  }

  private TypeSpec as() {
    var as =
        view("As", "The contract's functions, called by one sender.", CONTRACT, SENDER)
            .addMethod(
                MethodSpec.methodBuilder("tx")
                    .addModifiers(PUBLIC)
                    .addJavadoc("Calls for a block to be mined.")
                    .returns(self.nestedClass("Transactions"))
                    .addStatement("return new Transactions(contract, sender)")
                    .build());
    for (var function : publics) as.addMethod(call(function));
    for (var function : readOnlys) as.addMethod(read(function, CodeBlock.of("sender")));
    return as.build();
  }

  private TypeSpec transactions() {
    var transactions =
        view("Transactions", "Calls of one sender, for a block to be mined.", CONTRACT, SENDER);
    for (var function : publics) {
      var parameters = parameters(function);
      transactions.addMethod(
          documented(methods.get(function.name()), function.name())
              .returns(Transaction.class)
              .addParameters(parameters)
              .addStatement(
                  "return contract.transaction(sender, $S$L)",
                  function.name(),
                  encoded(function, parameters))
              .build());
    }
    return transactions.build();
  }

  private MethodSpec call(Function function) {
    var parameters = parameters(function);
    return documented(methods.get(function.name()), function.name())
        .returns(
            ParameterizedTypeName.get(
                ClassName.get(TypedReceipt.class), javaType(function.output()).box()))
        .addParameters(parameters)
        .addStatement(
            "return contract.call(sender, $S, $L$L)",
            function.name(),
            codec(function.output()),
            encoded(function, parameters))
        .build();
  }

  private MethodSpec read(Function function, CodeBlock sender) {
    var parameters = parameters(function);
    return documented(methods.get(function.name()), function.name())
        .returns(javaType(function.output()))
        .addParameters(parameters)
        .addStatement(
            "return contract.read($L, $S, $L$L)",
            sender,
            function.name(),
            codec(function.output()),
            encoded(function, parameters))
        .build();
  }

  private List<ParameterSpec> parameters(Function function) {
    var names = new JavaNames(TAKEN_PARAMETERS);
    return function.arguments().stream()
        .map(a -> ParameterSpec.builder(javaType(a.type()), names.method(a.name())).build())
        .toList();
  }

  private CodeBlock encoded(Function function, List<ParameterSpec> parameters) {
    var encoded = CodeBlock.builder();
    for (int i = 0; i < parameters.size(); i++) {
      encoded.add(
          ",$W$L.encode($N)", codec(function.arguments().get(i).type()), parameters.get(i).name());
    }
    return encoded.build();
  }

  private List<TypeSpec> maps() {
    var types = new ArrayList<TypeSpec>();
    var maps = view("Maps", "The contract's maps; a missing entry is empty.", CONTRACT);
    var names = new JavaNames(JavaNames.OF_OBJECT);
    for (var map : source.contract().maps()) {
      var accessor =
          documented(names.method(map.name()), map.name())
              .returns(generic(Optional.class, map.value()));
      if (map.key() instanceof TupleType tuple) {
        var key = self.nestedClass(typeNames.type(map.name() + "-key"));
        types.add(record(tuple, key, Map.of()));
        accessor
            .addParameter(key, "key")
            .addStatement(
                "return contract.mapEntry($S, key.toClarity(), $L)",
                map.name(),
                codec(map.value()));
      } else {
        accessor
            .addParameter(javaType(map.key()), "key")
            .addStatement(
                "return contract.mapEntry($S, $L.encode(key), $L)",
                map.name(),
                codec(map.key()),
                codec(map.value()));
      }
      maps.addMethod(accessor.build());
    }
    types.addFirst(maps.build());
    return types;
  }

  private static TypeSpec.Builder view(String name, String comment, ParameterSpec... state) {
    var type = TypeSpec.classBuilder(name).addModifiers(PUBLIC, STATIC, FINAL).addJavadoc(comment);
    var constructor = MethodSpec.constructorBuilder().addModifiers(PRIVATE);
    for (var part : state) {
      type.addField(part.type(), part.name(), PRIVATE, FINAL);
      constructor.addParameter(part).addStatement("this.$N = $N", part.name(), part.name());
    }
    return type.addMethod(constructor.build());
  }

  private MethodSpec viewAccessor(String method, String type, String comment) {
    return MethodSpec.methodBuilder(method)
        .addModifiers(PUBLIC)
        .addJavadoc(comment)
        .returns(self.nestedClass(type))
        .addStatement("return new $L(contract)", type)
        .build();
  }

  private TypeSpec errors() {
    var error = self.nestedClass("Error");
    var names = new JavaNames(Set.of());
    var type =
        TypeSpec.enumBuilder(error)
            .addModifiers(PUBLIC)
            .addJavadoc("The error codes that the contract declares.")
            .addSuperinterface(ContractError.class);
    source
        .errors()
        .forEach(
            (name, code) -> {
              var constant = TypeSpec.anonymousClassBuilder(uint(code));
              comment(name).ifPresent(text -> constant.addJavadoc("$L", text));
              type.addEnumConstant(names.constant(name), constant.build());
            });
    return type.addField(Uint.class, "code", PRIVATE, FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addParameter(Uint.class, "code")
                .addStatement("this.code = code")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("code")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(Uint.class)
                .addStatement("return code")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("of")
                .addModifiers(PUBLIC, STATIC)
                .addJavadoc("The error with a code, if the contract declares one.")
                .returns(ParameterizedTypeName.get(ClassName.get(Optional.class), error))
                .addParameter(Uint.class, "code")
                .beginControlFlow("for (var error : values())")
                .addStatement("if (error.code.equals(code)) return $T.of(error)", Optional.class)
                .endControlFlow()
                .addStatement("return $T.empty()", Optional.class)
                .build())
        .build();
  }

  private TypeSpec constants() {
    var names = new JavaNames(Set.of());
    var type =
        TypeSpec.classBuilder("Constants")
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc("The constants that the contract gives as literals.")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    source
        .constants()
        .forEach(
            (name, value) -> {
              var field =
                  FieldSpec.builder(
                          constantType(value), names.constant(name), PUBLIC, STATIC, FINAL)
                      .initializer(constant(value));
              comment(name).ifPresent(text -> field.addJavadoc("$L", text));
              type.addField(field.build());
            });
    return type.build();
  }

  private static TypeName constantType(Value value) {
    return switch (value) {
      case Bool _ -> TypeName.BOOLEAN;
      case AsciiString _, Utf8String _ -> ClassName.get(String.class);
      default -> ClassName.get(value.getClass());
    };
  }

  private static CodeBlock constant(Value value) {
    return switch (value) {
      case Uint uint -> uint(uint);
      case Int integer -> integer(Int.class, integer.toBigInteger());
      case Bool bool -> CodeBlock.of("$L", bool.value());
      case AsciiString ascii -> CodeBlock.of("$S", ascii.value());
      case Utf8String utf8 -> CodeBlock.of("$S", utf8.value());
      case Buff buff -> CodeBlock.of("$T.fromHex($S)", Buff.class, buff.toString());
      default -> throw new IllegalArgumentException("Not a literal: " + value);
    };
  }

  private static CodeBlock uint(Uint value) {
    return integer(Uint.class, value.toBigInteger());
  }

  private static CodeBlock integer(Class<?> type, BigInteger value) {
    return value.bitLength() < 32
        ? CodeBlock.of("$T.of($L)", type, value)
        : CodeBlock.of("$T.of($S)", type, value);
  }

  private TypeSpec record(TupleType tuple, ClassName name, Map<String, String> comments) {
    var names = new JavaNames(TAKEN_COMPONENTS);
    var params = CodeBlock.builder().add("$L\n", "{@code " + tuple + "}");
    var components = MethodSpec.constructorBuilder();
    var toClarity = CodeBlock.builder().add("return $T.tuple(", Cl.class);
    var fromClarity = CodeBlock.builder().add("return new $T(", name);
    var separator = "$>$>\n";
    for (var field : tuple.fields().entrySet()) {
      var component = names.method(field.getKey());
      var codec = codec(field.getValue());
      components.addParameter(javaType(field.getValue()), component);
      Optional.ofNullable(comments.get(field.getKey()))
          .ifPresent(text -> params.add("\n@param $L $L", component, javadoc(text)));
      toClarity.add(separator + "$S, $L.encode($N)", field.getKey(), codec, component);
      fromClarity.add(separator + "$T.field(tuple, $S, $L)", CODEC, field.getKey(), codec);
      separator = ",\n";
    }
    return TypeSpec.recordBuilder(name)
        .addModifiers(PUBLIC)
        .addJavadoc(params.build())
        .recordConstructor(components.build())
        .addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(CODEC, name), "CODEC", PUBLIC, STATIC, FINAL)
                .initializer("$T.tuple($T::toClarity, $T::fromClarity)", CODEC, name, name)
                .build())
        .addMethod(
            MethodSpec.methodBuilder("toClarity")
                .addModifiers(PUBLIC)
                .returns(TupleValue.class)
                .addCode(toClarity.add(");$<$<\n").build())
                .build())
        .addMethod(
            MethodSpec.methodBuilder("fromClarity")
                .addModifiers(PUBLIC, STATIC)
                .returns(name)
                .addParameter(Value.class, "tuple")
                .addCode(fromClarity.add(");$<$<\n").build())
                .build())
        .build();
  }

  private void nameRecords() {
    for (var function : readOnlys) nameRecords(function.output(), noun(function));
    for (var function : publics) nameRecords(function.output(), noun(function));
    for (var map : source.contract().maps()) nameStored(map.value(), map.name());
    for (var variable : source.contract().variables()) {
      if (variable.kind() == Kind.VARIABLE) nameStored(variable.type(), variable.name());
    }
    for (var function : Stream.concat(publics.stream(), readOnlys.stream()).toList()) {
      for (var argument : function.arguments()) {
        nameRecords(argument.type(), function.name() + "-" + argument.name());
      }
    }
    for (var map : source.contract().maps()) {
      if (map.key() instanceof TupleType tuple) nameFields(tuple, map.name() + "-key");
      else nameRecords(map.key(), map.name() + "-key");
    }
  }

  private void nameStored(TypeSignature type, String name) {
    nameRecords(type, name);
    if (type instanceof TupleType tuple) comments.putIfAbsent(tuple, source.fields().get(name));
  }

  private void nameRecords(TypeSignature type, String name) {
    switch (type) {
      case TypeSignature.OptionalType optional -> nameRecords(optional.value(), name);
      case TypeSignature.ListType list -> nameRecords(list.entry(), name);
      case TypeSignature.ResponseType response -> {
        nameRecords(response.ok(), name);
        nameRecords(response.error(), name + "-error");
      }
      case TupleType tuple -> {
        if (records.containsKey(tuple)) return;
        records.put(tuple, self.nestedClass(typeNames.type(name)));
        nameFields(tuple, name);
      }
      default -> {}
    }
  }

  private void nameFields(TupleType tuple, String name) {
    tuple.fields().forEach((field, type) -> nameRecords(type, name + "-" + field));
  }

  private static String noun(Function function) {
    var name = function.name();
    return name.matches("get-[A-Za-z].*") ? name.substring(4) : name;
  }

  private TypeName javaType(TypeSignature type) {
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

  private TypeName generic(Class<?> raw, TypeSignature... arguments) {
    return ParameterizedTypeName.get(
        ClassName.get(raw),
        Stream.of(arguments).map(type -> javaType(type).box()).toArray(TypeName[]::new));
  }

  private CodeBlock codec(TypeSignature type) {
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

  private MethodSpec.Builder documented(String method, String definition) {
    var builder = MethodSpec.methodBuilder(method).addModifiers(PUBLIC);
    comment(definition).ifPresent(text -> builder.addJavadoc("$L", text));
    return builder;
  }

  private Optional<String> comment(String definition) {
    return Optional.ofNullable(source.comments().get(definition)).map(BindingWriter::javadoc);
  }

  /** Plain text as Javadoc: nothing in it is markup. */
  private static String javadoc(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        .replace("\\u", "&#92;u")
        .replaceAll("\n{2,}", "\n\n<p>");
  }

  private List<Function> functions(Access access) {
    return source.contract().functions().stream().filter(f -> f.access() == access).toList();
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(java.util.stream.Collectors.toSet());
  }
}
