package io.neuralnexus.offchain.files;

import io.neuralnexus.clarity.Buff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in a folder, each named by its content id. Several processes may use one folder. */
public final class FolderStore implements FileStore {
  private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);

  private final Path folder;

  private FolderStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The store in a folder, which is made if it is not there.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public static FolderStore in(Path folder) {
    try {
      return new FolderStore(Files.createDirectories(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for files: " + e, e);
    }
  }

  /** On its disk when this returns: whole, or not at all. */
  @Override
  public ContentId publish(Buff file) {
    var id = ContentId.of(file);
    if (fetch(id).isPresent()) return id;
    try {
      var whole = Files.createTempFile(folder, ".", ".part");
      try {
        write(whole, file);
        Files.move(
            whole, path(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException("%s is not stored: %s".formatted(path(id), e), e);
    }
  }

  private static void write(Path path, Buff file) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(file.bytes());
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
  }

  @Override
  public Optional<Buff> fetch(ContentId id) {
    try (var in = Files.newInputStream(path(id))) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length <= LARGEST) {
        var file = Buff.of(bytes);
        if (ContentId.of(file).equals(id)) return Optional.of(file);
      }
      LOG.warn("{} has been altered: it is not read", path(id));
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", path(id), e.toString());
      return Optional.empty();
    }
  }

  private Path path(ContentId id) {
    return folder.resolve(id.toString());
  }
}
