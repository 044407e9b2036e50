package io.neuralnexus.clarity.syntax;

/**
 * A comment.
 *
 * @param text without the semicolons and the space after them
 * @param span with the semicolons
 */
public record Comment(String text, Span span) {}
