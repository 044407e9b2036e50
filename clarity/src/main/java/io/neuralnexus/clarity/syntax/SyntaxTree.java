package io.neuralnexus.clarity.syntax;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A contract that has been read.
 *
 * @param contract what {@code .name} is relative to and what defines the traits defined here
 * @param forms the top level, ordered so that each definition follows those it uses: the order in
 *     which the VM checks and runs it
 * @param inSourceOrder the same nodes in the order in which they are written
 * @param order for each place in the order of running, the index in the source of what stands
 *     there; comments outside of forms count
 * @param traits by name, those that {@code define-trait} and {@code use-trait} name
 * @param implemented the traits that {@code impl-trait} promises
 */
public record SyntaxTree(
    ContractPrincipal contract,
    List<Expression> forms,
    List<Expression> inSourceOrder,
    List<Integer> order,
    Map<String, TraitDefinition> traits,
    Set<TraitIdentifier> implemented) {

  /** Copies the collections, which keep their order. */
  public SyntaxTree {
    forms = List.copyOf(forms);
    inSourceOrder = List.copyOf(inSourceOrder);
    order = List.copyOf(order);
    traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
    implemented = Collections.unmodifiableSet(new LinkedHashSet<>(implemented));
  }

  /** The numbers of the expressions: from 1, in the order in which they begin in the forms. */
  public Map<Expression, Integer> numbers() {
    var numbers = new HashMap<Expression, Integer>();
    for (var form : forms) number(form, numbers);
    return Collections.unmodifiableMap(numbers);
  }

  private static void number(Expression expression, Map<Expression, Integer> numbers) {
    numbers.put(expression, numbers.size() + 1);
    if (expression instanceof Expression.ListForm list) {
      for (var item : list.items()) number(item, numbers);
    }
  }

  /**
   * The JSON that Clarinet gives for a contract's syntax tree, in which expressions are numbered
   * from 1 in the order in which they begin.
   */
  public ObjectNode toJson() {
    return SyntaxTreeJson.write(this);
  }
}
