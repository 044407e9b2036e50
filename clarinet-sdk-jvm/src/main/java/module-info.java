/** Simnet: deploy, call, test and measure Clarity contracts from Java. */
module io.neuralnexus.clarinet {
  requires transitive io.neuralnexus.clarity;
  requires com.fasterxml.jackson.dataformat.toml;
  requires org.slf4j;

  exports io.neuralnexus.clarinet;
}
