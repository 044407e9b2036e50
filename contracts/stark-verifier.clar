;; stark-verifier: checks a zero-knowledge proof of what a hidden data set is
;; like: its rows, the range of each feature, how many rows each class has, how
;; many values are missing, in which range sums lie.
;;
;; A library of one read-only function: it keeps nothing, moves nothing, calls
;; nobody and trusts nobody. Whatever it is given, it answers with the first of
;; the refusals below, in their order, or with true; it never aborts.
;;
;; docs/zk.md defines the proof and every word used here.

;; --- Constants

;; The prime of the field. An element a + b f of its extension, f^2 = 7, is
;; packed: a * 2^64 + b.
(define-constant P u18446744069414584321)
(define-constant TWO64 u18446744073709551616)
(define-constant ONE TWO64)
(define-constant NON_RESIDUE u7)

(define-constant MASKS u80)
(define-constant MASK_COEFFICIENTS u40)
(define-constant MAX_WIDTH u400)
(define-constant MAX_RANGE u4294967296)
(define-constant MAX_SUM u1125899906842624)
(define-constant MAX_SUM_INT 1125899906842624)
(define-constant MAX_TIMES u65536)
(define-constant MAX_LESS u281474976710656)
(define-constant HEX_DIGIT u15)
(define-constant HEX_DIGITS u13)
(define-constant CAP_NODES u32)
(define-constant CAP_BYTES u1024)
(define-constant QUERIES u36)
;; A hash of which 12, or 20, bits are zero begins with less than this.
(define-constant BATCH_WORK (pow u2 u116))
(define-constant QUERY_WORK (pow u2 u108))

;; Tags of what is hashed.
(define-constant LEAF 0x00)
(define-constant NODE 0x01)
(define-constant CAP 0x02)
(define-constant LAYER 0x03)
(define-constant START 0x10)
;; All numbers of queries, one byte each.
(define-constant NUMBERS
  0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223
)

;; 1 / 7
(define-constant INVERSE_SHIFT u2635249152773512046)
;; Powers 2^0, 2^1, .. of 1 / w, w being the root of unity of order 2^21.
(define-constant ORDER u2097152)
(define-constant INVERSE_ROOTS (list
  u11898519751787946856 u17260140776825220475 u5089696809409609209
  u2513567076326282710 u14744321562856667967 u7868944258580147481
  u1553425662128427817 u4654242210262998966 u3968367389790187850
  u11164456749895610016 u8548973421900915981 u4295002282146690441
  u4459017075746761332 u2117504431143841456 u18442240469787213841
  u18302628881338728449 u18446744069414322177 u68719476736
  u1099511627520 u18446462594437873665 u18446744069414584320
))
;; The powers of the root of unity of order 8, and those of its inverse that
;; folding needs.
(define-constant EIGHTH_ROOTS (list
  u1 u18446744069397807105 u281474976710656 u18446742969902956801
  u18446744069414584320 u16777216 u18446462594437873665 u1099511627520
))
(define-constant TWIST_1 u1099511627520)
(define-constant TWIST_2 u18446462594437873665)
(define-constant TWIST_3 u16777216)
(define-constant EIGHT (* u8 TWO64))

;; Operands for the native functions, element by element: much cheaper than
;; calling a function of one's own for each. No list mapped over is longer.
(define-constant TWO64S_4 (list TWO64 TWO64 TWO64 TWO64))
(define-constant TWO64S_16
  (concat (concat TWO64S_4 TWO64S_4) (concat TWO64S_4 TWO64S_4))
)
(define-constant TWO64S_64
  (concat (concat TWO64S_16 TWO64S_16) (concat TWO64S_16 TWO64S_16))
)
(define-constant TWO64S
  (concat (concat TWO64S_64 TWO64S_64) (concat TWO64S_64 TWO64S_64))
)
(define-constant PS_4 (list P P P P))
(define-constant PS_16
  (concat (concat PS_4 PS_4) (concat PS_4 PS_4))
)
(define-constant PS_64
  (concat (concat PS_16 PS_16) (concat PS_16 PS_16))
)
(define-constant PS
  (concat (concat PS_64 PS_64) (concat PS_64 PS_64))
)
;; P * 2^64: below it, the upper half of a packed value is below P.
(define-constant TOPS (map * PS TWO64S))
(define-constant TWOS (list u2 u2 u2 u2 u2 u2 u2 u2 u2 u2 u2 u2 u2 u2 u2 u2))
(define-constant POWERS (list
  u1 u2 u4 u8 u16 u32 u64 u128 u256 u512 u1024 u2048 u4096 u8192 u16384 u32768
))

;; --- Errors

;; The number of rows, or of the trace's, is out of bounds.
(define-constant ERR_BAD_SIZE (err u111002))
;; There is no feature, or a range, digits or the code of a missing value are
;; not as they must be.
(define-constant ERR_BAD_FEATURE (err u111003))
;; Bounds of a count or a sum are not in order, or a sum has no feature or may
;; become too large.
(define-constant ERR_BAD_COUNT (err u111004))
;; More than 400 columns.
(define-constant ERR_TOO_WIDE (err u111005))
;; A list or a buffer of the proof has not its length.
(define-constant ERR_BAD_SHAPE (err u111006))
;; A number of the proof is not below P.
(define-constant ERR_NOT_CANONICAL (err u111007))
;; The proof is for another root.
(define-constant ERR_BAD_ROOT (err u111008))
;; The random point is in the base field.
(define-constant ERR_BAD_POINT (err u111009))
;; The relation does not hold.
(define-constant ERR_BAD_COMPOSITION (err u111010))
;; A nonce does not show the work.
(define-constant ERR_NO_WORK (err u111011))
;; A leaf is not in its tree.
(define-constant ERR_BAD_PATH (err u111012))
;; The first layer has not what the opened values give.
(define-constant ERR_BAD_OPENING (err u111013))
;; A layer, or the final polynomial, has not what the layer before folds to.
(define-constant ERR_BAD_FOLD (err u111014))

