package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All that chance decides in a run. Each purpose has a stream of its own, so that one more draw
 * here changes nothing there.
 */
public record Seed(long value) {
  /** Numbers for one purpose. */
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(ByteBuffer.wrap(bytes(purpose)).getLong());
  }

  /** 32 bytes that only the holder of the seed can tell. */
  public Buff salt(String purpose) {
    return Buff.of(bytes(purpose));
  }

  private byte[] bytes(String purpose) {
    var name = purpose.getBytes(StandardCharsets.UTF_8);
    return Sha256.of(ByteBuffer.allocate(8 + name.length).putLong(value).put(name).array()).bytes();
  }
}
