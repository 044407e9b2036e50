/**
 * From source text to a syntax tree: {@link io.neuralnexus.clarity.syntax.Syntax#parse}. The tree
 * has its definitions ordered so that each follows what it uses, its sugar expanded and its traits
 * resolved; types are not looked at.
 */
package io.neuralnexus.clarity.syntax;