;; --- Read-only

;; True if the proof shows that the data set with this commitment root has this
;; profile. `binding` is a hash of who proves it, where and about what: a proof
;; is good for one binding only.
(define-read-only (verify
    (binding (buff 32))
    (root (buff 32))
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
      (sizes (try! (measure profile)))
      (queries (get queries proof))
      ;; Without the queries: a name costs by the size of what it stands for.
      (head (merge proof { queries: true }))
      (at-z (get at-z head))
      (at-next (get at-next head))
      (parts (get parts head))
      (final (get final head))
      (trace-cap (get trace-cap head))
      (parts-cap (get parts-cap head))
      (layers (get layers head))
      (log (get log sizes))
      (trace (get trace sizes))
      (width (get width sizes))
      (forms (fold inspect queries {
        half: (/ width u2),
        siblings: (- log u1),
        rounds: (get rounds sizes),
        bytes: (bytes-of-query sizes),
        shaped: true,
        canonical: true,
      }))
    )
    (asserts!
      (and
        (get shaped forms)
        (is-eq (len queries) QUERIES)
        (is-eq (len at-z) width)
        (is-eq (len at-next) (get shifted sizes))
        (is-eq (len parts) u16)
        (is-eq (len final) (pow u2 (- log (* u3 (get rounds sizes)))))
        (is-cap trace-cap)
        (is-cap parts-cap)
        (is-eq (len layers) (get rounds sizes))
        (is-none (index-of? (map is-cap layers) false))
      )
      ERR_BAD_SHAPE
    )
    (asserts!
      (and
        (get canonical forms)
        (are-canonical (cut at-z u0 (/ width u2)))
        (are-canonical (cut at-z (/ width u2) (/ width u2)))
        (are-canonical (cut at-next u0 (/ (get shifted sizes) u2)))
        (are-canonical
          (cut at-next (/ (get shifted sizes) u2)
            (- (get shifted sizes) (/ (get shifted sizes) u2))
          ))
        (are-canonical parts)
        (are-canonical final)
      )
      ERR_NOT_CANONICAL
    )
    (asserts! (is-eq root (root-of trace-cap)) ERR_BAD_ROOT)
    (let (
        (started (sha256 (concat (concat START binding)
          (concat root (unwrap-panic (to-consensus-buff? profile)))
        )))
        (pointed (sha256 (concat started (root-of parts-cap))))
        (z (draw pointed 0x00))
        (step (inverse-root (- ORDER (/ ORDER trace))))
        (told (sha256 (concat
          (concat pointed (unwrap-panic (to-consensus-buff? at-z)))
          (concat (unwrap-panic (to-consensus-buff? at-next))
            (unwrap-panic (to-consensus-buff? parts))
          ))))
        (batched (sha256 (concat told
          (unwrap-panic (to-consensus-buff? (get batch-nonce head)))
        )))
        (b (draw batched 0x00))
        (drawn (fold draw-layer layers {
          hash: batched,
          layers: (list),
        }))
        (sought (sha256 (concat
          (sha256 (concat (get hash drawn)
            (unwrap-panic (to-consensus-buff? final))
          ))
          (unwrap-panic (to-consensus-buff? (get query-nonce head)))
        )))
        (weighed (fold weigh at-z {
          by: b,
          power: b,
          sum: u0,
        }))
        (weighed-next (fold weigh at-next (merge weighed { sum: u0 })))
        (weighed-parts (fold weigh parts
          (merge weighed-next { sum: (get sum weighed) })
        ))
        (square-b (mul b b))
        (half (/ width u2))
        (evens (powers-of b square-b half))
        (odds (powers-of square-b square-b half))
        (part-powers (powers-of (get power weighed-next) b u16))
      )
      (asserts! (not (is-eq (mod z TWO64) u0)) ERR_BAD_POINT)
      (asserts!
        (is-composed profile sizes at-z at-next parts (draw started 0x00)
          (draw started 0x01) z
        )
        ERR_BAD_COMPOSITION
      )
      (asserts!
        (and (< (front batched) BATCH_WORK) (< (front sought) QUERY_WORK))
        ERR_NO_WORK
      )
      (let (
          (even-powers (concat evens part-powers))
          (odd-powers (concat odds (map times-f part-powers)))
        )
        (fold first-refusal
          (map check-query queries NUMBERS
            (copies-of-cap trace-cap)
            (copies-of-cap parts-cap)
            (copies-of-layers (get layers drawn))
            (copies (map / even-powers TWO64S))
            (copies (map mod even-powers TWO64S))
            (copies (map / odd-powers TWO64S))
            (copies (map mod odd-powers TWO64S))
            (copies (map / final TWO64S))
            (copies (map mod final TWO64S))
            (copies-of-scalars {
              hash: sought,
              points: (* u16 trace),
              cap-leaves: (/ trace u2),
              stride: (/ ORDER (* u16 trace)),
              shifted: (get shifted sizes),
              z: z,
              next: (scale z step),
              shift: (at odds (- half u1)),
              sum: (get sum weighed-parts),
              next-sum: (get sum weighed-next),
            })
          )
          (ok true)
        )
      )
    )
  )
)

;; --- Private: the extension field

;; x * y + v
(define-private (mul-add
    (x uint)
    (y uint)
    (v uint)
  )
  (let (
      (a (/ x TWO64))
      (b (mod x TWO64))
      (c (/ y TWO64))
      (d (mod y TWO64))
    )
    (+
      (* TWO64
        (mod
          (+ (mod (* a c) P) (* NON_RESIDUE (mod (* b d) P)) (/ v TWO64))
          P
        ))
      (mod (+ (mod (* a d) P) (mod (* b c) P) (mod v TWO64)) P)
    )
  )
)

