;; Counts, and takes a fee for it.
;;
;; Second paragraph of the header.

;; --- Constants -------------------------------------------------------------

;; The largest step.
(define-constant MAX_STEP u10)

;; --- Errors ----------------------------------------------------------------

;; The step is larger than MAX_STEP.
(define-constant ERR_STEP_TOO_LARGE (err u7001))
;; The step is zero.
(define-constant ERR_NO_STEP (err u7002))

;; --- Data ------------------------------------------------------------------

(define-fungible-token point)
(define-non-fungible-token medal uint)

;; The count now.
(define-data-var count uint u0)
;; Steps of each caller.
(define-map steps principal {
  ;; number of steps
  number: uint,
  last: uint,
})

;; --- Read-only -------------------------------------------------------------

;; The count now.
(define-read-only (get-count)
  (var-get count)
)

(define-read-only (get-steps (who principal))
  (map-get? steps who)
)

(define-read-only (get-caller)
  tx-sender
)

;; --- Public ----------------------------------------------------------------

;; Adds to the count, against one uSTX for `to`.
(define-public (step
    (by uint)
    (to principal)
  )
  (begin
    (asserts! (> by u0) ERR_NO_STEP)
    (asserts! (<= by MAX_STEP) ERR_STEP_TOO_LARGE)
    (var-set count (+ (var-get count) by))
    (map-set steps tx-sender {
      number: (+ u1 (default-to u0 (get number (map-get? steps tx-sender)))),
      last: by,
    })
    (try! (stx-transfer? u1 tx-sender to))
    (print {
      topic: "step",
      by: by,
    })
    (ok (var-get count))
  )
)

;; Points and a medal for the caller.
(define-public (reward)
  (begin
    (try! (ft-mint? point u5 tx-sender))
    (nft-mint? medal u1 tx-sender)
  )
)

;; Divides by zero if the divisor is.
(define-public (divide
    (dividend uint)
    (divisor uint)
  )
  (ok (/ dividend divisor))
)
