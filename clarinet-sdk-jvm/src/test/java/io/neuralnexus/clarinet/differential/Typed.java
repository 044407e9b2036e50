package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarity.TypeSignature;

/** An expression and the type that the analysis will find for it. */
record Typed(String text, TypeSignature type) {}
