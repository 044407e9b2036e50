package io.neuralnexus.tests;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.LicenceToken;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import io.neuralnexus.tests.contracts.StarkVerifier;
import io.neuralnexus.tests.contracts.TrainingMachine;
import io.neuralnexus.tests.contracts.ZkVerification;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error has one code, one row in docs/errors.md, and a test that provokes it. */
class ErrorTableTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/tests/contracts/"))
          .importPackages("io.neuralnexus.tests");

  private static final Pattern CONSTANT =
      Pattern.compile("\\(define-constant (ERR_[A-Z0-9_]+) \\(err u(\\d+)\\)\\)");

  /** A contract, the number its codes start with, and its errors. */
  record Declared(String contract, int prefix, Class<? extends ContractError> errors) {
    @Override
    public String toString() {
      return contract;
    }
  }

  static final List<Declared> CONTRACTS =
      List.of(
          new Declared(Governance.NAME, 101, Governance.Error.class),
          new Declared(Compensation.NAME, 102, Compensation.Error.class),
          new Declared(DataRights.NAME, 103, DataRights.Error.class),
          new Declared(StarkVerifier.NAME, 111, StarkVerifier.Error.class),
          new Declared(ZkVerification.NAME, 104, ZkVerification.Error.class),
          new Declared(TrainingMachine.NAME, 109, TrainingMachine.Error.class),
          new Declared(ComputationVerification.NAME, 105, ComputationVerification.Error.class),
          new Declared(ModelRegistry.NAME, 106, ModelRegistry.Error.class),
          new Declared(LicenceToken.NAME, 110, LicenceToken.Error.class),
          new Declared(Marketplace.NAME, 107, Marketplace.Error.class),
          new Declared(NeuralTrainingMarket.NAME, 108, NeuralTrainingMarket.Error.class));

  record Row(String code, String name, String contract) {}

  @Test
  void all_contracts_are_checked() {
    assertThat(CONTRACTS.stream().map(Declared::contract))
        .containsExactlyElementsOf(
            ContractFile.all().stream()
                .filter(contract -> !rowsOf(contract).isEmpty())
                .map(ContractFile::name)
                .toList());
  }

  @Test
  void no_code_occurs_twice_in_the_suite() {
    var twice =
        ContractFile.all().stream()
            .flatMap(contract -> rowsOf(contract).stream())
            .collect(groupingBy(Row::code, counting()));
    assertThat(twice).isNotEmpty().allSatisfy((code, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void the_page_lists_the_errors_of_the_contracts_and_no_other() {
    var documented =
        ContractFile.rowsOf("errors.md").stream()
            .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2)))
            .toList();
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            ContractFile.all().stream().flatMap(each -> rowsOf(each).stream()).toList());
  }

  @Test
  void each_row_of_the_page_says_when_and_how_to_mend() {
    assertThat(ContractFile.rowsOf("errors.md"))
        .allSatisfy(
            row -> assertThat(row).hasSize(5).allSatisfy(cell -> assertThat(cell).isNotBlank()));
  }

  @ParameterizedTest
  @FieldSource("CONTRACTS")
  void codes_start_with_the_number_of_the_contract(Declared declared) {
    assertThat(rowsOf(file(declared)))
        .allSatisfy(
            row -> assertThat(row.code()).matches("u%d(?!000)\\d{3}".formatted(declared.prefix())));
  }

  @ParameterizedTest
  @FieldSource("CONTRACTS")
  void the_first_code_says_not_authorised_and_no_other(Declared declared) {
    assertThat(rowsOf(file(declared)))
        .allSatisfy(
            row ->
                assertThat(row.name().equals("ERR_NOT_AUTHORISED"))
                    .isEqualTo(row.code().endsWith("001")));
  }

  @ParameterizedTest
  @MethodSource("io.neuralnexus.tests.ContractFile#all")
  void an_error_is_a_constant_and_each_constant_is_used(ContractFile contract) {
    assertThat(CONSTANT.matcher(contract.source()).replaceAll(""))
        .doesNotContainPattern("define-constant ERR_")
        .doesNotContainPattern("\\(err u\\d")
        .satisfies(
            rest ->
                assertThat(rowsOf(contract))
                    .allSatisfy(row -> assertThat(rest).containsPattern(row.name() + "\\b")));
  }

  @ParameterizedTest
  @FieldSource("CONTRACTS")
  void each_error_is_provoked_by_a_test(Declared declared) {
    var names = Arrays.stream(declared.errors().getEnumConstants()).map(ContractError::name);
    assertThat(expected(declared.errors())).containsExactlyInAnyOrderElementsOf(names.toList());
  }

  /** The errors that a method of a test names and hands to an assertion. */
  private static Set<String> expected(Class<? extends ContractError> errors) {
    return TESTS.stream()
        .flatMap(each -> each.getCodeUnits().stream())
        .filter(ErrorTableTest::handsOnAnError)
        .flatMap(unit -> unit.getFieldAccesses().stream())
        .map(JavaAccess::getTarget)
        .filter(field -> field.getOwner().isEquivalentTo(errors))
        .map(AccessTarget::getName)
        .filter(name -> name.startsWith("ERR_"))
        .collect(toSet());
  }

  private static boolean handsOnAnError(JavaCodeUnit unit) {
    return unit.getCallsFromSelf().stream()
        .flatMap(call -> call.getTarget().getRawParameterTypes().stream())
        .anyMatch(parameter -> parameter.isAssignableTo(ContractError.class));
  }

  private static ContractFile file(Declared declared) {
    return ContractFile.all().stream()
        .filter(each -> each.name().equals(declared.contract()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Row> rowsOf(ContractFile contract) {
    return CONSTANT
        .matcher(contract.source())
        .results()
        .map(found -> new Row("u" + found.group(2), found.group(1), contract.name()))
        .toList();
  }
}
