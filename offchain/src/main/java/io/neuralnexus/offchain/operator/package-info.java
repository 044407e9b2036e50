/**
 * Those who run jobs and those who check them, as programs that work for weeks without help.
 *
 * <p>A role looks at each new block what the chain asks of it, and does that; so it needs to
 * remember little, and loses nothing when it is killed.
 */
package io.neuralnexus.offchain.operator;
