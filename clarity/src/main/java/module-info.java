/** Clarity values, types, consensus encoding, principals and contract interfaces. */
module io.neuralnexus.clarity {
  requires transitive com.fasterxml.jackson.databind;
  requires org.bouncycastle.provider;

  exports io.neuralnexus.clarity;
  exports io.neuralnexus.clarity.analysis;
  exports io.neuralnexus.clarity.chain;
  exports io.neuralnexus.clarity.syntax;
  exports io.neuralnexus.clarity.vm;
  exports io.neuralnexus.clarity.watch;
}
