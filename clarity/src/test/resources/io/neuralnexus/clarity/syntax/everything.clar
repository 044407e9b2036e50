;; A shop that uses each piece of the syntax.
;;   Comments keep their indentation.
(use-trait fungible .token.fungible) ;; imported
(use-trait same 'ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM.token.fungible)
(define-trait till ((pay (<fungible> uint) (response bool uint))))
(impl-trait .token.fungible)
(define-read-only (supply) (if true (ok u1) (err u1)))

;; Uses what stands below it.
(define-public (sell (what <fungible>) (price uint)) ;; signature
  (begin
    ;; inside
    (print { price: price, tax: (tax price), ;; of tax
      ;; before key
      label: ;; before value
      "a \"b\"\n\t\\",
      ;; last
    })
    (print u"h\u{1F600}\u{e9}")
    (print (list 0x 0x00fF))
    (print (list -170141183460469231731687303715884105728 -0 007))
    (print (list u0 u340282366920938463463374607431768211455))
    (print 'SP000000000000000000002Q6VF78)
    (print 'SP000000000000000000002Q6VF78.a-B_2)
    (print .token)
    (ok (>= (* u2 price) (/ (tax price) u3)))
    ;; after
  )
)
;; Between.
(define-private (tax (price uint)) (/ price TENTH)) (define-constant TENTH u10)
(print (tax u5))
;; The end.