(define-private (mul
    (x uint)
    (y uint)
  )
  (mul-add x y u0)
)

(define-private (add
    (x uint)
    (y uint)
  )
  (+ (* TWO64 (mod (+ (/ x TWO64) (/ y TWO64)) P))
    (mod (+ (mod x TWO64) (mod y TWO64)) P)
  )
)

(define-private (sub
    (x uint)
    (y uint)
  )
  (+ (* TWO64 (mod (- (+ (/ x TWO64) P) (/ y TWO64)) P))
    (mod (- (+ (mod x TWO64) P) (mod y TWO64)) P)
  )
)

;; x times an element of the base field.
(define-private (scale
    (x uint)
    (by uint)
  )
  (+ (* TWO64 (mod (* (/ x TWO64) by) P)) (mod (* (mod x TWO64) by) P))
)

(define-private (square (x uint))
  (mod (* x x) P)
)

;; (1 / w)^exponent, w being the root of unity of order 2^21.
(define-private (inverse-root (exponent uint))
  (/ (fold climb-root INVERSE_ROOTS (+ ONE exponent)) TWO64)
)

;; `state` is the product so far * 2^64 + what is left of the exponent, halved
;; at each step.
(define-private (climb-root
    (root uint)
    (state uint)
  )
  (let (
      (exponent (mod state TWO64))
      (product (/ state TWO64))
    )
    (+
      (* TWO64
        (if (is-eq (mod exponent u2) u1)
          (mod (* product root) P)
          product
        ))
      (/ exponent u2)
    )
  )
)

;; base^exponent in the extension field, for exponents below 2^17.
(define-private (power-of
    (base uint)
    (exponent uint)
  )
  (get power
    (fold climb-power (cut TWO64S u0 u17) {
      base: base,
      exponent: exponent,
      power: ONE,
    })
  )
)

(define-private (climb-power
    (turn uint)
    (state {
      base: uint,
      exponent: uint,
      power: uint,
    })
  )
  (let (
      (base (get base state))
      (exponent (get exponent state))
      (power (get power state))
    )
    {
      base: (mul base base),
      exponent: (/ exponent u2),
      power: (if (is-eq (mod exponent u2) u1)
        (mul power base)
        power
      ),
    }
  )
)

;; sum = (..(v1 by + v2) by + ..) by + vm
(define-private (horner
    (value uint)
    (state {
      by: uint,
      sum: uint,
    })
  )
  {
    by: (get by state),
    sum: (mul-add (get sum state) (get by state) value),
  }
)

;; sum = v1 power + v2 power by + v3 power by^2 ..
(define-private (weigh
    (value uint)
    (state {
      by: uint,
      power: uint,
      sum: uint,
    })
  )
  (let (
      (by (get by state))
      (power (get power state))
    )
    {
      by: by,
      power: (mul power by),
      sum: (mul-add value power (get sum state)),
    }
  )
)

;; first, first by, first by^2 ..
(define-private (powers-of
    (first uint)
    (by uint)
    (count uint)
  )
  (cut (fold next-power (cut TWO64S u0 (- count u1)) (list by first)) u1 count)
)

(define-private (next-power
    (turn uint)
    (made (list 201 uint))
  )
  (unwrap-panic (as-max-len?
    (append made (mul (at made u0) (at made (- (len made) u1))))
    u201
  ))
)

;; x f
(define-private (times-f (x uint))
  (+ (* TWO64 (mod (* NON_RESIDUE (mod x TWO64)) P)) (/ x TWO64))
)

;; `count` values from index `start` on. There are so many: the lengths of all
;; lists have been checked. (No slice starts at the end of a list.)
(define-private (cut
    (values (list 400 uint))
    (start uint)
    (count uint)
  )
  (if (is-eq count u0)
    (list)
    (unwrap-panic (slice? values start (+ start count)))
  )
)

;; The value at an index that has been checked.
(define-private (at
    (values (list 400 uint))
    (index uint)
  )
  (unwrap-panic (element-at? values index))
)

;; --- Private: hashes

(define-private (root-of (cap (buff 1024)))
  (sha256 (concat CAP cap))
)

;; The first half of a hash.
(define-private (front (hash (buff 32)))
  (buff-to-uint-be (unwrap-panic
    (as-max-len? (unwrap-panic (slice? hash u0 u16)) u16)
  ))
)

(define-private (back (hash (buff 32)))
  (buff-to-uint-be (unwrap-panic
    (as-max-len? (unwrap-panic (slice? hash u16 u32)) u16)
  ))
)

(define-private (draw
    (hash (buff 32))
    (number (buff 1))
  )
  (let ((drawn (sha256 (concat hash number))))
    (+ (* TWO64 (mod (front drawn) P)) (mod (back drawn) P))
  )
)

(define-private (draw-layer
    (cap (buff 1024))
    (state {
      hash: (buff 32),
      layers: (list 4 {
        cap: (buff 1024),
        challenge: uint,
      }),
    })
  )
  (let ((hash (sha256 (concat (get hash state) (root-of cap)))))
    {
      hash: hash,
      layers: (unwrap-panic (as-max-len?
        (append (get layers state) {
          cap: cap,
          challenge: (draw hash 0x00),
        })
        u4
      )),
    }
  )
)

;; For each level of a tree from the leaves up: 0 if the way from this leaf
;; comes from the left, 1 if from the right.
(define-private (sides-of (leaf uint))
  (map mod
    (map /
      (list leaf leaf leaf leaf leaf leaf leaf leaf leaf leaf leaf leaf leaf
        leaf leaf leaf
      )
      POWERS
    )
    TWOS
  )
)

;; True if the path leads from the leaf to that node of the cap.
(define-private (is-in-tree
    (leaf (buff 32))
    (sides (list 16 uint))
    (path (list 16 (buff 32)))
    (cap (buff 1024))
    (node uint)
  )
  (is-eq (some (fold climb (map beside sides path) leaf))
    (slice? cap (* node CAP_NODES) (+ (* node CAP_NODES) CAP_NODES))
  )
)

