package io.neuralnexus.clarity.fuzz;

import io.neuralnexus.clarity.syntax.SyntaxException;
import java.nio.charset.StandardCharsets;

/** Any text is read, or refused with remarks. */
public final class ReaderTarget {
  private ReaderTarget() {}

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) {
    var setting = Setting.of(input);
    try {
      setting.read(new String(setting.rest(), StandardCharsets.UTF_8));
    } catch (SyntaxException e) {
      if (e.diagnostics().isEmpty()) throw new AssertionError("refused without a remark", e);
    }
  }
}
