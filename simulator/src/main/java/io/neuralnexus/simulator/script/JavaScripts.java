package io.neuralnexus.simulator.script;

import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Vocabulary;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.ScriptException;
import io.neuralnexus.simulator.world.Scripts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /**
   * The texts of the scripts that a scenario names: with these, a run of it depends on no file.
   *
   * @param folder of the scenario's file, from which names that are no absolute paths start
   * @throws ScriptException if a file cannot be read
   */
  public static SortedMap<String, String> texts(Scenario scenario, Path folder) {
    var texts = new TreeMap<String, String>();
    for (var each : scenario.populations()) {
      if (!each.strategy().startsWith(Vocabulary.SCRIPT)) continue;
      var name = each.strategy().substring(Vocabulary.SCRIPT.length());
      if (!texts.containsKey(name)) {
        texts.put(name, text("populations.%s.strategy".formatted(each.name()), folder, name));
      }
    }
    return texts;
  }

  private static String text(String key, Path folder, String name) {
    try {
      var path = folder.resolve(name);
      try {
        return Files.readString(path);
      } catch (NoSuchFileException e) {
        throw new ScriptException(
            "%s: there is no file %s; name one as seen from the scenario's folder"
                .formatted(key, path),
            e);
      } catch (CharacterCodingException e) {
        throw new ScriptException(
            "%s: %s is not UTF-8 text; save it as UTF-8".formatted(key, path), e);
      } catch (IOException e) {
        throw new ScriptException(
            "%s: %s cannot be read (%s); name a readable file".formatted(key, path, e.getMessage()),
            e);
      }
    } catch (InvalidPathException e) {
      throw new ScriptException(
          "%s: '%s' is no path (%s); name a file".formatted(key, name, e.getReason()), e);
    }
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
