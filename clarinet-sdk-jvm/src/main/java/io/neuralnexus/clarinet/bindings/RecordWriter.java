package io.neuralnexus.clarinet.bindings;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the record of a tuple. Components are in the order of their names; of several, each has a
 * method {@code with...} that gives the same record but for it.
 */
final class RecordWriter {
  private static final Set<String> TAKEN_COMPONENTS =
      JavaNames.with(JavaNames.OF_OBJECT, "toClarity", "fromClarity");

  private final JavaTypes types;

  RecordWriter(JavaTypes types) {
    this.types = types;
  }

  /** A record with this Javadoc; comments are those of the fields that have one. */
  TypeSpec.Builder write(
      ClassName name,
      CodeBlock javadoc,
      Map<String, TypeSignature> fields,
      Map<String, String> comments) {
    return write(name, javadoc, fields, comments, List.of());
  }

  /** The same, of a tuple that has more fields, each {@code "name", value}. */
  TypeSpec.Builder write(
      ClassName name,
      CodeBlock javadoc,
      Map<String, TypeSignature> fields,
      Map<String, String> comments,
      List<CodeBlock> constants) {
    var names = new JavaNames(TAKEN_COMPONENTS);
    var text = CodeBlock.builder().add(javadoc);
    var components = new LinkedHashMap<String, ParameterSpec>();
    var encoded = new ArrayList<>(constants);
    var decoded = new ArrayList<CodeBlock>();
    fields.forEach(
        (field, type) -> {
          var component = names.method(field);
          var codec = types.codec(type);
          components.put(field, ParameterSpec.builder(types.javaType(type), component).build());
          if (comments.containsKey(field)) {
            text.add("\n@param $L $L", component, Javadoc.of(comments.get(field)));
          }
          encoded.add(CodeBlock.of("$S, $L.encode($N)", field, codec, component));
          decoded.add(CodeBlock.of("$T.field(tuple, $S, $L)", JavaTypes.CODEC, field, codec));
        });
    var record =
        TypeSpec.recordBuilder(name)
            .addModifiers(PUBLIC)
            .addJavadoc(text.build())
            .recordConstructor(
                MethodSpec.constructorBuilder().addParameters(components.values()).build())
            .addField(
                FieldSpec.builder(
                        ParameterizedTypeName.get(JavaTypes.CODEC, name),
                        "CODEC",
                        PUBLIC,
                        STATIC,
                        FINAL)
                    .initializer(
                        "$T.tuple($T::toClarity, $T::fromClarity)", JavaTypes.CODEC, name, name)
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("toClarity")
                    .addModifiers(PUBLIC)
                    .returns(TupleValue.class)
                    .addCode("return $T.tuple($L);\n", Cl.class, listed(encoded))
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("fromClarity")
                    .addModifiers(PUBLIC, STATIC)
                    .returns(name)
                    .addParameter(Value.class, "tuple")
                    .addCode("return new $T($L);\n", name, listed(decoded))
                    .build());
    if (components.size() > 1) {
      components.forEach(
          (field, component) ->
              record.addMethod(
                  changing(name, names.method("with-" + field), component, components)));
    }
    return record;
  }

  /** The same record but for one component: the parameter hides it. */
  private static MethodSpec changing(
      ClassName name,
      String method,
      ParameterSpec component,
      Map<String, ParameterSpec> components) {
    var arguments =
        components.values().stream()
            .map(each -> CodeBlock.of("$N", each))
            .collect(CodeBlock.joining(",$W"));
    return MethodSpec.methodBuilder(method)
        .addModifiers(PUBLIC)
        .returns(name)
        .addParameter(component)
        .addStatement("return new $T($L)", name, arguments)
        .build();
  }

  private static CodeBlock listed(List<CodeBlock> lines) {
    return lines.isEmpty()
        ? CodeBlock.of("")
        : CodeBlock.of("$>$>\n$L$<$<", CodeBlock.join(lines, ",\n"));
  }
}
