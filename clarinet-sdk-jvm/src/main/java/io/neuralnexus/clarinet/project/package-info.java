/** A Clarinet project on disk: what its manifest, settings and deployment plan say. */
package io.neuralnexus.clarinet.project;
