package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the traits that a contract defines, imports, names and implements. */
final class Traits {
  private final ContractPrincipal contract;
  private final Map<String, TraitDefinition> named = new LinkedHashMap<>();
  private final Set<TraitIdentifier> implemented = new LinkedHashSet<>();

  /** For each name that types of functions mention, where it stands last. */
  private final Map<String, Node.TraitName> mentioned = new LinkedHashMap<>();

  private Traits(ContractPrincipal contract) {
    this.contract = contract;
  }

  /** What is found up to the first error, which is reported. */
  static Traits of(List<Node> nodes, ContractPrincipal contract, Diagnostics diagnostics) {
    var traits = new Traits(contract);
    try {
      for (var node : nodes) traits.look(node);
      traits.checkMentioned();
    } catch (Fault fault) {
      fault.place.ifPresentOrElse(
          place -> diagnostics.error(fault.getMessage(), place),
          () -> diagnostics.error(fault.getMessage()));
    }
    return traits;
  }

  static String undeclared(String name) {
    return "use of undeclared trait <" + name + ">";
  }

  Map<String, TraitDefinition> named() {
    return named;
  }

  Set<TraitIdentifier> implemented() {
    return implemented;
  }

  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Optional<Span> place;

    Fault(String message, Optional<Span> place) {
      super(message, null, false, false);
      this.place = place;
    }

    Fault(String message) {
      this(message, Optional.empty());
    }
  }

  private void look(Node node) throws Fault {
    if (!(node instanceof Node.Sequence list)) return;
    var form = Definition.withoutComments(list.items());
    if (form.isEmpty()) return;
    var definition = Definition.of(form.getFirst());
    if (definition.isEmpty()) return;
    var arguments = form.subList(1, form.size());
    switch (definition.get()) {
      case TRAIT -> define(arguments);
      case USE_TRAIT -> use(arguments);
      case IMPL_TRAIT -> {
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Node.Field field)) {
          throw new Fault("(impl-trait ...) expects a trait identifier");
        }
        implemented.add(field.trait());
      }
      case PUBLIC, READ_ONLY, PRIVATE -> mention(arguments);
      case CONSTANT, DATA_VAR, MAP, FUNGIBLE_TOKEN, NON_FUNGIBLE_TOKEN -> {
        if (!arguments.isEmpty()) refuse(arguments.subList(1, arguments.size()));
      }
    }
  }

  private void define(List<Node> arguments) throws Fault {
    if (arguments.size() != 2
        || !(arguments.getFirst() instanceof Node.Atom(var name, _))
        || !(arguments.get(1) instanceof Node.Sequence functions)) {
      throw new Fault("(define-trait ...) expects a trait name and a trait definition");
    }
    checkFree(name);
    mention(functions.items());
    named.put(name, new TraitDefinition.Defined(new TraitIdentifier(contract, name)));
  }

  private void use(List<Node> arguments) throws Fault {
    var fault = new Fault("(use-trait ...) expects a trait name and a trait identifier");
    if (arguments.size() != 2 || !(arguments.getFirst() instanceof Node.Atom(var name, _))) {
      throw fault;
    }
    checkFree(name);
    if (!(arguments.get(1) instanceof Node.Field field)) throw fault;
    named.put(name, new TraitDefinition.Imported(field.trait()));
  }

  private void checkFree(String name) throws Fault {
    if (named.containsKey(name)) {
      throw new Fault("defining '" + name + "' conflicts with previous value");
    }
  }

  private void mention(List<Node> nodes) {
    for (var node : nodes) {
      switch (node) {
        case Node.Sequence list -> mention(list.items());
        case Node.Braces tuple -> mention(tuple.items());
        case Node.TraitName trait -> mentioned.put(trait.name(), trait);
        default -> {}
      }
    }
  }

  private static void refuse(List<Node> nodes) throws Fault {
    for (var node : nodes) {
      switch (node) {
        case Node.Sequence list -> refuse(list.items());
        case Node.Braces tuple -> refuse(tuple.items());
        case Node.TraitName t -> throw new Fault("trait references can not be stored");
        default -> {}
      }
    }
  }

  private void checkMentioned() throws Fault {
    for (var trait : mentioned.values()) {
      if (!named.containsKey(trait.name())) {
        throw new Fault(undeclared(trait.name()), Optional.of(trait.span()));
      }
    }
  }
}
