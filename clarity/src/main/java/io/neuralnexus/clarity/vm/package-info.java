/** Clarity on the JVM: deploy contracts and call them, in this process. */
package io.neuralnexus.clarity.vm;
