package io.neuralnexus.offchain.files;

import io.neuralnexus.clarity.Buff;
import java.util.Optional;

/**
 * Where files change hands outside the chain, found by what is in them, as on IPFS. What is found
 * is what was asked for: a store that answers with other bytes is as one that has nothing.
 */
public interface FileStore {
  /** Opens a file to everyone. */
  ContentId publish(Buff file);

  /** The file with this content, if anyone has published it and the store can be reached. */
  Optional<Buff> fetch(ContentId id);
}
