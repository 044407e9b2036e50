package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Section "Encoding of a proof": the lengths that follow from the profile. */
record Shape(Parameters parameters, int log, Columns columns) {
  private static final int SALT = 16;
  private static final int FOLD = 1 << Parameters.FOLD_LOG;

  static Shape of(Parameters parameters, Profile profile) {
    return new Shape(parameters, profile.log(), Columns.of(profile));
  }

  /** n_l: the points of a layer. */
  long points(int layer) {
    return 1L << (log + Parameters.BLOW_UP_LOG - Parameters.FOLD_LOG * layer);
  }

  int layers() {
    return parameters.layers(log);
  }

  boolean fits(Proof proof) {
    return isCap(proof.traceCap())
        && isCap(proof.partsCap())
        && proof.atZ().size() == columns.width()
        && proof.atNext().size() == columns.shifted()
        && proof.parts().size() == Parameters.PARTS
        && proof.layers().size() == layers()
        && proof.layers().stream().allMatch(this::isCap)
        && proof.last().size() == (1 << log) >> (Parameters.FOLD_LOG * layers())
        && proof.queries().size() == parameters.queries()
        && proof.queries().stream().allMatch(this::fits);
  }

  private boolean fits(Proof.Query query) {
    int height = log + Parameters.BLOW_UP_LOG;
    return query.row().size() == columns.width() / 2
        && query.salt().length() == SALT
        && isPath(query.path(), height)
        && query.parts().size() == Parameters.PARTS + 1
        && query.partsSalt().length() == SALT
        && isPath(query.partsPath(), height)
        && query.folds().size() == layers()
        && IntStream.range(0, layers()).allMatch(layer -> fits(query.folds().get(layer), layer));
  }

  private boolean fits(Proof.Fold fold, int layer) {
    int height = log + Parameters.BLOW_UP_LOG - Parameters.FOLD_LOG * (layer + 1);
    return fold.values().size() == FOLD && isPath(fold.path(), height);
  }

  private boolean isPath(List<Buff> path, int height) {
    return path.size() == height - parameters.capHeight()
        && path.stream().allMatch(node -> node.length() == Tree.HASH);
  }

  private boolean isCap(Buff cap) {
    return cap.length() == Tree.HASH << parameters.capHeight();
  }

  static boolean isCanonical(Proof proof) {
    return Stream.concat(
            Stream.of(proof.atZ(), proof.atNext(), proof.parts(), proof.last()),
            proof.queries().stream().flatMap(Shape::packed))
        .flatMap(List::stream)
        .allMatch(Element::isCanonical);
  }

  private static Stream<List<Uint>> packed(Proof.Query query) {
    return Stream.concat(
        Stream.of(query.row(), query.parts()), query.folds().stream().map(Proof.Fold::values));
  }
}
