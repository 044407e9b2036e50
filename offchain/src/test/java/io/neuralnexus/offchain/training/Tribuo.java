package io.neuralnexus.offchain.training;

import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Linear models of Tribuo, a library that computes in doubles. */
final class Tribuo {
  private static final LabelFactory LABELS = new LabelFactory();

  private Tribuo() {}

  /** The accuracy, in bps, that its softmax regression reaches with the same settings. */
  static double accuracy(Settings settings, Sample training, Sample holdout) {
    var trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            SGD.getSimpleSGD(settings.rate()),
            settings.epochs(),
            Integer.MAX_VALUE,
            settings.batch(),
            1);
    var model = trainer.train(dataset(training));
    return 10_000 * new LabelEvaluator().evaluate(model, dataset(holdout)).accuracy();
  }

  private static MutableDataset<Label> dataset(Sample sample) {
    var provenance = new SimpleDataSourceProvenance("a shipped data set", LABELS);
    var dataset = new MutableDataset<>(provenance, LABELS);
    var names = new String[sample.features()];
    for (int i = 0; i < names.length; i++) names[i] = "f" + i;
    for (int i = 0; i < sample.size(); i++) {
      dataset.add(
          new ArrayExample<>(
              new Label(Integer.toString(sample.labels()[i])), names, sample.rows()[i]));
    }
    return dataset;
  }
}
