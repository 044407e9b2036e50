package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.StandardPrincipal;

/** Someone who takes part. */
record Account(String name, StandardPrincipal address) {
  @Override
  public String toString() {
    return name;
  }
}
