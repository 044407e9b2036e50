package io.neuralnexus.tests.market.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * A run of many sequences: its size, its seed and how it shrinks come from system properties, and
 * at the end of one that is large enough everything must have happened at least once.
 */
final class Campaign implements AroundPropertyHook {
  /** The part of the sequences that a property runs, if not all. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Share {
    double value();
  }

  private static final int ENOUGH = 200;
  private static final int SEQUENCES = Integer.getInteger("market.model.tries", ENOUGH);

  private static Coverage coverage = new Coverage();

  /** Of the property that runs now. */
  static Coverage coverage() {
    return coverage;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    var share = context.findAnnotation(Share.class).map(Share::value);
    var attributes = context.attributes();
    attributes.setTries((int) Math.ceil(SEQUENCES * share.orElse(1.0)));
    Optional.ofNullable(System.getProperty("market.model.seed")).ifPresent(attributes::setSeed);
    Optional.ofNullable(System.getProperty("market.model.shrinking"))
        .map(ShrinkingMode::valueOf)
        .ifPresent(attributes::setShrinking);
    coverage = new Coverage();
    var result = property.execute();
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
