package io.neuralnexus.clarity.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.vm.Outcome;
import io.neuralnexus.clarity.vm.VmException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comments make a contract deeper, as the simnet keeps them; the official VM answered the same. */
class DeepContractsTest {
  @Test
  void aCommentAtTheDeepestPlaceCanBeTooMuch() throws SyntaxException {
    assertThat(call(39, "u1").value()).contains(Cl.ok(Cl.uint(1)));
    assertThatThrownBy(() -> call(39, "\n;; why\nu1"))
        .isInstanceOf(VmException.class)
        .hasMessage("Internal(Expect(\"Failed to deserialize vm.Value\"))");
    assertThatThrownBy(() -> call(39, "u1\n;; so\n")).isInstanceOf(VmException.class);
  }

  @Test
  void aCommentOneLevelUpIsNot() throws SyntaxException {
    assertThat(call(38, "\n;; why\nu1").value()).contains(Cl.ok(Cl.uint(1)));
    assertThat(call(38, "u1\n;; so\n").value()).contains(Cl.ok(Cl.uint(1)));
  }

  @Test
  void aCommentBehindAnExpressionCostsNothing() throws SyntaxException {
    assertThat(call(39, "u1 ;; so\n").value()).contains(Cl.ok(Cl.uint(1)));
  }

  private static Outcome call(int levels, String inside) throws SyntaxException {
    var snippets = new Snippets(Epoch.EPOCH_4_0, ClarityVersion.CLARITY_6);
    var body = "(begin ".repeat(levels) + inside + ")".repeat(levels);
    snippets.deploy("deep", "(define-public (f) (ok " + body + "))");
    return snippets.vm().call(Snippets.contract("deep"), "f", List.of(), Snippets.DEPLOYER);
  }
}
