package io.neuralnexus.simulator.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Optional;

/**
 * What the events have told of a job that is not over. The feed writes it, agents read it; heights
 * are burn heights, amounts micro-STX.
 */
final class LiveJob {
  final Uint id;
  final Principal developer;
  final long base;
  final long bonus;
  final long bond;
  final long stake;
  final long auditFee;
  final long auctionWindow;
  final long trainingWindow;
  final long keyWindow;
  final long confirmWindow;
  final boolean fixedPrice;

  /** When it entered its state. */
  long since;

  long matched;
  List<Uint> datasets = List.of();
  List<Principal> owners = List.of();
  int keys;
  boolean holdoutPosted;
  Optional<Principal> bidder = Optional.empty();
  long price;
  long weighted;
  long extensions;
  List<Principal> grantees = List.of();
  Uint execution = Uint.ZERO;
  int seats;
  int commitments;
  int reveals;
  long resultWindow;
  long challengeWindow;
  long moveWindow;
  long started;
  Optional<Buff> result = Optional.empty();
  int score;
  long steps;
  Optional<Turn> turn = Optional.empty();
  int disputes;
  Uint model = Uint.ZERO;
  String outcome = "";

  /**
   * Whose move it is in a dispute.
   *
   * @param who the provider, or the first of the claim
   * @param move {@code cut}, {@code pick} or {@code prove}
   */
  record Turn(Principal who, String move, long lo, long hi, List<Buff> cuts) {}

  LiveJob(
      Uint id,
      Principal developer,
      long base,
      long bonus,
      long bond,
      long stake,
      long auditFee,
      long auctionWindow,
      long trainingWindow,
      long keyWindow,
      long confirmWindow,
      boolean fixedPrice) {
    this.id = id;
    this.developer = developer;
    this.base = base;
    this.bonus = bonus;
    this.bond = bond;
    this.stake = stake;
    this.auditFee = auditFee;
    this.auctionWindow = auctionWindow;
    this.trainingWindow = trainingWindow;
    this.keyWindow = keyWindow;
    this.confirmWindow = confirmWindow;
    this.fixedPrice = fixedPrice;
  }

  /** The best bidder; the provider once the job is assigned. */
  Principal provider() {
    return bidder.orElseThrow();
  }

  boolean isProvider(Principal who) {
    return bidder.filter(who::equals).isPresent();
  }

  /** The accounts that hold a seat, or would if they had the bond. */
  List<Principal> auditors() {
    return grantees.isEmpty() ? List.of() : grantees.subList(1, grantees.size());
  }
}
