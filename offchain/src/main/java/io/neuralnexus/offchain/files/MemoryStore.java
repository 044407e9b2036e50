package io.neuralnexus.offchain.files;

import io.neuralnexus.clarity.Buff;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files in memory. */
final class MemoryStore implements FileStore {
  private final Map<ContentId, Buff> files = new ConcurrentHashMap<>();

  @Override
  public ContentId publish(Buff file) {
    var id = ContentId.of(file);
    files.put(id, file);
    return id;
  }

  @Override
  public Optional<Buff> fetch(ContentId id) {
    return Optional.ofNullable(files.get(id));
  }
}
