package io.neuralnexus.clarinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Clarinet does with sources that are no contracts, and how it writes arguments: on both
 * engines.
 */
class LoneExpressionTest {
  private static final StandardPrincipal OWNER =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");
  private static Simnet simnet;
  private static int count;

  @BeforeAll
  static void open() {
    simnet = Simnet.empty(SimnetOptions.defaults().withTrackCosts(true).withEngine(Engine.BOTH));
    simnet.setEpoch(Epoch.EPOCH_3_4);
    deploy("who", "(define-public (asks) (ok {sender: tx-sender, caller: contract-caller}))");
  }

  @AfterAll
  static void close() {
    simnet.close();
  }

  private static Value deploy(String name, String source) {
    return simnet.deploy(name, source, ClarityVersion.CLARITY_3, OWNER).result();
  }

  private static Value deploy(String source) {
    return deploy("lone-" + count++, source);
  }

  @Test
  void aLoneExpressionIsTheDeployersWhoeverPublishesIt() {
    assertThat(deploy("tx-sender")).isEqualTo(simnet.deployer());
    assertThat(deploy("tx-sender ;; not (define-d")).isEqualTo(OWNER);
    assertThat(deploy("tx-sender tx-sender")).isEqualTo(OWNER);
  }

  @Test
  void aLoneCallComesFromTheAccountItself() {
    var deployer = simnet.deployer();

    assertThat(deploy("(contract-call? '%s.who asks)".formatted(OWNER)))
        .isEqualTo(Cl.ok(Cl.tuple("sender", deployer, "caller", deployer)));
    assertThat(deploy("(begin (contract-call? '%s.who asks))".formatted(OWNER)))
        .isEqualTo(
            Cl.ok(Cl.tuple("sender", deployer, "caller", OWNER.contract("lone-" + (count - 1)))));
  }

  @Test
  void aDefinitionThatIsNotSeenIsNoFunction() {
    assertThatThrownBy(() -> deploy("( define-data-var a int 1)"))
        .hasMessageContaining("UndefinedFunction(\"define-data-var\")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(list int) | (list 1 -2)",
        "(list principal) | (list 'ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5)",
        "{b: bool, a: principal} | { a: 'ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5, b: true }",
        "(string-ascii 9) | \"q\"q\"",
        "(string-utf8 9) | u\"q\\u{c3a9}\"",
        "(optional (response uint (buff 2))) | (some (err 0x01ff))",
        "none | none"
      })
  void argumentsOfACallThatFailedAreWrittenNearlyAsInASource(String type, String text) {
    Value argument =
        switch (type) {
          case "(list int)" -> Cl.list(Cl.int_(1), Cl.int_(-2));
          case "(list principal)" -> Cl.list(OWNER);
          case "{b: bool, a: principal}" -> Cl.tuple("b", Cl.bool(true), "a", OWNER);
          case "(string-ascii 9)" -> Cl.ascii("q\"q");
          case "(string-utf8 9)" -> Cl.utf8("qé");
          case "none" -> Cl.none();
          default -> Cl.some(Cl.err(Cl.buffFromHex("01ff")));
        };
    var name = "fails-" + count++;
    var parameter =
        type.equals("none") ? "(optional int)" : type.replaceFirst("^\\(list ", "(list 3 ");
    deploy(name, "(define-public (f (a %s)) (ok (/ 1 0)))".formatted(parameter));

    assertThatThrownBy(() -> simnet.callPublic(OWNER + "." + name, "f", List.of(argument), OWNER))
        .hasMessageContaining("::f(" + text + ") -> ");
  }
}
