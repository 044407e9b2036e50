/** What contracts see of the chain around them, and what the chain sees of them. */
package io.neuralnexus.clarity.chain;
