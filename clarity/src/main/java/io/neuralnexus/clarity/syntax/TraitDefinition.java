package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.TraitIdentifier;

/** What a trait name of a contract stands for. */
public sealed interface TraitDefinition {

  /** Where the trait is defined and how it is called there. */
  TraitIdentifier trait();

  /** By {@code define-trait}, in this contract. */
  record Defined(TraitIdentifier trait) implements TraitDefinition {}

  /** By {@code use-trait}. */
  record Imported(TraitIdentifier trait) implements TraitDefinition {}
}
