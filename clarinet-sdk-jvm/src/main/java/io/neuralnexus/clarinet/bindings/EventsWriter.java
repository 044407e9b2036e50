package io.neuralnexus.clarinet.bindings;

import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.SEALED;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the sealed type of a contract's events, and the methods that read it from receipts. */
final class EventsWriter {
  private static final String OTHER = "Other";

  private final PrintedEvents printed;
  private final JavaTypes types;
  private final ClassName event;

  EventsWriter(PrintedEvents printed, JavaTypes types, ClassName event) {
    this.printed = printed;
    this.types = types;
    this.event = event;
  }

  /** Gives the tuples inside of events their records. */
  void nameRecords() {
    for (var each : printed.events()) types.nameFields(each.fields(), spelled(each.topic()));
  }

  List<MethodSpec> readers() {
    return List.of(
        MethodSpec.methodBuilder("event")
            .addModifiers(PUBLIC)
            .addJavadoc("What an event says, if this contract has printed it.")
            .returns(ParameterizedTypeName.get(ClassName.get(Optional.class), event))
            .addParameter(io.neuralnexus.clarinet.Event.class, "event")
            .addStatement("return contract.event(event, $T::fromClarity)", event)
            .build(),
        MethodSpec.methodBuilder("events")
            .addModifiers(PUBLIC)
            .addJavadoc("What this contract has printed in a transaction, in order.")
            .returns(ParameterizedTypeName.get(ClassName.get(List.class), event))
            .addParameter(Receipt.class, "receipt")
            .addStatement("return contract.events(receipt, $T::fromClarity)", event)
            .build());
  }

  TypeSpec events() {
    var names = new JavaNames(JavaNames.with(JavaTypes.TAKEN, OTHER));
    var records = new RecordWriter(types);
    var nested = new ArrayList<TypeSpec>();
    var cases = CodeBlock.builder();
    for (var each : printed.events()) {
      var name = event.nestedClass(names.type(spelled(each.topic())));
      cases.add("case $S -> $T.fromClarity(print);\n", each.topic(), name);
      nested.add(
          records
              .write(
                  name,
                  CodeBlock.of("$L\n", Javadoc.of(comment(each))),
                  each.fields(),
                  Map.of(),
                  List.of(CodeBlock.of("$S, $T.ascii($S)", Topics.FIELD, Cl.class, each.topic())))
              .addModifiers(STATIC)
              .addSuperinterface(event)
              .build());
    }
    if (printed.others().isEmpty()) {
      cases.add("default -> throw $T.unknownEvent(print);\n", JavaTypes.CODEC);
    } else {
      cases.add("default -> new $T(print);\n", event.nestedClass(OTHER));
      nested.add(other());
    }
    return TypeSpec.interfaceBuilder(event)
        .addModifiers(PUBLIC, STATIC, SEALED)
        .addJavadoc("What the contract prints: a record for each topic.")
        .addMethod(
            MethodSpec.methodBuilder("toClarity")
                .addModifiers(PUBLIC, ABSTRACT)
                .addJavadoc("As it is printed.")
                .returns(Value.class)
                .build())
        .addMethod(
            MethodSpec.methodBuilder("fromClarity")
                .addModifiers(PUBLIC, STATIC)
                .addJavadoc(
                    "The event that the contract has printed so.\n\n"
                        + "@throws $T if the contract prints no such thing\n",
                    BindingException.class)
                .returns(event)
                .addParameter(Value.class, "print")
                .addCode("return switch ($T.topic(print)) {\n$>", JavaTypes.CODEC)
                .addCode(cases.build())
                .addCode("$<};\n")
                .build())
        .addTypes(nested)
        .build();
  }

  private static String comment(PrintedEvents.Printed event) {
    var places =
        event.functions().stream()
            .map(function -> function.isEmpty() ? "the deployment" : function)
            .collect(Collectors.joining(", "));
    return "\"%s\", printed by %s.".formatted(event.topic(), places);
  }

  private TypeSpec other() {
    return TypeSpec.recordBuilder(event.nestedClass(OTHER))
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc(
            "What has no record of its own: $L.\n", Javadoc.of(String.join("; ", printed.others())))
        .addSuperinterface(event)
        .recordConstructor(
            MethodSpec.constructorBuilder().addParameter(Value.class, "value").build())
        .addMethod(
            MethodSpec.methodBuilder("toClarity")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(Value.class)
                .addStatement("return value")
                .build())
        .build();
  }

  /** A topic is any text; what cannot stand in a Clarity name parts words. */
  private static String spelled(String topic) {
    return topic.replaceAll("[^A-Za-z0-9_]+", "-");
  }
}
