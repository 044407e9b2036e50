package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.syntax.Expression;
import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * The simnet keeps a contract as JSON and, being a WebAssembly program, cannot read JSON that is
 * more than 127 levels deep. It deploys such a contract, and then fails at every call of it. A node
 * knows no such limit.
 *
 * <p>This counts the levels of what can be deep: the bodies of functions, and constants.
 */
final class StoredForm {
  private static final int LIMIT = 127;

  /** The levels around the body of a function. */
  private static final int AROUND_BODY = 4;

  /** The levels around a constant. */
  private static final int AROUND_CONSTANT = 3;

  private StoredForm() {}

  static boolean canHoldBody(Expression body) {
    return AROUND_BODY + depth(body) <= LIMIT;
  }

  static boolean canHoldConstant(Value value) {
    return AROUND_CONSTANT + depth(value) <= LIMIT;
  }

  private static int depth(Expression expression) {
    var comments = expression.comments();
    var remarks = comments.before().isEmpty() && comments.after().isEmpty() ? 1 : 3;
    var content =
        switch (expression) {
          case Expression.Atom atom -> 1;
          case Expression.Literal literal -> 1 + depth(literal.value());
          case Expression.ListForm form -> 2 + deepest(form.items(), StoredForm::depth);
          case Expression.Field field -> 4;
          case Expression.TraitName name -> 6;
        };
    return 1 + Math.max(remarks, content);
  }

  private static int depth(Value value) {
    return switch (value) {
      case Int number -> 1;
      case Uint number -> 1;
      case Bool bool -> 1;
      case StandardPrincipal account -> 4;
      case ContractPrincipal contract -> 5;
      case CallableContract callable -> 5;
      case Buff buff -> 4;
      case AsciiString text -> 5;
      case Utf8String text -> text.length() == 0 ? 5 : 6;
      case OptionalValue optional -> 2 + optional.toOptional().map(StoredForm::depth).orElse(0);
      case ResponseValue response -> 2 + depth(response.value());
      case ListValue list ->
          3
              + Math.max(
                  1 + deepest(list.values(), StoredForm::depth), 1 + depth(list.type().entry()));
      case TupleValue tuple ->
          3
              + Math.max(
                  deepest(tuple.fields().values(), StoredForm::depth),
                  1 + deepest(tuple.type().fields().values(), StoredForm::depth));
    };
  }

  private static int depth(TypeSignature type) {
    return switch (type) {
      case TypeSignature.BuffType buff -> 2;
      case TypeSignature.AsciiType text -> 3;
      case TypeSignature.Utf8Type text -> 3;
      case TypeSignature.OptionalType(var inside) -> 1 + depth(inside);
      case TypeSignature.ResponseType(var ok, var error) -> 2 + Math.max(depth(ok), depth(error));
      case TypeSignature.ListType(var entry, int max) -> 3 + depth(entry);
      case TypeSignature.TupleType tuple -> 3 + deepest(tuple.fields().values(), StoredForm::depth);
      case TypeSignature.CallableType callable -> 6;
      default -> 0;
    };
  }

  private static <T> int deepest(Collection<T> parts, ToIntFunction<T> depth) {
    return parts.stream().mapToInt(depth).max().orElse(0);
  }
}
