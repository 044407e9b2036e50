/**
 * The words of Clarity. Each function is described in one place: its name and versions, the type of
 * an application, what may be read-only, what it costs and what it does.
 */
package io.neuralnexus.clarity.language;
