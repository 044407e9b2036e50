package io.neuralnexus.clarity.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keywords of what a contract consists of. */
enum Definition {
  CONSTANT("define-constant"),
  DATA_VAR("define-data-var"),
  MAP("define-map"),
  PUBLIC("define-public"),
  READ_ONLY("define-read-only"),
  PRIVATE("define-private"),
  FUNGIBLE_TOKEN("define-fungible-token"),
  NON_FUNGIBLE_TOKEN("define-non-fungible-token"),
  TRAIT("define-trait"),
  USE_TRAIT("use-trait"),
  IMPL_TRAIT("impl-trait");

  private static final Map<String, Definition> BY_KEYWORD =
      Stream.of(values()).collect(Collectors.toMap(each -> each.keyword, Function.identity()));

  private final String keyword;

  Definition(String keyword) {
    this.keyword = keyword;
  }

  static Optional<Definition> of(Node head) {
    return head instanceof Node.Atom atom
        ? Optional.ofNullable(BY_KEYWORD.get(atom.name()))
        : Optional.empty();
  }

  static List<Node> withoutComments(List<Node> nodes) {
    var without = new ArrayList<>(nodes);
    return without.removeIf(Node.Remark.class::isInstance) ? without : nodes;
  }
}
