package io.neuralnexus.clarinet.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each contract's warnings, as places, are those that Clarinet's rules give. */
class UncheckedDataTest {
  private static final CheckerSettings TRUST_SENDER = new CheckerSettings(true, false, false);
  private static final CheckerSettings TRUST_CALLER = new CheckerSettings(false, true, false);
  private static final CheckerSettings CALLEE_FILTER = new CheckerSettings(false, false, true);

  private static Simnet simnet;
  private static int deployed;

  @BeforeAll
  static void open() {
    simnet = Simnet.empty();
    simnet.setEpoch(Epoch.EPOCH_4_0);
    simnet.deploy(
        "other",
        "(define-public (poke (n uint)) (if (> n u0) (ok n) (err n)))",
        ClarityVersion.CLARITY_6,
        simnet.deployer());
  }

  @AfterAll
  static void close() {
    simnet.close();
  }

  @Nested
  class Sources {

    @Test
    void anArgumentOfAPublicFunctionIsUntrustedAndTheNoteShowsIt() {
      assertThat(
              remarks(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (ok (var-set price next)))
                  """))
          .containsExactly(
              "3:22 WARNING use of potentially unchecked data",
              "2:26 NOTE source of untrusted input here");
    }

    @Test
    void aFlagIsNoSource() {
      assertThat(
              remarks(
                  """
                  (define-data-var open bool false)
                  (define-public (toggle (on bool))
                    (ok (var-set open on)))
                  """))
          .isEmpty();
    }

    @Test
    void theArgumentsOfAPrivateFunctionAreItsCallersBusiness() {
      assertThat(
              remarks(
                  """
                  (define-data-var price uint u0)
                  (define-private (store (next uint)) (var-set price next))
                  (define-public (reprice (amount uint))
                    (ok (store amount)))
                  """))
          .containsExactly(
              "4:14 WARNING use of potentially unchecked data",
              "3:26 NOTE source of untrusted input here");
    }

    @Test
    void everySourceOfAValueHasItsNote() {
      assertThat(
              remarks(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint) (fee uint))
                    (ok (var-set price (+ fee base))))
                  """))
          .containsExactly(
              "3:22 WARNING use of potentially unchecked data",
              "2:26 NOTE source of untrusted input here",
              "2:38 NOTE source of untrusted input here");
    }
  }

  @Nested
  class Uses {

    @Test
    void whatTheSenderDoesWithItsOwnAssetsNeedsNoCheck() {
      assertThat(
              remarks(
                  """
                  (define-fungible-token point)
                  (define-public (give (n uint) (to principal))
                    (begin
                      (try! (stx-transfer? n tx-sender to))
                      (ft-transfer? point n tx-sender to)))
                  """))
          .isEmpty();
    }

    @Test
    void amountAndRecipientOfTheContractsAssetsNeedOne() {
      assertThat(
              places(
                  """
                  (define-public (payout (n uint) (to principal))
                    (as-contract? ((with-stx n))
                      (try! (stx-transfer? n tx-sender to))))
                  """))
          .containsExactly("3:26", "3:38");
    }

    @Test
    void aSenderOtherThanTheTransactionsNeedsOneTogetherWithTheRest() {
      assertThat(
              places(
                  """
                  (define-non-fungible-token card uint)
                  (define-public (take (id uint) (from principal))
                    (nft-transfer? card id from contract-caller))
                  """))
          .containsExactly("3:23", "3:26");
    }

    @Test
    void mintingAlwaysNeedsOneAndTheMemoOfATransferNever() {
      assertThat(
              places(
                  """
                  (define-fungible-token point)
                  (define-public (earn (n uint) (memo (buff 34)))
                    (begin
                      (try! (stx-transfer-memo? u1 contract-caller tx-sender memo))
                      (ft-mint? point n tx-sender)))
                  """))
          .containsExactly("5:21");
    }

    @Test
    void burningFollowsTheRuleOfTransfers() {
      assertThat(
              places(
                  """
                  (define-fungible-token point)
                  (define-non-fungible-token card uint)
                  (define-public (scrap (n uint) (who principal))
                    (begin
                      (try! (ft-burn? point n tx-sender))
                      (try! (nft-burn? card n who))
                      (stx-burn? n tx-sender)))
                  """))
          .containsExactly("6:27", "6:29");
    }

    @Test
    void aMapEntryIsLookedAtFieldByField() {
      assertThat(
              places(
                  """
                  (define-map bids { id: uint, who: principal } { amount: uint, at: uint })
                  (define-public (bid (id uint) (amount uint))
                    (ok (map-set bids { id: id, who: tx-sender }
                      { amount: amount, at: u1 })))
                  """))
          .containsExactly("3:27", "4:15");
    }

    @Test
    void aKeyThatIsNoTupleIsLookedAtWhole() {
      assertThat(
              places(
                  """
                  (define-map names uint uint)
                  (define-public (forget (id uint))
                    (ok (and (map-insert names id u1) (map-delete names (+ id u1)))))
                  """))
          .containsExactly("3:30");
    }

    @Test
    void theContractChosenByACallerNeedsACheckButNotWhatItIsHanded() {
      assertThat(
              places(
                  """
                  (define-trait poked ((poke (uint) (response uint uint))))
                  (define-public (relay (target <poked>) (n uint))
                    (begin
                      (try! (contract-call? .other poke n))
                      (contract-call? target poke n)))
                  """))
          .containsExactly("5:21");
    }
  }

  @Nested
  class Flows {

    @Test
    void aBoundNameCarriesWhatItWasMadeFrom() {
      assertThat(
              remarks(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint))
                    (let ((twice (* base u2)) (next (+ twice u1)))
                      (var-set price next)
                      (ok true)))
                  """))
          .containsExactly(
              "4:20 WARNING use of potentially unchecked data",
              "2:26 NOTE source of untrusted input here");
    }

    @Test
    void theValueOfALetCarriesWhatItsLastExpressionWasMadeFrom() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint))
                    (ok (var-set price (let ((two u2)) (* two base)))))
                  """))
          .containsExactly("3:22");
    }

    @Test
    void aTupleAndABlockAreCleanAsInClarinet() {
      assertThat(
              places(
                  """
                  (define-data-var last { n: uint } { n: u0 })
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint))
                    (begin
                      (var-set last { n: base })
                      (var-set price (begin base))
                      (ok true)))
                  """))
          .isEmpty();
    }

    @Test
    void aNameBoundByMatchIsCleanButTheMatchIsNot() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (base (optional uint)))
                    (begin
                      (match base b (var-set price b) false)
                      (ok (var-set price (match base b b u0)))))
                  """))
          .containsExactly("5:24");
    }

    @Test
    void aFieldOfTheNameOfAnArgumentIsNotThatArgument() {
      assertThat(
              places(
                  """
                  (define-map prices uint { base: uint })
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint))
                    (ok (var-set price (get base (unwrap! (map-get? prices u1) (err u1))))))
                  """))
          .isEmpty();
    }
  }

  @Nested
  class Checks {

    @Test
    void anAssertionChecksWhatFollows() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (begin
                      (asserts! (< next u100) (err u1))
                      (ok (var-set price next))))
                  """))
          .isEmpty();
    }

    @Test
    void anAssertionTakesBackWhatWasDoneBefore() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (begin
                      (var-set price next)
                      (asserts! (< next u100) (err u1))
                      (ok true)))
                  """))
          .isEmpty();
    }

    @Test
    void anAssertionAboutOneSourceLeavesTheOther() {
      assertThat(
              remarks(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint) (fee uint))
                    (begin
                      (asserts! (< fee u100) (err u1))
                      (ok (var-set price (+ base fee)))))
                  """))
          .containsExactly(
              "5:24 WARNING use of potentially unchecked data",
              "2:26 NOTE source of untrusted input here");
    }

    @Test
    void aConditionChecksWhatFollowsButTakesNothingBack() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (begin
                      (var-set price next)
                      (if (< next u100) (var-set price next) false)
                      (ok (var-set price next))))
                  """))
          .containsExactly("4:20");
    }

    @Test
    void aConditionThatWasMadeFromAnArgumentChecksIt() {
      assertThat(
              places(
                  """
                  (define-map owners uint principal)
                  (define-data-var last uint u0)
                  (define-public (touch (id uint))
                    (let ((owner (unwrap! (map-get? owners id) (err u1))))
                      (asserts! (is-eq owner tx-sender) (err u2))
                      (ok (var-set last id))))
                  """))
          .isEmpty();
    }

    @Test
    void unwrappingChecksNothing() {
      assertThat(
              places(
                  """
                  (define-map owners uint principal)
                  (define-data-var last uint u0)
                  (define-public (touch (id uint))
                    (begin
                      (unwrap! (map-get? owners id) (err u1))
                      (ok (var-set last id))))
                  """))
          .containsExactly("6:23");
    }

    @Test
    void logicalOperatorsCheckTheirOperands() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (let ((fits (and (> next u1) (< next u9))))
                      (var-set price next)
                      (ok fits)))
                  """))
          .isEmpty();
    }
  }

  @Nested
  class Annotations {

    @Test
    void allowedDataIsNotLookedAt() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (begin
                      ;; #[allow(unchecked_data)]
                      (var-set price next)
                      (ok (var-set price next))))
                  """))
          .containsExactly("6:24");
    }

    @Test
    void aFilteredArgumentCountsAsCheckedFromThereOn() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint) (fee uint))
                    (begin
                      (var-set price next)
                      ;; #[filter(next)]
                      (var-set price next)
                      (ok (var-set price (+ next fee)))))
                  """))
          .containsExactly("4:20", "7:24");
    }

    @Test
    void aFilteredNameOfALetIsCleanItself() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (base uint))
                    (let ((next (+ base u1)))
                      ;; #[filter(next)]
                      (print next)
                      (var-set price next)
                      (ok (var-set price base))))
                  """))
          .containsExactly("7:24");
    }

    @Test
    void everythingCanBeFiltered() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint) (fee uint))
                    (begin
                      ;; #[filter(*)]
                      (print fee)
                      (ok (var-set price (+ next fee)))))
                  """))
          .isEmpty();
    }

    @Test
    void aPrivateFunctionMayTakeUncheckedArgumentsAndThenLooksAtThemItself() {
      assertThat(
              remarks(
                  """
                  (define-data-var price uint u0)
                  ;; #[allow(unchecked_params)]
                  (define-private (store (next uint))
                    (var-set price next))
                  (define-public (reprice (amount uint))
                    (ok (store amount)))
                  """))
          .startsWith(
              "4:3 WARNING use of potentially unchecked data",
              "3:25 NOTE source of untrusted input here",
              "4:18 WARNING use of potentially unchecked data",
              "3:25 NOTE source of untrusted input here")
          .hasSize(4);
    }

    @Test
    void aMalformedAnnotationIsARemark() {
      var found =
          Annotation.find(
              "a.clar",
              """
              ;; #[allow(unchecked_date)]
                ;; #[filter]
              ;; #[deny(x)]
              ;; #[filter(x
              (print u1) ;; #[filter(*)]
              """);

      assertThat(found.byLine()).isEmpty();
      assertThat(found.remarks())
          .extracting(Object::toString)
          .containsExactly(
              "a.clar:1:4: warning: unknown warning kind 'unchecked_date' in 'allow' annotation",
              "a.clar:2:6: warning: missing value for 'filter' annotation",
              "a.clar:3:4: warning: unrecognized annotation",
              "a.clar:4:4: warning: malformed annotation: expected #[...]",
              "a.clar:5:12: warning: annotation at end of line will be ignored");
    }
  }

  @Nested
  class Settings {
    private static final String OWNED =
        """
        (define-constant owner tx-sender)
        (define-data-var price uint u0)
        (define-public (reprice (next uint))
          (begin
            (asserts! (is-eq %s owner) (err u1))
            (ok (var-set price next))))
        """;

    @Test
    void byDefaultACheckOfTheSenderIsNoCheckOfTheData() {
      assertThat(places(OWNED.formatted("tx-sender"))).containsExactly("6:24");
    }

    @Test
    void aTrustedSenderMayHandInAnything() {
      assertThat(places(OWNED.formatted("tx-sender"), TRUST_SENDER)).isEmpty();
      assertThat(places(OWNED.formatted("contract-caller"), TRUST_SENDER)).containsExactly("6:24");
    }

    @Test
    void aTrustedCallerMayHandInAnything() {
      assertThat(places(OWNED.formatted("contract-caller"), TRUST_CALLER)).isEmpty();
      assertThat(places(OWNED.formatted("tx-sender"), TRUST_CALLER)).containsExactly("6:24");
    }

    @Test
    void aSenderComparedWithWhatItHandedInIsNotTrusted() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint) (owner principal))
                    (begin
                      (asserts! (is-eq tx-sender owner) (err u1))
                      (ok (var-set price next))))
                  """,
                  TRUST_SENDER))
          .containsExactly("5:24");
    }

    @Test
    void anAssertedTrustedSenderTakesBackWhatWasDoneBefore() {
      assertThat(
              places(
                  """
                  (define-constant owner tx-sender)
                  (define-data-var price uint u0)
                  (define-public (reprice (next uint))
                    (begin
                      (var-set price next)
                      (asserts! (is-eq tx-sender owner) (err u1))
                      (ok true)))
                  """,
                  TRUST_SENDER))
          .isEmpty();
    }

    private static final String CALLEE =
        """
        (define-data-var price uint u0)
        (define-private (check (n uint))
          (if (< n u100) (ok true) (err u1)))
        (define-public (reprice (next uint))
          (begin
            (try! (check next))
            (ok (var-set price next))))
        """;

    @Test
    void whatAPrivateFunctionChecksCountsForItsCallerOnlyIfTheSettingSaysSo() {
      assertThat(places(CALLEE)).containsExactly("6:18", "7:24");
      assertThat(places(CALLEE, CALLEE_FILTER)).isEmpty();
    }

    @Test
    void aPrivateFunctionThatChecksNothingFiltersNothing() {
      assertThat(
              places(
                  """
                  (define-data-var price uint u0)
                  (define-private (twice (n uint)) (begin (* n u2)))
                  (define-public (reprice (next uint))
                    (ok (var-set price (twice next))))
                  """,
                  CALLEE_FILTER))
          .containsExactly("4:22", "4:29");
    }
  }

  private static List<String> places(String source) {
    return places(source, CheckerSettings.STRICT);
  }

  private static List<String> places(String source, CheckerSettings settings) {
    return remarks(source, settings).stream()
        .filter(remark -> remark.contains("WARNING"))
        .map(remark -> remark.substring(0, remark.indexOf(' ')))
        .toList();
  }

  private static List<String> remarks(String source) {
    return remarks(source, CheckerSettings.STRICT);
  }

  private static List<String> remarks(String source, CheckerSettings settings) {
    var name = "c" + deployed++;
    simnet.deploy(name, source, ClarityVersion.CLARITY_6, simnet.deployer());
    var contract = Expression.readContract(simnet.contractAst(name));
    return UncheckedData.find(name, contract, Annotation.find(name, source), settings).stream()
        .map(d -> "%d:%d %s %s".formatted(d.line(), d.column(), d.level(), d.message()))
        .toList();
  }
}
