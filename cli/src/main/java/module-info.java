/** The {@code nexus} command. */
module io.neuralnexus.cli {
  requires io.neuralnexus.clarinet;
  requires info.picocli;

  opens io.neuralnexus.cli to
      info.picocli;
}
