package io.neuralnexus.simulator.market;

/** What a party does about the score that the other has claimed. */
public enum Answer {
  /** Signs it: below the slash line that slashes the data set. */
  ACCEPT,
  /** Names another score, and leaves it to a committee. */
  CONTEST,
  /** Lets the window pass: the claimed score is paid, and nobody is slashed. */
  SILENT
}
