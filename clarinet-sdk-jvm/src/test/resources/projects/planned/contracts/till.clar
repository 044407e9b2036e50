;; Holds what is paid in.

;; micro-STX paid in
(define-data-var takings uint u0)

(define-read-only (get-takings)
  (var-get takings)
)

(define-public (pay (amount uint))
  (begin
    (try! (stx-transfer? amount tx-sender current-contract))
    (ok (var-set takings (+ (var-get takings) amount)))
  )
)