;; A sibling on the right is ok, one on the left is err: cheaper to hand on
;; than a tuple.
(define-private (beside
    (side uint)
    (sibling (buff 32))
  )
  (if (< side u1)
    (ok sibling)
    (err sibling)
  )
)

(define-private (climb
    (sibling (response (buff 32) (buff 32)))
    (hash (buff 32))
  )
  (match sibling
    right (sha256 (concat (concat NODE hash) right))
    left (sha256 (concat (concat NODE left) hash))
  )
)

;; --- Private: the profile

;; What follows from a profile about the proof.
(define-private (measure (profile {
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
  (let (
      (log (get log profile))
      (rows (get rows profile))
      (features (get features profile))
      (classes (get classes profile))
      (sums (get sums profile))
    )
    (asserts!
      (and
        (>= log u10)
        (<= log u17)
        (>= rows u1)
        (< rows (- (pow u2 log) MASKS))
      )
      ERR_BAD_SIZE
    )
    (asserts!
      (and
        (> (len features) u0)
        (is-none (index-of? (map is-feature features) false))
      )
      ERR_BAD_FEATURE
    )
    (asserts!
      (and
        (is-eq (fold bound-missing features rows) rows)
        (is-eq (fold bound-class classes rows) rows)
        (get good (fold bound-sum sums {
          features: features,
          rows: rows,
          good: true,
        }))
      )
      ERR_BAD_COUNT
    )
    (let (
        (missing (fold + (map missing-of features) u0))
        (digits (fold + (map digits-of features) u0))
        (counts (+ missing (len classes) (len sums)))
        (shifted (+ u1 (* u3 counts)))
        (used (+ shifted (len features) missing (len classes) digits))
        (width (+ used (mod used u2)))
      )
      (asserts! (<= width MAX_WIDTH) ERR_TOO_WIDE)
      (ok {
        log: log,
        trace: (pow u2 log),
        rows: rows,
        width: width,
        shifted: shifted,
        counts: counts,
        features: (len features),
        missing: missing,
        classes: (len classes),
        digits: digits,
        rounds: (/ (- log u4) u3),
      })
    )
  )
)

(define-private (is-feature (feature {
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
    }))
  (let (
      (low (get low feature))
      (high (get high feature))
    )
    (and
      (<= low high)
      (< high MAX_RANGE)
      (is-eq (fold reach (get digits feature) u1) (+ u1 (- high low)))
      (match (get missing feature)
        missing (and
          (< (get code missing) MAX_RANGE)
          (or (< (get code missing) low) (> (get code missing) high))
        )
        true
      )
    )
  )
)

;; `numbers` are reached by the digits before, 0 to numbers - 1; none if one of
;; them is not as it must be.
(define-private (reach
    (digit {
      weight: uint,
      most: uint,
    })
    (numbers uint)
  )
  (let (
      (weight (get weight digit))
      (most (get most digit))
    )
    (if (and
        (>= most u1)
        (<= most HEX_DIGIT)
        (>= weight u1)
        (<= weight numbers)
      )
      (+ numbers (* weight most))
      u0
    )
  )
)

;; `rows` again, or 0 if the bounds are not in order, here or before.
(define-private (bound-missing
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
    (rows uint)
  )
  (match (get missing feature)
    missing (bound-class {
      low: (get low missing),
      high: (get high missing),
    }
      rows
    )
    rows
  )
)

(define-private (bound-class
    (class {
      low: uint,
      high: uint,
    })
    (rows uint)
  )
  (if (and
      (<= (get low class) (get high class))
      (<= (get high class) rows)
    )
    rows
    u0
  )
)

(define-private (bound-sum
    (sum {
      feature: uint,
      times: uint,
      less: uint,
      low: int,
      high: int,
    })
    (state {
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
      rows: uint,
      good: bool,
    })
  )
  (let (
      (rows (get rows state))
      (times (get times sum))
      (less (get less sum))
      (low (get low sum))
      (high (get high sum))
    )
    (merge state { good: (and
      (get good state)
      (>= times u1)
      (< times MAX_TIMES)
      (< less MAX_LESS)
      (<= (* rows less) MAX_SUM)
      (>= low (- MAX_SUM_INT))
      (<= low high)
      (<= high MAX_SUM_INT)
      (match (element-at? (get features state) (get feature sum))
        feature (<= (* rows times (larger u1 (get high feature))) MAX_SUM)
        false
      )
    ) })
  )
)

(define-private (larger
    (x uint)
    (y uint)
  )
  (if (> x y)
    x
    y
  )
)

(define-private (missing-of (feature {
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
    }))
  (if (is-some (get missing feature))
    u1
    u0
  )
)

(define-private (digits-of (feature {
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
    }))
  (len (get digits feature))
)

;; --- Private: the form of a proof

;; All 32 nodes are there.
(define-private (is-cap (cap (buff 1024)))
  (is-eq (len cap) CAP_BYTES)
)

;; The length of the consensus encoding of a query, all of whose buffers are
;; full: with the lengths of its lists it says that they are.
(define-private (bytes-of-query (sizes {
      log: uint,
      trace: uint,
      rows: uint,
      width: uint,
      shifted: uint,
      counts: uint,
      features: uint,
      missing: uint,
      classes: uint,
      digits: uint,
      rounds: uint,
    }))
  (let (
      (log (get log sizes))
      (rounds (get rounds sizes))
    )
    ;; 409: names, marks of types, lengths, 17 parts, 2 salts. 163: the same
    ;; of a fold, with its 8 values. 17 bytes for a number, 37 for a sibling.
    (+ u409
      (* u17 (/ (get width sizes) u2))
      (* u163 rounds)
      (* u37
        (+ (* u2 (- log u1))
          (- (* rounds (- log u4)) (/ (* u3 rounds (- rounds u1)) u2))
        ))
    )
  )
)

(define-private (inspect
    (query {
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
    })
    (state {
      half: uint,
      siblings: uint,
      rounds: uint,
      bytes: uint,
      shaped: bool,
      canonical: bool,
    })
  )
  (let (
      (row (get row query))
      (parts (get parts query))
      (folds (get folds query))
    )
    (merge state {
      shaped: (and
        (get shaped state)
        (is-eq (len row) (get half state))
        (is-eq (len parts) u17)
        (is-eq (len (get path query)) (get siblings state))
        (is-eq (len (get parts-path query)) (get siblings state))
        (is-eq (len folds) (get rounds state))
        (get shaped
          (fold inspect-fold folds {
            siblings: (- (get siblings state) u3),
            shaped: true,
          })
        )
        (is-eq (len (unwrap-panic (to-consensus-buff? query)))
          (get bytes state)
        )
      ),
      canonical: (and
        (get canonical state)
        (are-canonical (concat (concat row parts) (fold gather folds (list))))
      ),
    })
  )
)

(define-private (inspect-fold
    (opened {
      values: (list 8 uint),
      path: (list 13 (buff 32)),
    })
    (state {
      siblings: uint,
      shaped: bool,
    })
  )
  (let ((siblings (get siblings state)))
    {
      ;; No siblings in more layers than there may be: one of them is too many.
      siblings: (if (< siblings u3)
        u0
        (- siblings u3)
      ),
      shaped: (and
        (get shaped state)
        (is-eq (len (get values opened)) u8)
        (is-eq (len (get path opened)) siblings)
      ),
    }
  )
)

(define-private (gather
    (opened {
      values: (list 8 uint),
      path: (list 13 (buff 32)),
    })
    (values (list 32 uint))
  )
  (unwrap-panic (as-max-len? (concat values (get values opened)) u32))
)

;; Both halves of all values are below P. (To map over an empty list beside one
;; that is not would abort.)
(define-private (are-canonical (values (list 400 uint)))
  (or
    (is-eq (len values) u0)
    (and
      (is-none (index-of? (map < values TOPS) false))
      (is-none (index-of? (map < (map mod values TWO64S) PS) false))
    )
  )
)

;; --- Private: the relation

;; True if the parts at z add up to what the relation gives for Q(z). Both are
;; multiplied by the denominators instead of divided.
(define-private (is-composed
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
    (sizes {
      log: uint,
      trace: uint,
      rows: uint,
      width: uint,
      shifted: uint,
      counts: uint,
      features: uint,
      missing: uint,
      classes: uint,
      digits: uint,
      rounds: uint,
    })
    (at-z (list 400 uint))
    (at-next (list 270 uint))
    (parts (list 16 uint))
    (a uint)
    (c uint)
    (z uint)
  )
  (let (
      (trace (get trace sizes))
      (counts (get counts sizes))
      (shifted (get shifted sizes))
      (xs-end (+ shifted (get features sizes)))
      (us-end (+ xs-end (get missing sizes)))
      (ts-end (+ us-end (get classes sizes)))
      (s (at at-z u0))
      (as (cut at-z u1 counts))
      (bs (cut at-z (+ u1 counts) counts))
      (cs (cut at-z (+ u1 counts counts) counts))
      (xs (at-most-64 (cut at-z shifted (get features sizes))))
      (us (at-most-64 (cut at-z xs-end (get missing sizes))))
      (ts (cut at-z us-end (get classes sizes)))
      (ds (cut at-z ts-end (get digits sizes)))
      (next-s (at at-next u0))
      (next-as (cut at-next u1 counts))
      (next-bs (cut at-next (+ u1 counts) counts))
      (next-cs (cut at-next (+ u1 counts counts) counts))
      (features (get features profile))
      (told (fold tell features {
        s: s,
        xs: xs,
        us: us,
        present: (list),
        outside: (list),
        coded: (list),
        lows: (list),
        highs: (list),
      }))
      (written (get sums
        (fold write features {
          rest: (map scale ds (fold gather-weights features (list))),
          sums: (list),
        })
      ))
      (summed (fold tell-sum (get sums profile) {
        xs: xs,
        present: (get present told),
        found: (list),
      }))
      (lows (concat (get lows told)
        (concat (map class-low (get classes profile))
          (map sum-low (get sums profile))
        )))
      (highs (concat (get highs told)
        (concat (map class-high (get classes profile))
          (map sum-high (get sums profile))
        )))
      (found (concat us (concat ts (get found summed))))
      (start {
        by: a,
        sum: u0,
      })
      ;; The constraints of the body, in the order of docs/zk.md.
      (flag (horner (mul next-s (sub ONE s)) start))
      (digits (fold horner (map vanish-hex cs next-cs)
        (fold horner (map vanish-hex bs next-bs)
          (fold horner (map vanish ds (fold gather-most features (list)))
            flag
          ))))
      (ranges (fold horner
        (map explain (get present told) xs (map low-of features) written)
        digits
      ))
      (missing (fold horner (get coded told)
        (fold horner (get outside told) (fold horner (map bit us) ranges))
      ))
      (classes (fold horner
        (if (is-eq (len ts) u0)
          (list)
          (list (sub s (fold add ts u0)))
        )
        (fold horner (map bit ts) missing)
      ))
      (body (fold horner (map sub (map sub as next-as) found) classes))
      (c2 (mul c c))
      (c3 (mul c2 c))
      (stride (/ ORDER trace))
      (sides (fold add-fraction
        (list {
          over: (mul (get sum body) (masks-at z stride)),
          under: (sub (power-of z trace) ONE),
        } {
          over: (mul c
            (get sum
              (fold horner (map sub (map sub highs as) cs)
                (fold horner (map sub (map sub as lows) bs) start)
              ))),
          under: (sub z ONE),
        } {
          over: (mul c2 (get sum (fold horner cs (fold horner bs start)))),
          under: (sub-root z (- ORDER (* HEX_DIGITS stride))),
        } {
          over: (mul c3 (get sum (fold horner as start))),
          under: (sub-root z (* MASKS stride)),
        } {
          over: (mul (mul c2 c2) (sub s ONE)),
          under: (sub-root z (- ORDER (* (- (get rows sizes) u1) stride))),
        } {
          over: (mul (mul c3 c2) s),
          under: (sub-root z (- ORDER (* (get rows sizes) stride))),
        })
        {
          over: u0,
          under: ONE,
        }
      ))
      (whole (fold weigh parts {
        by: (power-of z (- trace MASK_COEFFICIENTS)),
        power: ONE,
        sum: u0,
      }))
    )
    (is-eq (mul (get sum whole) (get under sides)) (get over sides))
  )
)

;; What a feature's missing values are bound by; `us` loses what it used.
(define-private (tell
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
      s: uint,
      xs: (list 64 uint),
      us: (list 64 uint),
      present: (list 64 uint),
      outside: (list 64 uint),
      coded: (list 64 uint),
      lows: (list 64 uint),
      highs: (list 64 uint),
    })
  )
  (let (
      (s (get s state))
      (present (get present state))
    )
    (match (get missing feature)
      missing (let (
          (us (get us state))
          (u (at us u0))
          (x (at (get xs state) (len present)))
        )
        (merge state {
          us: (at-most-64 (cut us u1 (- (len us) u1))),
          present: (push present (sub s u)),
          outside: (push (get outside state) (mul u (sub ONE s))),
          coded: (push (get coded state)
            (mul u (sub x (* TWO64 (get code missing))))
          ),
          lows: (push (get lows state) (* TWO64 (get low missing))),
          highs: (push (get highs state) (* TWO64 (get high missing))),
        })
      )
      (merge state { present: (push present s) })
    )
  )
)

;; The sum of the weighed digits of each feature, taken off those that rest.
(define-private (write
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
      rest: (list 400 uint),
      sums: (list 64 uint),
    })
  )
  (let (
      (rest (get rest state))
      (count (len (get digits feature)))
    )
    {
      rest: (cut rest count (- (len rest) count)),
      sums: (push (get sums state) (fold add (cut rest u0 count) u0)),
    }
  )
)

