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
import com.palantir.javapoet.TypeSpec;
import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Function;
import io.neuralnexus.clarity.ContractInterface.Variable.Kind;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the Java class for one contract.
 *
 * <p>Tuples of the same type share one record, named after the first function that returns it, else
 * after the first map, variable, argument or event that holds it. A map's key and an event have a
 * record of their own.
 */
final class BindingWriter {
  private static final Set<String> TAKEN_METHODS =
      JavaNames.with(
          JavaNames.OF_OBJECT, "on", "as", "contract", "event", "events", "vars", "maps", "tx");
  private static final Set<String> TAKEN_PARAMETERS = Set.of("contract", "sender");

  private static final ClassName BOUND = ClassName.get(BoundContract.class);
  private static final ParameterSpec CONTRACT = ParameterSpec.builder(BOUND, "contract").build();
  private static final ParameterSpec SENDER =
      ParameterSpec.builder(StandardPrincipal.class, "sender").build();

  private final ContractSource source;
  private final ClassName self;
  private final JavaTypes types;
  private final RecordWriter records;
  private final Optional<EventsWriter> events;
  private final Map<TupleType, Map<String, String>> comments = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final List<Function> publics;
  private final List<Function> readOnlys;

  BindingWriter(ContractSource source, String javaPackage, String className) {
    this.source = source;
    this.self = ClassName.get(javaPackage, className);
    this.publics = functions(Access.PUBLIC);
    this.readOnlys = functions(Access.READ_ONLY);
    this.types = new JavaTypes(self);
    this.records = new RecordWriter(types);
    this.events =
        Optional.of(source.printed())
            .filter(printed -> !printed.events().isEmpty())
            .map(printed -> new EventsWriter(printed, types, self.nestedClass("Event")));
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
      type.addMethod(read(function, CodeBlock.of("contract.host().deployer()")));
    }
    var variables =
        source.contract().variables().stream().filter(v -> v.kind() == Kind.VARIABLE).toList();
    var names = new JavaNames(JavaNames.OF_OBJECT);
    if (!variables.isEmpty()) {
      var vars = view("Vars", "The contract's data variables.", CONTRACT);
      for (var variable : variables) {
        vars.addMethod(
            documented(names.method(variable.name()), variable.name())
                .returns(types.javaType(variable.type()))
                .addStatement(
                    "return contract.dataVar($S, $L)",
                    variable.name(),
                    types.codec(variable.type()))
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
    var constants = new ConstantsWriter(source);
    if (!source.errors().isEmpty()) type.addType(constants.errors(self.nestedClass("Error")));
    if (!source.constants().isEmpty()) {
      type.addType(constants.literals(self.nestedClass("Constants")));
    }
    events.ifPresent(
        writer -> {
          type.addMethods(writer.readers());
          type.addType(writer.events());
        });
    types
        .records()
        .forEach(
            (tuple, name) ->
                type.addType(record(tuple, name, comments.getOrDefault(tuple, Map.of()))));
    return JavaFile.builder(self.packageName(), type.build())
        .addFileComment("Generated from the contract $L. Do not edit.", source.name())
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  private String classComment() {
    return source.header().isEmpty()
        ? "The contract {@code " + source.name() + "}."
        : Javadoc.of(source.header());
  }

  private MethodSpec onDeployers() {
    return MethodSpec.methodBuilder("on")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("The contract that the deployer of a chain has deployed.")
        .returns(self)
        .addParameter(ContractHost.class, "host")
        .addStatement("return on(host, new $T(host.deployer(), NAME))", ContractPrincipal.class)
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
        .addParameter(ContractHost.class, "host")
        .addParameter(ContractPrincipal.class, "contract")
        .addStatement("return new $T(new $T(host, contract, $L))", self, BOUND, errors)
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
                ClassName.get(TypedReceipt.class), types.javaType(function.output()).box()))
        .addParameters(parameters)
        .addStatement(
            "return contract.call(sender, $S, $L$L)",
            function.name(),
            types.codec(function.output()),
            encoded(function, parameters))
        .build();
  }

  private MethodSpec read(Function function, CodeBlock sender) {
    var parameters = parameters(function);
    return documented(methods.get(function.name()), function.name())
        .returns(types.javaType(function.output()))
        .addParameters(parameters)
        .addStatement(
            "return contract.read($L, $S, $L$L)",
            sender,
            function.name(),
            types.codec(function.output()),
            encoded(function, parameters))
        .build();
  }

  private List<ParameterSpec> parameters(Function function) {
    var names = new JavaNames(TAKEN_PARAMETERS);
    return function.arguments().stream()
        .map(a -> ParameterSpec.builder(types.javaType(a.type()), names.method(a.name())).build())
        .toList();
  }

  private CodeBlock encoded(Function function, List<ParameterSpec> parameters) {
    var encoded = CodeBlock.builder();
    for (int i = 0; i < parameters.size(); i++) {
      encoded.add(
          ",$W$L.encode($N)",
          types.codec(function.arguments().get(i).type()),
          parameters.get(i).name());
    }
    return encoded.build();
  }

  private List<TypeSpec> maps() {
    var written = new ArrayList<TypeSpec>();
    var maps = view("Maps", "The contract's maps; a missing entry is empty.", CONTRACT);
    var names = new JavaNames(JavaNames.OF_OBJECT);
    for (var map : source.contract().maps()) {
      var accessor =
          documented(names.method(map.name()), map.name())
              .returns(types.generic(Optional.class, map.value()));
      if (map.key() instanceof TupleType tuple) {
        var key = types.nested(map.name() + "-key");
        written.add(record(tuple, key, Map.of()));
        accessor
            .addParameter(key, "key")
            .addStatement(
                "return contract.mapEntry($S, key.toClarity(), $L)",
                map.name(),
                types.codec(map.value()));
      } else {
        accessor
            .addParameter(types.javaType(map.key()), "key")
            .addStatement(
                "return contract.mapEntry($S, $L.encode(key), $L)",
                map.name(),
                types.codec(map.key()),
                types.codec(map.value()));
      }
      maps.addMethod(accessor.build());
    }
    written.addFirst(maps.build());
    return written;
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

  private TypeSpec record(TupleType tuple, ClassName name, Map<String, String> comments) {
    var javadoc = CodeBlock.of("$L\n", "{@code " + tuple + "}");
    return records.write(name, javadoc, tuple.fields(), comments).build();
  }

  private void nameRecords() {
    for (var function : readOnlys) types.name(function.output(), noun(function));
    for (var function : publics) types.name(function.output(), noun(function));
    for (var map : source.contract().maps()) nameStored(map.value(), map.name());
    for (var variable : source.contract().variables()) {
      if (variable.kind() == Kind.VARIABLE) nameStored(variable.type(), variable.name());
    }
    for (var function : Stream.concat(publics.stream(), readOnlys.stream()).toList()) {
      for (var argument : function.arguments()) {
        types.name(argument.type(), function.name() + "-" + argument.name());
      }
    }
    for (var map : source.contract().maps()) {
      if (map.key() instanceof TupleType tuple)
        types.nameFields(tuple.fields(), map.name() + "-key");
      else types.name(map.key(), map.name() + "-key");
    }
    events.ifPresent(EventsWriter::nameRecords);
  }

  private void nameStored(TypeSignature type, String name) {
    types.name(type, name);
    if (type instanceof TupleType tuple) comments.putIfAbsent(tuple, source.fields().get(name));
  }

  private static String noun(Function function) {
    var name = function.name();
    return name.matches("get-[A-Za-z].*") ? name.substring(4) : name;
  }

  private MethodSpec.Builder documented(String method, String definition) {
    var builder = MethodSpec.methodBuilder(method).addModifiers(PUBLIC);
    source.comment(definition).ifPresent(text -> builder.addJavadoc("$L", Javadoc.of(text)));
    return builder;
  }

  private List<Function> functions(Access access) {
    return source.contract().functions().stream().filter(f -> f.access() == access).toList();
  }
}
