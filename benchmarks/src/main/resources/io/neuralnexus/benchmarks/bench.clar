;; What the benchmarks call: one function for each kind of work a call does.

(define-data-var counter uint u0)

;; micro-STX that each account was paid
(define-map paid principal uint)
(define-map slots uint uint)

(define-read-only (get-paid (who principal))
  (default-to u0 (map-get? paid who))
)

(define-public (count-up)
  (ok (var-set counter (+ (var-get counter) u1)))
)

(define-public (pay (recipient principal))
  (begin
    (try! (stx-transfer? u1 tx-sender recipient))
    (map-set paid recipient (+ u1 (get-paid recipient)))
    (ok (var-set counter (+ (var-get counter) u1)))
  )
)

(define-public (write (slot uint) (value uint))
  (ok (map-set slots slot value))
)

(define-public (write-ten (value uint))
  (ok (begin
    (map-set slots u0 value)
    (map-set slots u1 value)
    (map-set slots u2 value)
    (map-set slots u3 value)
    (map-set slots u4 value)
    (map-set slots u5 value)
    (map-set slots u6 value)
    (map-set slots u7 value)
    (map-set slots u8 value)
    (map-set slots u9 value)
  ))
)
