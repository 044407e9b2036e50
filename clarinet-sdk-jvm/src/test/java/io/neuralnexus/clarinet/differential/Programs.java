package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random expressions that check, over a contract that offers something of everything ({@link
 * #PRELUDE}). Values are drawn from the edges of their types more often than from the middle.
 */
final class Programs {
  /** What the expressions may use. The other contract, {@code other}, is {@link #OTHER}. */
  static final String PRELUDE =
      """
      (use-trait counting .other.counting)
      (define-constant TEN u10)
      (define-constant WORDS (list "a" "bb" "ccc"))
      (define-constant PLACE {x: -1, y: u1, z: (some 0x0102)})
      (define-data-var number int 7)
      (define-data-var count uint u3)
      (define-data-var numbers (list 5 int) (list 1 2 3))
      (define-data-var empty (list 5 int) (list))
      (define-data-var text (string-ascii 20) "hello")
      (define-data-var note (string-utf8 10) u"h\\u{e9}llo")
      (define-data-var bytes (buff 8) 0x00ff)
      (define-data-var maybe (optional uint) none)
      (define-map places {x: int, y: uint} {name: (string-ascii 10), tags: (list 3 uint)})
      (define-map balances principal uint)
      (define-fungible-token coin u1000000)
      (define-fungible-token gold)
      (define-non-fungible-token card uint)
      (define-private (twice (n int)) (* n 2))
      (define-private (is-positive (n int)) (> n 0))
      (define-private (add-checked (n int) (sum (response int uint)))
        (match sum total (if (> n 1000) (err u9) (ok (+ total n))) code (err code)))
      (define-private (until-negative (n int) (sum int))
        (begin (asserts! (>= n 0) sum) (+ sum n)))
      (define-private (weigh (a int) (b uint)) (+ a (to-int b)))
      (define-private (half (n uint)) (if (is-eq (mod n u2) u0) (ok (/ n u2)) (err n)))
      (define-public (store (n uint))
        (begin (print {stored: n}) (var-set count n) (if (> n u5) (err n) (ok (var-get count)))))
      (define-private (passed (by uint) (c <counting>))
        (let ((target (contract-of c))) (print target) (contract-call? c bump by)))
      (define-public (pass-on (c <counting>) (by uint))
        (begin (try! (passed by c)) (passed (+ by u1) c)))
      (define-read-only (stored) (begin (print "never seen") (var-get count)))
      """;

  /** A second contract, which the first calls and whose trait it passes on. */
  static final String OTHER =
      """
      (define-trait counting ((bump (uint) (response uint uint)) (peek () (response uint uint))))
      (define-data-var total uint u0)
      (define-public (bump (by uint))
        (begin
          (print {by: by, sender: tx-sender, caller: contract-caller})
          (asserts! (< by u100) (err by))
          (var-set total (+ by (var-get total)))
          (ok (var-get total))))
      (define-public (peek) (ok (var-get total)))
      (define-read-only (double (n uint)) (* n u2))
      (define-read-only (shape (l (list 4 (optional (string-ascii 5)))))
        {first: (element-at l u0), size: (len l)})
      """;

  private final Random random;
  private final ClarityVersion version;
  private final List<Typed> locals = new ArrayList<>();
  private int names;

  Programs(Random random, ClarityVersion version) {
    this.random = random;
    this.version = version;
  }

  /** An expression of some type. */
  Typed any(int depth) {
    return pick(
        () -> integer(depth),
        () -> unsigned(depth),
        () -> bool(depth),
        () -> principal(depth),
        () -> buff(depth),
        () -> ascii(depth),
        () -> utf8(depth),
        () -> optional(depth),
        () -> response(depth),
        () -> list(depth),
        () -> tuple(depth));
  }

  @SafeVarargs
  private <T> T pick(Supplier<T>... makers) {
    return makers[random.nextInt(makers.length)].get();
  }

  private boolean since(int number) {
    return version.number() >= number;
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private Typed typed(TypeSignature type, String form, Object... parts) {
    return new Typed(form.formatted(parts), type);
  }

  // Numbers

  private String literalInt() {
    return pick(
        () -> Integer.toString(below(7) - 3),
        () -> Integer.toString(random.nextInt()),
        () -> "170141183460469231731687303715884105727",
        () -> "-170141183460469231731687303715884105728",
        () -> Long.toString(random.nextLong()),
        () -> "18446744073709551616");
  }

  private String literalUint() {
    return "u"
        + pick(
            () -> Integer.toString(below(5)),
            () -> Integer.toString(below(200)),
            () -> "340282366920938463463374607431768211455",
            () -> "18446744073709551615",
            () -> "170141183460469231731687303715884105728");
  }

  /** An integer. */
  Typed integer(int depth) {
    return typed(TypeSignature.INT, "%s", depth <= 0 ? leafInt() : number(depth, false));
  }

  /** An unsigned integer. */
  Typed unsigned(int depth) {
    return typed(TypeSignature.UINT, "%s", depth <= 0 ? leafUint() : number(depth, true));
  }

  private String leafInt() {
    return local(TypeSignature.INT)
        .orElseGet(
            () -> flip() ? literalInt() : pick(() -> "(var-get number)", () -> "(get x PLACE)"));
  }

  private String leafUint() {
    return local(TypeSignature.UINT)
        .orElseGet(
            () ->
                flip()
                    ? literalUint()
                    : pick(
                        () -> "(var-get count)",
                        () -> "TEN",
                        () -> "burn-block-height",
                        () -> "stx-liquid-supply",
                        () -> since(3) ? "stacks-block-height" : "block-height",
                        () -> since(3) ? "tenure-height" : "TEN",
                        () -> since(2) ? "chain-id" : "TEN"));
  }

  private java.util.Optional<String> local(TypeSignature type) {
    var fitting = locals.stream().filter(each -> each.type().equals(type)).toList();
    return fitting.isEmpty() || below(3) == 0
        ? java.util.Optional.empty()
        : java.util.Optional.of(fitting.get(below(fitting.size())).text());
  }

  private String number(int depth, boolean isUnsigned) {
    var d = depth - 1;
    Supplier<String> same = () -> (isUnsigned ? unsigned(d) : integer(d)).text();
    Supplier<String> small = () -> isUnsigned ? "u" + below(130) : Integer.toString(below(130));
    return pick(
        () -> "(%s %s %s)".formatted(pick(() -> "+", () -> "-", () -> "*"), same.get(), same.get()),
        () -> "(%s %s)".formatted(pick(() -> "+", () -> "-", () -> "*", () -> "/"), same.get()),
        () ->
            "(%s %s %s %s)"
                .formatted(
                    pick(() -> "+", () -> "-", () -> "*", () -> "/"),
                    same.get(),
                    same.get(),
                    small.get()),
        () -> "(/ %s %s)".formatted(same.get(), same.get()),
        () -> "(mod %s %s)".formatted(same.get(), same.get()),
        () -> "(pow %s %s)".formatted(same.get(), small.get()),
        () -> "(sqrti %s)".formatted(same.get()),
        () -> "(log2 %s)".formatted(same.get()),
        () -> "(xor %s %s)".formatted(same.get(), same.get()),
        () ->
            isUnsigned
                ? "(to-uint " + integer(d).text() + ")"
                : "(to-int " + unsigned(d).text() + ")",
        () -> chosen(d, same),
        () -> block(d, same),
        () -> unwrapped(d, isUnsigned ? TypeSignature.UINT : TypeSignature.INT, same),
        () -> isUnsigned ? unsignedOnly(d) : integerOnly(d),
        () -> isUnsigned ? unsignedOnly(d) : integerOnly(d),
        () ->
            since(2)
                ? "(%s %s %s)"
                    .formatted(
                        pick(() -> "bit-and", () -> "bit-or", () -> "bit-xor"),
                        same.get(),
                        same.get())
                : same.get(),
        () -> since(2) ? "(bit-not %s)".formatted(same.get()) : same.get(),
        () ->
            since(2)
                ? "(%s %s u%d)"
                    .formatted(
                        pick(() -> "bit-shift-left", () -> "bit-shift-right"),
                        same.get(),
                        below(300))
                : same.get());
  }

  private String unsignedOnly(int d) {
    return pick(
        () -> "(len %s)".formatted(sequence(d).text()),
        () -> "(stx-get-balance %s)".formatted(principal(d).text()),
        () -> "(ft-get-balance coin %s)".formatted(principal(d).text()),
        () -> "(ft-get-supply %s)".formatted(pick(() -> "coin", () -> "gold")),
        () -> "(contract-call? .other double %s)".formatted(unsigned(d).text()),
        () -> "(stored)",
        () ->
            since(2)
                ? "(%s %s)"
                    .formatted(pick(() -> "buff-to-uint-le", () -> "buff-to-uint-be"), bytes(d, 16))
                : "u1",
        () -> "(get y %s)".formatted(place(d)),
        () -> "(get size (contract-call? .other shape %s))".formatted(shapes(d)),
        () ->
            since(2)
                ? "(get %s (stx-account %s))"
                    .formatted(
                        pick(() -> "unlocked", () -> "locked", () -> "unlock-height"),
                        principal(d).text())
                : "u2");
  }

  private String integerOnly(int d) {
    return pick(
        () -> "(fold + %s %s)".formatted(integers(d), integer(d).text()),
        () -> "(fold until-negative %s %s)".formatted(integers(d), integer(d).text()),
        () -> "(get x %s)".formatted(place(d)),
        () -> "(twice %s)".formatted(integer(d).text()),
        () ->
            since(2)
                ? "(%s %s)"
                    .formatted(pick(() -> "buff-to-int-le", () -> "buff-to-int-be"), bytes(d, 16))
                : "1",
        () -> "(weigh %s %s)".formatted(integer(d).text(), unsigned(d).text()));
  }

  private String chosen(int d, Supplier<String> same) {
    return "(if %s %s %s)".formatted(bool(d).text(), same.get(), same.get());
  }

  private String block(int d, Supplier<String> last) {
    var name = "v" + names++;
    var value = any(d);
    return pick(
        () -> "(begin %s %s)".formatted(statement(d), last.get()),
        () -> {
          locals.add(new Typed(name, value.type()));
          var text = "(let ((%s %s)) %s)".formatted(name, value.text(), last.get());
          locals.removeLast();
          return text;
        });
  }

  private String unwrapped(int d, TypeSignature type, Supplier<String> same) {
    var name = "m" + names++;
    return pick(
        () -> "(default-to %s (some %s))".formatted(same.get(), same.get()),
        () ->
            "(default-to %s (if %s (some %s) none))"
                .formatted(same.get(), bool(d).text(), same.get()),
        () -> "(unwrap-panic (if %s (some %s) none))".formatted(bool(d).text(), same.get()),
        () -> "(unwrap! (if %s (ok %s) (err u0)) (err u77))".formatted(bool(d).text(), same.get()),
        () ->
            "(unwrap-err! (if %s (err %s) (ok true)) (err u78))"
                .formatted(bool(d).text(), same.get()),
        () -> "(unwrap-err-panic (if %s (err %s) (ok true)))".formatted(bool(d).text(), same.get()),
        () -> "(try! (if %s (ok %s) (err u79)))".formatted(bool(d).text(), same.get()),
        () -> {
          var matched = "(if %s (some %s) none)".formatted(bool(d).text(), same.get());
          locals.add(new Typed(name, type));
          var found = same.get();
          locals.removeLast();
          return "(match %s %s %s %s)".formatted(matched, name, found, literal(type));
        },
        () -> {
          var matched =
              "(if %s (ok %s) (err %s))".formatted(bool(d).text(), same.get(), same.get());
          locals.add(new Typed(name, type));
          var text =
              "(match %s %s %s %s %s)".formatted(matched, name, same.get(), name, same.get());
          locals.removeLast();
          return text;
        });
  }

  // Truth

  /** A boolean. */
  Typed bool(int depth) {
    var d = depth - 1;
    var text =
        depth <= 0
            ? pick(() -> "true", () -> "false", () -> "is-in-regtest")
            : pick(
                () -> "(%s %s %s)".formatted(comparison(), integer(d).text(), integer(d).text()),
                () -> "(%s %s %s)".formatted(comparison(), unsigned(d).text(), unsigned(d).text()),
                () ->
                    since(2)
                        ? "(%s %s %s)".formatted(comparison(), bytes(d, 8), bytes(d, 8))
                        : "true",
                () ->
                    since(2)
                        ? "(%s %s %s)".formatted(comparison(), ascii(d).text(), ascii(d).text())
                        : "true",
                () ->
                    since(2)
                        ? "(%s %s %s)".formatted(comparison(), utf8(d).text(), utf8(d).text())
                        : "true",
                () -> "(and %s %s)".formatted(bool(d).text(), bool(d).text()),
                () -> "(or %s %s)".formatted(bool(d).text(), bool(d).text()),
                () -> "(not %s)".formatted(bool(d).text()),
                () -> {
                  var one = any(d);
                  return "(is-eq %s %s)".formatted(one.text(), literal(one.type()));
                },
                () -> "(is-some %s)".formatted(optional(d).text()),
                () -> "(is-none %s)".formatted(optional(d).text()),
                () -> "(is-ok %s)".formatted(response(d).text()),
                () -> "(is-err %s)".formatted(response(d).text()),
                () -> "(is-positive %s)".formatted(integer(d).text()),
                () -> "(map-set balances %s %s)".formatted(principal(d).text(), unsigned(d).text()),
                () ->
                    "(map-insert balances %s %s)"
                        .formatted(principal(d).text(), unsigned(d).text()),
                () -> "(map-delete balances %s)".formatted(principal(d).text()),
                () ->
                    "(map-set places %s {name: \"n\", tags: (list %s)})"
                        .formatted(key(d), unsigned(d).text()),
                () -> since(2) ? "(is-standard %s)".formatted(principal(d).text()) : "false",
                () -> "(secp256k1-verify %s %s %s)".formatted(hash(d), SIGNATURE, KEY),
                () ->
                    since(6)
                        ? "(verify-merkle-proof %s %s %s u%d (list %s %s))"
                            .formatted(
                                hash(d),
                                hash(d),
                                flip() ? "u1" : unsigned(d).text(),
                                below(5),
                                hash(d),
                                hash(d))
                        : "true",
                () -> since(6) ? "(ed25519-verify 0x01 %s %s)".formatted(LONG, hash(d)) : "true",
                () ->
                    since(4)
                        ? "(secp256r1-verify %s %s %s)".formatted(hash(d), LONG, KEY)
                        : "true");
    return typed(TypeSignature.BOOL, "%s", text);
  }

  private String comparison() {
    return pick(() -> "<", () -> "<=", () -> ">", () -> ">=");
  }

  private static final String KEY =
      "0x03adb8de4bfb65db2cfd6120d55c6526ae9c52e675db7e47308636534ba7786110";
  private static final String SIGNATURE =
      "0x8738487ebe69b93d8e51583be8eee50bb4213fc49c767d329632730cc193b873"
          + "554428fc936ca3569afc15f1c9365f6591d6251a89fee9c9ac661116824d3a1301";
  private static final String LONG = "0x" + "0a".repeat(64);

  private String hash(int d) {
    return "(%s %s)"
        .formatted(pick(() -> "sha256", () -> "keccak256", () -> "sha512/256"), hashable(d));
  }

  private String hashable(int d) {
    return pick(() -> bytes(d, 8), () -> integer(d).text(), () -> unsigned(d).text());
  }

  // Principals

  /** A principal. */
  Typed principal(int depth) {
    var d = depth - 1;
    var text =
        depth <= 0
            ? local(TypeSignature.PRINCIPAL)
                .orElseGet(
                    () ->
                        pick(
                            () -> "tx-sender",
                            () -> "contract-caller",
                            () -> "'ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM",
                            () -> "'SP000000000000000000002Q6VF78",
                            () -> since(4) ? "current-contract" : "tx-sender"))
            : pick(
                () ->
                    "(if %s %s %s)"
                        .formatted(bool(d).text(), principal(d).text(), principal(d).text()),
                () -> since(4) ? "tx-sender" : "(as-contract tx-sender)",
                () ->
                    "(default-to tx-sender (nft-get-owner? card %s))".formatted(unsigned(d).text()),
                () ->
                    since(2)
                        ? "(unwrap! (principal-construct? 0x1a %s) (err u5))"
                            .formatted("(hash160 " + hashable(d) + ")")
                        : "tx-sender",
                () -> "(unwrap-panic (principal-of? %s))".formatted(KEY));
    return typed(TypeSignature.PRINCIPAL, "%s", text);
  }

  // Sequences

  /** A buffer, a string or a list. */
  Typed sequence(int depth) {
    return pick(() -> buff(depth), () -> ascii(depth), () -> utf8(depth), () -> list(depth));
  }

  private String bytes(int depth, int max) {
    return depth <= 0 || flip()
        ? literalBytes(below(max + 1))
        : "(unwrap-panic (as-max-len? %s u%d))".formatted(literalBytes(below(max + 1)), max);
  }

  private String literalBytes(int length) {
    return "0x"
        + IntStream.range(0, length)
            .mapToObj(i -> "%02x".formatted(below(4) == 0 ? 255 : below(256)))
            .collect(Collectors.joining());
  }

  /** A buffer. */
  Typed buff(int depth) {
    var d = depth - 1;
    if (depth <= 0) {
      var length = below(9);
      return flip()
          ? typed(new BuffType(length), "%s", literalBytes(length))
          : typed(new BuffType(8), "(var-get bytes)");
    }
    return pick(
        () -> typed(new BuffType(32), "%s", hash(d)),
        () -> typed(new BuffType(20), "(hash160 %s)", hashable(d)),
        () -> typed(new BuffType(64), "(sha512 %s)", hashable(d)),
        () -> {
          var one = buff(d);
          var other = buff(d);
          var length = ((BuffType) one.type()).maxLength() + ((BuffType) other.type()).maxLength();
          return typed(new BuffType(length), "(concat %s %s)", one.text(), other.text());
        },
        () -> {
          var one = buff(d);
          var length = 1 + below(40);
          return typed(
              new BuffType(length), "(unwrap! (as-max-len? %s u%d) (err u6))", one.text(), length);
        },
        () -> {
          if (!since(2)) return buff(d);
          var one = buff(d);
          return typed(
              one.type(),
              "(default-to %s (slice? %s %s %s))",
              literal(one.type()),
              one.text(),
              position(d),
              position(d));
        },
        () -> {
          var one = any(d);
          if (!since(2)) return buff(d);
          return typed(
              new BuffType(40),
              "(unwrap! (as-max-len? (unwrap! (to-consensus-buff? %s) (err u8)) u40) (err u8))",
              one.text());
        },
        () -> chosenTyped(d, buff(d)),
        () ->
            since(6)
                ? typed(new BuffType(16), "(concat %s 0x01 %s)", bytes(d, 7), bytes(d, 8))
                : buff(d),
        () ->
            since(6)
                ? typed(new BuffType(65), "(unwrap! (secp256k1-decompress? %s) (err u82))", KEY)
                : buff(d),
        () ->
            since(4)
                ? typed(
                    new BuffType(32),
                    "(unwrap! (contract-hash? %s) (err u83))",
                    flip() ? ".other" : principal(d).text())
                : buff(d),
        () ->
            typed(
                new BuffType(33),
                "(unwrap! (secp256k1-recover? %s %s) (err u81))",
                hash(d),
                SIGNATURE));
  }

  private String position(int d) {
    return flip() ? "u" + below(5) : unsigned(d).text();
  }

  private Typed chosenTyped(int d, Typed one) {
    return typed(one.type(), "(if %s %s %s)", bool(d).text(), one.text(), literal(one.type()));
  }

  /** A string of ASCII characters. */
  Typed ascii(int depth) {
    var d = depth - 1;
    if (depth <= 0) {
      var text = word(below(6));
      return flip()
          ? typed(new AsciiType(text.length()), "\"%s\"", text)
          : typed(new AsciiType(20), "(var-get text)");
    }
    return pick(
        () -> {
          var one = ascii(d);
          var other = ascii(d);
          var length =
              ((AsciiType) one.type()).maxLength() + ((AsciiType) other.type()).maxLength();
          return typed(new AsciiType(length), "(concat %s %s)", one.text(), other.text());
        },
        () -> since(2) ? typed(new AsciiType(40), "(int-to-ascii %s)", either(d)) : ascii(d),
        () -> {
          if (!since(2)) return ascii(d);
          var one = ascii(d);
          return typed(
              one.type(),
              "(default-to %s (slice? %s %s %s))",
              literal(one.type()),
              one.text(),
              position(d),
              position(d));
        },
        () -> chosenTyped(d, ascii(d)),
        () ->
            since(4)
                ? typed(
                    new AsciiType(250),
                    "(unwrap! (to-ascii? %s) (err u84))",
                    pick(
                        () -> integer(d).text(),
                        () -> unsigned(d).text(),
                        () -> bool(d).text(),
                        () -> principal(d).text(),
                        () -> bytes(d, 8)))
                : ascii(d),
        () -> typed(new AsciiType(3), "(default-to \"\" (element-at WORDS %s))", position(d)));
  }

  private String either(int d) {
    return flip() ? integer(d).text() : unsigned(d).text();
  }

  private String word(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> "ab01 Z~".substring(below(7)).substring(0, 1))
        .collect(Collectors.joining());
  }

  /** A string of Unicode characters. */
  Typed utf8(int depth) {
    var d = depth - 1;
    if (depth <= 0) {
      var length = below(4);
      var text =
          IntStream.range(0, length)
              .mapToObj(i -> pick(() -> "a", () -> "\\u{e9}", () -> "\\u{1f600}"))
              .collect(Collectors.joining());
      return flip()
          ? typed(new Utf8Type(length), "u\"%s\"", text)
          : typed(new Utf8Type(10), "(var-get note)");
    }
    return pick(
        () -> {
          var one = utf8(d);
          var other = utf8(d);
          var length = ((Utf8Type) one.type()).maxLength() + ((Utf8Type) other.type()).maxLength();
          return typed(new Utf8Type(length), "(concat %s %s)", one.text(), other.text());
        },
        () -> since(2) ? typed(new Utf8Type(40), "(int-to-utf8 %s)", either(d)) : utf8(d),
        () -> {
          var one = utf8(d);
          return typed(
              one.type(),
              "(default-to %s (as-max-len? %s u%d))",
              literal(one.type()),
              one.text(),
              ((Utf8Type) one.type()).maxLength());
        },
        () -> chosenTyped(d, utf8(d)));
  }

  private String integers(int d) {
    return pick(
        () -> "(var-get numbers)",
        () -> "(list %s)".formatted(integer(d).text()),
        () -> "(list %s %s %s)".formatted(integer(d).text(), integer(d).text(), integer(d).text()),
        () -> "(map twice %s)".formatted(d <= 0 ? "(var-get numbers)" : integers(d - 1)),
        () -> "(filter is-positive %s)".formatted(d <= 0 ? "(var-get empty)" : integers(d - 1)),
        () ->
            "(map + (var-get numbers) (list %s %s))"
                .formatted(integer(d).text(), integer(d).text()),
        () -> "(map weigh (var-get numbers) (list u1 %s))".formatted(unsigned(d).text()));
  }

  private String shapes(int d) {
    return "(list %s)"
        .formatted(
            IntStream.range(0, below(4))
                .mapToObj(i -> flip() ? "none" : "(some \"" + word(below(6)) + "\")")
                .collect(Collectors.joining(" ")));
  }

  /** A list. */
  Typed list(int depth) {
    var d = depth - 1;
    if (depth <= 0) {
      return pick(
          () -> typed(new ListType(TypeSignature.INT, 5), "(var-get numbers)"),
          () -> typed(new ListType(TypeSignature.INT, 5), "(var-get empty)"),
          () -> typed(new ListType(new AsciiType(3), 3), "WORDS"));
    }
    return pick(
        () -> {
          var first = any(d);
          var rest =
              IntStream.range(0, below(4))
                  .mapToObj(i -> " " + literal(first.type()))
                  .collect(Collectors.joining());
          var size = 1 + rest.split(" (?=[^ ])").length;
          return typed(new ListType(first.type(), size), "(list %s%s)", first.text(), rest);
        },
        () -> {
          var one = list(d);
          var type = (ListType) one.type();
          return typed(
              new ListType(type.entry(), type.maxLength() + 1),
              "(append %s %s)",
              one.text(),
              literal(type.entry()));
        },
        () -> {
          var one = list(d);
          var type = (ListType) one.type();
          return typed(
              new ListType(type.entry(), 2 * type.maxLength()),
              "(concat %s %s)",
              one.text(),
              one.text());
        },
        () -> {
          if (!since(2)) return list(d);
          var one = list(d);
          return typed(
              one.type(),
              "(default-to %s (slice? %s %s %s))",
              one.text(),
              one.text(),
              position(d),
              position(d));
        },
        () -> {
          if (!since(2)) return list(d);
          var one = list(d);
          var type = (ListType) one.type();
          return typed(
              type,
              "(default-to %s (replace-at? %s %s %s))",
              one.text(),
              one.text(),
              position(d),
              literal(type.entry()));
        },
        () ->
            typed(new ListType(TypeSignature.BOOL, 5), "(map is-positive %s)", "(var-get numbers)"),
        () ->
            typed(
                new ListType(TypeSignature.BOOL, 2),
                "(map and (list %s true) (list true false))",
                bool(d).text()),
        () ->
            typed(
                new ListType(TypeSignature.BOOL, 2),
                "(map %s (list %s 5) (list 3 4))",
                comparison(),
                integer(d).text()));
  }

  // What may be absent

  /** An optional. */
  Typed optional(int depth) {
    var d = depth - 1;
    if (depth <= 0) return typed(new OptionalType(TypeSignature.UINT), "(var-get maybe)");
    return pick(
        () -> {
          var inside = any(d);
          return typed(new OptionalType(inside.type()), "(some %s)", inside.text());
        },
        () -> {
          var inside = any(d);
          return typed(
              new OptionalType(inside.type()),
              "(if %s (some %s) none)",
              bool(d).text(),
              inside.text());
        },
        () ->
            typed(
                new OptionalType(TypeSignature.UINT),
                "(map-get? balances %s)",
                principal(d).text()),
        () ->
            typed(
                new OptionalType(
                    TupleType.of(
                        Map.of(
                            "name",
                            new AsciiType(10),
                            "tags",
                            new ListType(TypeSignature.UINT, 3)))),
                "(map-get? places %s)",
                key(d)),
        () -> {
          var one = list(d);
          var type = (ListType) one.type();
          return typed(
              new OptionalType(type.entry()),
              "(element-at%s %s %s)",
              since(2) && flip() ? "?" : "",
              one.text(),
              position(d));
        },
        () -> {
          var one = list(d);
          var type = (ListType) one.type();
          return typed(
              new OptionalType(TypeSignature.UINT),
              "(index-of%s %s %s)",
              since(2) && flip() ? "?" : "",
              one.text(),
              literal(type.entry()));
        },
        () -> {
          if (!since(2)) return optional(d);
          return typed(new OptionalType(TypeSignature.INT), "(string-to-int? %s)", ascii(d).text());
        },
        () -> {
          if (!since(2)) return optional(d);
          return typed(
              new OptionalType(TypeSignature.UINT), "(string-to-uint? %s)", utf8(d).text());
        },
        () -> {
          var type = simple();
          if (!since(2)) return optional(d);
          return typed(
              new OptionalType(type), "(from-consensus-buff? %s %s)", written(type), encoded(type));
        },
        () ->
            typed(
                new OptionalType(TypeSignature.PRINCIPAL),
                "(nft-get-owner? card %s)",
                unsigned(d).text()),
        () -> information(d));
  }

  private Typed information(int d) {
    var height = flip() ? "u" + below(4) : unsigned(d).text();
    var hash = new OptionalType(new BuffType(32));
    var number = new OptionalType(TypeSignature.UINT);
    if (!since(3)) {
      return pick(
          () ->
              typed(
                  hash,
                  "(get-block-info? %s %s)",
                  pick(
                      () -> "header-hash",
                      () -> "id-header-hash",
                      () -> "vrf-seed",
                      () -> "burnchain-header-hash"),
                  height),
          () -> typed(number, "(get-block-info? time %s)", height),
          () ->
              typed(
                  new OptionalType(TypeSignature.PRINCIPAL),
                  "(get-block-info? miner-address %s)",
                  height));
    }
    return pick(
        () ->
            typed(
                hash,
                "(get-stacks-block-info? %s %s)",
                pick(() -> "header-hash", () -> "id-header-hash"),
                height),
        () -> typed(number, "(get-stacks-block-info? time %s)", height),
        () ->
            typed(
                hash,
                "(get-tenure-info? %s %s)",
                pick(() -> "vrf-seed", () -> "burnchain-header-hash"),
                height),
        () ->
            typed(
                number,
                "(get-tenure-info? %s %s)",
                pick(
                    () -> "time",
                    () -> "block-reward",
                    () -> "miner-spend-total",
                    () -> "miner-spend-winner"),
                height),
        () ->
            typed(
                new OptionalType(TypeSignature.PRINCIPAL),
                "(get-tenure-info? miner-address %s)",
                height),
        () -> typed(hash, "(get-burn-block-info? header-hash %s)", height));
  }

  private TypeSignature simple() {
    return pick(
        () -> TypeSignature.INT,
        () -> TypeSignature.UINT,
        () -> TypeSignature.BOOL,
        () -> new ListType(TypeSignature.UINT, 3),
        () -> new OptionalType(new BuffType(3)),
        () -> TupleType.of(Map.of("a", TypeSignature.INT, "b", new AsciiType(4))));
  }

  private static String written(TypeSignature type) {
    return switch (type) {
      case TupleType tuple ->
          tuple.fields().entrySet().stream()
              .map(field -> field.getKey() + ": " + written(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> type.toString();
    };
  }

  private String encoded(TypeSignature type) {
    return pick(
        () -> "(unwrap-panic (to-consensus-buff? " + literal(type) + "))",
        () -> literalBytes(below(20)),
        () -> "0x0b0000000201000000000000000000000000000000010100000000000000000000000000000002");
  }

  /** A response. */
  Typed response(int depth) {
    var d = depth - 1;
    var plain = new ResponseType(TypeSignature.UINT, TypeSignature.UINT);
    if (depth <= 0) return typed(plain, "(store %s)", literalUint());
    var done = new ResponseType(TypeSignature.BOOL, TypeSignature.UINT);
    return pick(
        () -> typed(plain, "(half %s)", unsigned(d).text()),
        () -> typed(plain, "(store %s)", unsigned(d).text()),
        () -> typed(plain, "(contract-call? .other bump %s)", unsigned(d).text()),
        () -> typed(plain, "(contract-call? .other peek)"),
        () -> typed(plain, "(pass-on .other %s)", unsigned(d).text()),
        () ->
            typed(
                new ResponseType(TypeSignature.INT, TypeSignature.UINT),
                "(fold add-checked %s (ok %s))",
                integers(d),
                integer(d).text()),
        () -> {
          var ok = any(d);
          return typed(
              new ResponseType(ok.type(), TypeSignature.UINT),
              "(if %s (ok %s) (err %s))",
              bool(d).text(),
              ok.text(),
              unsigned(d).text());
        },
        () ->
            typed(
                done,
                "(ft-mint? %s %s %s)",
                pick(() -> "coin", () -> "gold"),
                unsigned(d).text(),
                principal(d).text()),
        () ->
            typed(
                done,
                "(ft-transfer? coin %s %s %s)",
                unsigned(d).text(),
                principal(d).text(),
                principal(d).text()),
        () -> typed(done, "(ft-burn? coin %s %s)", unsigned(d).text(), principal(d).text()),
        () -> typed(done, "(nft-mint? card %s %s)", unsigned(d).text(), principal(d).text()),
        () ->
            typed(
                done,
                "(nft-transfer? card %s %s %s)",
                unsigned(d).text(),
                principal(d).text(),
                principal(d).text()),
        () -> typed(done, "(nft-burn? card %s %s)", unsigned(d).text(), principal(d).text()),
        () ->
            typed(done, "(stx-transfer? %s tx-sender %s)", unsigned(d).text(), principal(d).text()),
        () ->
            since(2)
                ? typed(
                    done,
                    "(stx-transfer-memo? %s tx-sender %s 0x6869)",
                    unsigned(d).text(),
                    principal(d).text())
                : response(d),
        () -> typed(done, "(stx-burn? %s tx-sender)", unsigned(d).text()),
        () -> allowances(d, plain));
  }

  private Typed allowances(int d, ResponseType plain) {
    if (!since(4))
      return typed(plain, "(as-contract (contract-call? .other bump %s))", unsigned(d).text());
    var allowance =
        pick(
            () -> "(with-stx %s)".formatted(unsigned(d).text()),
            () -> "(with-ft current-contract \"coin\" %s)".formatted(unsigned(d).text()),
            () -> "(with-nft current-contract \"card\" (list u1 %s))".formatted(unsigned(d).text()),
            () -> "(with-all-assets-unsafe)",
            () ->
                since(6)
                    ? pick(() -> "(with-staking u5)", () -> "(with-pox)")
                    : "(with-stacking u1)");
    var type = new ResponseType(TypeSignature.BOOL, TypeSignature.UINT);
    var body =
        pick(
            () ->
                "(try! (stx-transfer? %s tx-sender 'SP000000000000000000002Q6VF78)) true"
                    .formatted(unsigned(d).text()),
            () -> "(try! (stx-burn? u%d tx-sender)) %s".formatted(below(5), bool(d).text()),
            () -> bool(d).text());
    return flip()
        ? typed(type, "(restrict-assets? tx-sender (%s) %s)", allowance, body)
        : typed(type, "(as-contract? (%s) %s)", allowance, body);
  }

  // Tuples

  private String place(int d) {
    return pick(
        () -> "PLACE",
        () -> "{x: %s, y: %s, z: none}".formatted(integer(d).text(), unsigned(d).text()),
        () -> "(merge PLACE {x: %s})".formatted(integer(d).text()),
        () -> "(tuple (x %s) (y %s))".formatted(integer(d).text(), unsigned(d).text()));
  }

  private String key(int d) {
    return "{x: %s, y: %s}"
        .formatted(flip() ? below(2) : integer(d).text(), flip() ? "u1" : unsigned(d).text());
  }

  /** A tuple. */
  Typed tuple(int depth) {
    var d = depth - 1;
    var a = depth <= 0 ? integer(0) : any(d);
    var b = depth <= 0 ? unsigned(0) : any(d);
    var type = TupleType.of(Map.of("a", a.type(), "b", b.type()));
    return pick(
        () -> typed(type, "{a: %s, b: %s}", a.text(), b.text()),
        () -> typed(type, "(tuple (b %s) (a %s))", b.text(), a.text()),
        () -> typed(type, "(merge {a: %s, b: %s} {b: %s})", a.text(), literal(b.type()), b.text()));
  }

  private String statement(int d) {
    return pick(
        () -> "(print %s)".formatted(any(d).text()),
        () -> "(var-set number %s)".formatted(integer(d).text()),
        () -> "(var-set count %s)".formatted(unsigned(d).text()),
        () -> "(var-set numbers (list %s %s))".formatted(integer(d).text(), integer(d).text()),
        () -> "(var-set maybe (some %s))".formatted(unsigned(d).text()),
        () -> "(asserts! %s (err u50))".formatted(bool(d).text()),
        () -> "(is-ok %s)".formatted(response(d).text()),
        () -> "(map-delete places %s)".formatted(key(d)));
  }

  /** A literal that a type admits and that shows no other type. */
  String literal(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType t -> literalInt();
      case TypeSignature.UintType t -> literalUint();
      case TypeSignature.BoolType t -> flip() ? "true" : "false";
      case BuffType(int max) -> literalBytes(below(Math.min(max, 12) + 1));
      case AsciiType(int max) -> "\"" + word(below(Math.min(max, 12) + 1)) + "\"";
      case Utf8Type(int max) -> "u\"" + word(below(Math.min(max, 12) + 1)) + "\"";
      case OptionalType(var inside) -> flip() ? "none" : "(some " + literal(inside) + ")";
      case ResponseType(var ok, var error) ->
          "(if true (ok " + literal(ok) + ") (err " + literal(error) + "))";
      case ListType(var entry, int max) -> max == 0 ? "(list)" : "(list " + literal(entry) + ")";
      case TupleType tuple ->
          tuple.fields().entrySet().stream()
              .map(field -> field.getKey() + ": " + literal(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> "tx-sender";
    };
  }
}
