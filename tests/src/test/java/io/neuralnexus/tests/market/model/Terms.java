package io.neuralnexus.tests.market.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of the market as governance states them: micro-STX, blocks, scores, bps as their
 * names say.
 */
record Terms(
    long minProviderStake,
    long minValidatorStake,
    long minBid,
    long committeeFee,
    long keeperTip,
    long threshold,
    long slashLine,
    long outlierDistance,
    long datasetSlashBps,
    long outlierSlashBps,
    long noShowSlashBps,
    long bountyBps,
    long contestWindow,
    long commitWindow,
    long revealWindow,
    long unbonding,
    long minDeadline,
    long maxDeadline,
    long guardianPause,
    long guardianRest,
    long proposalDeposit,
    long proposalTip,
    long voting,
    long timelock) {

  static final int SEATS = 7;

  /** The longest way through a bid: two missed draws, a silent round, a decided one. */
  static final long TIPS = 6;

  static final long ROUNDS = 3;
  static final long QUEUE = 32;

  /** The part of a slash that the developer gets, in bps, up to its bid. */
  static final long COMPENSATION_BPS = 5_000;

  /** micro-STX: 10 billion STX. */
  static final long MAX_AMOUNT = 10_000_000_000_000_000L;

  private static final long BPS = 10_000;

  /** In the order of the components. */
  static final List<String> NAMES =
      List.of(
          "market-min-provider-stake",
          "market-min-validator-stake",
          "market-min-bid",
          "market-committee-fee",
          "market-keeper-tip",
          "market-score-threshold",
          "market-slash-line",
          "market-outlier-distance",
          "market-dataset-slash-bps",
          "market-outlier-slash-bps",
          "market-no-show-slash-bps",
          "market-bounty-bps",
          "market-contest-window",
          "market-commit-window",
          "market-reveal-window",
          "market-unbonding",
          "market-min-deadline",
          "market-max-deadline",
          "governance-guardian-pause",
          "governance-guardian-rest",
          "governance-deposit",
          "governance-keeper-tip",
          "governance-voting",
          "governance-timelock");

  /** The values, in the order of the names. */
  static Terms of(List<Long> v) {
    return new Terms(
        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
        v.get(9), v.get(10), v.get(11), v.get(12), v.get(13), v.get(14), v.get(15), v.get(16),
        v.get(17), v.get(18), v.get(19), v.get(20), v.get(21), v.get(22), v.get(23));
  }

  Terms with(Amendment amendment) {
    var values = new ArrayList<>(values());
    values.set(NAMES.indexOf(amendment.parameter()), amendment.value());
    return of(values);
  }

  private List<Long> values() {
    return List.of(
        minProviderStake,
        minValidatorStake,
        minBid,
        committeeFee,
        keeperTip,
        threshold,
        slashLine,
        outlierDistance,
        datasetSlashBps,
        outlierSlashBps,
        noShowSlashBps,
        bountyBps,
        contestWindow,
        commitWindow,
        revealWindow,
        unbonding,
        minDeadline,
        maxDeadline,
        guardianPause,
        guardianRest,
        proposalDeposit,
        proposalTip,
        voting,
        timelock);
  }

  static long part(long amount, long bps) {
    return amount * bps / BPS;
  }

  long seatFee() {
    return committeeFee / SEATS;
  }

  /** What a claim and a contest each lock. */
  long bond() {
    return committeeFee;
  }

  long tips() {
    return TIPS * keeperTip;
  }

  /** micro-STX of a bid that a score earns the provider. */
  long price(long amount, long score) {
    if (score >= threshold) return amount;
    if (score < slashLine) return 0;
    return amount * (score - slashLine) / (threshold - slashLine);
  }
}
