/** The training machine and the programs that run on it. */
module io.neuralnexus.offchain {
  requires transitive io.neuralnexus.clarity;

  exports io.neuralnexus.offchain.machine;
  exports io.neuralnexus.offchain.training;
}
