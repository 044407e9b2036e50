package io.neuralnexus.simulator.world;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A stream of chance that follows from a seed and a name. Streams of different names do not depend
 * on each other, so more agents of one kind change nothing for those of another.
 */
public final class Chance {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final RandomGenerator generator;

  private Chance(RandomGenerator generator) {
    this.generator = generator;
  }

  public static Chance of(long seed, String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    var hash = sha256(ByteBuffer.allocate(8 + bytes.length).putLong(seed).put(bytes).array());
    return new Chance(FACTORY.create(hash));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From 0 to 1, without 1. */
  public double uniform() {
    return generator.nextDouble();
  }

  public double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** From 0 up to a bound that is left out. */
  public int below(int bound) {
    return generator.nextInt(bound);
  }

  public boolean happens(double probability) {
    return uniform() < probability;
  }

  /** Exponential with a mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** Normal (Box and Muller, 1958). */
  public double normal(double mean, double deviation) {
    var radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
    return mean + deviation * radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** How often something happens that is expected so often. */
  public int poisson(double mean) {
    var count = 0;
    for (var passed = exponential(1); passed < mean; passed += exponential(1)) count++;
    return count;
  }

  public long next() {
    return generator.nextLong();
  }

  public byte[] bytes(int count) {
    var bytes = new byte[count];
    generator.nextBytes(bytes);
    return bytes;
  }

  public <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** One of them, each as likely as its weight is of the sum; none if no weight is above 0. */
  public <T> Optional<T> pick(List<T> from, ToDoubleFunction<T> weight) {
    var weights = from.stream().mapToDouble(weight).toArray();
    var total = 0.0;
    var last = -1;
    for (var i = 0; i < weights.length; i++) {
      total += weights[i];
      if (weights[i] > 0) last = i;
    }
    if (last < 0) return Optional.empty();
    var mark = uniform() * total;
    for (var i = 0; i < last; i++) {
      mark -= weights[i];
      if (mark <= 0 && weights[i] > 0) return Optional.of(from.get(i));
    }
    return Optional.of(from.get(last));
  }

  public <T> List<T> shuffled(List<T> items) {
    var shuffled = new ArrayList<>(items);
    for (var i = shuffled.size() - 1; i > 0; i--) Collections.swap(shuffled, i, below(i + 1));
    return shuffled;
  }
}
