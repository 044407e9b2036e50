package io.neuralnexus.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Epoch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final String OTHER = "ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5";
  private static final String COUNTER =
      """
      (define-data-var total uint u0)
      (define-read-only (get-total) (var-get total))
      (define-public (add (by uint))
        (begin (print by) (ok (var-set total (+ (var-get total) by)))))
      """;

  private Simnet simnet;
  private Session session;

  @BeforeEach
  void open() {
    simnet = Simnet.empty(SimnetOptions.defaults().withEngine(Engine.JVM).withTrackCosts(true));
    simnet.setEpoch(Epoch.EPOCH_4_0);
    session = new Session(simnet);
  }

  @AfterEach
  void close() {
    simnet.close();
  }

  private String answer(String input) {
    return session.answer(input);
  }

  @Test
  void anExpressionIsAnsweredWithItsValue() {
    assertThat(answer("(+ 1 2)")).isEqualTo("3");
    assertThat(answer("  ")).isEmpty();
  }

  @Test
  void eventsComeBeforeTheValue() {
    assertThat(answer("(begin (print u7) true)"))
        .contains("Print")
        .contains("u7")
        .endsWith("\ntrue");
  }

  @Test
  void definitionsBecomeAContractWhoseStateStays() {
    assertThat(answer(COUNTER)).startsWith(".contract-1 is deployed");

    answer("(contract-call? .contract-1 add u3)");
    answer("(contract-call? .contract-1 add u4)");

    assertThat(answer("(contract-call? .contract-1 get-total)")).isEqualTo("u7");
  }

  @Test
  void errorsAreAnswersAndTheSessionGoesOn() {
    assertThat(answer("(+ 1 u2)")).startsWith("error: ").contains("expecting");
    assertThat(answer("(/ 1 0)")).startsWith("error: ").contains("DivisionByZero");
    assertThat(answer("(define-constant A (/ 1 0))")).startsWith("error: ");
    assertThat(session.isOver()).isFalse();
  }

  @Test
  void helpListsEveryCommandWithItsPurpose() {
    assertThat(answer("::help").lines())
        .anyMatch(line -> line.startsWith("::functions [CONTRACT]"))
        .anyMatch(line -> line.startsWith("::set_tx_sender"))
        .allMatch(line -> line.matches("::\\S+.*\\s{2,}\\S.*|::.* \\S.*"));
  }

  @Test
  void anUnknownCommandPointsToHelp() {
    assertThat(answer("::nonsense"))
        .isEqualTo("error: there is no ::nonsense: ::help lists what there is");
  }

  @Test
  void functionsAreListedWithParametersAndAnswers() {
    answer(COUNTER);

    assertThat(answer("::functions"))
        .contains(".contract-1: public (add (by uint)) -> (response bool ")
        .contains(".contract-1: read-only (get-total) -> uint");
    assertThat(answer("::functions contract-1")).isEqualTo(answer("::functions"));
    assertThat(answer("::functions nobody")).startsWith("error: ").contains("nobody");
  }

  @Test
  void contractsAreListed() {
    answer(COUNTER);

    assertThat(answer("::get_contracts")).contains(simnet.deployer() + ".contract-1");
  }

  @Test
  void theSenderChanges() {
    assertThat(answer("::set_tx_sender " + OTHER)).isEqualTo("tx-sender is " + OTHER);
    assertThat(answer("::get_tx_sender")).isEqualTo(OTHER);
    assertThat(answer("tx-sender")).isEqualTo(OTHER);
    assertThat(answer("::set_tx_sender nobody")).startsWith("error: ");
    assertThat(answer("::set_tx_sender")).isEqualTo("error: name an account");
  }

  @Test
  void blocksAreMined() {
    long burn = simnet.burnBlockHeight();
    long stacks = simnet.stacksBlockHeight();

    assertThat(answer("::advance_chain_tip 5")).isEqualTo(burn + 5 + " burn blocks high");
    assertThat(answer("::advance_stacks_chain_tip")).isEqualTo(stacks + 6 + " Stacks blocks high");
    assertThat(answer("::get_block_height")).isEqualTo(Long.toString(stacks + 6));
    assertThat(answer("::get_burn_block_height")).isEqualTo(Long.toString(burn + 5));
    assertThat(answer("::advance_chain_tip many"))
        .isEqualTo("error: \"many\" is not a number of blocks: write 10");
  }

  @Test
  void theEpochIsSet() {
    assertThat(answer("::set_epoch 3.0")).isEqualTo("Current epoch: 3.0");
    assertThat(answer("::get_epoch")).isEqualTo("Current epoch: 3.0");
    assertThat(answer("::set_epoch 7")).startsWith("error: ");
  }

  @Test
  void whatWasKeptComesBack() {
    answer(COUNTER);
    answer("(contract-call? .contract-1 add u1)");
    answer("::snapshot before");
    answer("(contract-call? .contract-1 add u8)");

    assertThat(answer("::restore before")).isEqualTo("back at before");
    assertThat(answer("(contract-call? .contract-1 get-total)")).isEqualTo("u1");
    assertThat(answer("::restore after"))
        .isEqualTo("error: nothing is kept as after: there is [before]");
  }

  @Test
  void mintedStxIsTheirs() {
    assertThat(answer("::mint_stx " + OTHER + " 1500000"))
        .isEqualTo(OTHER + " has 1,500,000 micro-STX");
    assertThat(answer("(stx-get-balance '" + OTHER + ")")).isEqualTo("u1500000");
    assertThat(answer("::get_assets_maps")).contains("STX", OTHER + "  1,500,000");
    assertThat(answer("::mint_stx " + OTHER)).isEqualTo("error: say who and how much");
  }

  @Test
  void costsAreThoseOfTheExpression() {
    answer(COUNTER);

    assertThat(answer("::get_costs (contract-call? .contract-1 add u1)"))
        .startsWith("(ok true)\n")
        .containsPattern("runtime +[1-9]")
        .containsPattern("write count +1 of ");
    assertThat(answer("(contract-call? .contract-1 get-total)")).isEqualTo("u1");
    assertThat(answer("::get_costs (define-constant A 1)")).startsWith("error: ");
  }

  @Test
  void completionsAreCommandsContractsAndFunctions() {
    answer(COUNTER);

    assertThat(session.completions()).contains("::help", ".contract-1", "add", "get-total");
  }

  @Test
  void quittingEndsIt() {
    assertThat(answer("::quit")).isEmpty();
    assertThat(session.isOver()).isTrue();
  }
}
