package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Argument;
import io.neuralnexus.clarity.ContractInterface.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractInterfaceTest {
  private static final String JSON = GoldenVectorsTest.read().get("contract").toString();
  private static final ContractInterface CONTRACT = ContractInterface.fromJson(JSON);

  @Test
  void functionsHaveAccessArgumentsAndOutput() {
    var pay = CONTRACT.function("pay").orElseThrow();

    assertThat(pay.access()).isEqualTo(Access.PUBLIC);
    assertThat(pay.arguments()).extracting(Argument::name).containsExactly("amount", "to", "memo");
    assertThat(pay.arguments().get(2).type()).hasToString("(optional (buff 34))");
    assertThat(pay.output()).hasToString("(response uint uint)");
    assertThat(CONTRACT.function("get-total").orElseThrow().access()).isEqualTo(Access.READ_ONLY);
    assertThat(CONTRACT.function("inner").orElseThrow().access()).isEqualTo(Access.PRIVATE);
    assertThat(CONTRACT.function("ask").orElseThrow().arguments().getFirst().type())
        .isEqualTo(TypeSignature.TRAIT_REFERENCE);
    assertThat(CONTRACT.function("steal")).isEmpty();
  }

  @Test
  void variablesAreConstantsOrVariables() {
    var error = CONTRACT.variable("ERR_NONE").orElseThrow();
    var total = CONTRACT.variable("total").orElseThrow();

    assertThat(error.kind()).isEqualTo(Variable.Kind.CONSTANT);
    assertThat(error.type()).hasToString("(response UnknownType uint)");
    assertThat(total.kind()).isEqualTo(Variable.Kind.VARIABLE);
    assertThat(CONTRACT.variable("pay")).isEmpty();
  }

  @Test
  void mapsAndTokensHaveTheirTypes() {
    var owners = CONTRACT.map("owners").orElseThrow();

    assertThat(owners.key()).hasToString("(tuple (Kind (string-ascii 8)) (id uint))");
    assertThat(owners.value()).isEqualTo(TypeSignature.PRINCIPAL);
    assertThat(CONTRACT.map("gold")).isEmpty();
    assertThat(CONTRACT.fungibleTokens()).containsExactly("capped", "gold");
    assertThat(CONTRACT.nonFungibleTokens()).hasSize(2);
    assertThat(CONTRACT.epoch()).isEqualTo(Epoch.EPOCH_4_0);
    assertThat(CONTRACT.clarityVersion()).isEqualTo(ClarityVersion.CLARITY_6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Epoch40"        | "Epoch41"      | .epoch: no epoch "Epoch41": there are 2.0,
          "Clarity6"       | "Clarity7"     | .clarity_version: no Clarity version "Clarity7"
          "maps":          | "mops":        | : field "maps" is missing
          "private"        | "secret"       | .functions[0].access: "secret" is none of those there are
          {"length":34}    | {"length":-1}  | .functions[2].args[2].type.optional: a buff of length -1
          {"length":34}    | {"length":"x"} | .functions[2].args[2].type.optional.buffer.length: a length was due
          {"buffer":{"length":34}} | {"bluffer":1} | .functions[2].args[2].type.optional: no type "bluffer"
          {"buffer":{"length":34}} | 7      | .functions[2].args[2].type.optional: a type was due
          "args":[]        | "args":{}      | .functions[5].args: an array was due
          """)
  void whatIsWrongInTheJsonAndWhereIsSaid(String part, String instead, String fault) {
    var json = JSON.replace(part, instead);

    assertThatThrownBy(() -> ContractInterface.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("contract interface" + fault);
  }

  @Test
  void whatIsNotJsonIsRefused() {
    assertThatThrownBy(() -> ContractInterface.fromJson("{\"functions\": ["))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("contract interface: not JSON, ");
    assertThatThrownBy(() -> ContractInterface.fromJson("7"))
        .hasMessage("contract interface: field \"functions\" is missing");
  }
}
