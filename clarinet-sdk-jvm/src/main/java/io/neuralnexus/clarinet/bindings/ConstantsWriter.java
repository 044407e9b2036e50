package io.neuralnexus.clarinet.bindings;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/** Writes a contract's constants: error codes as an enum, other literals as fields. */
final class ConstantsWriter {
  private final ContractSource source;

  ConstantsWriter(ContractSource source) {
    this.source = source;
  }

  TypeSpec errors(ClassName error) {
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
              source.comment(name).ifPresent(text -> constant.addJavadoc("$L", Javadoc.of(text)));
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

  TypeSpec literals(ClassName constants) {
    var names = new JavaNames(Set.of());
    var type =
        TypeSpec.classBuilder(constants)
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc("The constants that the contract gives as literals.")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    source
        .constants()
        .forEach(
            (name, value) -> {
              var field =
                  FieldSpec.builder(javaType(value), names.constant(name), PUBLIC, STATIC, FINAL)
                      .initializer(literal(value));
              source.comment(name).ifPresent(text -> field.addJavadoc("$L", Javadoc.of(text)));
              type.addField(field.build());
            });
    return type.build();
  }

  private static TypeName javaType(Value value) {
    return switch (value) {
      case Bool _ -> TypeName.BOOLEAN;
      case AsciiString _, Utf8String _ -> ClassName.get(String.class);
      default -> ClassName.get(value.getClass());
    };
  }

  private static CodeBlock literal(Value value) {
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
}
