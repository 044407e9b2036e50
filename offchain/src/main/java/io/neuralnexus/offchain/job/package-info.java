/** What changes hands between the parties of a job outside the chain, and how each checks it. */
package io.neuralnexus.offchain.job;
