package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.ContractLiteralType;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.FunctionSignature.Parameter;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TraitSignature;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostOverrun;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.ContractCall;
import io.neuralnexus.clarity.runtime.ErrorText;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.runtime.Sanitizer;
import io.neuralnexus.clarity.runtime.UserFunction;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.typing.Typing;
import java.util.List;
import java.util.Optional;

/** {@code contract-call? contract-of}. */
final class Calls {
  private Calls() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(new CallContract(), new ContractOf());
  }

  private static final class CallContract extends Form {
    CallContract() {
      super("contract-call?", Versions.since(1), "special_contract-call");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      var function = application.name(1, CheckError.CONTRACT_CALL_EXPECT_NAME);
      var method =
          switch (application.arguments().getFirst()) {
            case Literal(ContractPrincipal contract, var span, var comments) ->
                method(contract, function, application);
            case Atom callee -> method(callee.name(), function, application);
            default -> throw application.error(CheckError.CONTRACT_CALL_EXPECT_NAME);
          };
      var arguments = application.arguments().subList(2, application.arguments().size());
      var parameters = method.parameters();
      if (arguments.size() != parameters.size()) {
        throw application.error(
            CheckError.incorrectArgumentCount(parameters.size(), arguments.size()));
      }
      for (int i = 0; i < arguments.size(); i++) {
        application.checkExpecting(arguments.get(i), parameters.get(i));
      }
      return method.returns();
    }

    /** A function of a contract that is known. */
    private static TraitSignature.Method method(
        ContractPrincipal contract, String function, TypeCheck.Application application) {
      return application
          .definitions()
          .publicFunction(contract, function)
          .map(
              found ->
                  new TraitSignature.Method(
                      found.parameters().stream().map(Parameter::type).toList(), found.returns()))
          .orElseThrow(
              () ->
                  application.error(
                      CheckError.noSuchPublicFunction(contract.toString(), function)));
    }

    /** A function of what a name stands for: a trait or, from Clarity 2 on, a constant. */
    private static TraitSignature.Method method(
        String callee, String function, TypeCheck.Application application) {
      if (application.version().compareTo(ClarityVersion.CLARITY_2) >= 0) {
        var constant = application.definitions().constant(callee);
        if (constant.isPresent()) {
          return switch (constant.get()) {
            case ContractLiteralType(var contract) -> method(contract, function, application);
            case TypeSignature other ->
                throw application.error(CheckError.expectedCallableType(other));
          };
        }
      }
      var trait =
          application
              .traitOf(callee)
              .orElseThrow(() -> application.error(CheckError.traitReferenceUnknown(callee)));
      var method = definition(trait, application).methods().get(function);
      if (method == null) {
        throw application.error(CheckError.traitMethodUnknown(trait.name(), function));
      }
      return method;
    }

    /** What is called through a trait may write: that shows only when it runs. */
    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireAtLeast(2, arguments);
      if (!(arguments.get(1) instanceof Atom function)) {
        throw ReadOnlyCheck.error(CheckError.CONTRACT_CALL_EXPECT_NAME);
      }
      var isReadOnly =
          switch (arguments.getFirst()) {
            case Literal(ContractPrincipal contract, var span, var comments) ->
                check.isReadOnlyFunction(contract, function.name());
            case Atom callee -> false;
            default -> throw ReadOnlyCheck.error(CheckError.CONTRACT_CALL_EXPECT_NAME);
          };
      return check.areReadOnly(arguments.subList(2, arguments.size())) && isReadOnly;
    }

    @Override
    public Application link(Linking at) {
      var written = at.arguments();
      var arguments = at.linkAll(written.subList(2, written.size()));
      var function = at.name(1);
      return switch (written.getFirst()) {
        case Literal(ContractPrincipal contract, var span, var comments) ->
            new ToKnown(at, function, arguments, contract);
        case Atom callee ->
            at.slot(callee.name())
                .<Call>map(slot -> new ToTrait(at, function, arguments, callee, slot))
                .orElseGet(() -> new ToConstant(at, function, arguments, callee));
        default -> throw Abort.check("ContractCallExpectName");
      };
    }
  }

  private abstract static class Call extends Application {
    private final Node[] arguments;
    private final long cost;
    private final Epoch epoch;
    final String function;

    Call(Linking at, String function, Node[] arguments) {
      super(at);
      this.arguments = arguments;
      this.cost = at.runtimeCost(CostFunction.CONTRACT_CALL, 0);
      this.epoch = at.linker().epoch();
      this.function = function;
    }

    @Override
    protected final Value apply(Frame frame) {
      frame.meter().runtime(cost);
      var values = new Value[arguments.length];
      for (int i = 0; i < values.length; i++) values[i] = arguments[i].take(frame);
      return call(values, frame);
    }

    @Override
    public final Value freely(Frame frame) {
      var values = new Value[arguments.length];
      for (int i = 0; i < values.length; i++) values[i] = arguments[i].freely(frame);
      return call(values, frame);
    }

    /** Finds out whom to call, and calls. */
    abstract Value call(Value[] values, Frame frame);

    final Value enter(ContractPrincipal contract, Value[] values, Frame frame) {
      var caller = frame.contract().id();
      var entry = ContractCall.Entry.PUBLIC;
      var result = ContractCall.enter(frame, contract, function, values, caller, site(), entry);
      return Sanitizer.sanitize(result, epoch);
    }
  }

  private static final class ToKnown extends Call {
    private final ContractPrincipal contract;

    ToKnown(Linking at, String function, Node[] arguments, ContractPrincipal contract) {
      super(at, function, arguments);
      this.contract = contract;
    }

    @Override
    Value call(Value[] values, Frame frame) {
      return enter(contract, values, frame);
    }
  }

  /**
   * Through a name. Whoever traces the transaction looks at it before, in a simnet at its expense.
   */
  private abstract static class ToNamed extends Call {
    private final Node callee;

    ToNamed(Linking at, String function, Node[] arguments, Atom callee) {
      super(at, function, arguments);
      this.callee = at.linkTraced(callee);
    }

    @Override
    public final Value look(Frame frame) {
      if (frame.execution().isTraced()) trace(frame);
      return super.look(frame);
    }

    @Override
    protected final Optional<Optional<Value>> announce(Frame frame) {
      return frame.execution().isTraced() ? Optional.of(trace(frame)) : Optional.empty();
    }

    /** An overrun is not the tracer's to tell: the next charge meets it again. */
    private Optional<Value> trace(Frame frame) {
      try {
        return Optional.of(callee.look(frame));
      } catch (CostOverrun overrun) {
        if (overrun.kind() != CostOverrun.Kind.COST_BALANCE_EXCEEDED) throw overrun;
        return Optional.empty();
      }
    }
  }

  /** Through a constant of the contract. */
  private static final class ToConstant extends ToNamed {
    private final Optional<Integer> constant;

    ToConstant(Linking at, String function, Node[] arguments, Atom callee) {
      super(at, function, arguments, callee);
      var isAllowed = at.isAtLeast(ClarityVersion.CLARITY_2) && at.isAtLeast(Epoch.EPOCH_3_4);
      this.constant = isAllowed ? at.linker().contract().constant(callee.name()) : Optional.empty();
    }

    @Override
    Value call(Value[] values, Frame frame) {
      if (constant.isPresent()
          && frame.contract().callableConstant(constant.get())
              instanceof ContractPrincipal contract) {
        return enter(contract, values, frame);
      }
      throw Abort.check("ContractCallExpectName");
    }
  }

  /** Through a parameter or local name that stands for a trait. */
  private static final class ToTrait extends ToNamed {
    private final int slot;
    private final Epoch epoch;

    ToTrait(Linking at, String function, Node[] arguments, Atom callee, int slot) {
      super(at, function, arguments, callee);
      this.slot = slot;
      this.epoch = at.linker().epoch();
    }

    @Override
    Value call(Value[] values, Frame frame) {
      if (!(frame.local(slot) instanceof CallableContract(var contract, var trait))) {
        throw Abort.check("ContractCallExpectName");
      }
      if (trait.isEmpty()) return enter(contract, values, frame);
      if (contract.equals(frame.contract().id())) {
        throw Abort.check("CircularReference([\"" + contract.name() + "\"])");
      }
      var code = frame.world().requireReadable(contract).code();
      if (code.analysis().implemented().contains(trait.get())) {
        return enter(contract, values, frame);
      }
      var expected = requireMethod(contract, trait.get(), frame).returns();
      var result = enter(contract, values, frame);
      if (!Typing.admits(expected, result.type(), epoch)) {
        throw Abort.check(
            "ReturnTypesMustMatch(%s, %s)"
                .formatted(ErrorText.type(expected), ErrorText.type(result.type())));
      }
      return result;
    }

    /** What the trait says of the function, which the contract must keep without a promise. */
    private TraitSignature.Method requireMethod(
        ContractPrincipal contract, TraitIdentifier trait, Frame frame) {
      var world = frame.world();
      var definer = world.requireReadable(trait.contract()).code().analysis();
      var found =
          world
              .requireContract(contract)
              .code()
              .function(function, epoch)
              .orElseThrow(() -> unlike(trait));
      if (frame.execution().isReadOnly()) {
        throw Abort.check("Unreachable(\"Trait based contract call in read-only\")");
      }
      if (found.access() == Access.PRIVATE) {
        throw Abort.check("NoSuchPublicFunction(\"%s\", \"%s\")".formatted(contract, function));
      }
      var signature = definer.traits().get(trait.name());
      if (signature == null) {
        throw Abort.check("TraitReferenceUnknown(\"" + trait.name() + "\")");
      }
      var method = signature.methods().get(function);
      if (method == null) {
        throw Abort.check("TraitMethodUnknown(\"%s\", \"%s\")".formatted(trait.name(), function));
      }
      if (!takes(found, method)) throw unlike(trait);
      return method;
    }

    private boolean takes(UserFunction found, TraitSignature.Method method) {
      var parameters = found.signature().parameters();
      if (parameters.size() != method.parameters().size()) return false;
      for (int i = 0; i < parameters.size(); i++) {
        var type = parameters.get(i).type();
        if (!Typing.admits(type, method.parameters().get(i), epoch)) return false;
      }
      return true;
    }

    private Abort unlike(TraitIdentifier trait) {
      return Abort.check(
          "BadTraitImplementation(\"%s\", \"%s\")".formatted(trait.name(), function));
    }
  }

  private static final class ContractOf extends Form {
    ContractOf() {
      super("contract-of", Versions.since(1), "special_contract-of");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      var name = application.name(0, CheckError.CONTRACT_OF_EXPECTS_TRAIT);
      var trait =
          application
              .traitOf(name)
              .orElseThrow(() -> application.error(CheckError.traitReferenceUnknown(name)));
      definition(trait, application);
      return TypeSignature.PRINCIPAL;
    }

    @Override
    public Application link(Linking at) {
      var slot = at.slot(at.name(0));
      var cost = at.runtimeCost(CostFunction.CONTRACT_OF, 0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          if (slot.isPresent()
              && frame.local(slot.get()) instanceof CallableContract(var contract, var trait)) {
            return frame.world().requireContract(contract).id();
          }
          throw Abort.check("Unreachable(\"Contract of expects trait\")");
        }
      };
    }
  }

  private static TraitSignature definition(
      TraitIdentifier trait, TypeCheck.Application application) {
    return application
        .definitions()
        .trait(trait)
        .orElseThrow(() -> application.error(CheckError.traitReferenceUnknown(trait.name())));
  }
}
