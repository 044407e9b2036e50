/** What is found out about a contract before it runs: types, read-only functions, traits. */
package io.neuralnexus.clarity.analysis;
