package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.offchain.chain.Wallet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Writes the directory that a role starts from: a commented configuration, and fresh keys. */
public final class Templates {
  private Templates() {}

  /**
   * Makes the directory of a trainer.
   *
   * @return the address of its account, which needs money
   * @throws OperatorException if there is one already
   */
  public static StandardPrincipal trainer(Path directory) {
    return write(directory, "trainer.toml");
  }

  /**
   * Makes the directory of a verifier.
   *
   * @return the address of its account, which needs money
   * @throws OperatorException if there is one already
   */
  public static StandardPrincipal verifier(Path directory) {
    return write(directory, "verifier.toml");
  }

  private static StandardPrincipal write(Path directory, String name) {
    try {
      Files.createDirectories(directory);
      for (var each : new String[] {name, "account.key", "secret.key"}) {
        if (Files.exists(directory.resolve(each))) {
          throw new OperatorException(
              "%s is there already: nothing is overwritten; name another directory"
                  .formatted(directory.resolve(each)));
        }
      }
      var account = newKey(directory.resolve("account.key"));
      newKey(directory.resolve("secret.key"));
      try (var template = Templates.class.getResourceAsStream(name)) {
        Files.write(directory.resolve(name), template.readAllBytes());
      }
      return Wallet.of(account).address();
    } catch (IOException e) {
      throw new OperatorException(
          "%s cannot be written: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** Nobody but its owner reads it, from the first byte on. */
  private static Buff newKey(Path file) throws IOException {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    var secret = Buff.of(bytes);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        file,
        secret.toString().substring(2) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
    return secret;
  }
}
