package io.neuralnexus.tests.zk;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Binding;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.prover.Commitment;
import io.neuralnexus.offchain.zk.prover.Table;
import io.neuralnexus.tests.contracts.ZkVerification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A profile and a proof of it.
 *
 * @param root commitment to the data
 * @param binding who proves it, where and about which data set
 */
public record Proven(Profile profile, Buff root, Buff binding, Proof proof) {
  /** The chain id of the simnet. */
  public static final Uint CHAIN = Uint.of(0x80000000L);

  private static final int ROWS = 30;

  /** Of values that are missing in a feature, in every row but each third. */
  private static final long CODE = 9;

  /**
   * Few rows with everything that a profile can state: a feature with missing values, one of a
   * single value, which has no digits, one whose digits are uneven; two classes; two sums, one of
   * them below zero.
   */
  private static Profile everything() {
    return new Profile(
        Parameters.STANDARD.minLog(),
        ROWS,
        List.of(
            new Feature(10, 10 + 65_535, Optional.of(new Missing(CODE, new Bounds(15, 25)))),
            new Feature(7, 7, Optional.empty()),
            new Feature(0, 1_000, Optional.empty())),
        List.of(new Bounds(15, 15), new Bounds(0, 20)),
        List.of(new Sum(2, 3, 0, 0, 90_000), new Sum(0, 2, 200_000, -4_000_000, -1)));
  }

  private static Table table() {
    var values = new Random(1);
    var gaps =
        IntStream.range(0, ROWS)
            .mapToLong(i -> i % 3 == 0 ? 10 + values.nextInt(65_536) : CODE)
            .toArray();
    var same = new long[ROWS];
    Arrays.fill(same, 7);
    var spread = values.longs(ROWS, 0, 1_001).toArray();
    return Table.of(List.of(gaps, same, spread))
        .withLabels(IntStream.range(0, ROWS).map(i -> i % 2).toArray());
  }

  /** A proof by this account about its data set of that id and schema. */
  public static Proven by(
      StandardPrincipal owner, StandardPrincipal deployer, long id, Buff schema) {
    var contract = deployer.contract(ZkVerification.NAME);
    return of(
        everything(), table(), new Binding(CHAIN, contract, owner, Uint.of(id), schema).hash());
  }

  /** A proof by this account about data set 2, which has so many features of one value each. */
  static Proven ofFeatures(
      int count, StandardPrincipal owner, StandardPrincipal deployer, Buff schema) {
    var values = IntStream.range(0, count).mapToObj(j -> new long[] {j}).toList();
    var profile =
        new Profile(
            Parameters.STANDARD.minLog(),
            1,
            values.stream().map(v -> new Feature(v[0], v[0], Optional.empty())).toList(),
            List.of(),
            List.of());
    var contract = deployer.contract(ZkVerification.NAME);
    return of(
        profile, Table.of(values), new Binding(CHAIN, contract, owner, Uint.of(2), schema).hash());
  }

  private static Proven of(Profile profile, Table table, Buff binding) {
    var commitment = Commitment.of(Parameters.STANDARD, profile, table, Buff.of(new byte[32]));
    return new Proven(profile, commitment.root(), binding, commitment.prove(binding, done -> {}));
  }

  /** A proof that the tests share, for nobody. */
  static Proven small() {
    return Small.PROVEN;
  }

  private static final class Small {
    static final Proven PROVEN = of(everything(), table(), Buff.of(new byte[32]));
  }

  /** A proof about ranges alone, for nobody. */
  static Proven plain() {
    var profile =
        new Profile(
            Parameters.STANDARD.minLog(),
            2,
            List.of(new Feature(1, 4, Optional.empty())),
            List.of(),
            List.of());
    return of(profile, Table.of(List.of(new long[] {1, 4})), Buff.of(new byte[32]));
  }

  /** A proof about so many rows of 30 features of 16 bits, in two classes. */
  static Proven of(int rows) {
    var values = new Random(rows);
    var features =
        IntStream.range(0, 30).mapToObj(j -> values.longs(rows, 0, 65_536).toArray()).toList();
    var profile =
        new Profile(
            Commitment.log(Parameters.STANDARD, rows),
            rows,
            features.stream().map(each -> new Feature(0, 65_535, Optional.empty())).toList(),
            List.of(new Bounds(1, rows), new Bounds(1, rows)),
            List.of());
    var labels = IntStream.range(0, rows).map(i -> i % 2).toArray();
    return of(profile, Table.of(features).withLabels(labels), Buff.of(new byte[32]));
  }
}
