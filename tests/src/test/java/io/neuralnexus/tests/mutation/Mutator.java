package io.neuralnexus.tests.mutation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds every mutation of a contract that its operators know. */
final class Mutator {
  private static final Map<String, String> COMPARISONS =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");
  private static final Map<String, String> ARITHMETIC =
      Map.of("+", "-", "-", "+", "*", "+", "/", "*", "mod", "+");
  private static final Map<String, String> PRINCIPALS =
      Map.of("tx-sender", "contract-caller", "contract-caller", "tx-sender");
  private static final Set<String> WRITES =
      Set.of("map-set", "map-insert", "map-delete", "var-set");

  private final String contract;
  private final String source;
  private final List<Mutation> found = new ArrayList<>();
  private String definition = "";

  private Mutator(String contract, String source) {
    this.contract = contract;
    this.source = source;
  }

  static List<Mutation> mutationsOf(String contract, String source) {
    var mutator = new Mutator(contract, source);
    for (var form : Form.read(source)) mutator.visitDefinition(form);
    return List.copyOf(mutator.found);
  }

  private void visitDefinition(Form form) {
    var head = form.head().orElse("");
    if (!head.startsWith("define-")) {
      definition = "(top level)";
      visit(form);
      return;
    }
    if (form.children().size() < 3) return;
    var signature = form.children().get(1);
    definition = signature.isList() ? signature.children().getFirst().text() : signature.text();
    switch (head) {
      case "define-public", "define-private", "define-read-only" -> visit(form.children().get(2));
      // An error code is checked by its own test; other constants are rules.
      case "define-constant" -> {
        if (!definition.startsWith("ERR_")) visit(form.children().get(2));
      }
      default -> {}
    }
  }

  private void visit(Form form) {
    if (!form.isList()) {
      changeConstant(form);
      return;
    }
    form.head().ifPresent(head -> mutateCall(form, head));
    form.children().forEach(this::visit);
  }

  private void mutateCall(Form form, String head) {
    var operands = form.children().subList(1, form.children().size());
    var operator = form.children().getFirst();
    if (COMPARISONS.containsKey(head)) {
      replace("shift-comparison", operator, COMPARISONS.get(head));
      replace("negate-comparison", form, "(not " + form.text() + ")");
    }
    if (head.equals("is-eq")) replace("negate-comparison", form, "(not " + form.text() + ")");
    if (ARITHMETIC.containsKey(head)) replace("swap-arithmetic", operator, ARITHMETIC.get(head));
    if (head.equals("and")) replace("swap-logic", operator, "or");
    if (head.equals("or")) replace("swap-logic", operator, "and");
    if (head.equals("not")) replace("drop-not", form, operands.getFirst().text());
    if (head.equals("asserts!")) replace("drop-assert", form, "true");
    if (head.equals("if") && operands.size() == 3) {
      replace(
          "swap-branches",
          form,
          "(if %s %s %s)"
              .formatted(operands.get(0).text(), operands.get(2).text(), operands.get(1).text()));
    }
    if (head.equals("stx-transfer?")) {
      replace("drop-transfer", form, "(if true (ok true) (err u0))");
      replace(
          "swap-principals",
          form,
          "(stx-transfer? %s %s %s)"
              .formatted(operands.get(0).text(), operands.get(2).text(), operands.get(1).text()));
    }
    if (WRITES.contains(head)) replace("drop-write", form, "true");
    for (var operand : operands) {
      if (PRINCIPALS.containsKey(operand.text())) {
        replace("swap-caller", operand, PRINCIPALS.get(operand.text()));
      }
    }
  }

  private void changeConstant(Form atom) {
    var text = atom.text();
    if (!text.matches("u?[0-9]{1,30}")) return;
    var unsigned = text.startsWith("u");
    var value = new BigInteger(unsigned ? text.substring(1) : text);
    replace("change-constant", atom, (unsigned ? "u" : "") + value.add(BigInteger.ONE));
  }

  private void replace(String operator, Form form, String replacement) {
    int line = 1 + (int) source.substring(0, form.start()).chars().filter(c -> c == '\n').count();
    found.add(
        new Mutation(
            operator,
            contract,
            definition,
            line,
            form.start(),
            form.end(),
            form.text(),
            replacement));
  }
}
