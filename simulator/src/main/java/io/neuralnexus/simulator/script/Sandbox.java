package io.neuralnexus.simulator.script;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.world.Part;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * Where scripts run: JavaScript without a world around it, in which the same is always the same.
 */
final class Sandbox {
  static final String LANGUAGE = "js";

  private static final int LONGEST_TEXT = 1 << 20;

  /**
   * Functions that may differ in the last bit from machine to machine, by those that do not. There
   * are no inverses of the hyperbolic ones.
   */
  private static final Map<String, DoubleUnaryOperator> EXACT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("sin", StrictMath::sin),
              Map.entry("cos", StrictMath::cos),
              Map.entry("tan", StrictMath::tan),
              Map.entry("asin", StrictMath::asin),
              Map.entry("acos", StrictMath::acos),
              Map.entry("atan", StrictMath::atan),
              Map.entry("sinh", StrictMath::sinh),
              Map.entry("cosh", StrictMath::cosh),
              Map.entry("tanh", StrictMath::tanh),
              Map.entry("exp", StrictMath::exp),
              Map.entry("expm1", StrictMath::expm1),
              Map.entry("log", StrictMath::log),
              Map.entry("log10", StrictMath::log10),
              Map.entry("log1p", StrictMath::log1p),
              Map.entry("cbrt", StrictMath::cbrt)));

  private static final Map<String, DoubleBinaryOperator> EXACT_OF_TWO =
      new TreeMap<>(
          Map.of("atan2", StrictMath::atan2, "hypot", StrictMath::hypot, "pow", StrictMath::pow));

  /** What depends on the clock, on the place or on the collector of garbage refuses. */
  private static final Source PRELUDE =
      Source.newBuilder(
              LANGUAGE,
              """
              (function (settings, random, exact) {
                'use strict';
                const define = (on, name, value) => Object.defineProperty(on, name, { value });
                const refuse = (name, why) => define(globalThis, name, new Proxy(function () {}, {
                  apply() { throw new TypeError(name + why); },
                  construct() { throw new TypeError(name + why); },
                  get() { throw new TypeError(name + why); },
                }));
                for (const name of ['acosh', 'asinh', 'atanh', 'log2']) delete Math[name];
                for (const name in exact) Math[name] = exact[name];
                Math.random = random;
                Object.freeze(Math);
                define(globalThis, 'random', random);
                define(globalThis, 'settings', settings);
                refuse('Date', ': there is no clock; count calls, or use what the functions are told');
                for (const name of ['Intl', 'WeakRef', 'FinalizationRegistry', 'Atomics',
                    'SharedArrayBuffer', 'Temporal']) {
                  delete globalThis[name];
                }
                for (const type of [Object, String, Number, BigInt, Array]) {
                  for (const name of Object.getOwnPropertyNames(type.prototype)) {
                    if (name.startsWith('toLocale') || name === 'localeCompare') {
                      delete type.prototype[name];
                    }
                  }
                }
              })
              """,
              "prelude")
          .cached(true)
          .internal(true)
          .buildLiteral();

  private Sandbox() {}

  /** What all scripts share: parsed text, and no values. */
  private static final class Shared {
    static final Engine ENGINE =
        Engine.newBuilder(LANGUAGE)
            .allowExperimentalOptions(true)
            .useSystemProperties(false)
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .in(InputStream.nullInputStream())
            .option("engine.WarnInterpreterOnly", "false")
            .build();
  }

  static Context open(Part part) {
    var context =
        Context.newBuilder(LANGUAGE)
            .engine(Shared.ENGINE)
            .allowAllAccess(false)
            .allowHostAccess(HostAccess.NONE)
            .allowHostClassLookup(_ -> false)
            .allowIO(IOAccess.NONE)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .allowCreateThread(false)
            .allowCreateProcess(false)
            .allowNativeAccess(false)
            .allowExperimentalOptions(true)
            .option("js.ecmascript-version", "2024")
            .option("js.strict", "true")
            .option("js.disable-eval", "true")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.console", "false")
            .option("js.graal-builtin", "false")
            .option("js.polyglot-builtin", "false")
            .option("js.java-package-globals", "false")
            .option("js.intl-402", "false")
            .option("js.string-length-limit", Integer.toString(LONGEST_TEXT))
            .resourceLimits(Limits.statements())
            .build();
    context
        .eval(PRELUDE)
        .executeVoid(
            Facts.of("settings", settings(part)),
            (ProxyExecutable) _ -> part.chance().uniform(),
            exact());
    return context;
  }

  /** The settings of its role and its population: a script has no standard ones of its own. */
  private static Map<String, Double> settings(Part part) {
    var settings = new TreeMap<String, Double>();
    for (Setting each : part.sheet().settings()) settings.put(each.name(), each.standard());
    settings.putAll(part.population().settings());
    return settings;
  }

  private static Object exact() {
    var functions = new TreeMap<String, Object>();
    EXACT.forEach(
        (name, function) ->
            functions.put(
                name, (ProxyExecutable) given -> function.applyAsDouble(number(given, 0))));
    EXACT_OF_TWO.forEach(
        (name, function) ->
            functions.put(
                name,
                (ProxyExecutable)
                    given -> function.applyAsDouble(number(given, 0), number(given, 1))));
    return org.graalvm.polyglot.proxy.ProxyObject.fromMap(functions);
  }

  private static double number(Value[] given, int at) {
    if (at < given.length && given[at].fitsInDouble()) return given[at].asDouble();
    throw new IllegalArgumentException("this function of Math takes numbers");
  }
}
