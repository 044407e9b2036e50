package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Reads the types that a source text writes. */
public final class TypeExpressions {
  /** The most parameters of a function, and functions of a trait, from epoch 3.3 on. */
  static final int MOST_MEMBERS = 256;

  private static final BigInteger MAX_U32 = BigInteger.valueOf(0xffff_ffffL);

  private TypeExpressions() {}

  /**
   * The type that an expression denotes.
   *
   * @throws CheckException if it denotes none, without a place
   */
  public static TypeSignature parse(Expression expression) {
    try {
      return switch (expression) {
        case Atom atom -> simple(atom.name());
        case ListForm form -> compound(form.items());
        case TraitName trait -> new TraitType(trait.definition().trait());
        default -> throw invalid();
      };
    } catch (LimitException e) {
      throw CheckException.unplaced(CheckError.of(e));
    }
  }

  private static CheckException invalid() {
    return CheckException.unplaced(CheckError.INVALID_TYPE_DESCRIPTION);
  }

  private static TypeSignature simple(String name) {
    return switch (name) {
      case "int" -> TypeSignature.INT;
      case "uint" -> TypeSignature.UINT;
      case "bool" -> TypeSignature.BOOL;
      case "principal" -> TypeSignature.PRINCIPAL;
      default -> throw CheckException.unplaced(CheckError.unknownTypeName(name));
    };
  }

  private static TypeSignature compound(List<Expression> items) {
    if (items.isEmpty() || !(items.getFirst() instanceof Atom kind)) throw invalid();
    var rest = Forms.rest(items);
    return switch (kind.name()) {
      case "buff" -> ofLength(rest, BuffType::new);
      case "string-ascii" -> ofLength(rest, AsciiType::new);
      case "string-utf8" -> ofLength(rest, Utf8Type::new);
      case "list" -> list(rest);
      case "optional" -> {
        requireItems(1, rest);
        yield new OptionalType(parse(rest.getFirst()));
      }
      case "response" -> {
        requireItems(2, rest);
        var ok = parse(rest.getFirst());
        yield new ResponseType(ok, parse(rest.get(1)));
      }
      case "tuple" -> tuple(rest);
      default -> throw invalid();
    };
  }

  private static void requireItems(int count, List<Expression> items) {
    if (items.size() != count) throw invalid();
  }

  private static TypeSignature ofLength(List<Expression> items, IntFunction<TypeSignature> type) {
    requireItems(1, items);
    return type.apply(saturated(length(items.getFirst())));
  }

  private static BigInteger length(Expression expression) {
    if (expression instanceof Literal literal && literal.value() instanceof Int length) {
      return length.toBigInteger();
    }
    throw invalid();
  }

  /** Lengths beyond ints are over or under the limits, as are the ends of the range of ints. */
  private static int saturated(BigInteger length) {
    return length
        .min(BigInteger.valueOf(Integer.MAX_VALUE))
        .max(BigInteger.valueOf(Integer.MIN_VALUE))
        .intValue();
  }

  private static TypeSignature list(List<Expression> items) {
    requireItems(2, items);
    var length = length(items.getFirst());
    var entry = parse(items.get(1));
    if (length.signum() < 0 || length.compareTo(MAX_U32) > 0) {
      throw CheckException.unplaced(CheckError.VALUE_TOO_LARGE);
    }
    return new ListType(entry, saturated(length));
  }

  private static TypeSignature tuple(List<Expression> items) {
    List<FunctionSignature.Parameter> fields;
    try {
      fields = pairs(items, CheckError.Binding.TUPLE);
    } catch (CheckException e) {
      throw CheckException.unplaced(e.error());
    }
    if (fields.isEmpty()) throw CheckException.unplaced(CheckError.EMPTY_TUPLES_NOT_ALLOWED);
    var types = new TreeMap<String, TypeSignature>();
    for (var field : fields) {
      if (types.put(field.name(), field.type()) != null) {
        throw CheckException.unplaced(CheckError.nameAlreadyUsed(field.name()));
      }
    }
    return new TupleType(types);
  }

  /**
   * Pairs of names and types: parameters or fields.
   *
   * @throws CheckException at the part that is malformed
   */
  static List<FunctionSignature.Parameter> pairs(
      List<Expression> pairs, CheckError.Binding binding) {
    for (int i = 0; i < pairs.size(); i++) {
      if (!(pairs.get(i) instanceof ListForm pair)) {
        throw CheckException.unplaced(binding.notList(i)).orAt(pairs.get(i));
      }
      if (pair.items().size() != 2) {
        throw CheckException.unplaced(binding.invalidLength(i)).orAt(pair);
      }
    }
    var result = new ArrayList<FunctionSignature.Parameter>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      var items = ((ListForm) pairs.get(i)).items();
      if (!(items.getFirst() instanceof Atom name)) {
        throw CheckException.unplaced(binding.notAtom(i)).orAt(items.getFirst());
      }
      try {
        result.add(new FunctionSignature.Parameter(name.name(), parse(items.get(1))));
      } catch (CheckException e) {
        throw e.orAt(items.get(1));
      }
    }
    return result;
  }

  /**
   * The functions of a trait: {@code ((name (type ...) (response ...)) ...)}.
   *
   * @throws CheckException if they are malformed, without a place
   */
  static TraitSignature trait(Expression expression, ClarityVersion version, Epoch epoch) {
    var bad = CheckError.DEFINE_TRAIT_BAD_SIGNATURE;
    var limited = limitsMembers(epoch);
    var functions = Forms.items(expression, bad);
    if (limited && functions.size() > MOST_MEMBERS) {
      throw CheckException.unplaced(CheckError.traitTooManyMethods(functions.size(), MOST_MEMBERS));
    }
    var methods = new TreeMap<String, TraitSignature.Method>();
    for (var function : functions) {
      var parts = Forms.items(function, bad);
      if (parts.size() != 3) throw invalid();
      var name = Forms.name(parts.getFirst(), bad);
      var parameters = Forms.items(parts.get(1), bad);
      if (limited) requireFewParameters(parameters);
      var types = parameters.stream().map(TypeExpressions::parse).toList();
      var method = new TraitSignature.Method(types, response(parts.get(2)));
      if (methods.put(name, method) != null && version.compareTo(ClarityVersion.CLARITY_2) >= 0) {
        throw CheckException.unplaced(CheckError.defineTraitDuplicateMethod(name));
      }
    }
    return new TraitSignature(methods);
  }

  private static TypeSignature response(Expression expression) {
    try {
      if (parse(expression) instanceof ResponseType response) return response;
    } catch (CheckException e) {
      // The official analysis gives the same reason for a type that is none.
    }
    throw CheckException.unplaced(CheckError.DEFINE_TRAIT_BAD_SIGNATURE);
  }

  static boolean limitsMembers(Epoch epoch) {
    return epoch.compareTo(Epoch.EPOCH_3_3) >= 0;
  }

  static void requireFewParameters(List<Expression> parameters) {
    if (parameters.size() > MOST_MEMBERS) {
      throw CheckException.unplaced(
          CheckError.tooManyFunctionParameters(parameters.size(), MOST_MEMBERS));
    }
  }
}
