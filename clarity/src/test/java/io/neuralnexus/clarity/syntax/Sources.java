package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import java.util.List;

/** Reads what the tests write. */
final class Sources {
  static final ContractPrincipal CONTRACT =
      ContractPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM.shop");

  private Sources() {}

  static SyntaxTree parse(String source) {
    return parse(source, Epoch.EPOCH_4_0);
  }

  static SyntaxTree parse(String source, Epoch epoch) {
    try {
      return Syntax.parse(source, CONTRACT, ClarityVersion.CLARITY_6, epoch);
    } catch (SyntaxException e) {
      throw new AssertionError("refused: " + e.diagnostics(), e);
    }
  }

  static SyntaxException refused(String source) {
    return refused(source, Epoch.EPOCH_4_0);
  }

  static SyntaxException refused(String source, Epoch epoch) {
    try {
      var tree = Syntax.parse(source, CONTRACT, ClarityVersion.CLARITY_6, epoch);
      throw new AssertionError("accepted: " + print(tree.forms()));
    } catch (SyntaxException e) {
      return e;
    }
  }

  /** The remarks, each as {@code 1:2-1:3 error: message}. */
  static List<String> remarks(String source) {
    return refused(source).diagnostics().stream().map(Sources::remark).toList();
  }

  private static String remark(Diagnostic diagnostic) {
    var text = diagnostic.level().name().toLowerCase(java.util.Locale.ROOT) + ": ";
    var places = new StringBuilder();
    for (var span : diagnostic.spans()) places.append(place(span)).append(' ');
    return places + text + diagnostic.message();
  }

  static String place(Span span) {
    return "%d:%d-%d:%d"
        .formatted(span.startLine(), span.startColumn(), span.endLine(), span.endColumn());
  }

  /** The only form of a source. */
  static Expression form(String source) {
    var forms = parse(source).forms();
    if (forms.size() != 1) throw new AssertionError("not one form: " + print(forms));
    return forms.getFirst();
  }

  static List<String> print(List<Expression> expressions) {
    return expressions.stream().map(Sources::print).toList();
  }

  /** The expression without sugar and on one line. */
  static String print(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal.value().toString();
      case Expression.Atom atom -> atom.name();
      case Expression.ListForm list -> "(" + String.join(" ", print(list.items())) + ")";
      case Expression.Field field -> field.trait().toString();
      case Expression.TraitName trait -> "<" + trait.name() + ">";
    };
  }
}
