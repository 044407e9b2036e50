package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.TypeSignature;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trait: the functions that a contract must have to keep it.
 *
 * @param methods by name
 */
public record TraitSignature(SortedMap<String, Method> methods) {
  /** Copies the map. */
  public TraitSignature {
    methods = Collections.unmodifiableSortedMap(new TreeMap<>(methods));
  }

  /** What a function of the trait takes and answers. */
  public record Method(List<TypeSignature> parameters, TypeSignature returns) {
    /** Copies the list. */
    public Method {
      parameters = List.copyOf(parameters);
    }
  }
}
