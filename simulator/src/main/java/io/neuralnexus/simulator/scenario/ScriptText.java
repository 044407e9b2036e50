package io.neuralnexus.simulator.scenario;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What can be told of a script without running it. */
final class ScriptText {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";

  /** As {@code settings.greed}. */
  private static final Pattern MEMBER = Pattern.compile("\\bsettings\\s*\\.\\s*(" + NAME + ")");

  /** As {@code settings["compute-cost"]}. */
  private static final Pattern ELEMENT =
      Pattern.compile("\\bsettings\\s*\\[\\s*([\"'`])([^\"'`]+)\\1\\s*]");

  /** As {@code { greed, "compute-cost": cost } = settings}. */
  private static final Pattern PATTERN = Pattern.compile("\\{([^{}]*)}\\s*=\\s*settings\\b");

  private static final Pattern PROPERTY =
      Pattern.compile("(?:^|,)\\s*(?:([\"'])([^\"']+)\\1|(" + NAME + "))");

  private ScriptText() {}

  /** The settings that a script names. One that it computes the name of is not among them. */
  static SortedSet<String> settings(String text) {
    var names = new TreeSet<String>();
    MEMBER.matcher(text).results().forEach(found -> names.add(found.group(1)));
    ELEMENT.matcher(text).results().forEach(found -> names.add(found.group(2)));
    PATTERN
        .matcher(text)
        .results()
        .flatMap(found -> PROPERTY.matcher(found.group(1)).results())
        .forEach(found -> names.add(found.group(found.group(2) == null ? 3 : 2)));
    return names;
  }
}