(define-private (explain
    (present uint)
    (x uint)
    (low uint)
    (written uint)
  )
  (sub (mul present (sub x low)) written)
)

(define-private (low-of (feature {
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
    }))
  (* TWO64 (get low feature))
)

;; No more than 400: the width has been checked.
(define-private (gather-weights
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
    (weights (list 400 uint))
  )
  (unwrap-panic (as-max-len?
    (concat weights (map weight-of (get digits feature)))
    u400
  ))
)

(define-private (gather-most
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
    (most (list 400 uint))
  )
  (unwrap-panic (as-max-len?
    (concat most (map most-of (get digits feature)))
    u400
  ))
)

;; There are no more features, and so no more of what belongs to each.
(define-private (at-most-64 (values (list 400 uint)))
  (unwrap-panic (as-max-len? values u64))
)

(define-private (push
    (values (list 64 uint))
    (value uint)
  )
  (unwrap-panic (as-max-len? (append values value) u64))
)

(define-private (weight-of (digit {
  weight: uint,
  most: uint,
}))
  (get weight digit)
)

(define-private (most-of (digit {
  weight: uint,
  most: uint,
}))
  (get most digit)
)

(define-private (tell-sum
    (sum {
      feature: uint,
      times: uint,
      less: uint,
      low: int,
      high: int,
    })
    (state {
      xs: (list 64 uint),
      present: (list 64 uint),
      found: (list 64 uint),
    })
  )
  (merge state { found: (push (get found state)
    (mul (at (get present state) (get feature sum))
      (sub (scale (at (get xs state) (get feature sum)) (get times sum))
        (* TWO64 (get less sum))
      ))
  ) })
)

