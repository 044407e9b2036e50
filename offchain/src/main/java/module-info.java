/** The training machine, the programs that run on it, and what their users do off the chain. */
module io.neuralnexus.offchain {
  requires transitive io.neuralnexus.clarinet;
  requires transitive io.neuralnexus.clarity;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires java.net.http;
  requires java.sql;
  requires jdk.httpserver;
  requires org.bouncycastle.provider;
  requires org.slf4j;

  exports io.neuralnexus.offchain.chain;
  exports io.neuralnexus.offchain.contracts;
  exports io.neuralnexus.offchain.dispute;
  exports io.neuralnexus.offchain.files;
  exports io.neuralnexus.offchain.job;
  exports io.neuralnexus.offchain.machine;
  exports io.neuralnexus.offchain.operator;
  exports io.neuralnexus.offchain.secrecy;
  exports io.neuralnexus.offchain.training;
  exports io.neuralnexus.offchain.zk;
  exports io.neuralnexus.offchain.zk.verifier;
  exports io.neuralnexus.offchain.zk.prover;
}
