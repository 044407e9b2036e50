package io.neuralnexus.offchain.job;

import java.util.Optional;

/**
 * Where somebody has the keys to the inputs of jobs from: grants on the chain, or an agreement with
 * the owners.
 *
 * <p>Both methods throw {@link IllegalArgumentException} if what is there is no message for this
 * one.
 */
public interface KeySource {
  /** The message of the owner of a data set, if there is one yet. */
  Optional<KeyMessage> dataset(long job, long dataset);

  /** The message of the developer, if there is one yet. */
  Optional<KeyMessage> holdOut(long job);
}
