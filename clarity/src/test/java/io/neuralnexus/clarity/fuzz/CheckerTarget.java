package io.neuralnexus.clarity.fuzz;

import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import io.neuralnexus.clarity.vm.VmException;
import java.nio.charset.StandardCharsets;

/**
 * Any text checks or does not; what checks runs to its end or fails as the language says. An even
 * second byte makes the others choose words, an odd one lets them be the text.
 */
public final class CheckerTarget {
  private CheckerTarget() {}

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) {
    var setting = Setting.of(input);
    var rest = setting.rest();
    var text =
        rest.length > 0 && rest[0] % 2 == 0
            ? Prose.of(rest)
            : new String(rest, StandardCharsets.UTF_8);
    SyntaxTree tree;
    try {
      tree = setting.read(text);
    } catch (SyntaxException e) {
      tree = e.recovered();
    }
    var vm = setting.chain();
    try {
      var analysis = vm.analyse(tree, setting.version());
      analysis.contractInterface().toJson();
      vm.deploy(analysis, text);
    } catch (CheckException | VmException refused) {
      if (refused.getMessage().isEmpty()) throw new AssertionError("refused without a reason");
    }
  }
}
