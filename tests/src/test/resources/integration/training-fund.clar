;; training-fund: a contract that pays for training jobs as itself, and owns the
;; models that come out.

;; Errors of the suite come through as they are; this one is our own.
(define-constant ERR_PAY_OUT (err u202001))

;; Creates a job whose developer is this contract. The allowance is what the
;; marketplace says that it pulls, to the micro-STX.
(define-public (create-job (spec {
  uri: (string-ascii 256),
  program: {
    root: (buff 32),
    length: uint,
    k: uint,
    entry: uint,
    words: uint,
  },
  settings: (list 6 int),
  holdout-root: (buff 32),
  seed: (buff 32),
  purpose: uint,
  count: uint,
  cap: uint,
  required: (list 4 {
    kind: uint,
    subject: uint,
    low: int,
    high: int,
  }),
  base: uint,
  bonus: uint,
  threshold: uint,
  data-share: uint,
  contributors-share: uint,
  seats: uint,
  audit-fee: uint,
  max-steps: uint,
  fixed-price: bool,
  min-score: uint,
  min-fees: uint,
  match-window: uint,
  auction-window: uint,
  training-window: uint,
}))
  (let (
      (quote (contract-call? .marketplace quote-job (get count spec)
        (get cap spec) (get base spec) (get bonus spec) (get seats spec)
        (get audit-fee spec)
      ))
      (created (unwrap!
        (as-contract? ((with-stx (get total quote)))
          (try! (contract-call? .marketplace create-training-job spec (list)))
        )
        ERR_PAY_OUT
      ))
    )
    (ok (get id created))
  )
)

;; Names the data sets, as the developer that this contract is.
(define-public (match-job
    (id uint)
    (datasets (list 20 uint))
  )
  (as-contract? ()
    (try! (contract-call? .marketplace match-job id datasets))
  )
)

;; The whole escrow goes to the balance of this contract in the vault.
(define-public (cancel-job (id uint))
  (as-contract? () (try! (contract-call? .marketplace cancel-job id)))
)

;; From that balance into the wallet of this contract.
(define-public (collect)
  (let ((balance (contract-call? .compensation get-balance current-contract)))
    (as-contract? () (try! (contract-call? .compensation withdraw balance)))
  )
)

;; "open", "matched", "keyed", "processing", "completed", "failed" or "ended".
(define-read-only (state-of (id uint))
  (match (contract-call? .marketplace get-training-job id)
    found (get state (get progress found))
    none
  )
)

;; Anyone may pass royalties on: from a derivative to its parent, and from the
;; parent's pool to the balance of the parent's owner.
(define-public (pass-on
    (derivative uint)
    (parent-number uint)
    (parent uint)
  )
  (begin
    (try! (contract-call? .model-registry settle-royalty derivative
      parent-number
    ))
    (contract-call? .model-registry claim-share parent u0)
  )
)
