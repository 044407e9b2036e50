package io.neuralnexus.simulator.script;

import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.ScriptException;
import io.neuralnexus.simulator.world.Scripts;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Strategies written in JavaScript. A script decides by what it is told, by {@code settings} and by
 * {@code random()}; it cannot reach files, the network, Java, other agents or a clock, so the same
 * seed gives the same result. Safe for several threads; nothing of JavaScript is loaded before a
 * part asks for a script.
 */
public final class JavaScripts implements Scripts {
  private final SortedMap<String, String> texts;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();

  /**
   * @param texts of the scripts, by the names that strategies have after {@code script:}
   */
  public JavaScripts(Map<String, String> texts) {
    this.texts = new TreeMap<>(texts);
  }

  @Override
  public <S> S strategy(String name, Class<S> type, Part part) {
    var text = texts.get(name);
    if (text == null) {
      throw new ScriptException(
          "there is no script %s; there are %s".formatted(name, texts.keySet()));
    }
    return scripts.computeIfAbsent(name, _ -> new Script(name, text)).decides(type, part);
  }
}