(define-private (class-low (class {
  low: uint,
  high: uint,
}))
  (* TWO64 (get low class))
)

(define-private (class-high (class {
  low: uint,
  high: uint,
}))
  (* TWO64 (get high class))
)

(define-private (sum-low (sum {
      feature: uint,
      times: uint,
      less: uint,
      low: int,
      high: int,
    }))
  (signed (get low sum))
)

(define-private (sum-high (sum {
      feature: uint,
      times: uint,
      less: uint,
      low: int,
      high: int,
    }))
  (signed (get high sum))
)

(define-private (signed (value int))
  (* TWO64
    (if (< value 0)
      (- P (to-uint (- value)))
      (to-uint value)
    ))
)

;; v^2 - v
(define-private (bit (value uint))
  (mul value (sub value ONE))
)

;; v (v - 1) .. (v - most), with half the products: for w = v (v - most),
;; (v - i) (v - most + i) = w + i (most - i).
(define-private (vanish
    (value uint)
    (most uint)
  )
  (let ((ends (mul value (sub value (* TWO64 most)))))
    (vanish-at u7 ends value most
      (vanish-at u6 ends value most
        (vanish-at u5 ends value most
          (vanish-at u4 ends value most
            (vanish-at u3 ends value most
              (vanish-at u2 ends value most
                (vanish-at u1 ends value most ends)
              ))))))
  )
)

(define-private (vanish-at
    (i uint)
    (ends uint)
    (value uint)
    (most uint)
    (product uint)
  )
  (if (< (* u2 i) most)
    (mul product (add ends (* TWO64 (* i (- most i)))))
    (if (is-eq (* u2 i) most)
      (mul product (sub value (* TWO64 i)))
      product
    )
  )
)

