/**
 * Strategies as JavaScript files, in a sandbox. {@code docs/economics/scripts.md} is their guide.
 */
package io.neuralnexus.simulator.script;
