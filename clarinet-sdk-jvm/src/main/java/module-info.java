/** Simnet: deploy, call, test and measure Clarity contracts from Java. */
module io.neuralnexus.clarinet {
  requires transitive io.neuralnexus.clarity;
}
