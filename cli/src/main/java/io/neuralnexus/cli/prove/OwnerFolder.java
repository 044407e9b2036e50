package io.neuralnexus.cli.prove;

import io.neuralnexus.offchain.zk.Binding;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.prover.Commitment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/**
 * What an owner keeps of a commitment: copies of the data and of the schema, the seed, and the
 * public part. All of it comes into being at once.
 */
final class OwnerFolder {
  private static final String PUBLIC = "commitment.json";
  private static final String SECRET = "secret.json";
  private static final String SCHEMA = "schema.toml";
  private static final String DATA = "data.csv";
  private static final String PACKED = ".gz";

  private final Path folder;
  private final PublicCommitment commitment;

  private OwnerFolder(Path folder, PublicCommitment commitment) {
    this.folder = folder;
    this.commitment = commitment;
  }

  /**
   * Commits to a table and makes the folder.
   *
   * @throws InputException if the folder has anything in it, or the schema is faulty
   * @throws io.neuralnexus.cli.learning.CsvException if the data is faulty
   * @throws RefusedException if what is stated is false
   */
  static OwnerFolder commit(Path folder, Path data, Path schema) throws IOException {
    requireEmpty(folder);
    var draft = Draft.read(data, schema);
    var seed = Draft.newSeed();
    var root = draft.commit(seed).root();
    var commitment = PublicCommitment.of(root, draft.schema(), draft.table().size());

    var made = WholeFiles.folderBeside(folder);
    SecretFile.at(made.resolve(SECRET)).create(root, seed);
    WholeFiles.create(made.resolve(dataName(data)), Files.readAllBytes(data));
    WholeFiles.create(made.resolve(SCHEMA), Files.readAllBytes(schema));
    WholeFiles.create(made.resolve(PUBLIC), commitment.bytes());
    WholeFiles.move(made, folder);
    return new OwnerFolder(folder, commitment);
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        if (files.findAny().isEmpty()) return;
      }
    }
    throw new InputException(
        folder, "exists and is not empty", "name a new folder, so that no seed is ever lost");
  }

  private static String dataName(Path data) {
    return data.toString().endsWith(PACKED) ? DATA + PACKED : DATA;
  }

  /**
   * Opens what {@link #commit} made.
   *
   * @throws InputException if it is not all there
   */
  static OwnerFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder, "there is no such folder", "name the one that nexus prove commit made");
    }
    return new OwnerFolder(folder, PublicCommitment.read(folder.resolve(PUBLIC)));
  }

  Path path() {
    return folder;
  }

  PublicCommitment commitment() {
    return commitment;
  }

  /**
   * Proves what is stated, for whoever the binding names. The same again is the same proof.
   *
   * @param progress is told the part that is done, from 0 to 1
   * @throws RefusedException if a proof with another binding was made
   * @throws InputException if data, schema or seed are not those of the commitment
   */
  Proof prove(Binding binding, DoubleConsumer progress) throws IOException {
    var made = reopened();
    SecretFile.at(folder.resolve(SECRET)).note(binding);
    return made.prove(binding.hash(), progress);
  }

  /**
   * Commits again to data and schema with the seed, and comes to the same root.
   *
   * @throws InputException if one of the three is not what the root stands for
   * @throws RefusedException if what is stated is false
   */
  Commitment reopened() {
    var seed = SecretFile.at(folder.resolve(SECRET)).seed(commitment.root());
    var data = folder.resolve(DATA);
    if (!Files.exists(data)) data = folder.resolve(DATA + PACKED);
    var made = Draft.read(data, folder.resolve(SCHEMA)).commit(seed);
    if (made.root().equals(commitment.root())) return made;
    throw new InputException(
        folder,
        "%s, %s or the seed is not what was committed to".formatted(data.getFileName(), SCHEMA),
        "restore them from your copy, or refuse them if they were sent to you");
  }
}
