package io.neuralnexus.clarinet.junit;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.report.RunReport;
import io.neuralnexus.clarity.StandardPrincipal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Carries out {@link ClarinetProject}. */
final class ClarinetExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(ClarinetExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(Account.class)
        || parameter.getParameter().getType() == Simnet.class
        || binding(parameter.getParameter().getType()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "%s of %s: a chain belongs to one test, so there is none for a whole class; take it in a test, a constructor or a method before each test"
              .formatted(parameter.getParameter(), context.getDisplayName()));
    }
    var simnet = chain(context).simnet();
    var account = parameter.findAnnotation(Account.class);
    if (account.isPresent()) {
      if (!type.isAssignableFrom(StandardPrincipal.class)) {
        throw new ParameterResolutionException(
            "@Account is for a StandardPrincipal, not for a " + type.getSimpleName());
      }
      return simnet.account(account.get().value());
    }
    return type == Simnet.class ? simnet : bind(binding(type).orElseThrow(), simnet);
  }

  /** Lets a constructor see the context of the test that its instance is for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) return;
    var chain = context.getStore(NAMESPACE).get(Chain.class, Chain.class);
    if (chain == null) return;
    chain
        .simnet()
        .lastCallTrace()
        .ifPresent(
            trace ->
                System.err.printf(
                    "Last contract call of %s:%n%s%n", testName(context), trace.stripTrailing()));
  }

  private static Chain chain(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Chain.class, _ -> open(context), Chain.class);
  }

  private static Chain open(ExtensionContext context) {
    var project =
        AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(),
                ClarinetProject.class,
                context.getEnclosingTestClasses())
            .orElseThrow();
    boolean costs = project.trackCosts() || isSet(context, "simnet.costs");
    boolean coverage = project.trackCoverage() || isSet(context, "simnet.coverage");
    var simnet =
        Simnet.open(
            Path.of(project.manifest()),
            SimnetOptions.defaults().withTrackCosts(costs).withTrackCoverage(coverage));
    if (!costs && !coverage) return new Chain(simnet, Optional.empty());
    simnet.setCurrentTestName(testName(context));
    return new Chain(simnet, Optional.of(runReport(context)));
  }

  private static RunReport runReport(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Reports.class, _ -> reports(context), Reports.class)
        .report();
  }

  private static Reports reports(ExtensionContext context) {
    var directory = context.getConfigurationParameter("simnet.reports").orElse("target/simnet");
    return new Reports(new RunReport(), Path.of(directory));
  }

  private static boolean isSet(ExtensionContext context, String property) {
    return context.getConfigurationParameter(property).map(Boolean::parseBoolean).orElse(false);
  }

  private static String testName(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
  }

  private static Optional<Method> binding(Class<?> type) {
    try {
      var on = type.getMethod("on", Simnet.class);
      return Modifier.isStatic(on.getModifiers()) && type.isAssignableFrom(on.getReturnType())
          ? Optional.of(on)
          : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Object bind(Method on, Simnet simnet) {
    try {
      return on.invoke(null, simnet);
    } catch (IllegalAccessException e) {
      throw new ParameterResolutionException(on + " is not accessible; make its class public", e);
    } catch (InvocationTargetException e) {
      throw new ParameterResolutionException(
          on + " failed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** The chain of one test, closed by JUnit when the test is over. */
  private record Chain(Simnet simnet, Optional<RunReport> report) implements AutoCloseable {
    @Override
    public void close() {
      try (simnet) {
        report.ifPresent(run -> run.add(simnet.collectReport()));
      }
    }
  }

  /** The reports of the whole run, written by JUnit's closing them after the last test. */
  private record Reports(RunReport report, Path directory) implements AutoCloseable {
    @Override
    public void close() {
      report.write(directory);
    }
  }
}
