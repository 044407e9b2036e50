package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Buff;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where files change hands outside the chain, found by their sha256, as on IPFS. The demo keeps
 * them in memory.
 */
public final class Library {
  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final Map<Buff, byte[]> files = new HashMap<>();

  /** Opens a file to everyone and returns its hash. */
  public Buff publish(byte[] file) {
    var hash = Sha256.of(file);
    files.put(hash, file.clone());
    return hash;
  }

  /** The file with this hash, if anyone has published it. */
  public Optional<byte[]> find(Buff hash) {
    return Optional.ofNullable(files.get(hash)).map(byte[]::clone);
  }

  /** The file at an address, if anyone has published it. */
  public Optional<byte[]> find(String uri) {
    return files.entrySet().stream()
        .filter(file -> uri(file.getKey()).equals(uri))
        .findFirst()
        .map(file -> file.getValue().clone());
  }

  /** The address of a file: CIDv1 of a raw block, sha2-256, in base 32. */
  public static String uri(Buff hash) {
    var cid = new ByteArrayOutputStream();
    cid.writeBytes(new byte[] {0x01, 0x55, 0x12, 0x20});
    cid.writeBytes(hash.bytes());
    var text = new StringBuilder("ipfs://b");
    var pending = 0;
    var bits = 0;
    for (var next : cid.toByteArray()) {
      pending = pending << 8 | next & 0xff;
      for (bits += 8; bits >= 5; bits -= 5) text.append(BASE_32.charAt(pending >> bits - 5 & 31));
    }
    if (bits > 0) text.append(BASE_32.charAt(pending << 5 - bits & 31));
    return text.toString();
  }
}
