package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionSignature;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostOverrun;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.typing.Typing;
import java.util.HashSet;
import java.util.Optional;

/** A function that a contract defines, linked for one epoch. */
public final class UserFunction {
  private final String name;
  private final String identifier;
  private final Access access;
  private final FunctionSignature signature;
  private final TypeSignature[] types;

  /** The first parameter whose name another has before it, which only a call finds; or -1. */
  private final int repeated;

  private final Epoch epoch;
  private final boolean castsTraits;
  private final CostTable costs;
  private final long applicationCost;
  private final boolean chargesValueSize;
  private Node body;
  private int slots;

  /** The levels of the stack that its body needs. */
  private int deepest;

  private final int stackLimit;

  UserFunction(String name, Access access, FunctionSignature signature, Linker linker) {
    this.name = name;
    this.identifier = (linker.contract().id() + ":" + name).intern();
    this.access = access;
    this.signature = signature;
    this.types =
        signature.parameters().stream()
            .map(FunctionSignature.Parameter::type)
            .toArray(TypeSignature[]::new);
    this.epoch = linker.epoch();
    this.castsTraits = linker.version().compareTo(ClarityVersion.CLARITY_2) >= 0;
    this.costs = linker.costs();
    this.repeated = repeated(signature, castsTraits);
    this.applicationCost =
        costs.cost(CostFunction.USER_FUNCTION_APPLICATION, types.length).runtime();
    this.stackLimit = linker.stackLimit();
    this.chargesValueSize = epoch.compareTo(Epoch.EPOCH_3_3) >= 0;
  }

  private static int repeated(FunctionSignature signature, boolean countTraits) {
    var names = new HashSet<String>();
    for (int i = 0; i < signature.parameters().size(); i++) {
      var parameter = signature.parameters().get(i);
      // In Clarity 1 traits are no variables.
      var counts = countTraits || !(parameter.type() instanceof TypeSignature.TraitType);
      if (counts && !names.add(parameter.name())) return i;
    }
    return -1;
  }

  /** Gives it its body; a function may be named before that, by those that call it. */
  void define(Node linkedBody, Scope.Layout layout) {
    body = linkedBody;
    slots = layout.size();
    deepest = layout.deepest();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** As traces name it: {@code ST1....contract:name}. */
  public String identifier() {
    return identifier;
  }

  /** Who may call it. */
  public Access access() {
    return access;
  }

  /** Its parameters and what it answers. */
  public FunctionSignature signature() {
    return signature;
  }

  /** Identifiers are interned, so that equal ones are the same. */
  @SuppressWarnings("ReferenceEquality")
  boolean isSameAs(UserFunction other) {
    return identifier == other.identifier;
  }

  /** Calls it from its own contract. A public or read-only one is a transaction of its own. */
  Value callLocally(Frame from, Value[] arguments, Site site) {
    var open = site.depth() + 1;
    return access == Access.PRIVATE
        ? run(from, from.contract(), from.caller(), arguments, site, open)
        : callAsTransaction(from, from.contract(), from.caller(), arguments, site, open, false);
  }

  /**
   * Calls it as a transaction within the transaction: a public function's {@code (err ...)} and all
   * of a read-only one are undone.
   *
   * @param open the levels of the stack that are open when it has begun, as seen from the frame
   * @param allowPrivate whether a function may answer something else than a response
   */
  Value callAsTransaction(
      Frame from,
      ContractState of,
      Principal caller,
      Value[] arguments,
      Site site,
      int open,
      boolean allowPrivate) {
    var execution = from.execution();
    if (access == Access.READ_ONLY) {
      var savepoint = execution.beginReadOnly();
      try {
        return run(from, of, caller, arguments, site, open);
      } finally {
        execution.rollback(savepoint);
      }
    }
    var savepoint = execution.begin();
    Value value;
    try {
      value = run(from, of, caller, arguments, site, open);
    } catch (Abort | CostOverrun e) {
      // An allowance around the call looks at what has moved even then, and this has not.
      execution.rollback(savepoint);
      throw e;
    }
    switch (value) {
      case ResponseValue.Ok ok -> execution.commit(savepoint);
      case ResponseValue.Err err -> execution.rollback(savepoint);
      default -> {
        if (!allowPrivate) {
          throw Abort.check(
              "Unreachable(\"Public function must return response: " + value.type() + "\")");
        }
        execution.commit(savepoint);
      }
    }
    return value;
  }

  private Value run(
      Frame from, ContractState of, Principal caller, Value[] arguments, Site site, int open) {
    var meter = from.meter();
    if (meter.isFree()) {
      return runFreely(from.call(this, of, caller, locals(arguments), site, open));
    }
    meter.runtime(applicationCost);
    if (chargesValueSize) {
      for (var argument : arguments) {
        costs.charge(CostFunction.INNER_TYPE_CHECK_COST, argument.byteSize(), meter);
      }
    } else {
      for (var type : types) costs.charge(CostFunction.INNER_TYPE_CHECK_COST, type.size(), meter);
    }
    var locals = locals(arguments);
    var memory = meter.scopedMemory();
    try {
      return body.take(from.call(this, of, caller, locals, site, open));
    } catch (EarlyReturn early) {
      meter.restoreScopedMemory(memory);
      return early.value();
    }
  }

  /** Calls it from its own contract where nobody counts costs. */
  Value callFreely(Frame from, Node[] arguments, Site site) {
    var isPrivate = access == Access.PRIVATE && arguments.length == types.length;
    // What a private function is given needs no place of its own: it becomes its locals.
    var values = new Value[isPrivate ? slots : arguments.length];
    for (int i = 0; i < arguments.length; i++) values[i] = arguments[i].freely(from);
    if (!isPrivate) return callLocally(from, values, site);
    admitAll(values, values);
    var frame = from.call(this, from.contract(), from.caller(), values, site, site.depth() + 1);
    return runFreely(frame);
  }

  private Value runFreely(Frame frame) {
    try {
      return frame.depth() + deepest < stackLimit ? body.freely(frame) : body.take(frame);
    } catch (EarlyReturn early) {
      return early.value();
    }
  }

  private Value[] locals(Value[] arguments) {
    if (arguments.length != types.length) {
      throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(types.length, arguments.length));
    }
    var locals = new Value[slots];
    admitAll(arguments, locals);
    return locals;
  }

  private void admitAll(Value[] arguments, Value[] into) {
    for (int i = 0; i < types.length; i++) {
      into[i] = admit(types[i], arguments[i]);
      if (i == repeated) throw Abort.nameAlreadyUsed(signature.parameters().get(i).name());
    }
  }

  private Value admit(TypeSignature type, Value argument) {
    if (type == TypeSignature.UINT && argument instanceof Uint) return argument;
    var value = castsTraits ? TraitCast.cast(type, argument) : asTraitOfVersion1(type, argument);
    if (value instanceof CallableContract && type instanceof TypeSignature.TraitType) return value;
    if (!Typing.admits(type, value, epoch)) {
      throw Abort.wrongType(type, value);
    }
    return value;
  }

  /** In Clarity 1 only a parameter itself becomes a trait's, nothing inside of one. */
  private static Value asTraitOfVersion1(TypeSignature type, Value argument) {
    if (!(type instanceof TypeSignature.TraitType(var trait))) return argument;
    return switch (argument) {
      case ContractPrincipal contract -> new CallableContract(contract, Optional.of(trait));
      default -> argument;
    };
  }
}
