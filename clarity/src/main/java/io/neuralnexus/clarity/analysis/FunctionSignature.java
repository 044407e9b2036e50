package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.TypeSignature;
import java.util.List;

/**
 * What a function takes and answers.
 *
 * @param parameters its parameters in order
 * @param returns the type of what it answers
 */
public record FunctionSignature(List<Parameter> parameters, TypeSignature returns) {
  /** Copies the list. */
  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  /** A parameter. */
  public record Parameter(String name, TypeSignature type) {}
}
