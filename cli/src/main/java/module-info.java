/** The {@code nexus} command. */
module io.neuralnexus.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires io.neuralnexus.clarinet;
  requires me.tongfei.progressbar;

  opens io.neuralnexus.cli to
      info.picocli;
}
