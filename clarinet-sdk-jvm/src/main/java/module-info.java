/** Simnet: deploy, call, test and measure Clarity contracts from Java. */
module io.neuralnexus.clarinet {
  requires transitive io.neuralnexus.clarity;
  requires com.fasterxml.jackson.dataformat.toml;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.palantir.javapoet;
  requires java.compiler;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires static net.jqwik.api;
  requires static org.assertj.core;
  requires static org.junit.jupiter.api;

  exports io.neuralnexus.clarinet;
  exports io.neuralnexus.clarinet.assertj;
  exports io.neuralnexus.clarinet.bindings;
  exports io.neuralnexus.clarinet.jqwik;
  exports io.neuralnexus.clarinet.junit;
  exports io.neuralnexus.clarinet.report;
  exports io.neuralnexus.clarinet.toml;

  provides net.jqwik.api.providers.ArbitraryProvider with
      io.neuralnexus.clarinet.jqwik.ClarityArbitraryProvider;
}
