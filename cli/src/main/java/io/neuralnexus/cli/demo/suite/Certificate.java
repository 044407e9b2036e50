package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.cli.demo.Sha256;
import io.neuralnexus.cli.learning.StandardRows;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.prover.Commitment;
import io.neuralnexus.offchain.zk.prover.Table;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What an owner states of its rows, and the commitment by which it can prove that: how many rows
 * there are, that no value is beyond ten deviations, and about how many rows each class has.
 */
final class Certificate {
  private static final Parameters PARAMETERS = Parameters.STANDARD;

  /** Numbers of rows of a class are told to this. */
  private static final int COARSE = 10;

  private final Profile profile;
  private final Commitment commitment;

  private Certificate(Profile profile, Commitment commitment) {
    this.profile = profile;
    this.commitment = commitment;
  }

  /**
   * Commits to rows.
   *
   * @param secret that salts their slot, and hides them in the commitment too
   */
  static Certificate of(StandardRows rows, Buff secret) {
    return of(stated(rows), rows, secret);
  }

  private static Certificate of(Profile profile, StandardRows rows, Buff secret) {
    var seed = Sha256.of(secret.plus(Buff.of((byte) 1)).bytes());
    return new Certificate(profile, Commitment.of(PARAMETERS, profile, table(rows), seed));
  }

  /**
   * The root that the owner of these rows and that secret has for a profile: who is given both
   * computes it to know that what was proven was proven of them.
   */
  static Buff root(Profile profile, StandardRows rows, Buff secret) {
    return of(profile, rows, secret).root();
  }

  private static Profile stated(StandardRows rows) {
    var feature = new Feature(0, StandardRows.RANGE, Optional.empty());
    var features = Collections.nCopies(rows.features()[0].length, feature);
    var positive = positive(rows);
    return new Profile(
        Commitment.log(PARAMETERS, rows.size()),
        rows.size(),
        features,
        List.of(about(rows.size() - positive, rows), about(positive, rows)),
        List.of());
  }

  private static int positive(StandardRows rows) {
    return (int) IntStream.range(0, rows.size()).filter(i -> rows.classes()[i]).count();
  }

  private static Bounds about(int count, StandardRows rows) {
    var low = count - count % COARSE;
    return new Bounds(low, Math.min(rows.size(), low + COARSE));
  }

  private static Table table(StandardRows rows) {
    var features =
        IntStream.range(0, rows.features()[0].length)
            .mapToObj(j -> IntStream.range(0, rows.size()).mapToLong(i -> rows.steps(i, j)))
            .map(LongStream::toArray)
            .toList();
    var labels = IntStream.range(0, rows.size()).map(i -> rows.classes()[i] ? 1 : 0).toArray();
    return Table.of(features).withLabels(labels);
  }

  Profile profile() {
    return profile;
  }

  Buff root() {
    return commitment.root();
  }

  /** A proof for this binding; one only, so that it hides what it is about. */
  Proof prove(Buff binding) {
    return commitment.prove(binding, share -> {});
  }
}
