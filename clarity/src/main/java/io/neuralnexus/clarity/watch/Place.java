package io.neuralnexus.clarity.watch;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.syntax.Expression;

/**
 * An expression of a contract.
 *
 * @param number its number in the contract, from 1 in the order in which expressions begin; 0 for a
 *     value that stands nowhere
 */
public record Place(ContractPrincipal contract, Expression expression, int number) {}
