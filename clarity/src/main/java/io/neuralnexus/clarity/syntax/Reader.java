package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Builds nodes from tokens. It goes on after an error, so that all of them are reported; only what
 * is nested too deep ends the reading at once.
 */
final class Reader {
  private static final int MAX_NAME = 128;
  private static final int MAX_CONTRACT_NAME = 40;

  /** The official parser lets it pass, and the analysis after it breaks with these words. */
  private static final String TEXT_TOO_LONG =
      "unexpected and unacceptable interpreter behavior: Unexpected error type during static"
          + " analysis: InvariantViolation(\"ERROR: Too large of a buffer successfully"
          + " constructed.\")";

  /** Where the official parser places the end of a text that it has already passed. */
  private static final Token PAST_END = new Token(Kind.END, "", new Span(1, 1, 1, 1));

  private final Lexer lexer;
  private final StandardPrincipal deployer;
  private final Nesting nesting;
  private final Diagnostics diagnostics = new Diagnostics();

  private Token ahead;
  private Token last;
  private Span beforeEnd = Span.NONE;

  private Reader(Lexer lexer, StandardPrincipal deployer, Nesting nesting) {
    this.lexer = lexer;
    this.deployer = deployer;
    this.nesting = nesting;
    this.ahead = lexer.next();
    this.last = ahead;
  }

  /** The top level of a source text, as much of it as could be read. */
  static List<Node> read(
      String source, StandardPrincipal deployer, Nesting nesting, Diagnostics diagnostics) {
    var reader = new Reader(new Lexer(source, diagnostics), deployer, nesting);
    var nodes = reader.topLevel();
    diagnostics.addAll(reader.diagnostics);
    return nodes;
  }

