package io.neuralnexus.cli.prove;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.prover.Commitment;
import io.neuralnexus.offchain.zk.prover.FalseStatement;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A table and its schema, before anybody commits to them. */
record Draft(SchemaFile schema, QuantisedTable table, Profile profile) {
  private static final int SEED_BYTES = 32;

  /** A seed that nobody can guess, for one commitment. */
  static Buff newSeed() {
    var seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return Buff.of(seed);
  }

  /**
   * Reads both files.
   *
   * @throws InputException if the schema is faulty
   * @throws io.neuralnexus.cli.learning.CsvException if the data is
   * @throws RefusedException if more rows are stated than there are
   */
  static Draft read(Path data, Path schemaPath) {
    var schema = SchemaFile.read(schemaPath);
    var table = QuantisedTable.read(data, schema);
    try {
      return new Draft(schema, table, schema.statement().profile(table.size()));
    } catch (IllegalArgumentException e) {
      throw tooMuch(schema, e);
    }
  }

  /**
   * Commits to the table.
   *
   * @throws InputException if no proof can hold what is stated
   * @throws RefusedException if it is false
   */
  Commitment commit(Buff seed) {
    try {
      return Commitment.of(Parameters.STANDARD, profile, table.table(), seed);
    } catch (FalseStatement e) {
      throw Untruth.of(e, table, schema.statement().schema(), profile);
    } catch (IllegalArgumentException e) {
      throw tooMuch(schema, e);
    }
  }

  private static InputException tooMuch(SchemaFile schema, IllegalArgumentException e) {
    return new InputException(schema.path(), e.getMessage(), "docs/prove.md lists the limits");
  }
}
