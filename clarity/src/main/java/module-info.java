/** Clarity values, types, consensus encoding, principals and contract interfaces. */
module io.neuralnexus.clarity {
  requires transitive com.fasterxml.jackson.databind;

  exports io.neuralnexus.clarity;
}
