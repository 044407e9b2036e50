package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.EarlyReturn;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import java.util.List;

/**
 * What makes, asks and opens optionals and responses: {@code some ok err is-some is-none is-ok
 * is-err default-to unwrap! unwrap-err! unwrap-panic unwrap-err-panic try! match}.
 */
final class Optionals {
  private Optionals() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new Some(),
        new Ok(),
        new Err(),
        new IsSome(),
        new IsNone(),
        new IsOk(),
        new IsErr(),
        new DefaultTo(),
        new UnwrapOrReturn(),
        new UnwrapErrOrReturn(),
        new UnwrapPanic(),
        new UnwrapErrPanic(),
        new Try(),
        new Match());
  }

  /** A form that is computed from the value of one argument. */
  private abstract static class Unary extends Form {
    private final CostFunction cost;

    Unary(String name, String identifier, CostFunction cost) {
      super(name, Versions.since(1), identifier, false);
      this.cost = cost;
    }

    @Override
    public final TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      return check(application.check(0), application);
    }

    /** The type of the answer to an argument of a type. */
    abstract TypeSignature check(TypeSignature argument, TypeCheck.Application application);

    @Override
    public final Application link(Linking at) {
      return new OfOne(at, at.argument(0), this, at.runtimeCost(cost, 1));
    }

    /** The answer to an argument. */
    abstract Value compute(Value argument, OfOne application, Frame frame);
  }

  private static final class OfOne extends Application {
    private final Node argument;
    private final Unary form;
    private final long cost;

    OfOne(Linking at, Node argument, Unary form, long cost) {
      super(at);
      this.argument = argument;
      this.form = form;
      this.cost = cost;
    }

    @Override
    public Value freely(Frame frame) {
      return form.compute(argument.freely(frame), this, frame);
    }

    @Override
    protected Value apply(Frame frame) {
      var meter = frame.meter();
      var value = argument.take(frame);
      var memory = value.byteSize();
      meter.addMemory(memory);
      meter.runtime(cost);
      var result = form.compute(value, this, frame);
      meter.dropMemory(memory);
      return result;
    }

    Abort unwrapFailure(Frame frame) {
      return abort(frame, "UnwrapFailure");
    }
  }

  /** A form that is computed from the values of two arguments. */
  private abstract static class Binary extends Form {
    private final CostFunction cost;

    Binary(String name, String identifier, CostFunction cost) {
      super(name, Versions.since(1), identifier, false);
      this.cost = cost;
    }

    @Override
    public final TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      return check(application.check(0), application.check(1), application);
    }

    /** The type of the answer to arguments of these types. */
    abstract TypeSignature check(
        TypeSignature first, TypeSignature second, TypeCheck.Application application);

    @Override
    public final Application link(Linking at) {
      return new OfTwo(at, at.argument(0), at.argument(1), this, at.runtimeCost(cost, 2));
    }

    /** The answer to arguments. */
    abstract Value compute(Value first, Value second);
  }

  private static final class OfTwo extends Application {
    private final Node first;
    private final Node second;
    private final Binary form;
    private final long cost;

    OfTwo(Linking at, Node first, Node second, Binary form, long cost) {
      super(at);
      this.first = first;
      this.second = second;
      this.form = form;
      this.cost = cost;
    }

    @Override
    public Value freely(Frame frame) {
      var one = first.freely(frame);
      return form.compute(one, second.freely(frame));
    }

    @Override
    protected Value apply(Frame frame) {
      var meter = frame.meter();
      var one = first.take(frame);
      long memory = one.byteSize();
      meter.addMemory(memory);
      var other = second.take(frame);
      var size = other.byteSize();
      meter.addMemory(size);
      memory += size;
      meter.runtime(cost);
      var result = form.compute(one, other);
      meter.dropMemory(memory);
      return result;
    }
  }

  private static final class Some extends Unary {
    Some() {
      super("some", "native_some", CostFunction.SOME_CONS);
    }

    @Override
    TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      return new OptionalType(argument);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Cl.some(argument);
    }
  }

  private static final class Ok extends Unary {
    Ok() {
      super("ok", "native_okay", CostFunction.OK_CONS);
    }

    @Override
    TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      return new ResponseType(argument, TypeSignature.NO_TYPE);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Cl.ok(argument);
    }
  }

  private static final class Err extends Unary {
    Err() {
      super("err", "native_error", CostFunction.ERR_CONS);
    }

    @Override
    TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      return new ResponseType(TypeSignature.NO_TYPE, argument);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Cl.err(argument);
    }
  }

  /** Asks an optional whether something is inside. */
  private abstract static class OptionalQuestion extends Unary {
    OptionalQuestion(String name, String identifier, CostFunction cost) {
      super(name, identifier, cost);
    }

    @Override
    final TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      if (argument instanceof OptionalType) return TypeSignature.BOOL;
      throw application.error(CheckError.expectedOptionalType(argument));
    }
  }

  private static final class IsSome extends OptionalQuestion {
    IsSome() {
      super("is-some", "native_is_some", CostFunction.IS_SOME);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Bool.of(optional(argument) instanceof OptionalValue.Some);
    }
  }

  private static final class IsNone extends OptionalQuestion {
    IsNone() {
      super("is-none", "native_is_none", CostFunction.IS_NONE);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Bool.of(optional(argument) instanceof OptionalValue.None);
    }
  }

  /** Asks a response which side it is. */
  private abstract static class ResponseQuestion extends Unary {
    ResponseQuestion(String name, String identifier, CostFunction cost) {
      super(name, identifier, cost);
    }

    @Override
    final TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      if (argument instanceof ResponseType) return TypeSignature.BOOL;
      throw application.error(CheckError.expectedResponseType(argument));
    }
  }

  private static final class IsOk extends ResponseQuestion {
    IsOk() {
      super("is-ok", "native_is_okay", CostFunction.IS_OKAY);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Bool.of(response(argument).isOk());
    }
  }

  private static final class IsErr extends ResponseQuestion {
    IsErr() {
      super("is-err", "native_is_err", CostFunction.IS_ERR);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      return Bool.of(!response(argument).isOk());
    }
  }

  private static final class DefaultTo extends Binary {
    DefaultTo() {
      super("default-to", "native_default_to", CostFunction.DEFAULT_TO);
    }

    @Override
    TypeSignature check(
        TypeSignature first, TypeSignature second, TypeCheck.Application application) {
      if (!(second instanceof OptionalType(var inside))) {
        throw application.error(CheckError.expectedOptionalType(second));
      }
      return application.leastSupertype(
          first, inside, CheckError.defaultTypesMustMatch(first, inside));
    }

    @Override
    Value compute(Value first, Value second) {
      return optional(second) instanceof OptionalValue.Some(var inside) ? inside : first;
    }
  }

  private static final class UnwrapOrReturn extends Binary {
    UnwrapOrReturn() {
      super("unwrap!", "native_unwrap_ret", CostFunction.UNWRAP_RET);
    }

    @Override
    TypeSignature check(
        TypeSignature first, TypeSignature second, TypeCheck.Application application) {
      application.returns(second);
      return unwrapped(first, application);
    }

    @Override
    Value compute(Value first, Value second) {
      var inside = inside(first);
      if (inside == null) throw EarlyReturn.ofUnwrapping(second);
      return inside;
    }
  }

  private static final class UnwrapErrOrReturn extends Binary {
    UnwrapErrOrReturn() {
      super("unwrap-err!", "native_unwrap_err_ret", CostFunction.UNWRAP_ERR_OR_RET);
    }

    @Override
    TypeSignature check(
        TypeSignature first, TypeSignature second, TypeCheck.Application application) {
      application.returns(second);
      return unwrappedError(first, application);
    }

    @Override
    Value compute(Value first, Value second) {
      var error = error(first);
      if (error == null) throw EarlyReturn.ofUnwrapping(second);
      return error;
    }
  }

  private static final class UnwrapPanic extends Unary {
    UnwrapPanic() {
      super("unwrap-panic", "native_unwrap", CostFunction.UNWRAP);
    }

    @Override
    TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      return unwrapped(argument, application);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      var inside = inside(argument);
      if (inside == null) throw application.unwrapFailure(frame);
      return inside;
    }
  }

  private static final class UnwrapErrPanic extends Unary {
    UnwrapErrPanic() {
      super("unwrap-err-panic", "native_unwrap_err", CostFunction.UNWRAP_ERR);
    }

    @Override
    TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      return unwrappedError(argument, application);
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      var error = error(argument);
      if (error == null) throw application.unwrapFailure(frame);
      return error;
    }
  }

  private static final class Try extends Unary {
    Try() {
      super("try!", "native_try_ret", CostFunction.TRY_RET);
    }

    @Override
    TypeSignature check(TypeSignature argument, TypeCheck.Application application) {
      var inside = unwrapped(argument, application);
      if (argument instanceof ResponseType(var ok, var error)) {
        if (error instanceof NoType) {
          throw application.error(CheckError.COULD_NOT_DETERMINE_RESPONSE_ERR_TYPE);
        }
        application.returns(new ResponseType(TypeSignature.NO_TYPE, error));
      } else {
        application.returns(new OptionalType(TypeSignature.NO_TYPE));
      }
      return inside;
    }

    @Override
    Value compute(Value argument, OfOne application, Frame frame) {
      var inside = inside(argument);
      if (inside == null) throw EarlyReturn.ofUnwrapping(argument);
      return inside;
    }
  }

  private static final class Match extends Form {
    Match() {
      super("match", Versions.since(1), "special_match");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(1);
      return switch (application.check(0)) {
        case OptionalType(var inside) -> checkOptional(inside, application);
        case ResponseType(var ok, var error) -> checkResponse(ok, error, application);
        case TypeSignature other -> throw application.error(CheckError.badMatchInput(other));
      };
    }

    private static TypeSignature checkOptional(
        TypeSignature inside, TypeCheck.Application application) {
      var found = application.arguments().size();
      if (found != 4) {
        throw application.error(
            CheckError.badMatchOptionSyntax(CheckError.incorrectArgumentCount(4, found)));
      }
      var name = application.name(1, CheckError.badMatchOptionSyntax(CheckError.EXPECTED_NAME));
      if (inside instanceof NoType) {
        throw application.error(CheckError.COULD_NOT_DETERMINE_MATCH_TYPES);
      }
      var some = checkBranch(application, name, inside, 2);
      return common(some, application.check(3), application);
    }

    private static TypeSignature checkResponse(
        TypeSignature ok, TypeSignature error, TypeCheck.Application application) {
      var found = application.arguments().size();
      if (found != 5) {
        throw application.error(
            CheckError.badMatchResponseSyntax(CheckError.incorrectArgumentCount(5, found)));
      }
      var expectedName = CheckError.badMatchResponseSyntax(CheckError.EXPECTED_NAME);
      var okName = application.name(1, expectedName);
      var errorName = application.name(3, expectedName);
      if (ok instanceof NoType || error instanceof NoType) {
        throw application.error(CheckError.COULD_NOT_DETERMINE_MATCH_TYPES);
      }
      var one = checkBranch(application, okName, ok, 2);
      return common(one, checkBranch(application, errorName, error, 4), application);
    }

    private static TypeSignature checkBranch(
        TypeCheck.Application application, String name, TypeSignature type, int branch) {
      var inner = application.inner();
      inner.bind(name, type);
      return inner.check(branch);
    }

    private static TypeSignature common(
        TypeSignature one, TypeSignature other, TypeCheck.Application application) {
      return application.leastSupertype(one, other, CheckError.matchArmsMustMatch(one, other));
    }

    /** The form for an optional has one branch with a name, that for a response two. */
    @Override
    public Application link(Linking at) {
      return at.arguments().size() == 4
          ? new OfOptional(at, at.argument(0), new Branch(at, 1), at.argument(3))
          : new OfResponse(at, at.argument(0), new Branch(at, 1), new Branch(at, 3));
    }

    /** A branch that has what was inside under a name. */
    private static final class Branch {
      private final int slot;
      private final Node body;

      Branch(Linking at, int name) {
        var inner = at.inner();
        var bound = at.name(name);
        var isTaken = at.isTaken(bound);
        slot = inner.bind(bound);
        body = isTaken ? new Refused(bound) : inner.argument(name + 1);
      }

      Value freely(Frame frame, Value inside) {
        frame.setLocal(slot, inside);
        return body.freely(frame);
      }

      Value take(Frame frame, Value inside) {
        var memory = inside.byteSize();
        frame.meter().addMemory(memory);
        frame.setLocal(slot, inside);
        var result = body.take(frame);
        frame.meter().dropMemory(memory);
        return result;
      }
    }

    /**
     * The body of a branch whose name is taken, as those of the language are: that shows when it
     * runs.
     */
    private static final class Refused extends Node {
      private final String name;

      Refused(String name) {
        this.name = name;
      }

      @Override
      public Value look(Frame frame) {
        throw Abort.nameAlreadyUsed(name);
      }
    }

    private static final class OfOptional extends Application {
      private final Node input;
      private final Branch some;
      private final Node none;
      private final long cost;

      OfOptional(Linking at, Node input, Branch some, Node none) {
        super(at);
        this.input = input;
        this.some = some;
        this.none = none;
        this.cost = at.runtimeCost(CostFunction.MATCH, 0);
      }

      @Override
      public Value freely(Frame frame) {
        return optional(input.freely(frame)) instanceof OptionalValue.Some(var inside)
            ? some.freely(frame, inside)
            : none.freely(frame);
      }

      @Override
      protected Value apply(Frame frame) {
        var value = input.take(frame);
        frame.meter().runtime(cost);
        return switch (optional(value)) {
          case OptionalValue.Some(var inside) -> some.take(frame, inside);
          case OptionalValue.None nothing -> none.take(frame);
        };
      }
    }

    private static final class OfResponse extends Application {
      private final Node input;
      private final Branch ok;
      private final Branch error;
      private final long cost;

      OfResponse(Linking at, Node input, Branch ok, Branch error) {
        super(at);
        this.input = input;
        this.ok = ok;
        this.error = error;
        this.cost = at.runtimeCost(CostFunction.MATCH, 0);
      }

      @Override
      public Value freely(Frame frame) {
        var value = response(input.freely(frame));
        return (value.isOk() ? ok : error).freely(frame, value.value());
      }

      @Override
      protected Value apply(Frame frame) {
        var value = input.take(frame);
        frame.meter().runtime(cost);
        return switch (response(value)) {
          case ResponseValue.Ok(var inside) -> ok.take(frame, inside);
          case ResponseValue.Err(var inside) -> error.take(frame, inside);
        };
      }
    }
  }

  private static TypeSignature unwrapped(TypeSignature type, TypeCheck.Application application) {
    var inside =
        switch (type) {
          case OptionalType(var some) -> some;
          case ResponseType(var ok, var error) -> ok;
          default -> throw application.error(CheckError.expectedOptionalOrResponseType(type));
        };
    if (inside instanceof NoType) {
      throw application.error(CheckError.COULD_NOT_DETERMINE_RESPONSE_OK_TYPE);
    }
    return inside;
  }

  private static TypeSignature unwrappedError(
      TypeSignature type, TypeCheck.Application application) {
    if (!(type instanceof ResponseType(var ok, var error))) {
      throw application.error(CheckError.expectedResponseType(type));
    }
    if (error instanceof NoType) {
      throw application.error(CheckError.COULD_NOT_DETERMINE_RESPONSE_ERR_TYPE);
    }
    return error;
  }

  /** What is inside of a {@code some} or {@code ok}; else null. */
  private static Value inside(Value value) {
    if (value instanceof OptionalValue.Some(var inside)) return inside;
    if (value instanceof ResponseValue.Ok(var inside)) return inside;
    if (value instanceof OptionalValue || value instanceof ResponseValue) return null;
    throw unexpected("optional or response", value);
  }

  /** What is inside of an {@code err}; else null. */
  private static Value error(Value value) {
    return response(value) instanceof ResponseValue.Err(var inside) ? inside : null;
  }

  private static OptionalValue optional(Value value) {
    if (value instanceof OptionalValue optional) return optional;
    throw unexpected("option", value);
  }

  private static ResponseValue response(Value value) {
    if (value instanceof ResponseValue response) return response;
    throw unexpected("response", value);
  }

  private static Abort unexpected(String expected, Value value) {
    return Abort.check("Unreachable(\"Expected " + expected + " value: " + value + "\")");
  }
}
