package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.Optional;
import java.util.function.Function;

/** The checks that a contract must pass before it may run. */
public final class Analysis {
  private Analysis() {}

  /**
   * Checks a contract: that read-only functions write nothing, then types, then traits.
   *
   * @param vocabulary the words of the language
   * @param deployed the contracts it may call
   * @throws CheckException at the first error
   */
  public static ContractAnalysis analyse(
      SyntaxTree tree,
      ClarityVersion version,
      Epoch epoch,
      AnalysisVocabulary vocabulary,
      Function<ContractPrincipal, Optional<ContractAnalysis>> deployed) {
    var contracts = new Contracts(deployed);
    new ReadOnlyChecker(version, vocabulary, contracts).check(tree);
    var analysis =
        new TypeChecker(tree.contract(), version, epoch, vocabulary, contracts)
            .check(tree, version);
    new TraitChecker(contracts).check(analysis);
    return analysis;
  }
}
