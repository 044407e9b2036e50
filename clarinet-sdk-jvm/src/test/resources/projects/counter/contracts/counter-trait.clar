;; What anything that counts can do.
(define-trait counting
  (
    (increment () (response uint uint))
  )
)
