package io.neuralnexus.tests.governance;

/** Contracts that stand between a signer and governance. */
final class Intermediary {
  private Intermediary() {}

  /** Makes each kind of proposal for whoever calls it. */
  static final String PROPOSES =
      """
      (define-public (parameter)
        (contract-call? .governance propose-parameter "platform-fee-bps" u700))
      (define-public (role)
        (contract-call? .governance propose-role .neural-training-market "opener"
          (unwrap-panic (contract-hash? .neural-training-market)) true))
      (define-public (pause) (contract-call? .governance propose-pause true))
      (define-public (freeze) (contract-call? .governance propose-freeze u7))
      (define-public (owner) (contract-call? .governance propose-owner u9 tx-sender))
      (define-public (program)
        (contract-call? .governance propose-program (sha256 0x00) u0 u0 true))
      (define-public (verifier) (contract-call? .governance propose-retirement tx-sender))
      (define-public (treasury) (contract-call? .governance propose-treasury tx-sender))
      (define-public (guardian) (contract-call? .governance propose-guardian tx-sender))
      (define-public (vaults) (contract-call? .governance propose-vaults (list)))
      """;

  /** Does all that moves no money of the signer's. */
  static final String PASSES_ON =
      """
      (define-public (vote (id uint) (weight uint))
        (contract-call? .governance vote id true weight))
      (define-public (withdraw-lock) (contract-call? .governance withdraw-lock))
      (define-public (execute (id uint)) (contract-call? .governance execute id))
      (define-public (close (id uint)) (contract-call? .governance close id))
      (define-public (veto (id uint)) (contract-call? .governance veto id))
      (define-public (guardian-pause) (contract-call? .governance guardian-pause))
      """;

  /** Takes part as itself, with its own money. */
  static final String TAKES_PART =
      """
      (define-public (propose)
        (as-contract? ((with-stx u100010000))
          (try! (contract-call? .governance propose-pause true))))
      (define-public (vote (id uint) (support bool) (weight uint))
        (as-contract? ((with-stx weight))
          (try! (contract-call? .governance vote id support weight))))
      (define-public (withdraw-lock)
        (as-contract? () (try! (contract-call? .governance withdraw-lock))))
      """;
}
