package io.neuralnexus.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: clarity, clarinet-sdk-jvm, offchain, simulator, cli. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "io.neuralnexus.clarity",
              "io.neuralnexus.clarinet",
              "io.neuralnexus.offchain",
              "io.neuralnexus.simulator",
              "io.neuralnexus.cli");

  @Test
  void the_language_knows_nothing_of_clarinet() {
    classes()
        .that()
        .resideInAPackage("io.neuralnexus.clarity..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.neuralnexus.clarity..", "java..", "com.fasterxml.jackson..", "org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void the_sdk_knows_nothing_of_the_product() {
    noClasses()
        .that()
        .resideInAPackage("io.neuralnexus.clarinet..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.neuralnexus.offchain..",
            "io.neuralnexus.simulator..",
            "io.neuralnexus.cli..",
            "io.neuralnexus.tests..")
        .check(CLASSES);
  }

  @Test
  void what_runs_off_the_chain_knows_nothing_of_simulator_and_command() {
    noClasses()
        .that()
        .resideInAPackage("io.neuralnexus.offchain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.neuralnexus.simulator..", "io.neuralnexus.cli..", "io.neuralnexus.tests..")
        .check(CLASSES);
  }

  @Test
  void the_simulator_knows_nothing_of_the_command() {
    noClasses()
        .that()
        .resideInAPackage("io.neuralnexus.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.neuralnexus.cli..", "io.neuralnexus.tests..")
        .check(CLASSES);
  }

  /** What an agent does is signed by one of its accounts; it has no other way to the chain. */
  @Test
  void agents_of_a_simulation_do_not_know_its_chain() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.neuralnexus.simulator.market..",
            "io.neuralnexus.simulator.suite..",
            "io.neuralnexus.simulator.script..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.neuralnexus.clarinet.Simnet")
        .check(CLASSES);
  }

  @Test
  void packages_of_the_simulator_form_no_cycle() {
    slices().matching("io.neuralnexus.simulator.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Examples are written as third parties would write them, and nobody builds on those. */
  @Test
  void nothing_depends_on_an_example() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.example..")
        .check(new ClassFileImporter().importPackages("io.neuralnexus"));
  }

  @Test
  void an_example_has_the_sdk_and_no_other_module() {
    assertThat(ContractFile.text("examples/licensed-inference/pom.xml"))
        .contains("<artifactId>clarinet-sdk-jvm</artifactId>")
        .doesNotContain("<artifactId>tests</artifactId>")
        .doesNotContain("<artifactId>cli</artifactId>")
        .doesNotContain("<artifactId>offchain</artifactId>");
  }

  /** A third party re-executes a run with the machine alone, whatever chain it was paid on. */
  @Test
  void the_machine_needs_no_chain() {
    classes()
        .that()
        .resideInAPackage("io.neuralnexus.offchain.machine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.neuralnexus.offchain.machine..", "io.neuralnexus.clarity", "java..")
        .check(CLASSES);
  }

  /** A role works on any chain: nothing that it does may need a simulated one. */
  @Test
  void off_the_chain_only_the_package_chain_knows_the_simnet() {
    noClasses()
        .that()
        .resideInAPackage("io.neuralnexus.offchain..")
        .and()
        .resideOutsideOfPackage("io.neuralnexus.offchain.chain")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.neuralnexus.clarinet.Simnet")
        .check(CLASSES);
  }

  @Test
  void packages_off_the_chain_form_no_cycle() {
    slices().matching("io.neuralnexus.offchain.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void test_libraries_stay_in_the_packages_of_the_sdk_that_support_them() {
    noClasses()
        .that()
        .resideInAPackage("io.neuralnexus..")
        .and()
        .resideOutsideOfPackages(
            "io.neuralnexus.clarinet.junit..",
            "io.neuralnexus.clarinet.assertj..",
            "io.neuralnexus.clarinet.jqwik..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.assertj..", "net.jqwik..")
        .check(CLASSES);
  }

  @Test
  void the_parts_of_the_demo_know_nothing_of_each_other() {
    slices()
        .matching("io.neuralnexus.cli.demo.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void packages_of_the_command_form_no_cycle() {
    slices().matching("io.neuralnexus.cli.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
