package io.neuralnexus.clarinet.bindings;

/** Plain text as Javadoc. */
final class Javadoc {
  private Javadoc() {}

  /** The text, with nothing in it that is markup; an empty line begins a paragraph. */
  static String of(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        .replace("\\u", "&#92;u")
        .replaceAll("\n{2,}", "\n\n<p>");
  }
}
