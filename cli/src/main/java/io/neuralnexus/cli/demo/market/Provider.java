package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Sha256;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.learning.Accuracy;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.LogisticModel;
import io.neuralnexus.offchain.files.ContentId;

/** Holds rows that never leave it, trains on them for a bid, and claims a score. */
final class Provider {
  /** On which rows a provider tries its model before it claims. */
  enum Test {
    HOLD_OUT,
    OWN_ROWS
  }

  private final Account account;
  private final LabelledRows rows;
  private final Test test;
  private final World world;
  private final Uint datasetId;

  private Provider(Account account, LabelledRows rows, Test test, World world, Uint datasetId) {
    this.account = account;
    this.rows = rows;
    this.test = test;
    this.world = world;
    this.datasetId = datasetId;
  }

  /** Someone who stakes micro-STX on the quality of its rows. */
  static Provider register(Account account, LabelledRows rows, Test test, World world, long stake) {
    var market = world.market();
    var uri = new ContentId(Sha256.of(rows.toBytes())).uri();
    var receipt = market.as(account).registerDataset(Uint.of(stake), uri);
    var datasetId = market.done(account, "data-set stake", receipt).value();
    return new Provider(account, rows, test, world, datasetId);
  }

  Account account() {
    return account;
  }

  int rowCount() {
    return rows.size();
  }

  Uint datasetId() {
    return datasetId;
  }

  /** Trains on its own rows and publishes the weights; returns where they lie. */
  String train(Bid bid) {
    var model = LogisticModel.train(rows, world.seed().random("training of " + account));
    var file = world.files().publish(Buff.of(model.toBytes()));
    var evidence = world.market().as(account).publishEvidence(bid.id(), file.hash(), file.uri());
    world.market().done(evidence);
    return file.uri();
  }

  /** Tries its model and claims that score, with a bond. */
  int claim(Bid bid) {
    var believed =
        switch (test) {
          case HOLD_OUT -> world.examiner().measure(bid);
          case OWN_ROWS -> Accuracy.of(world.examiner().model(bid), rows);
        };
    var market = world.market();
    var score = Uint.of(believed.score());
    market.done(
        account,
        "bonds",
        market.as(account).submitValidationResult(bid.modelId(), bid.id(), score));
    world.tell(
        "%s tries its model on %s, %s, and claims %d",
        account,
        test == Test.HOLD_OUT ? "the hold-out set" : "its own rows only",
        Text.accuracy(believed),
        believed.score());
    return believed.score();
  }

  /** Takes what the settlement left to it; returns micro-STX. */
  long collect(Outcome outcome) {
    var parts = outcome.settlement().providerParts(outcome);
    return world.market().collect(account, outcome.bid(), parts);
  }

  void leave() {
    world.market().done(world.market().as(account).requestDatasetUnstake(datasetId));
  }

  void withdraw() {
    var market = world.market();
    market.done(account, "data-set stake", market.as(account).withdrawDatasetStake(datasetId));
  }
}
