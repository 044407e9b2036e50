/**
 * What {@code nexus prove} does: schemas, quantised tables, commitments, the owner's secret, and
 * what a proof says in the units of the data. {@code docs/prove.md} tells users.
 */
package io.neuralnexus.cli.prove;
