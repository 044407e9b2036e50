package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Sha256;

/** Votes in committees, for a fee, with a stake to lose. */
final class Validator {
  private final Account account;
  private final World world;

  Validator(Account account, World world) {
    this.account = account;
    this.world = world;
  }

  Account account() {
    return account;
  }

  /** Stakes micro-STX: its chance to be drawn. */
  void register(long stake) {
    var market = world.market();
    market.done(account, "validator stake", market.as(account).registerValidator(Uint.of(stake)));
  }

  /** Commits to a vote without showing it. */
  void commit(Bid bid, Uint round, int vote) {
    var market = world.market();
    // As get-commitment, but here: whoever is asked would learn the vote.
    var secret =
        Cl.tuple(
            "market", market.contract().contract(),
            "voter", account.address(),
            "model-id", bid.modelId(),
            "bid-id", bid.id(),
            "round", round,
            "vote", Uint.of(vote),
            "salt", salt(bid, round));
    market.done(market.as(account).commitVote(bid.id(), Sha256.of(secret.serialize())));
  }

  /** Shows the vote it committed to. */
  void reveal(Bid bid, Uint round, int vote) {
    var market = world.market();
    market.done(market.as(account).revealVote(bid.id(), Uint.of(vote), salt(bid, round)));
  }

  private Buff salt(Bid bid, Uint round) {
    return world.seed().salt("salt of %s, bid %s, round %s".formatted(account, bid.id(), round));
  }

  /** Takes the fees of its paid seats; returns micro-STX. */
  long collect(Bid bid) {
    return world.market().collect(account, bid, "committee");
  }

  void leave() {
    world.market().done(world.market().as(account).requestValidatorUnstake());
  }

  void withdraw() {
    var market = world.market();
    market.done(account, "validator stake", market.as(account).withdrawValidatorStake());
  }
}
