package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a contract can be covered, by the numbers of its expressions.
 *
 * @param functions in the order in which they are defined
 * @param lines for each line the expressions that count for it
 * @param branches for each form that branches, by its number, where its branches lead
 */
record CoverageMap(
    List<FunctionLines> functions,
    SortedMap<Integer, List<Integer>> lines,
    SortedMap<Integer, List<Branch>> branches) {

  /** A function and the lines that it takes. */
  record FunctionLines(String name, int first, int last) {
    boolean has(int line) {
      return first <= line && line <= last;
    }
  }

  /** A branch: the line on which it begins, and the expression that tells whether it was taken. */
  record Branch(int line, int expression) {}

  static CoverageMap of(SyntaxTree tree) {
    var reader = new Reader(tree.numbers());
    tree.forms().forEach(reader::form);
    return new CoverageMap(reader.functions, reader.lines, reader.branches);
  }

  /** Goes through a contract as Clarinet does. */
  private static final class Reader {
    private final Map<Expression, Integer> numbers;
    private final List<FunctionLines> functions = new ArrayList<>();
    private final SortedMap<Integer, List<Integer>> lines = new TreeMap<>();
    private final SortedMap<Integer, List<Branch>> branches = new TreeMap<>();

    Reader(Map<Expression, Integer> numbers) {
      this.numbers = numbers;
    }

    /** Of functions their name and body count; of other definitions nothing. */
    void form(Expression form) {
      switch (head(form)) {
        case "define-public", "define-private", "define-read-only" -> {
          var items = ((ListForm) form).items();
          var name = (Atom) ((ListForm) items.get(1)).items().getFirst();
          var span = form.span();
          functions.add(new FunctionLines(name.name(), span.startLine(), span.endLine()));
          read(name);
          read(items.get(2));
        }
        case "define-constant",
            "define-data-var",
            "define-map",
            "define-fungible-token",
            "define-non-fungible-token",
            "define-trait",
            "use-trait",
            "impl-trait" -> {}
        default -> read(form);
      }
    }

    private static String head(Expression expression) {
      return expression instanceof ListForm list
              && !list.items().isEmpty()
              && list.items().getFirst() instanceof Atom atom
          ? atom.name()
          : "";
    }

    private void read(Expression expression) {
      if (!(expression instanceof ListForm list)) {
        lines
            .computeIfAbsent(expression.span().startLine(), _ -> new ArrayList<>())
            .add(numbers.get(expression));
        return;
      }
      var items = list.items();
      switch (head(list)) {
        case "if" -> branch(list, items.subList(2, items.size()));
        case "asserts!" -> {
          if (items.size() < 3) return;
          branch(list, items.subList(1, 3));
        }
        case "and", "or" -> branch(list, items.subList(1, items.size()));
        case "match" -> {
          match(list);
          return;
        }
        default -> {}
      }
      items.forEach(this::read);
    }

    /**
     * The names that a {@code match} binds, and the word itself, do not count. A field of a tuple
     * may have its name; nothing of that field counts.
     */
    private void match(ListForm list) {
      var arguments = list.items().subList(1, list.items().size());
      if (arguments.size() < 4) return;
      var bodies = List.of(arguments.get(2), arguments.getLast());
      branch(list, bodies);
      read(arguments.getFirst());
      bodies.forEach(this::read);
    }

    private void branch(ListForm form, List<Expression> ways) {
      branches.put(numbers.get(form), ways.stream().map(this::branch).toList());
    }

    /** A list shows by its first word that it ran. */
    private Branch branch(Expression way) {
      var shown = way;
      while (shown instanceof ListForm list && !list.items().isEmpty()) {
        shown = list.items().getFirst();
      }
      return new Branch(shown.span().startLine(), numbers.get(shown));
    }
  }
}
