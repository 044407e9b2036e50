/**
 * Hashes, signatures and Bitcoin structures as the language defines them: pure functions over
 * bytes, exact in their corner cases. Lengths that the language checks before it calls a function,
 * as a run-time error of its own, are the caller's duty; everything that it answers with {@code
 * false}, {@code none} or {@code (err ...)} is answered here.
 */
package io.neuralnexus.clarity.crypto;
