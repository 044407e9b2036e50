package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import java.time.Instant;
import java.util.Arrays;

/** A chain with one small contract, whose calls show their order. */
final class Notes {
  static final String CHAIN = "test";

  private static final String SOURCE =
      """
      (define-data-var total uint u0)
      (define-map notes { by: principal, at: uint } (string-ascii 20))
      (define-read-only (note-of (by principal) (at uint))
        (map-get? notes { by: by, at: at }))
      (define-read-only (height)
        { stacks: stacks-block-height, burn: burn-block-height })
      (define-read-only (balance (who principal))
        (stx-get-balance who))
      (define-read-only (divide (by uint))
        (/ u1 by))
      (define-public (write (text (string-ascii 20)))
        (begin
          (asserts! (not (is-eq text "")) (err u1))
          (var-set total (+ u1 (var-get total)))
          (map-set notes { by: tx-sender, at: (var-get total) } text)
          (print { topic: "note", by: tx-sender, text: text })
          (ok (var-get total))))
      (define-public (abort)
        (begin
          (var-set total u0)
          (print "never seen")
          (ok (/ u1 u0))))
      (define-private (tell (text (string-ascii 20)))
        (print text))
      (define-public (write-many (texts (list 10 (string-ascii 20))))
        (begin
          (map tell texts)
          (ok (len texts))))
      """;

  private static final Simnet FRESH = fresh();

  private Notes() {}

  private static Simnet fresh() {
    var simnet =
        Simnet.empty(
            io.neuralnexus.clarinet.SimnetOptions.defaults()
                .withGenesisTime(Instant.ofEpochSecond(1_700_000_000)));
    simnet.setEpoch(Epoch.EPOCH_4_0);
    simnet.deploy("notes", SOURCE, simnet.deployer());
    return simnet;
  }

  /** A chain of its own. */
  static Simnet simnet() {
    return FRESH.fork();
  }

  static ContractPrincipal contract() {
    return FRESH.deployer().contract("notes");
  }

  static StandardPrincipal deployer() {
    return FRESH.deployer();
  }

  /** The wallet of one of a row of accounts, numbered from 1. */
  static Wallet wallet(int number) {
    var secret = new byte[32];
    Arrays.fill(secret, (byte) number);
    return Wallet.of(Buff.of(secret));
  }

  static SignedCall write(Wallet wallet, long nonce, String text) {
    return wallet.sign(CHAIN, nonce, contract(), "write", java.util.List.of(Cl.ascii(text)));
  }

  static SignedCall abort(Wallet wallet, long nonce) {
    return wallet.sign(CHAIN, nonce, contract(), "abort", java.util.List.of());
  }
}
