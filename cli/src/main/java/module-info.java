/** The {@code nexus} command. */
module io.neuralnexus.cli {
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires info.picocli;
  requires java.management;
  requires io.neuralnexus.clarinet;
  requires io.neuralnexus.clarity;
  requires io.neuralnexus.offchain;
  requires io.neuralnexus.simulator;
  requires me.tongfei.progressbar;
  requires org.jline.reader;
  requires org.jline.terminal;

  opens io.neuralnexus.cli to
      info.picocli;
  opens io.neuralnexus.cli.prove to
      info.picocli;
}
