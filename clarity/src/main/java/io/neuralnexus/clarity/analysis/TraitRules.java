package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.CallableUnionType;
import io.neuralnexus.clarity.TypeSignature.ContractLiteralType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.typing.TypeMismatch;
import io.neuralnexus.clarity.typing.Typing;
import java.util.HashMap;
import java.util.Map;

/** When a contract keeps a trait, and when one trait may stand for another. */
final class TraitRules {
  private static final int MOST_LEVELS = 32;

  /** Traits name traits that were there before them; a chain of more of them is not followed. */
  private static final int MOST_TRAITS = 256;

  private final Contracts contracts;
  private final Names names;

  /** Whether the first trait has all that the second asks for: decided once for each pair. */
  private final Map<Pair, Boolean> compatible = new HashMap<>();

  private int open;

  private record Pair(TraitIdentifier found, TraitIdentifier expected) {}

  TraitRules(Contracts contracts, Names names) {
    this.contracts = contracts;
    this.names = names;
  }

  /**
   * Fails unless a contract has all functions of a trait.
   *
   * @throws CheckException without a place
   */
  static void requireKept(
      ContractAnalysis contract, TraitIdentifier trait, TraitSignature signature, Epoch epoch) {
    signature
        .methods()
        .forEach(
            (name, method) -> {
              var function = contract.functions().get(name);
              if (function == null
                  || function.access() == Access.PRIVATE
                  || !keeps(function.signature(), method, epoch)) {
                throw CheckException.unplaced(
                    CheckError.badTraitImplementation(trait.name(), name));
              }
            });
  }

  private static boolean keeps(
      FunctionSignature function, TraitSignature.Method method, Epoch epoch) {
    if (function.parameters().size() != method.parameters().size()) return false;
    for (int i = 0; i < method.parameters().size(); i++) {
      var parameter = function.parameters().get(i).type();
      if (!Typing.admits(parameter, method.parameters().get(i), epoch)) return false;
    }
    return Typing.admits(method.returns(), function.returns(), epoch);
  }

  /**
   * Fails unless a type may stand where another is asked for by the rules of Clarity 2, which look
   * for traits inside of types.
   *
   * @throws CheckException without a place
   */
  void requireType(TypeSignature expected, TypeSignature found) {
    requireType(expected, found, 1);
  }

  private void requireType(TypeSignature expected, TypeSignature found, int depth) {
    if (depth > MOST_LEVELS) throw CheckException.unplaced(CheckError.TYPE_SIGNATURE_TOO_DEEP);
    switch (found) {
      case OptionalType(var inside) when expected instanceof OptionalType(var wanted) ->
          requireType(wanted, inside, depth + 1);
      case ResponseType(var ok, var error)
          when expected instanceof ResponseType(var wantedOk, var wantedError) -> {
        requireType(wantedOk, ok, depth + 1);
        requireType(wantedError, error, depth + 1);
      }
      case ListType(var entry, int length)
          when expected instanceof ListType(var wanted, int max) -> {
        if (length > max) throw mismatch(expected, found);
        requireType(wanted, entry, depth + 1);
      }
      case TupleType tuple when expected instanceof TupleType wanted -> {
        if (tuple.fields().size() != wanted.fields().size()) throw mismatch(expected, found);
        wanted
            .fields()
            .forEach(
                (name, type) -> {
                  var field = tuple.fields().get(name);
                  if (field == null) throw mismatch(expected, found);
                  requireType(type, field, depth + 1);
                });
      }
      case TraitType(var trait) when expected instanceof TraitType(var wanted) ->
          requireCompatible(trait, wanted);
      case ContractLiteralType(var contract) when expected instanceof TraitType(var wanted) -> {
        var analysis = contracts.require(contract);
        requireKept(analysis, wanted, trait(wanted), Epoch.EPOCH_2_1);
      }
      case CallableUnionType(var types) when expected instanceof TraitType -> {
        for (var type : types) requireType(expected, type, depth + 1);
      }
      case NoType none -> {}
      default -> {
        if (!Typing.admits(expected, found, Epoch.EPOCH_2_1)) throw mismatch(expected, found);
      }
    }
  }

  private static CheckException mismatch(TypeSignature expected, TypeSignature found) {
    return CheckException.unplaced(CheckError.typeError(expected, found));
  }

  private void requireCompatible(TraitIdentifier found, TraitIdentifier expected) {
    if (found.equals(expected)) return;
    var foundSignature = trait(found);
    var expectedSignature = trait(expected);
    var pair = new Pair(found, expected);
    var known = compatible.get(pair);
    if (known == null) {
      if (open == MOST_TRAITS) throw CheckException.unplaced(CheckError.TYPE_SIGNATURE_TOO_DEEP);
      open++;
      try {
        known = isCompatible(foundSignature, expectedSignature);
      } finally {
        open--;
      }
      compatible.put(pair, known);
    }
    if (!known) throw CheckException.unplaced(CheckError.incompatibleTrait(expected, found));
  }

  private boolean isCompatible(TraitSignature found, TraitSignature expected) {
    for (var method : expected.methods().entrySet()) {
      var candidate = found.methods().get(method.getKey());
      if (candidate == null || !isCompatible(candidate, method.getValue())) return false;
    }
    return true;
  }

  private boolean isCompatible(TraitSignature.Method found, TraitSignature.Method expected) {
    if (found.parameters().size() != expected.parameters().size()) return false;
    try {
      for (int i = 0; i < found.parameters().size(); i++) {
        requireType(expected.parameters().get(i), found.parameters().get(i));
      }
      requireType(expected.returns(), found.returns());
      return true;
    } catch (CheckException | TypeMismatch e) {
      return false;
    }
  }

  /** A trait of this contract or of another; only its own contract knows one that it defines. */
  private TraitSignature trait(TraitIdentifier trait) {
    var named = names.trait(trait);
    if (named.isEmpty() && !names.isOfThisContract(trait)) named = contracts.trait(trait);
    return named.orElseThrow(
        () ->
            CheckException.unplaced(
                CheckError.noSuchTrait(trait.contract().toString(), trait.name())));
  }
}
