package io.neuralnexus.cli.prove;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are there whole or not at all; nobody but their owner can read private ones. */
final class WholeFiles {
  private WholeFiles() {}

  /** A new private folder beside the one that it shall become. */
  static Path folderBeside(Path folder) throws IOException {
    var parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    var name = "." + folder.getFileName() + "-";
    return Files.createTempDirectory(parent, name, only(parent, "rwx------"));
  }

  /** Writes a new private file, to the disk. */
  static void create(Path file, byte[] content) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var parent = file.toAbsolutePath().getParent();
    try (var out = FileChannel.open(file, options, only(parent, "rw-------"))) {
      var rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) out.write(rest);
      out.force(true);
    }
  }

  /** A private file for nothing but to be locked. */
  static FileChannel lock(Path file) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return FileChannel.open(file, options, only(file.toAbsolutePath().getParent(), "rw-------"));
  }

  /** Gives a private file new content; whoever reads it meanwhile finds the old. */
  static void replace(Path file, byte[] content) throws IOException {
    var next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.deleteIfExists(next);
    create(next, content);
    move(next, file);
  }

  /**
   * Makes sure that a file can be written without loss.
   *
   * @throws InputException if there is one
   */
  static void requireNew(Path file) {
    if (Files.exists(file)) throw new InputException(file, "exists", "name a new file");
  }

  /**
   * Writes a new file for everybody.
   *
   * @throws InputException if there is one
   */
  static void publish(Path file, byte[] content) throws IOException {
    requireNew(file);
    var target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    var next = target.resolveSibling("." + target.getFileName() + ".next");
    Files.write(next, content);
    move(next, target);
  }

  /** Gives a file or folder its name, at once where the file system can. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] only(Path parent, String permissions) throws IOException {
    var isPosix = Files.getFileStore(parent).supportsFileAttributeView("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
