package io.neuralnexus.clarity.fuzz;

/**
 * Text that reads as Clarity more often than not: each byte says which word comes next, opens a
 * parenthesis or closes one.
 */
final class Prose {
  private static final String[] WORDS =
      """
      define-public define-private define-read-only define-constant define-data-var define-map \
      define-trait use-trait impl-trait define-fungible-token define-non-fungible-token \
      let begin if match map filter fold list tuple merge get ok err some none true false \
      unwrap! unwrap-panic try! asserts! default-to is-eq is-none is-ok as-max-len? concat append \
      len element-at? index-of? slice? replace-at? + - * / mod pow sqrti log2 and or not < > <= >= \
      to-int to-uint var-get var-set map-get? map-set map-insert map-delete print as-contract \
      contract-call? contract-of ft-mint? ft-transfer? ft-get-balance nft-mint? nft-get-owner? \
      stx-transfer? stx-get-balance sha256 keccak256 hash160 secp256k1-recover? principal-of? \
      to-consensus-buff? from-consensus-buff? int-to-ascii string-to-int? buff-to-uint-be \
      bit-and bit-or bit-shift-left restrict-assets? as-contract? with-stx with-ft with-all-assets-unsafe \
      tx-sender contract-caller block-height burn-block-height stacks-block-height chain-id \
      int uint bool principal (buff (string-ascii (string-utf8 (optional (response (list \
      a b c d f g x y .fuzz .other 'ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM \
      0 1 -1 2 u0 u1 u2 u128 170141183460469231731687303715884105727 \
      u340282366920938463463374607431768211455 "" "a" u"a" u"\\u{1f600}" 0x 0x00 0xff00 \
      { } {a: : , <t> .t (ok (err (some (let ((a (f (a int)) (f (x uint)) ((a 1))\
      """
          .split(" ");

  private Prose() {}

  static String of(byte[] choices) {
    var text = new StringBuilder();
    int open = 0;
    for (var choice : choices) {
      int number = choice & 0xff;
      if (number < 24) {
        text.append('(');
        open++;
      } else if (number < 56 && open > 0) {
        text.append(')');
        open--;
      } else {
        text.append(WORDS[(number - 24) % WORDS.length]).append(' ');
      }
    }
    return text.append(")".repeat(open)).toString();
  }
}
