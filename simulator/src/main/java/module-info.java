/** Agent-based economics of the contracts, with the contracts in the loop. */
module io.neuralnexus.simulator {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires com.hazelcast.core;
  requires hipparchus.core;
  requires hipparchus.stat;
  requires transitive io.neuralnexus.clarinet;
  requires transitive io.neuralnexus.clarity;
  requires duckdb.jdbc;
  requires io.neuralnexus.offchain;
  requires java.sql;
  requires java.management;
  requires jdk.management;
  requires org.graalvm.polyglot;
  requires org.slf4j;

  exports io.neuralnexus.simulator;
  exports io.neuralnexus.simulator.kpi;
  exports io.neuralnexus.simulator.market;
  exports io.neuralnexus.simulator.report;
  exports io.neuralnexus.simulator.results;
  exports io.neuralnexus.simulator.scenario;
  exports io.neuralnexus.simulator.script;
  exports io.neuralnexus.simulator.suite;
  exports io.neuralnexus.simulator.sweep;
  exports io.neuralnexus.simulator.world;

  opens io.neuralnexus.simulator.report to
      com.fasterxml.jackson.databind;
}
