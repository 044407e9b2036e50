;; zk-verification: what owners prove about their hidden data sets. The owner
;; of a registered data set submits its profile with a zero-knowledge proof,
;; once for a commitment root; what the profile says is recorded in data-rights,
;; where jobs can ask for it.
;;
;; It holds nothing and moves nothing. It trusts stark-verifier, which knows the
;; proof system, and data-rights for who owns what; governance can retire it,
;; and with it all that it recorded.

;; --- Constants

;; Version of what a proof is bound to.
(define-constant VERSION u1)
;; Features on a page.
(define-constant PAGE u20)

;; Kinds of statements, see docs/contracts/data-rights.md.
(define-constant ROWS u1)
(define-constant VALUES u2)
(define-constant CLASS_ROWS u3)
(define-constant MISSING u4)
(define-constant SUM u5)
(define-constant ALL_VALUES u6)

;; No value of a profile is so large.
(define-constant ABOVE_ALL u4294967296)

;; --- Errors

;; The caller is not the owner of the data set.
(define-constant ERR_NOT_AUTHORISED (err u104001))
;; Governance has paused what opens something new.
(define-constant ERR_PAUSED (err u104002))
(define-constant ERR_NO_DATASET (err u104003))
;; A profile is proven for this root: more proofs would hide less.
(define-constant ERR_ALREADY_PROVEN (err u104004))

;; --- Data

;; What is proven, by commitment root.
(define-map profiles
  (buff 32)
  {
    dataset: uint, ;; id
    submitter: principal,
    height: uint, ;; of the burn chain
    profile: {
      log: uint, ;; binary logarithm of the rows of the proof's trace
      rows: uint,
      features: (list 64 {
        low: uint, ;; all values that are not missing lie in low .. high
        high: uint,
        missing: (optional {
          code: uint, ;; stands for a missing value
          low: uint, ;; values missing
          high: uint, ;; values missing
        }),
        digits: (list 9 {
          weight: uint, ;; of a digit in which the proof writes value - low
          most: uint, ;; that the digit can be
        }),
      }),
      classes: (list 16 {
        low: uint, ;; rows
        high: uint, ;; rows
      }),
      ;; Of times * value - less over the values that are not missing.
      sums: (list 8 {
        feature: uint, ;; index
        times: uint,
        less: uint,
        low: int,
        high: int,
      }),
    },
  }
)

;; --- Read-only

;; What was proven about the data behind a commitment root.
(define-read-only (get-profile (root (buff 32)))
  (map-get? profiles root)
)

;; Up to 20 features; pages count from 0.
(define-read-only (get-features
    (root (buff 32))
    (page uint)
  )
  (let ((features (match (map-get? profiles root)
      proven (get features (get profile proven))
      (list)
    )))
    (if (< page (/ (+ (len features) (- PAGE u1)) PAGE))
      (default-to (list)
        (slice? features (* page PAGE)
          (smaller (* (+ page u1) PAGE) (len features))
        ))
      (list)
    )
  )
)

(define-private (smaller
    (x uint)
    (y uint)
  )
  (if (< x y)
    x
    y
  )
)

(define-read-only (get-classes (root (buff 32)))
  (match (map-get? profiles root)
    proven (get classes (get profile proven))
    (list)
  )
)

(define-read-only (get-sums (root (buff 32)))
  (match (map-get? profiles root)
    proven (get sums (get profile proven))
    (list)
  )
)

;; What the submitter's proof of this data set is bound to: it is of no use to
;; another, elsewhere or for another data set.
(define-read-only (get-binding
    (id uint)
    (submitter principal)
  )
  (ok (binding-of id submitter
    (get schema-hash
      (get record
        (unwrap! (contract-call? .data-rights get-dataset id) ERR_NO_DATASET)
      ))
  ))
)

(define-private (binding-of
    (id uint)
    (submitter principal)
    (schema (buff 32))
  )
  (sha256 (unwrap-panic (to-consensus-buff? {
    chain: chain-id,
    dataset: id,
    schema: schema,
    submitter: submitter,
    verifier: current-contract,
    version: VERSION,
  })))
)

