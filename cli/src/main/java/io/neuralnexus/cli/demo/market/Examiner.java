package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.cli.learning.Accuracy;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.LogisticModel;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;

/**
 * Measures the model of a bid as anyone can: the weights that the provider has published and the
 * hold-out set that the developer has opened, both by the hashes that the chain holds.
 */
record Examiner(FileStore files, NeuralTrainingMarket contract) {
  /**
   * Tries the model on every row of the hold-out set.
   *
   * @throws IllegalStateException if one of the two files was not published
   */
  Accuracy measure(Bid bid) {
    return Accuracy.of(model(bid), LabelledRows.fromBytes(file(bid.holdOutHash())));
  }

  /**
   * The model that was made for a bid.
   *
   * @throws IllegalStateException if its weights were not published
   */
  LogisticModel model(Bid bid) {
    var evidence =
        contract
            .getEvidence(bid.id())
            .orElseThrow(() -> new IllegalStateException("no evidence for bid " + bid.id()));
    return LogisticModel.fromBytes(file(evidence.weightsHash()));
  }

  private byte[] file(Buff hash) {
    return files
        .fetch(new ContentId(hash))
        .map(Buff::bytes)
        .orElseThrow(() -> new IllegalStateException("nobody has published " + hash));
  }
}
