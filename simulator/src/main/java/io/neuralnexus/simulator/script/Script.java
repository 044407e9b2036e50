package io.neuralnexus.simulator.script;

import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.ScriptException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A file of JavaScript, of which each part gets a copy with variables of its own. */
final class Script {
  private static final String LOADING = "the top level";

  private final String name;
  private final Source source;

  Script(String name, String text) {
    this.name = name;
    this.source = Source.newBuilder(Sandbox.LANGUAGE, text, name).cached(true).buildLiteral();
  }

  /** What this script decides for a part, as an interface that the part's role asks. */
  <S> S decides(Class<S> type, Part part) {
    var copy = new Copy(Sandbox.open(part));
    copy.run(LOADING, () -> copy.context.eval(source));
    var bindings = copy.context.getBindings(Sandbox.LANGUAGE);
    var functions = new HashMap<Method, Value>();
    var names = new TreeSet<String>();
    for (var each : type.getMethods()) {
      if (Modifier.isStatic(each.getModifiers())) continue;
      names.add(each.getName());
      var function = copy.run(LOADING, () -> bindings.getMember(each.getName()));
      if (function != null && function.canExecute()) functions.put(each, function);
      else if (function != null && !function.isNull()) {
        throw new ScriptException(
            "%s: '%s' is no function; write function %s(...) { ... }"
                .formatted(name, each.getName(), each.getName()));
      }
    }
    for (var each : type.getMethods()) {
      if (Modifier.isAbstract(each.getModifiers()) && !functions.containsKey(each)) {
        throw new ScriptException(
            "%s: there is no function '%s'; %s decides by %s"
                .formatted(name, each.getName(), part.population().role(), names));
      }
    }
    if (functions.isEmpty()) {
      throw new ScriptException(
          "%s: there is none of the functions by which %s decides; write some of %s"
              .formatted(name, part.population().role(), names));
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, copy.decisions(functions)));
  }

  /** The script of one part. */
  private final class Copy {
    private final Context context;

    Copy(Context context) {
      this.context = context;
    }

    InvocationHandler decisions(HashMap<Method, Value> functions) {
      return (proxy, method, arguments) -> {
        var function = functions.get(method);
        if (function != null) return decide(method, function, arguments);
        if (method.isDefault()) return InvocationHandler.invokeDefault(proxy, method, arguments);
        return switch (method.getName()) {
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> Script.this.toString();
        };
      };
    }

    private Object decide(Method method, Value function, Object[] arguments) {
      var told = Arrays.stream(arguments).map(Facts::of).toArray();
      return run(method.getName(), () -> answer(method, function.execute(told)));
    }

    private Object answer(Method method, Value value) {
      return Answers.of(method, value)
          .orElseThrow(
              () ->
                  new ScriptException(
                      "%s: %s returned %s; return %s"
                          .formatted(
                              begin(method.getName()),
                              method.getName(),
                              value,
                              Answers.wanted(method))));
    }

    /** Where a function begins. */
    private String begin(String function) {
      var at = context.getBindings(Sandbox.LANGUAGE).getMember(function);
      var section = at == null ? null : at.getSourceLocation();
      return section == null ? name : "%s:%d".formatted(name, section.getStartLine());
    }

    <T> T run(String function, Limits.Work<T> work) {
      var limits = Limits.begin(context);
      try {
        return work.get();
      } catch (PolyglotException e) {
        throw failed(function, e, limits);
      } finally {
        limits.end();
      }
    }

    private ScriptException failed(String function, PolyglotException e, Limits limits) {
      var why =
          limits
              .broken(e)
              .orElseGet(
                  () ->
                      e.isHostException()
                          ? e.asHostException().getMessage()
                          : String.valueOf(e.getMessage()));
      return new ScriptException(
          "%s: in %s: %s"
              .formatted(
                  place(e, function), function, why.lines().collect(Collectors.joining(" "))),
          e);
    }

    private String place(PolyglotException e, String function) {
      var at = e.getSourceLocation();
      if (at != null && at.getSource().getName().equals(name)) {
        return "%s:%d".formatted(name, at.getStartLine());
      }
      for (var frame : e.getPolyglotStackTrace()) {
        if (!frame.isGuestFrame() || frame.getSourceLocation() == null) continue;
        if (!frame.getSourceLocation().getSource().getName().equals(name)) continue;
        return "%s:%d".formatted(name, frame.getSourceLocation().getStartLine());
      }
      return e.isCancelled() ? name : begin(function);
    }
  }

  @Override
  public String toString() {
    return "script:" + name;
  }
}