;; Whether the submitter's proof would be accepted, but for who owns the data
;; set now and what was proven before.
(define-read-only (verify
    (id uint)
    (submitter principal)
    (profile {
      log: uint,
      rows: uint,
      features: (list 64 {
        low: uint,
        high: uint,
        missing: (optional {
          code: uint,
          low: uint,
          high: uint,
        }),
        digits: (list 9 {
          weight: uint,
          most: uint,
        }),
      }),
      classes: (list 16 {
        low: uint,
        high: uint,
      }),
      sums: (list 8 {
        feature: uint,
        times: uint,
        less: uint,
        low: int,
        high: int,
      }),
    })
    (proof {
      trace-cap: (buff 1024),
      parts-cap: (buff 1024),
      at-z: (list 400 uint),
      at-next: (list 270 uint),
      parts: (list 16 uint),
      batch-nonce: uint,
      layers: (list 4 (buff 1024)),
      final: (list 64 uint),
      query-nonce: uint,
      queries: (list 36 {
        row: (list 200 uint),
        salt: (buff 16),
        path: (list 16 (buff 32)),
        parts: (list 17 uint),
        parts-salt: (buff 16),
        parts-path: (list 16 (buff 32)),
        folds: (list 4 {
          values: (list 8 uint),
          path: (list 13 (buff 32)),
        }),
      }),
    })
  )
  (let ((record (get record
      (unwrap! (contract-call? .data-rights get-dataset id) ERR_NO_DATASET)
    )))
    (contract-call? .stark-verifier verify
      (binding-of id submitter (get schema-hash record))
      (get commitment-root record) profile proof
    )
  )
)

;; --- Public

;; Owner of a data set, once for its commitment root. Records what the profile
;; says as statements about the data set.
(define-public (submit-profile
    (id uint)
    (profile {
      log: uint,
      rows: uint,
      features: (list 64 {
        low: uint,
        high: uint,
        missing: (optional {
          code: uint,
          low: uint,
          high: uint,
        }),
        digits: (list 9 {
          weight: uint,
          most: uint,
        }),
      }),
      classes: (list 16 {
        low: uint,
        high: uint,
      }),
      sums: (list 8 {
        feature: uint,
        times: uint,
        less: uint,
        low: int,
        high: int,
      }),
    })
    (proof {
      trace-cap: (buff 1024),
      parts-cap: (buff 1024),
      at-z: (list 400 uint),
      at-next: (list 270 uint),
      parts: (list 16 uint),
      batch-nonce: uint,
      layers: (list 4 (buff 1024)),
      final: (list 64 uint),
      query-nonce: uint,
      queries: (list 36 {
        row: (list 200 uint),
        salt: (buff 16),
        path: (list 16 (buff 32)),
        parts: (list 17 uint),
        parts-salt: (buff 16),
        parts-path: (list 16 (buff 32)),
        folds: (list 4 {
          values: (list 8 uint),
          path: (list 13 (buff 32)),
        }),
      }),
    })
  )
  (let (
      (entry (unwrap! (contract-call? .data-rights get-dataset id)
        ERR_NO_DATASET
      ))
      (root (get commitment-root (get record entry)))
      (event {
        topic: "submit-profile",
        id: id,
        root: root,
        submitter: contract-caller,
        height: burn-block-height,
        profile: profile,
      })
    )
    (asserts! (is-eq contract-caller (get owner entry)) ERR_NOT_AUTHORISED)
    (asserts! (not (contract-call? .governance is-paused)) ERR_PAUSED)
    (asserts! (is-none (map-get? profiles root)) ERR_ALREADY_PROVEN)
    (try! (contract-call? .stark-verifier verify
      (binding-of id contract-caller (get schema-hash (get record entry)))
      root profile proof
    ))
    (map-set profiles root {
      dataset: id,
      submitter: contract-caller,
      height: burn-block-height,
      profile: profile,
    })
    (try! (contract-call? .data-rights record-statements id
      (statements-of profile)
    ))
    (print event)
    (ok event)
  )
)