  /** Nothing more is read: the official parser gives up here, to be safe from a stack overflow. */
  private static final class TooDeep extends Exception {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super(null, null, false, false);
    }
  }

  private List<Node> topLevel() {
    var nodes = new ArrayList<Node>();
    try {
      while (true) {
        var node = node(0);
        if (node.isPresent()) nodes.add(node.get());
        else if (last.kind() == Kind.END) return nodes;
        else unexpected();
      }
    } catch (TooDeep e) {
      while (ahead.kind() != Kind.END) take();
      return nodes;
    }
  }

  private void unexpected() {
    diagnostics.error("unexpected '" + last.kind() + "'", last.span());
  }

  /** The next token becomes the last one; behind the end, the last one stays. */
  private Token take() {
    if (ahead == PAST_END) return last;
    last = ahead;
    if (last.kind() == Kind.END) {
      ahead = PAST_END;
    } else {
      beforeEnd = last.span();
      ahead = lexer.next();
    }
    return last;
  }

  private boolean skipSpace() {
    if (ahead.kind() != Kind.SPACE) return false;
    take();
    return true;
  }

  private void skipSpaceAndComments(List<Node> nodes) {
    while (ahead.kind() == Kind.SPACE || ahead.kind() == Kind.COMMENT) {
      if (take().kind() == Kind.COMMENT) nodes.add(remark());
    }
  }

  private Node remark() {
    return new Node.Remark(new Comment(last.text(), last.span()));
  }

  /** The node that begins with the next token, or nothing if none can; the token is taken. */
  private Optional<Node> node(int depth) throws TooDeep {
    skipSpace();
    var token = take();
    var span = token.span();
    return switch (token.kind()) {
      case OPEN_LIST -> Optional.of(list(inside(depth + 1)));
      // It stands for a list of pairs.
      case OPEN_TUPLE -> Optional.of(tuple(inside(depth + 2)));
      case INT ->
          Optional.of(literal(text -> Int.of(digits(text)), "Failed to parse int literal '%s'"));
      case UINT ->
          Optional.of(literal(text -> Uint.of(digits(text)), "Failed to parse uint literal 'u%s'"));
      case ASCII -> Optional.of(literal(AsciiString::of, "illegal ascii string \"%s\""));
      case UTF8 -> Optional.of(literal(Utf8String::of, TEXT_TOO_LONG));
      case BUFFER -> Optional.of(literal(Buff::fromHex, "invalid hex-string literal"));
      case NAME ->
          Optional.of(
              isTooLong(token, MAX_NAME) ? new Node.Gap(span) : new Node.Atom(token.text(), span));
      case TRAIT_NAME ->
          Optional.of(
              isTooLong(token, MAX_NAME)
                  ? new Node.Gap(span)
                  : new Node.TraitName(token.text(), span));
      case OPERATOR -> Optional.of(new Node.Atom(token.text(), span));
      case PRINCIPAL -> Optional.of(principal());
      case DOT -> Optional.of(contract(deployer, span, true));
      case COMMENT -> Optional.of(remark());
      case BROKEN -> Optional.of(new Node.Gap(span));
      case END, SPACE, CLOSE_LIST, CLOSE_TUPLE, COLON, COMMA -> Optional.empty();
    };
  }

  private int inside(int depth) throws TooDeep {
    if (depth <= nesting.mostWhileReading()) return depth;
    diagnostics.error(nesting.message(), last.span());
    throw new TooDeep();
  }

  private Node literal(Function<String, Value> read, String fault) {
    try {
      return new Node.Literal(read.apply(last.text()), last.span());
    } catch (IllegalArgumentException e) {
      diagnostics.error(fault.formatted(last.text()), last.span());
      return new Node.Gap(last.span());
    }
  }

  /** A number without leading zeros, of which there may be any number. */
  private static String digits(String number) {
    var sign = number.startsWith("-") ? 1 : 0;
    var at = sign;
    while (at < number.length() - 1 && number.charAt(at) == '0') at++;
    return number.substring(0, sign) + number.substring(at);
  }

  private boolean isTooLong(Token name, int most) {
    if (name.text().length() <= most) return false;
    diagnostics.error("illegal name (too long), '" + name.text() + "'", name.span());
    return true;
  }

  /** Reads a list whose parenthesis is the last token. */
  private Node list(int depth) throws TooDeep {
    var open = last.span();
    var items = new ArrayList<Node>();
    var separated = true;
    while (true) {
      var node = node(depth);
      if (node.isPresent()) {
        var item = node.get();
        if (!separated && !(item instanceof Node.Remark)) {
          diagnostics.error("expected whitespace before expression", item.span());
        }
        items.add(item);
      } else if (last.kind() == Kind.CLOSE_LIST) {
        return new Node.Sequence(items, open.to(last.span()));
      } else if (last.kind() == Kind.END) {
        diagnostics.error("expected closing ')'", last.span());
        diagnostics.note("to match this '('", open);
        return new Node.Sequence(items, open.to(last.span()));
      } else {
        unexpected();
      }
      separated = skipSpace();
    }
  }

  /** Reads a tuple literal whose brace is the last token. */
  private Node tuple(int depth) throws TooDeep {
    var open = last.span();
    var items = new ArrayList<Node>();
    skipSpaceAndComments(items);
    if (ahead.kind() == Kind.COMMA) {
      take();
      unexpected();
      skipSpaceAndComments(items);
    }
    // What an error about the end of the text points at.
    var place = ahead.span();
    while (ahead.kind() != Kind.CLOSE_TUPLE) {
      var key = item(depth);
      if (key.isEmpty()) {
        diagnostics.error("expected closing '}'", place);
        diagnostics.note("to match this '{'", open);
        return new Node.Braces(items, open.to(beforeEnd));
      }
      items.add(key.get());
      skipSpaceAndComments(items);
      place = ahead.span();
      if (ahead.kind() == Kind.COLON) {
        take();
      } else {
        diagnostics.error("expected ':' after key in tuple", place);
        if (ahead.kind() == Kind.END) {
          items.add(new Node.Gap(place));
          return new Node.Braces(items, open.to(beforeEnd));
        }
      }
      skipSpaceAndComments(items);
      var value = item(depth);
      if (value.isEmpty()) {
        diagnostics.error("expected value expression for tuple", place);
        items.add(new Node.Gap(last.span()));
        return new Node.Braces(items, open.to(place));
      }
      items.add(value.get());
      skipSpaceAndComments(items);
      switch (ahead.kind()) {
        case COMMA -> take();
        case CLOSE_TUPLE, END -> {}
        default ->
            diagnostics.error("expected ',' separating key-value pairs in tuple", ahead.span());
      }
      skipSpaceAndComments(items);
      place = ahead.span();
    }
    return new Node.Braces(items, open.to(take().span()));
  }

  /** A key or value of a tuple; nothing at the end of the text. */
  private Optional<Node> item(int depth) throws TooDeep {
    while (true) {
      var node = node(depth);
      if (node.isPresent() || last.kind() == Kind.END) return node;
      unexpected();
    }
  }

  /** Reads what begins with the principal that is the last token. */
  private Node principal() {
    var start = last.span();
    StandardPrincipal account;
    try {
      account = account(last.text());
    } catch (IllegalArgumentException e) {
      diagnostics.error("invalid principal literal", start);
      return new Node.Gap(start);
    }
    if (ahead.kind() != Kind.DOT) return new Node.Literal(account, start);
    take();
    return contract(account, start, false);
  }

  /** The official parser does not look at the first character, which should be an S. */
  private static StandardPrincipal account(String address) {
    return StandardPrincipal.parse(address.isEmpty() ? address : "S" + address.substring(1));
  }

  /** Reads a contract, or a trait of one, behind the point that is the last token. */
  private Node contract(StandardPrincipal issuer, Span start, boolean sugared) {
    var name = take();
    var span = start.to(name.span());
    if (name.kind() != Kind.NAME) {
      diagnostics.error("expected contract identifier", name.span());
      return new Node.Gap(span);
    }
    if (name.text().length() > MAX_CONTRACT_NAME) {
      diagnostics.error(
          "contract name '" + name.text() + "' is too long", sugared ? span : name.span());
      return new Node.Gap(span);
    }
    ContractPrincipal contract;
    try {
      contract = issuer.contract(name.text());
    } catch (IllegalArgumentException e) {
      diagnostics.error("Illegal contract name: '" + name.text() + "'", name.span());
      return new Node.Gap(span);
    }
    if (ahead.kind() != Kind.DOT) return new Node.Literal(contract, span);
    take();
    var trait = take();
    span = start.to(trait.span());
    if (trait.kind() != Kind.NAME) {
      diagnostics.error("expected trait identifier", trait.span());
      return new Node.Gap(span);
    }
    if (isTooLong(trait, MAX_NAME)) return new Node.Gap(span);
    return new Node.Field(new TraitIdentifier(contract, trait.text()), span);
  }
}
