package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import java.util.TreeMap;

/** Checks that a contract keeps the traits that it promises to keep. */
final class TraitChecker {
  private final Contracts contracts;

  TraitChecker(Contracts contracts) {
    this.contracts = contracts;
  }

  /**
   * Checks a contract.
   *
   * @throws CheckException if it does not keep a trait, without a place, as officially
   */
  void check(ContractAnalysis contract) {
    for (var trait : contract.implemented()) {
      var unknown = CheckException.unplaced(CheckError.traitReferenceUnknown(trait.name()));
      var definer = contracts.find(trait.contract()).orElseThrow(() -> unknown);
      var signature = definer.traits().get(trait.name());
      if (signature == null) throw unknown;
      if (mistakesTraits(contract.epoch(), definer.epoch())) signature = mistaken(signature);
      TraitRules.requireKept(contract, trait, signature, contract.epoch());
    }
  }

  /** Epoch 2.2 took the traits of contracts that are older than epoch 2.1 for something else. */
  private static boolean mistakesTraits(Epoch epoch, Epoch definer) {
    return epoch == Epoch.EPOCH_2_2 && definer.compareTo(Epoch.EPOCH_2_1) < 0;
  }

  private static TraitSignature mistaken(TraitSignature signature) {
    var methods = new TreeMap<String, TraitSignature.Method>();
    signature
        .methods()
        .forEach(
            (name, method) ->
                methods.put(
                    name,
                    new TraitSignature.Method(
                        method.parameters().stream().map(TraitChecker::mistaken).toList(),
                        mistaken(method.returns()))));
    return new TraitSignature(methods);
  }

  private static TypeSignature mistaken(TypeSignature type) {
    return switch (type) {
      case TraitType trait -> TypeSignature.TRAIT_REFERENCE;
      case ListType(var entry, int max) -> new ListType(mistaken(entry), max);
      case OptionalType(var inside) -> new OptionalType(mistaken(inside));
      case ResponseType(var ok, var error) -> new ResponseType(mistaken(ok), mistaken(error));
      case TupleType tuple -> {
        var fields = new TreeMap<String, TypeSignature>();
        tuple.fields().forEach((name, field) -> fields.put(name, mistaken(field)));
        yield new TupleType(fields);
      }
      default -> type;
    };
  }
}