;; --- Private: statements

(define-private (statements-of (profile {
      log: uint,
      rows: uint,
      features: (list 64 {
        low: uint,
        high: uint,
        missing: (optional {
          code: uint,
          low: uint,
          high: uint,
        }),
        digits: (list 9 {
          weight: uint,
          most: uint,
        }),
      }),
      classes: (list 16 {
        low: uint,
        high: uint,
      }),
      sums: (list 8 {
        feature: uint,
        times: uint,
        less: uint,
        low: int,
        high: int,
      }),
    }))
  (get proven
    (fold state-sum (get sums profile)
      (restart
        (fold state-class (get classes profile)
          (restart
            (fold state-feature (get features profile) {
              subject: u0,
              proven: (list
                {
                  kind: ROWS,
                  subject: u0,
                  low: (to-int (get rows profile)),
                  high: (to-int (get rows profile)),
                }
                (fold widen (get features profile) {
                  kind: ALL_VALUES,
                  subject: u0,
                  low: (to-int ABOVE_ALL),
                  high: 0,
                })
              ),
            })
          )))))
)

;; What holds of the values of every feature, so that a job can ask for it in
;; one statement.
(define-private (widen
    (feature {
      low: uint,
      high: uint,
      missing: (optional {
        code: uint,
        low: uint,
        high: uint,
      }),
      digits: (list 9 {
        weight: uint,
        most: uint,
      }),
    })
    (all {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    })
  )
  (let (
      (low (to-int (get low feature)))
      (high (to-int (get high feature)))
    )
    (merge all {
      low: (if (< low (get low all))
        low
        (get low all)
      ),
      high: (if (> high (get high all))
        high
        (get high all)
      ),
    })
  )
)

;; The next list is counted from 0 again.
(define-private (restart (state {
  subject: uint,
  proven: (list 160 {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    }),
}))
  (merge state { subject: u0 })
)

(define-private (state-feature
    (feature {
      low: uint,
      high: uint,
      missing: (optional {
        code: uint,
        low: uint,
        high: uint,
      }),
      digits: (list 9 {
        weight: uint,
        most: uint,
      }),
    })
    (state {
      subject: uint,
      proven: (list 160 {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    }),
    })
  )
  (let ((missing (default-to {
      code: u0,
      low: u0,
      high: u0,
    }
      (get missing feature)
    )))
    {
      subject: (+ (get subject state) u1),
      proven: (put
        (put (get proven state) VALUES (get subject state)
          (to-int (get low feature)) (to-int (get high feature))
        )
        MISSING (get subject state) (to-int (get low missing))
        (to-int (get high missing))
      ),
    }
  )
)

(define-private (state-class
    (class {
      low: uint,
      high: uint,
    })
    (state {
      subject: uint,
      proven: (list 160 {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    }),
    })
  )
  {
    subject: (+ (get subject state) u1),
    proven: (put (get proven state) CLASS_ROWS (get subject state)
      (to-int (get low class)) (to-int (get high class))
    ),
  }
)

(define-private (state-sum
    (sum {
      feature: uint,
      times: uint,
      less: uint,
      low: int,
      high: int,
    })
    (state {
      subject: uint,
      proven: (list 160 {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    }),
    })
  )
  {
    subject: (+ (get subject state) u1),
    proven: (put (get proven state) SUM (get subject state) (get low sum)
      (get high sum)
    ),
  }
)

;; There is room: 2 + 2 * 64 + 16 + 8 statements at most.
(define-private (put
    (proven (list 160 {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    }))
    (kind uint)
    (subject uint)
    (low int)
    (high int)
  )
  (unwrap-panic (as-max-len?
    (append proven {
      kind: kind,
      subject: subject,
      low: low,
      high: high,
    })
    u160
  ))
)
