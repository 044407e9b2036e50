package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Reads Clarity as the official tools do. */
public final class Syntax {
  private Syntax() {}

  /**
   * Reads the source text of a contract.
   *
   * @param contract what the contract will be: {@code .name} means a contract of its issuer
   * @param version which language it is in; up to now, all are read alike
   * @param epoch decides how deep expressions may be nested
   * @throws SyntaxException if it is not Clarity, with all that is wrong
   */
  public static SyntaxTree parse(
      String source, ContractPrincipal contract, ClarityVersion version, Epoch epoch)
      throws SyntaxException {
    Objects.requireNonNull(version, "version");
    var diagnostics = new Diagnostics();
    var nesting = Nesting.of(epoch);
    var nodes = Reader.read(source, contract.issuer(), nesting, diagnostics);
    nesting.check(nodes, diagnostics);
    var order = DefinitionOrder.of(nodes, diagnostics);
    var traits = Traits.of(nodes, contract, diagnostics);
    var tree = tree(contract, nodes, order, traits, diagnostics);
    if (diagnostics.failed()) throw new SyntaxException(diagnostics.toList(), tree);
    return tree;
  }

  private static SyntaxTree tree(
      ContractPrincipal contract,
      List<Node> nodes,
      List<Integer> order,
      Traits traits,
      Diagnostics diagnostics) {
    List<Expression> forms;
    try {
      forms = new Expansion(traits.named()).expand(order.stream().map(nodes::get).toList());
    } catch (Expansion.UnknownTrait e) {
      diagnostics.error(e.getMessage());
      forms = List.of();
    }
    return new SyntaxTree(
        contract,
        forms,
        inSourceOrder(forms, order, nodes),
        order,
        traits.named(),
        traits.implemented());
  }

  private static List<Expression> inSourceOrder(
      List<Expression> forms, List<Integer> order, List<Node> nodes) {
    if (forms.isEmpty()) return List.of();
    var byIndex = new TreeMap<Integer, Expression>();
    var form = forms.iterator();
    for (var index : order) {
      var node = nodes.get(index);
      if (!(node instanceof Node.Remark) && !(node instanceof Node.Gap)) {
        byIndex.put(index, form.next());
      }
    }
    return new ArrayList<>(byIndex.values());
  }
}
