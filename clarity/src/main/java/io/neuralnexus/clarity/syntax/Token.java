package io.neuralnexus.clarity.syntax;

/**
 * A word of the language.
 *
 * @param text the name, digits or characters it holds; empty for punctuation
 */
record Token(Kind kind, String text, Span span) {

  /** Named as error messages name them. */
  enum Kind {
    END("EOF"),
    SPACE("whitespace"),
    OPEN_LIST("("),
    CLOSE_LIST(")"),
    OPEN_TUPLE("{"),
    CLOSE_TUPLE("}"),
    COLON(":"),
    COMMA(","),
    DOT("."),
    INT("int"),
    UINT("uint"),
    ASCII("string-ascii"),
    UTF8("string-utf8"),
    BUFFER("bytes"),
    PRINCIPAL("principal"),
    NAME("identifier"),
    TRAIT_NAME("trait-identifier"),
    OPERATOR("operator"),
    COMMENT("comment"),
    /** Something that an error has been reported for. */
    BROKEN("placeholder");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }
}
