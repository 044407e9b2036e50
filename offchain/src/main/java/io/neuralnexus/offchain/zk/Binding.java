package io.neuralnexus.offchain.zk;

import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who proves what where, so that a proof is of no use to anybody else.
 *
 * @param chain id of the chain
 * @param verifier the contract that checks the proof
 * @param submitter who calls it
 * @param dataset id of the data set
 * @param schema hash of its schema
 */
public record Binding(
    Uint chain, Principal verifier, Principal submitter, Uint dataset, Buff schema) {
  private static final int VERSION = 1;

  /** What goes into the transcript. */
  public Buff hash() {
    var value =
        tuple(
            "chain", chain,
            "dataset", dataset,
            "schema", schema,
            "submitter", submitter,
            "verifier", verifier,
            "version", uint(VERSION));
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(value.serialize()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
