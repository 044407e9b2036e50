;; intermediary: stands between an account and the market, to show that nobody
;; can act through another.

(define-public (register-dataset (stake uint) (uri (string-ascii 256)))
  (contract-call? .neural-training-market register-dataset stake uri)
)

(define-public (top-up-dataset (dataset-id uint) (amount uint))
  (contract-call? .neural-training-market top-up-dataset dataset-id amount)
)

(define-public (place-computation-bid
    (dataset-id uint)
    (amount uint)
    (time uint)
    (deadline uint)
  )
  (contract-call? .neural-training-market place-computation-bid dataset-id
    amount time deadline
  )
)

(define-public (submit-validation-result
    (model-id uint)
    (bid-id uint)
    (score uint)
  )
  (contract-call? .neural-training-market submit-validation-result model-id
    bid-id score
  )
)

(define-public (accept-result (bid-id uint))
  (match (contract-call? .neural-training-market accept-result bid-id)
    event (ok true)
    code (err code)
  )
)

(define-public (contest-result (bid-id uint) (counter-score uint))
  (match (contract-call? .neural-training-market contest-result bid-id
      counter-score
    )
    event (ok true)
    code (err code)
  )
)

(define-public (register-validator (stake uint))
  (match (contract-call? .neural-training-market register-validator stake)
    event (ok true)
    code (err code)
  )
)
