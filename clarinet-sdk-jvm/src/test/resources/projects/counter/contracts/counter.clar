;; Counts for everyone, and for each account.
(use-trait counting .counter-trait.counting)

(define-constant ERR_TOO_BIG (err u400))
(define-constant MOST u10)

;; sum over all accounts
(define-data-var total uint u0)
;; by account
(define-map counts principal uint)

(define-read-only (get-total)
  (var-get total)
)

(define-read-only (get-count (who principal))
  (default-to u0 (map-get? counts who))
)

(define-public (increment)
  (add u1)
)

(define-public (add (by uint))
  (begin
    (asserts! (<= by MOST) ERR_TOO_BIG)
    (var-set total (+ (var-get total) by))
    (map-set counts tx-sender (+ (get-count tx-sender) by))
    (print { topic: "add", by: by, who: tx-sender })
    (ok (var-get total))
  )
)

;; Pays for the privilege.
(define-public (add-for-fee (by uint) (to principal))
  (begin
    (try! (stx-transfer? by tx-sender to))
    (add by)
  )
)

(define-public (increment-other (other <counting>))
  (contract-call? other increment)
)

(define-public (divide (by uint))
  (ok (/ (var-get total) by))
)

(define-private (reset)
  (ok (var-set total u0))
)
