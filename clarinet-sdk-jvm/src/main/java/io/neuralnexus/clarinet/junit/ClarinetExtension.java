package io.neuralnexus.clarinet.junit;

import io.neuralnexus.clarinet.CallException;
import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.Snapshot;
import io.neuralnexus.clarinet.report.RunReport;
import io.neuralnexus.clarity.StandardPrincipal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
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
    var manifest = Path.of(project.manifest());
    var options = SimnetOptions.defaults().withTrackCosts(costs).withTrackCoverage(coverage);
    if (!costs && !coverage && options.engine() == Engine.JVM) {
      var opened =
          context
              .getRoot()
              .getStore(NAMESPACE)
              .computeIfAbsent(OpenedChains.class, _ -> new OpenedChains(), OpenedChains.class);
      return opened.take(manifest, options);
    }
    var simnet = Simnet.open(manifest, options);
    if (!costs && !coverage) return new Chain(simnet, Optional.empty(), simnet::close);
    simnet.setCurrentTestName(testName(context));
    return new Chain(simnet, Optional.of(runReport(context)), simnet::close);
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

  /** A static method {@code on} that makes one of this type of a simnet. */
  private static Optional<Method> binding(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> method.getName().equals("on") && Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> method.getParameterTypes()[0].isAssignableFrom(Simnet.class))
        .filter(method -> type.isAssignableFrom(method.getReturnType()))
        .findFirst();
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

  /**
   * The chain of one test, which JUnit gives back when the test is over.
   *
   * @param done what becomes of it then
   */
  private record Chain(Simnet simnet, Optional<RunReport> report, Runnable done)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        report.ifPresent(run -> run.add(simnet.collectReport()));
      } finally {
        done.run();
      }
    }
  }

  /**
   * Chains in this process that are open and in no use: the next test gets one as it was when it
   * opened, which costs what the last test has changed. Tests at the same time have their own.
   */
  private static final class OpenedChains implements AutoCloseable {
    private record Project(Path manifest, SimnetOptions options) {}

    private record Idle(Simnet simnet, Snapshot opened) {}

    private final Map<Project, Queue<Idle>> idle = new ConcurrentHashMap<>();

    Chain take(Path manifest, SimnetOptions options) {
      var chains =
          idle.computeIfAbsent(new Project(manifest, options), _ -> new ConcurrentLinkedQueue<>());
      var next = chains.poll();
      if (next == null) {
        var simnet = Simnet.open(manifest, options);
        next = new Idle(simnet, simnet.snapshot());
      }
      var taken = next;
      return new Chain(taken.simnet(), Optional.empty(), () -> giveBack(taken, chains));
    }

    private static void giveBack(Idle chain, Queue<Idle> chains) {
      try {
        chain.simnet().restore(chain.opened());
      } catch (CallException closed) {
        return; // The test has closed it.
      }
      chains.add(chain);
    }

    @Override
    public void close() {
      idle.values().forEach(chains -> chains.forEach(chain -> chain.simnet().close()));
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