;; The digit that one step down a column of hexadecimal digits takes off.
(define-private (vanish-hex
    (value uint)
    (next uint)
  )
  (vanish (sub value (scale next u16)) HEX_DIGIT)
)

(define-private (add-fraction
    (one {
      over: uint,
      under: uint,
    })
    (other {
      over: uint,
      under: uint,
    })
  )
  {
    over: (mul-add (get over one) (get under other)
      (mul (get over other) (get under one))
    ),
    under: (mul (get under one) (get under other)),
  }
)

;; z - (1 / w)^exponent
(define-private (sub-root
    (z uint)
    (exponent uint)
  )
  (sub z (* TWO64 (inverse-root exponent)))
)

;; The product of z - g^i over the last rows, which are masks.
(define-private (masks-at
    (z uint)
    (stride uint)
  )
  (get product
    (fold leave-out (cut TWO64S u0 MASKS) {
      z: z,
      step: (inverse-root stride),
      root: (inverse-root stride),
      product: ONE,
    })
  )
)

(define-private (leave-out
    (turn uint)
    (state {
      z: uint,
      step: uint,
      root: uint,
      product: uint,
    })
  )
  (let ((root (get root state)))
    (merge state {
      root: (mod (* root (get step state)) P),
      product: (mul (get product state) (sub (get z state) (* TWO64 root))),
    })
  )
)

;; --- Private: queries

;; 36 copies each, for as many queries: a fold would copy all at each step, and
;; doubling a list costs next to nothing.
(define-private (copies (values (list 256 uint)))
  (let (
      (four (list values values values values))
      (twelve (concat (concat four four) four))
    )
    (concat (concat twelve twelve) twelve)
  )
)

(define-private (copies-of-cap (cap (buff 1024)))
  (let (
      (four (list cap cap cap cap))
      (twelve (concat (concat four four) four))
    )
    (concat (concat twelve twelve) twelve)
  )
)

(define-private (copies-of-layers (layers (list 4 {
  cap: (buff 1024),
  challenge: uint,
})))
  (let (
      (four (list layers layers layers layers))
      (twelve (concat (concat four four) four))
    )
    (concat (concat twelve twelve) twelve)
  )
)

(define-private (copies-of-scalars (scalars {
      hash: (buff 32),
      points: uint,
      cap-leaves: uint,
      stride: uint,
      shifted: uint,
      z: uint,
      next: uint,
      shift: uint,
      sum: uint,
      next-sum: uint,
    }))
  (let (
      (four (list scalars scalars scalars scalars))
      (twelve (concat (concat four four) four))
    )
    (concat (concat twelve twelve) twelve)
  )
)

(define-private (first-refusal
    (next (response bool uint))
    (before (response bool uint))
  )
  (if (is-ok before)
    next
    before
  )
)

(define-private (check-query
    (query {
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
    })
    (number (buff 1))
    (trace-cap (buff 1024))
    (parts-cap (buff 1024))
    (layers (list 4 {
      cap: (buff 1024),
      challenge: uint,
    }))
    (even-re (list 256 uint))
    (even-im (list 256 uint))
    (odd-re (list 256 uint))
    (odd-im (list 256 uint))
    (final-re (list 256 uint))
    (final-im (list 256 uint))
    (scalars {
      hash: (buff 32),
      points: uint,
      cap-leaves: uint,
      stride: uint,
      shifted: uint,
      z: uint,
      next: uint,
      shift: uint,
      sum: uint,
      next-sum: uint,
    })
  )
  (let (
      (points (get points scalars))
      (index (mod (front (sha256 (concat (get hash scalars) number))) points))
      (node (/ index (get cap-leaves scalars)))
      (sides (sides-of index))
      (row (get row query))
      (parts (get parts query))
      ;; 1 / x, x being the point.
      (inverse (mod
        (* INVERSE_SHIFT (inverse-root (* index (get stride scalars))))
        P
      ))
    )
    (asserts!
      (and
        (is-in-tree (leaf-of (get salt query) row) sides (get path query)
          trace-cap node
        )
        (is-in-tree (leaf-of (get parts-salt query) parts) sides
          (get parts-path query) parts-cap node
        )
      )
      ERR_BAD_PATH
    )
    (let (
        (opened (open (concat row parts) (at parts u16) even-re even-im odd-re
          odd-im scalars inverse
        ))
        (last (try! (fold check-layer
          (map join (get folds query) layers)
          (ok {
            want: (get want opened),
            scale: (get scale opened),
            inverse: inverse,
            points: points,
            index: index,
            sides: sides,
            first: true,
          })
        )))
      )
      (asserts!
        (is-final (get want last) (get inverse last) final-re
          final-im
        )
        ERR_BAD_FOLD
      )
      (ok true)
    )
  )
)

(define-private (leaf-of
    (salt (buff 16))
    (values (list 200 uint))
  )
  (sha256 (concat (concat LEAF salt)
    (unwrap-panic (to-consensus-buff? values))
  ))
)

