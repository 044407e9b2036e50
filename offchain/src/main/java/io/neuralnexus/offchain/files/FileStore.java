package io.neuralnexus.offchain.files;

import io.neuralnexus.clarity.Buff;
import java.util.Optional;

/**
 * Where files change hands outside the chain, found by what is in them, as on IPFS. What is found
 * is what was asked for: a store that answers with other bytes is as one that has nothing. Safe for
 * several threads.
 */
public interface FileStore {
  /** The bytes of the largest file: 1 MiB, as a {@link Buff} has. */
  int LARGEST = 1 << 20;

  /** A store that lasts as long as the process. */
  static FileStore inMemory() {
    return new MemoryStore();
  }

  /**
   * Opens a file to everyone.
   *
   * @throws java.io.UncheckedIOException if the store cannot keep it
   */
  ContentId publish(Buff file);

  /** The file with this content, if anyone has published it and the store can be reached. */
  Optional<Buff> fetch(ContentId id);
}
