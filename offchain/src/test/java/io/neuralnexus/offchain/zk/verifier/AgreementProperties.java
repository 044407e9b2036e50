package io.neuralnexus.offchain.zk.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.prover.Commitment;
import io.neuralnexus.offchain.zk.prover.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Prover and verifier, who know nothing of each other, mean the same protocol. */
class AgreementProperties {
  private static final Parameters PARAMETERS = new Parameters(6, 8, 9, 2, 3, 1, 2, 3, 4);
  private static final Verifier VERIFIER = new Verifier(PARAMETERS);
  private static final Buff SEED = Buff.of(new byte[32]);
  private static final Buff BINDING = Buff.of((byte) 1);

  @Property(tries = 30)
  void what_is_true_of_a_table_is_proven(@ForAll Random random) {
    var sample = Sample.of(random);
    var commitment = Commitment.of(PARAMETERS, sample.profile(), sample.table(), SEED);

    var proof = commitment.prove(BINDING, _ -> {});

    assertThat(verdict(commitment, sample.profile(), Proof.of(proof.value()))).isEmpty();
  }

  @Property(tries = 15)
  void a_proof_proves_no_other_number_of_rows(@ForAll Random random) {
    var sample = Sample.of(random);
    var commitment = Commitment.of(PARAMETERS, sample.profile(), sample.table(), SEED);
    var proof = commitment.prove(BINDING, _ -> {});
    var profile = sample.profile();
    var longer =
        new Profile(
            profile.log(),
            profile.rows() + 1,
            profile.features(),
            profile.classes(),
            profile.sums());

    assertThat(verdict(commitment, longer, proof))
        .hasValueSatisfying(
            refusal -> assertThat(refusal).isIn(Refusal.BAD_SIZE, Refusal.BAD_COMPOSITION));
  }

  private static Optional<Refusal> verdict(Commitment commitment, Profile profile, Proof proof) {
    return VERIFIER.refusal(BINDING, commitment.root(), profile, proof);
  }

  /** A table, and bounds around what is in it. */
  private record Sample(Table table, Profile profile) {
    private static final long RANGE = 1L << 32;

    static Sample of(Random random) {
      int rows = 1 + random.nextInt(120);
      int labels = random.nextInt(5);
      var features = new ArrayList<Feature>();
      var columns = new ArrayList<long[]>();
      int count = 1 + random.nextInt(4);
      for (int j = 0; j < count; j++) {
        var feature = feature(random, rows);
        features.add(feature.feature());
        columns.add(feature.values());
      }
      int[] classes =
          IntStream.range(0, rows).map(_ -> random.nextInt(Math.max(1, labels))).toArray();
      var table = Table.of(columns);
      if (labels > 0) table = table.withLabels(classes);
      var bounds =
          IntStream.range(0, labels)
              .mapToObj(
                  c -> around(random, rows, Arrays.stream(classes).filter(l -> l == c).count()))
              .toList();
      var sums =
          IntStream.range(0, random.nextInt(3))
              .mapToObj(_ -> sum(random, features, columns))
              .toList();
      int log = Commitment.log(PARAMETERS, rows);
      return new Sample(table, new Profile(log, rows, features, bounds, sums));
    }

    private record Column(Feature feature, long[] values) {}

    private static Column feature(Random random, int rows) {
      long width = random.nextLong(1L << random.nextInt(33));
      long low = random.nextLong(RANGE - width);
      var values =
          IntStream.range(0, rows).mapToLong(_ -> low + random.nextLong(width + 1)).toArray();
      boolean room = low > 0 || low + width < RANGE - 1;
      if (!room || random.nextBoolean()) {
        return new Column(new Feature(low, low + width, Optional.empty()), values);
      }
      long code = low > 0 ? random.nextLong(low) : low + width + 1;
      for (int i = 0; i < rows; i++) if (random.nextInt(4) == 0) values[i] = code;
      long missing = Arrays.stream(values).filter(value -> value == code).count();
      var bounds = around(random, rows, missing);
      return new Column(
          new Feature(low, low + width, Optional.of(new Missing(code, bounds))), values);
    }

    private static Bounds around(Random random, int rows, long count) {
      return new Bounds(random.nextLong(count + 1), count + random.nextLong(rows - count + 1));
    }

    private static Sum sum(Random random, List<Feature> features, List<long[]> columns) {
      int j = random.nextInt(features.size());
      var code = features.get(j).missing().map(Missing::code).orElse(-1L);
      long times = 1 + random.nextInt(1 << 10);
      long less = random.nextLong(1L << 40);
      long total =
          Arrays.stream(columns.get(j))
              .filter(value -> value != code)
              .map(value -> times * value - less)
              .sum();
      return new Sum(
          j, times, less, total - random.nextInt(1 << 20), total + random.nextInt(1 << 20));
    }
  }
}
