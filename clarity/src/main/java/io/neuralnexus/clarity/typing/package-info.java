/** The relations between types, as each epoch has them; the analysis and the runtime share them. */
package io.neuralnexus.clarity.typing;