;; What layer 0 must have at a point x, times `scale`. With y = 1 / x and the
;; sums S1, S2 of b^j (f_j(x) - f_j(point_j)) for the points z and g z:
;; (1 - z y) (1 - g z y) (D - M) = y ((1 - g z y) S1 + (1 - z y) S2).
;; `opened` packs two columns each, and the halves of each part: what is to be
;; multiplied with those has f in its powers. The last of it is the mask M.
(define-private (open
    (opened (list 217 uint))
    (mask uint)
    (even-re (list 256 uint))
    (even-im (list 256 uint))
    (odd-re (list 256 uint))
    (odd-im (list 256 uint))
    (scalars {
      hash: (buff 32),
      points: uint,
      cap-leaves: uint,
      stride: uint,
      shifted: uint,
      z: uint,
      next: uint,
      shift: uint,
      sum: uint,
      next-sum: uint,
    })
    (inverse uint)
  )
  (let (
      (shifted (get shifted scalars))
      (even-count (/ (+ shifted u1) u2))
      (odd-count (/ shifted u2))
      (evens (map / opened TWO64S))
      (odds (map mod opened TWO64S))
      (evens-re (map mod (map * evens even-re) PS))
      (evens-im (map mod (map * evens even-im) PS))
      (odds-re (map mod (map * odds odd-re) PS))
      (odds-im (map mod (map * odds odd-im) PS))
      (all (pack (fold + odds-re (fold + evens-re u0))
        (fold + odds-im (fold + evens-im u0))
      ))
      (first (pack
        (fold + (cut odds-re u0 odd-count)
          (fold + (cut evens-re u0 even-count) u0)
        )
        (fold + (cut odds-im u0 odd-count)
          (fold + (cut evens-im u0 even-count) u0)
        )))
      (at-z (sub all (get sum scalars)))
      (at-next (sub (mul (get shift scalars) first) (get next-sum scalars)))
      (from-z (sub ONE (scale (get z scalars) inverse)))
      (from-next (sub ONE (scale (get next scalars) inverse)))
      (divisor (mul from-z from-next))
    )
    {
      scale: divisor,
      want: (mul-add divisor mask
        (scale (mul-add from-next at-z (mul from-z at-next)) inverse)
      ),
    }
  )
)

;; An element of the extension from sums that are not reduced.
(define-private (pack
    (re uint)
    (im uint)
  )
  (+ (* TWO64 (mod re P)) (mod im P))
)

(define-private (join
    (opened {
      values: (list 8 uint),
      path: (list 13 (buff 32)),
    })
    (layer {
      cap: (buff 1024),
      challenge: uint,
    })
  )
  {
    values: (get values opened),
    path: (get path opened),
    cap: (get cap layer),
    challenge: (get challenge layer),
  }
)

;; The layer's path, then its value: `want` is what it must be times `scale`.
(define-private (check-layer
    (layer {
      values: (list 8 uint),
      path: (list 13 (buff 32)),
      cap: (buff 1024),
      challenge: uint,
    })
    (state (response
      {
        want: uint,
        scale: uint,
        inverse: uint,
        points: uint,
        index: uint,
        sides: (list 16 uint),
        first: bool,
      }
      uint
    ))
  )
  (let (
      (now (try! state))
      (values (get values layer))
      (inverse (get inverse now))
      (leaves (/ (get points now) u8))
      (place (mod (get index now) (get points now)))
      (position (/ place leaves))
    )
    (asserts!
      (is-in-tree
        (sha256 (concat LAYER (unwrap-panic (to-consensus-buff? values))))
        (get sides now) (get path layer) (get cap layer)
        (/ (mod place leaves) (/ leaves CAP_NODES))
      )
      ERR_BAD_PATH
    )
    (asserts!
      (is-eq (mul (at values position) (get scale now)) (get want now))
      (if (get first now)
        ERR_BAD_OPENING
        ERR_BAD_FOLD
      )
    )
    (ok (merge now {
      want: (fold-eight values
        (scale (get challenge layer)
          (mod (* inverse (at EIGHTH_ROOTS position)) P)
        )),
      scale: EIGHT,
      inverse: (square (square (square inverse))),
      points: leaves,
      first: false,
    }))
  )
)

;; Eight times what the values of a leaf fold to, in three steps by two; `by` is
;; the challenge over the first of their points.
(define-private (fold-eight
    (values (list 8 uint))
    (by uint)
  )
  (let (
      (by2 (mul by by))
      (v0 (fold-two (at values u0) (at values u4) by))
      (v1 (fold-two (at values u1) (at values u5) (scale by TWIST_1)))
      (v2 (fold-two (at values u2) (at values u6) (scale by TWIST_2)))
      (v3 (fold-two (at values u3) (at values u7) (scale by TWIST_3)))
    )
    (fold-two (fold-two v0 v2 by2) (fold-two v1 v3 (scale by2 TWIST_2))
      (mul by2 by2)
    )
  )
)

;; Twice what F(x) and F(-x) fold to: F(x) + F(-x) + by (F(x) - F(-x)).
(define-private (fold-two
    (x uint)
    (y uint)
    (by uint)
  )
  (let (
      (x-re (/ x TWO64))
      (x-im (mod x TWO64))
      (y-re (/ y TWO64))
      (y-im (mod y TWO64))
      (by-re (/ by TWO64))
      (by-im (mod by TWO64))
      (re (mod (- (+ x-re P) y-re) P))
      (im (mod (- (+ x-im P) y-im) P))
    )
    (+
      (* TWO64
        (mod
          (+ x-re y-re (mod (* re by-re) P)
            (* NON_RESIDUE (mod (* im by-im) P))
          )
          P
        ))
      (mod (+ x-im y-im (mod (* re by-im) P) (mod (* im by-re) P)) P)
    )
  )
)

;; True if the final polynomial at x is an eighth of `want`. Evaluated at 1 / x
;; with the constant first it is F(x) / x^(count - 1), so that both sides are
;; multiplied by 8 / x^count.
(define-private (is-final
    (want uint)
    (inverse uint)
    (re (list 256 uint))
    (im (list 256 uint))
  )
  (is-eq
    (scale want
      (fold square-again (cut POWERS u0 (log2 (len re))) inverse)
    )
    (scale
      (pack (/ (fold evaluate re inverse) TWO64)
        (/ (fold evaluate im inverse) TWO64)
      )
      (mod (* u8 inverse) P)
    )
  )
)

(define-private (square-again
    (turn uint)
    (x uint)
  )
  (square x)
)

;; `state` is the value so far * 2^64 + the point.
(define-private (evaluate
    (coefficient uint)
    (state uint)
  )
  (let ((point (mod state TWO64)))
    (+
      (* TWO64 (mod (+ (* (/ state TWO64) point) coefficient) P))
      point
    )
  )
)
