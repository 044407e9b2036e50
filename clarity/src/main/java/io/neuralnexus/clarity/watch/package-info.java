/** Watching contracts run, expression by expression: what coverage, traces and profiles are of. */
package io.neuralnexus.clarity.watch;
