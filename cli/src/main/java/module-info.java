/** The {@code nexus} command. */
module io.neuralnexus.cli {
  requires io.neuralnexus.clarinet;
}
