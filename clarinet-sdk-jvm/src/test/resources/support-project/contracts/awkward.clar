;; Names and types that are hard on a generator.

(define-trait shape (
  (area
    (uint)
    (response uint uint)
  )
))

(define-constant LIMIT u10) ;; ends a line
(define-constant LOWEST -170141183460469231731687303715884105728)
(define-constant GREETING u"caf\u{e9} \u{1F600}")
(define-constant QUOTE "say \"hi\"\n$L")
(define-constant MAGIC 0x00ff)
(define-constant YES true)
(define-constant COMPUTED (* u3 u4))
(define-constant ERR-OLD-STYLE (err u77)) ;; old style
(define-constant ERR_BARE u78)
(define-constant ERR_INT (err -5))

(define-data-var new uint u1)
(define-data-var last-seen {
  at: (optional (list 3 {
    y: { z: (string-utf8 4) },
  })),
} { at: none })

(define-map double {
  a: uint,
  b: (buff 4),
} { int: uint })
(define-map names uint (string-ascii 8))

;; Says *hello* & <ok>.
;;
;; @param nothing */ {@link no} \u0041 $T
(define-public (class)
  (ok true)
)

(define-public (x!)
  (err u77)
)

(define-public (x?)
  (err u1)
)

(define-public (put
    (a uint)
    (b (buff 4))
    (sender uint)
  )
  (ok (map-set double {
    a: a,
    b: b,
  } { int: sender }
  ))
)

(define-public (use
    (with <shape>)
    (who principal)
  )
  (contract-call? with area u1)
)

(define-public (tx)
  (ok u1)
)

(define-read-only (is-ok?)
  true
)

(define-read-only (get-2
    (a-b uint)
    (a_b int)
  )
  (if (> a_b 0)
    (ok a-b)
    (err { why: "negative", code: a_b })
  )
)

(define-read-only (get-class)
  u1
)

(define-read-only (to-string)
  "text"
)

(define-read-only (hash-code)
  u2
)

(define-read-only (weird<=>name)
  u3
)

(define-read-only (get-string)
  { string: "a record whose name Java has taken" }
)

(define-read-only (deep (some-of bool))
  (if some-of
    (some (list {
      a: { new: 1 },
      b-c: "abc",
      b_c: u"e",
      flags: (list true false),
    }))
    none
  )
)

(define-read-only (echo (it {
  a: (optional (list 2 { b: (buff 3) })),
  matrix: (list 3 (list 2 int)),
  who: principal,
}))
  it
)

(define-read-only (nothing)
  none
)

(define-read-only (empty)
  (list)
)

(define-read-only (a-name-of-one-hundred-and-twenty-eight-characters-is-the-longest-that-clarity-allows-and-java-has-no-limit-at-all-so-it-stays-ok)
  u4
)

(define-public (shout
    (what uint)
    (who (optional principal))
  )
  (begin
    (print {
      topic: "shout",
      what: what,
      class: (list { who: who }),
    })
    (print { topic: "bare" })
    (print what)
    (ok (print {
      topic: "Other: two words",
      to-string: "abc",
    }))
  )
)

(define-private (hidden)
  u5
)
