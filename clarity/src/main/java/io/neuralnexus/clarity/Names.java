package io.neuralnexus.clarity;

/** The grammar of names (SIP-002, section on names; the VM's own rules where they are wider). */
public final class Names {
  static final int MAX_LENGTH = 128;

  /** A name the VM gives to code that no contract holds; it appears in encoded principals. */
  private static final String TRANSIENT = "__transient";

  private Names() {}

  /** Whether a text can name a tuple field, function, variable, token and the like. */
  public static boolean isClarityName(String text) {
    return fault(text, true) == null;
  }

  /** A name of a tuple field, function, variable and the like. */
  static String clarityName(String name) {
    var fault = fault(name, true);
    if (fault != null) throw new IllegalArgumentException(describe("Clarity name", name, fault));
    return name;
  }

  static String contractName(String name) {
    var fault = name.equals(TRANSIENT) ? null : fault(name, false);
    if (fault != null) throw new IllegalArgumentException(describe("contract name", name, fault));
    return name;
  }

  private static String fault(String name, boolean symbols) {
    if (name.isEmpty()) return "it is empty";
    if (name.length() > MAX_LENGTH) {
      return "it has %d characters, at most %d are allowed".formatted(name.length(), MAX_LENGTH);
    }
    if (symbols && isOperator(name)) return null;
    if (!isLetter(name.charAt(0))) return "it must start with a letter";
    for (int i = 1; i < name.length(); i++) {
      var c = name.charAt(i);
      var allowed =
          isLetter(c)
              || c >= '0' && c <= '9'
              || c == '-'
              || c == '_'
              || symbols && "!?+<>=/*".indexOf(c) >= 0;
      if (!allowed) return "'%c' at index %d is not allowed".formatted(c, i);
    }
    return null;
  }

  private static boolean isOperator(String name) {
    return switch (name) {
      case "-", "+", "=", "/", "*", "<", ">", "<=", ">=" -> true;
      default -> false;
    };
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static String describe(String kind, String name, String fault) {
    var shown = name.length() > MAX_LENGTH ? name.substring(0, 20) + "..." : name;
    return "\"%s\" is not a %s: %s".formatted(shown, kind, fault);
  }
}
