package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The VM gives up on a transaction. The text is the one that the official VM shows.
 *
 * <p>Thrown without a Java stack trace: a contract that divides by zero is no fault of this
 * program, and simulations do it a million times.
 */
public final class Abort extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is, in the words of the official VM. */
  public enum Kind {
    /** An error of the running program, as a division by zero; it has a trace of functions. */
    RUNTIME("Runtime"),
    /** Something that the analysis would have found, as an argument of the wrong type. */
    CHECK("RuntimeCheck"),
    /** A limit of costs or of memory. */
    COST("RuntimeCheck"),
    /** The VM contradicts itself. */
    INTERNAL("Internal");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  private final Kind kind;
  private final String detail;
  private final transient List<String> trace;
  private final boolean traced;

  private Abort(Kind kind, String detail, List<String> trace) {
    this(kind, detail, trace, kind == Kind.RUNTIME);
  }

  private Abort(Kind kind, String detail, List<String> trace, boolean traced) {
    super(null, null, false, false);
    this.kind = kind;
    this.detail = detail;
    this.trace = trace;
    this.traced = traced;
  }

  /** An error of the running program; {@link Site#abort} adds the trace. */
  static Abort runtime(String detail, List<String> trace) {
    return new Abort(Kind.RUNTIME, detail, List.copyOf(trace));
  }

  /** An error of the running program before anything has run that a trace could name. */
  static Abort untraced(String detail) {
    return new Abort(Kind.RUNTIME, detail, List.of(), false);
  }

  /** What the analysis would have found. */
  public static Abort check(String detail) {
    return new Abort(Kind.CHECK, detail, List.of());
  }

  /** A value is not of the type that is asked for. */
  public static Abort wrongType(TypeSignature expected, Value found) {
    return check(
        "TypeValueError(%s, \"%s\")".formatted(ErrorText.type(expected), ErrorText.quoted(found)));
  }

  /** A value is of none of the types that are asked for. */
  public static Abort wrongType(List<TypeSignature> expected, Value found) {
    return check(
        "UnionTypeValueError(%s, \"%s\")"
            .formatted(expected.stream().map(ErrorText::type).toList(), ErrorText.quoted(found)));
  }

  /** A name is bound or defined that is taken. */
  public static Abort nameAlreadyUsed(String name) {
    return check("NameAlreadyUsed(\"" + name + "\")");
  }

  /** A limit is passed. */
  public static Abort cost(String detail) {
    return new Abort(Kind.COST, detail, List.of());
  }

  /** The VM contradicts itself. */
  public static Abort internal(String detail) {
    return new Abort(Kind.INTERNAL, detail, List.of());
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong, as {@code DivisionByZero} or {@code TypeValueError(UIntType, "Int(0)")}. */
  public String detail() {
    return detail;
  }

  /** The functions that were running, outermost first; empty unless {@link Kind#RUNTIME}. */
  public List<String> trace() {
    return trace;
  }

  /** As the official VM shows it: {@code Runtime(DivisionByZero, Some([...]))}. */
  @Override
  public String getMessage() {
    if (kind != Kind.RUNTIME) return kind.label + "(" + detail + ")";
    if (!traced) return "Runtime(" + detail + ", None)";
    var functions =
        trace.stream()
            .map(each -> "FunctionIdentifier { identifier: \"" + each + "\" }")
            .collect(Collectors.joining(", ", "Some([", "])"));
    return "Runtime(" + detail + ", " + functions + ")";
  }
}
