package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Argument;
import io.neuralnexus.clarity.ContractInterface.MapEntry;
import io.neuralnexus.clarity.ContractInterface.NonFungibleToken;
import io.neuralnexus.clarity.ContractInterface.Variable;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.CallableUnionType;
import io.neuralnexus.clarity.TypeSignature.ContractLiteralType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The interface of a contract: kinds one after the other, each in the order of names. */
final class PublicView {
  private PublicView() {}

  static ContractInterface of(ContractAnalysis contract) {
    var functions = new ArrayList<ContractInterface.Function>();
    for (var access : List.of(Access.PRIVATE, Access.PUBLIC, Access.READ_ONLY)) {
      functions.addAll(functions(contract, access));
    }
    var variables =
        new ArrayList<>(
            byName(
                contract.constants(),
                (name, type) -> new Variable(name, shown(type), Variable.Kind.CONSTANT)));
    variables.addAll(
        byName(
            contract.dataVars(),
            (name, type) -> new Variable(name, shown(type), Variable.Kind.VARIABLE)));
    return new ContractInterface(
        functions,
        variables,
        byName(
            contract.maps(),
            (name, type) -> new MapEntry(name, shown(type.key()), shown(type.value()))),
        contract.fungibleTokens().stream().sorted().toList(),
        byName(
            contract.nonFungibleTokens(), (name, type) -> new NonFungibleToken(name, shown(type))),
        contract.epoch(),
        contract.version());
  }

  private static <T, R> List<R> byName(Map<String, T> all, BiFunction<String, T, R> shown) {
    var result = new ArrayList<R>();
    new TreeMap<>(all).forEach((name, each) -> result.add(shown.apply(name, each)));
    return result;
  }

  private static List<ContractInterface.Function> functions(
      ContractAnalysis contract, Access access) {
    var functions = new TreeMap<>(contract.functions());
    functions.values().removeIf(function -> function.access() != access);
    return byName(
        functions,
        (name, function) ->
            new ContractInterface.Function(
                name,
                access,
                function.signature().parameters().stream()
                    .map(each -> new Argument(each.name(), shown(each.type())))
                    .toList(),
                shown(function.signature().returns())));
  }

  /** Interfaces do not tell one trait from another, nor contracts from other principals. */
  private static TypeSignature shown(TypeSignature type) {
    return switch (type) {
      case TraitType trait -> TypeSignature.TRAIT_REFERENCE;
      case ContractLiteralType contract -> TypeSignature.PRINCIPAL;
      case CallableUnionType contracts -> TypeSignature.PRINCIPAL;
      case ListType(var entry, int max) -> new ListType(shown(entry), max);
      case OptionalType(var inside) -> new OptionalType(shown(inside));
      case ResponseType(var ok, var error) -> new ResponseType(shown(ok), shown(error));
      case TupleType tuple -> {
        var fields = new TreeMap<String, TypeSignature>();
        tuple.fields().forEach((name, field) -> fields.put(name, shown(field)));
        yield new TupleType(fields);
      }
      default -> type;
    };
  }
}
