package io.neuralnexus.tests.suite.model;

import io.neuralnexus.tests.suite.model.Play.Epilogue;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * A run of many sequences, a batch of them at a time, on two threads: its size, its seed and how it
 * shrinks come from system properties, and at the end of one that is large enough everything must
 * have happened at least once.
 */
final class Campaign implements AroundPropertyHook {
  /** The part of the sequences that a property runs, if not all. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Share {
    double value();
  }

  /** Sequences of one try. */
  static final int BATCH = 10;

  private static final int ENOUGH = 1_000;
  private static final int SEQUENCES = Integer.getInteger("suite.model.tries", 100);
  private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);

  private static final Deque<Stage> STAGES = new ArrayDeque<>();
  private static Coverage coverage = new Coverage();

  /** Plays all of them; the first that fails fails the batch. */
  static void play(List<Sequence> batch, Epilogue epilogue) {
    try (var pool = Executors.newFixedThreadPool(THREADS)) {
      var played =
          batch.stream()
              .map(sequence -> pool.submit(() -> play(sequence, coverage, epilogue)))
              .toList();
      for (var each : played) each.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) throw failure;
      throw new AssertionError("a sequence broke down: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Plays one that failed before. */
  static void replay(String sequence, Epilogue epilogue) {
    play(Sequence.parse(sequence), new Coverage(), epilogue);
    close();
  }

  private static void play(Sequence sequence, Coverage counted, Epilogue epilogue) {
    var stage = take();
    try {
      Play.of(sequence, stage, counted, epilogue);
    } finally {
      giveBack(stage);
    }
  }

  private static Stage take() {
    synchronized (STAGES) {
      if (!STAGES.isEmpty()) return STAGES.pop();
    }
    return new Stage();
  }

  private static void giveBack(Stage stage) {
    synchronized (STAGES) {
      STAGES.push(stage);
    }
  }

  private static void close() {
    synchronized (STAGES) {
      STAGES.forEach(Stage::close);
      STAGES.clear();
    }
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    var share = context.findAnnotation(Share.class).map(Share::value);
    var attributes = context.attributes();
    attributes.setTries((int) Math.ceil(SEQUENCES * share.orElse(1.0) / BATCH));
    Optional.ofNullable(System.getProperty("suite.model.seed")).ifPresent(attributes::setSeed);
    Optional.ofNullable(System.getProperty("suite.model.shrinking"))
        .map(ShrinkingMode::valueOf)
        .ifPresent(attributes::setShrinking);
    coverage = new Coverage();
    var result = property.execute();
    close();
    if (result.status() != Status.SUCCESSFUL) return result;
    System.out.printf("%s%n%s%n", context.label(), coverage);
    if (share.isPresent() || SEQUENCES < ENOUGH) return result;
    try {
      coverage.assertComplete();
      return result;
    } catch (AssertionError e) {
      return result.mapToFailed(e);
    }
  }
}
