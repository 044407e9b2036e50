;; marketplace: training jobs, from the escrowed budget to the registered model.
;; The front door of the suite.
;;
;; A job's money lies in the vault; data sets, executions and models in the
;; contracts below, which this one calls and never the reverse. Whoever waits
;; for somebody waits for a deadline; after it anyone may end the job, for a tip
;; of the escrow.
;;
;; It keeps no money. It trusts governance for parameters, which each job keeps
;; a copy of, and what the contracts below say.

;; --- Constants

(define-constant BPS u10000)
(define-constant MAX_AMOUNT u10000000000000000)
;; lock-match, assign-job, and what ends the job.
(define-constant TIPS u3)
(define-constant MAX_SEATS u3)
(define-constant MAX_WINDOW u52560)
;; An auction binds the owners' privacy budgets before anything binds the
;; developer.
(define-constant MAX_AUCTION u1008)
;; A bid this close to the end of an auction moves the end, so often at most.
(define-constant LATE u10)
(define-constant MAX_EXTENSIONS u6)
;; A bid must be better than the best by 2 %.
(define-constant IMPROVED u98)

;; States of a job; the last three are final.
(define-constant OPEN "open")
(define-constant MATCHED "matched")
(define-constant KEYED "keyed")
(define-constant PROCESSING "processing")
(define-constant COMPLETED "completed")
(define-constant FAILED "failed")
(define-constant ENDED "ended")

;; How an execution ends.
(define-constant OUTCOMES (list "accepted" "refuted" "lapsed"))

(define-constant TERM_NAMES (list
  "keeper-tip" "platform-fee-bps" "compute-bond-bps" "compute-min-bond"
  "match-reserve" "audit-min-fee" "key-window" "confirm-window"))
(define-constant PAGE (list
  u0 u1 u2 u3 u4 u5 u6 u7 u8 u9 u10 u11 u12 u13 u14 u15 u16 u17 u18 u19))

;; --- Errors

;; Not for this caller, or STX would be pulled through another contract.
(define-constant ERR_NOT_AUTHORISED (err u107001))
;; Governance has paused what opens something new.
(define-constant ERR_PAUSED (err u107002))
(define-constant ERR_NO_JOB (err u107003))
;; The job is in another state.
(define-constant ERR_STATE (err u107004))
;; The window that must be open has ended, or has not ended yet.
(define-constant ERR_TOO_LATE (err u107005))
(define-constant ERR_TOO_EARLY (err u107006))
;; An amount above 10 billion STX, or an audit fee below the minimum.
(define-constant ERR_BAD_AMOUNT (err u107007))
;; A rate or a score above 10,000.
(define-constant ERR_BAD_RATE (err u107008))
;; No data sets, more than 20, or another number than the job asks for.
(define-constant ERR_BAD_COUNT (err u107009))
;; No seat for an auditor, or more than three.
(define-constant ERR_BAD_SEATS (err u107010))
;; A window of no blocks or above a year, or an auction above a week.
(define-constant ERR_BAD_WINDOW (err u107011))
;; A hash that is not 32 bytes, an empty URI, or a memory out of bounds.
(define-constant ERR_BAD_PROGRAM (err u107012))
;; The three kept proposals are better, or as good and earlier, or the same.
(define-constant ERR_NOT_BETTER (err u107013))
;; None of the proposals can be matched any more.
(define-constant ERR_NO_MATCH (err u107014))
;; The price is above the budget, or not 2 % better than the best bid.
(define-constant ERR_BAD_BID (err u107015))
;; The reputation of the provider is too low for the job or its data sets.
(define-constant ERR_NOT_QUALIFIED (err u107016))
;; The job has a fixed price, or it has not.
(define-constant ERR_WRONG_SALE (err u107017))
;; Nobody has bid.
(define-constant ERR_NO_BID (err u107018))
;; Keys are missing, or none is.
(define-constant ERR_KEYS_MISSING (err u107019))
(define-constant ERR_ALREADY_POSTED (err u107020))
;; The Bitcoin block that seeds the draw is not there yet.
(define-constant ERR_NO_SEED_YET (err u107021))
;; The execution is not over.
(define-constant ERR_PENDING (err u107022))

;; --- Data

;; Id of the newest job.
(define-data-var last-job uint u0)

;; What a job is, for good.
(define-map jobs
  uint
  {
    developer: principal,
    spec: {
      uri: (string-ascii 256), ;; of the description
      program: {
        root: (buff 32),
        length: uint, ;; instructions
        k: uint, ;; log2 of words of memory
        entry: uint, ;; instruction
        words: uint, ;; of output
      },
      settings: (list 6 int), ;; of the program, in the header
      holdout-root: (buff 32), ;; slot 1 of the memory
      seed: (buff 32), ;; leaf with the developer's part of the noise
      purpose: uint, ;; bit mask, see data-rights
      count: uint, ;; data sets
      cap: uint, ;; micro-STX for each, at most
      required: (list 4 {
        kind: uint,
        subject: uint,
        low: int,
        high: int,
      }),
      base: uint, ;; micro-STX for the computation, at most
      bonus: uint, ;; micro-STX at a score of 10,000
      threshold: uint, ;; score from which there is a bonus, bps
      data-share: uint, ;; of the bonus, for the data sets, bps
      contributors-share: uint, ;; of the model's income, for them, bps
      seats: uint, ;; auditors
      audit-fee: uint, ;; micro-STX for each
      max-steps: uint,
      fixed-price: bool, ;; the first qualified provider gets it at base
      min-score: uint, ;; reputation of the provider, bps
      min-fees: uint, ;; micro-STX that its jobs paid
      match-window: uint, ;; blocks for proposals
      auction-window: uint, ;; blocks for bids
      training-window: uint, ;; blocks from the inputs to the commitment
    },
    lineage: {
      parents: (list 8 uint),
      edges: (list 8 {
        parent: uint,
        bps: uint,
        minimum: uint,
      }),
      end: uint,
    },
    terms: {
      tip: uint, ;; micro-STX
      fee-bps: uint,
      bond: uint, ;; micro-STX of the provider
      stake: uint, ;; micro-STX of its stake, bound to the job
      reserve: uint, ;; micro-STX, in the objective of matching
      key-window: uint, ;; blocks
      confirm-window: uint, ;; blocks
    },
  }
)

;; How far it is.
(define-map progress
  uint
  {
    state: (string-ascii 10),
    since: {
      stacks: uint, ;; height at which the state began
      burn: uint, ;; height
    },
    holdout-posted: bool, ;; the key of the hold-out set
    execution: uint, ;; in computation-verification, u0 for none
    model: uint, ;; u0 for none
  }
)

;; The best proposals, best first.
(define-map proposals
  uint
  (list 3 {
    proposer: principal,
    ids: (list 20 uint),
    scores: uint, ;; sum of the owners' reputations, bps
    prices: uint, ;; micro-STX, sum
  })
)

;; What was matched.
(define-map matches
  uint
  {
    ids: (list 20 uint),
    owners: (list 20 principal),
    prices: (list 20 uint), ;; micro-STX
    min-score: uint, ;; that the data sets ask of the provider, bps
    min-fees: uint, ;; micro-STX
    initial: (buff 32), ;; state 0 of the machine
    verifiers: uint, ;; registered then: the draw reaches no others
  }
)

;; The best bid.
(define-map bids
  uint
  {
    provider: principal,
    price: uint, ;; micro-STX
    weighted: uint, ;; price by reputation
    bond: uint, ;; hold, the key of the engagement
    extensions: uint, ;; of the auction
    closed: bool, ;; the auction is, before its time
    auditors: (list 4 uint), ;; numbers, drawn at the assignment
  }
)

;; --- Read-only

(define-read-only (get-training-job (id uint))
  (match (map-get? jobs id)
    job (some {
      job: job,
      progress: (map-get? progress id),
      match: (map-get? matches id),
      bid: (map-get? bids id),
    })
    none
  )
)

(define-read-only (get-training-jobs (ids (list 10 uint)))
  (map get-training-job ids)
)

(define-read-only (get-last-job)
  (var-get last-job)
)

;; Ids of those of the twenty jobs from `from` on that are in this state.
(define-read-only (get-jobs-in
    (state (string-ascii 10))
    (from uint)
  )
  (get found (fold find-in-state PAGE {
    state: state,
    from: from,
    found: (list),
  }))
)

(define-private (find-in-state
    (offset uint)
    (search {
      state: (string-ascii 10),
      from: uint,
      found: (list 20 uint),
    })
  )
  (let ((id (+ (get from search) offset)))
    (if (is-eq (get state (map-get? progress id)) (some (get state search)))
      (merge search {
        found: (unwrap-panic (as-max-len? (append (get found search) id) u20)),
      })
      search
    )
  )
)

(define-read-only (get-proposals (id uint))
  (default-to (list) (map-get? proposals id))
)

(define-read-only (get-dataset (id uint))
  (contract-call? .data-rights get-dataset id)
)

(define-read-only (get-user-balance (who principal))
  (contract-call? .compensation get-balance who)
)

;; bps of what data sets and computation are paid.
(define-read-only (get-platform-fee)
  (get fee-bps (terms-now u0 u0))
)

;; What creating such a job would pull, and what its provider would have at
;; stake, in micro-STX.
(define-read-only (quote-job
    (count uint)
    (cap uint)
    (base uint)
    (bonus uint)
    (seats uint)
    (audit-fee uint)
  )
  (let (
      (terms (terms-now base bonus))
      (amount (budget-of count cap base bonus seats audit-fee
        (get fee-bps terms)
      ))
      (tips (* TIPS (get tip terms)))
    )
    {
      amount: amount,
      tips: tips,
      total: (+ amount tips),
      bond: (get bond terms),
      stake: (get stake terms),
    }
  )
)

;; --- Public: accounts and data sets

(define-public (deposit-funds (amount uint))
  (begin
    (try! (check-direct))
    (contract-call? .compensation deposit amount)
  )
)

(define-public (withdraw-funds (amount uint))
  (begin
    (try! (check-direct))
    (contract-call? .compensation withdraw amount)
  )
)

(define-public (register-dataset
    (record {
      content-hash: (buff 32),
      commitment-root: (buff 32),
      input-root: (buff 32),
      schema-hash: (buff 32),
      key-commitment: (buff 32),
      budget: uint,
    })
    (listing {
      uri: (string-ascii 256),
      category: (string-ascii 32),
      price: uint,
      open: bool,
      approval: bool,
      purposes: uint,
      programs: (list 8 {
        hash: (buff 32),
        epsilon: uint,
        words: uint,
      }),
      max-uses: uint,
      expiry: uint,
      min-score: uint,
      min-fees: uint,
    })
    (seeds (list 8 (buff 32)))
    (stake uint)
  )
  (begin
    (try! (check-direct))
    (contract-call? .data-rights register-dataset record listing seeds stake)
  )
)

(define-public (update-dataset
    (id uint)
    (listing {
      uri: (string-ascii 256),
      category: (string-ascii 32),
      price: uint,
      open: bool,
      approval: bool,
      purposes: uint,
      programs: (list 8 {
        hash: (buff 32),
        epsilon: uint,
        words: uint,
      }),
      max-uses: uint,
      expiry: uint,
      min-score: uint,
      min-fees: uint,
    })
  )
  (begin
    (try! (check-direct))
    (contract-call? .data-rights update-dataset id listing)
  )
)

;; --- Public: developer

;; Anyone. Escrows the whole budget, see quote-job. Parents are licences of the
;; caller, bound now; the model will owe their shares.
(define-public (create-training-job
    (spec {
      uri: (string-ascii 256),
      program: {
        root: (buff 32),
        length: uint,
        k: uint,
        entry: uint,
        words: uint,
      },
      settings: (list 6 int),
      holdout-root: (buff 32),
      seed: (buff 32),
      purpose: uint,
      count: uint,
      cap: uint,
      required: (list 4 {
        kind: uint,
        subject: uint,
        low: int,
        high: int,
      }),
      base: uint,
      bonus: uint,
      threshold: uint,
      data-share: uint,
      contributors-share: uint,
      seats: uint,
      audit-fee: uint,
      max-steps: uint,
      fixed-price: bool,
      min-score: uint,
      min-fees: uint,
      match-window: uint,
      auction-window: uint,
      training-window: uint,
    })
    (parents (list 8 uint))
  )
  (let (
      (id (+ (var-get last-job) u1))
      ;; Before anything is computed from them.
      (bounded (try! (check-amounts (list (get cap spec) (get base spec)
        (get bonus spec) (get audit-fee spec) (get count spec) (get seats spec)
      ))))
      (terms (terms-now (get base spec) (get bonus spec)))
      (program (get program spec))
      (lineage (try! (contract-call? .model-registry check-parents tx-sender
        parents
      )))
      (amount (budget-of (get count spec) (get cap spec) (get base spec)
        (get bonus spec) (get seats spec) (get audit-fee spec)
        (get fee-bps terms)
      ))
      (event {
        topic: "create-training-job",
        id: id,
        developer: tx-sender,
        spec: spec,
        lineage: lineage,
        terms: terms,
        amount: amount,
      })
    )
    (try! (check-direct))
    (asserts! (not (get paused terms)) ERR_PAUSED)
    (asserts! (>= (get audit-fee spec) (get audit-fee terms)) ERR_BAD_AMOUNT)
    (asserts!
      (and
        (< (get threshold spec) BPS)
        (<= (get data-share spec) BPS)
        (<= (get contributors-share spec) BPS)
        (<= (get min-score spec) BPS)
      )
      ERR_BAD_RATE
    )
    (asserts! (and (> (get count spec) u0) (<= (get count spec) u20))
      ERR_BAD_COUNT
    )
    (asserts! (and (> (get seats spec) u0) (<= (get seats spec) MAX_SEATS))
      ERR_BAD_SEATS
    )
    (asserts!
      (and
        (is-window (get match-window spec) MAX_WINDOW)
        (is-window (get auction-window spec) MAX_AUCTION)
        (is-window (get training-window spec) MAX_WINDOW)
      )
      ERR_BAD_WINDOW
    )
    (asserts!
      (and
        (> (len (get uri spec)) u0)
        (is-eq (len (get root program)) u32)
        (is-eq (len (get holdout-root spec)) u32)
        (is-eq (len (get seed spec)) u32)
        (> (get purpose spec) u0)
        (> (get length program) u0)
        (<= (get length program) u65536)
        (< (get entry program) (get length program))
        (>= (get k program) u13)
        (<= (get k program) u24)
        (> (get words program) u0)
        (<= (get words program) (pow u2 (get k program)))
        (> (get max-steps spec) u0)
        (< (get max-steps spec) (pow u2 u64))
      )
      ERR_BAD_PROGRAM
    )
    (var-set last-job id)
    (map-set jobs id {
      developer: tx-sender,
      spec: spec,
      lineage: lineage,
      terms: {
        tip: (get tip terms),
        fee-bps: (get fee-bps terms),
        bond: (get bond terms),
        stake: (get stake terms),
        reserve: (get reserve terms),
        key-window: (get key-window terms),
        confirm-window: (get confirm-window terms),
      },
    })
    (map-set progress id {
      state: OPEN,
      since: (now),
      holdout-posted: false,
      execution: u0,
      model: u0,
    })
    (try! (contract-call? .compensation open-escrow id amount TIPS
      (get tip terms)
    ))
    (print event)
    (ok event)
  )
)

;; Developer, before the assignment. The whole escrow goes back.
(define-public (cancel-job (id uint))
  (let (
      (job (try! (find-job id)))
      (now-at (try! (find-progress id)))
      (event {
        topic: "cancel-job",
        id: id,
        developer: contract-caller,
      })
    )
    (asserts! (is-eq contract-caller (get developer job)) ERR_NOT_AUTHORISED)
    (asserts!
      (or
        (is-eq (get state now-at) OPEN)
        (is-eq (get state now-at) MATCHED)
      )
      ERR_STATE
    )
    (try! (end id now-at none))
    (print event)
    (ok event)
  )
)

;; Developer, once per job. Says that the key of the hold-out set is with the
;; grantees, wrapped for each in their order; the wrapped keys are in the event.
(define-public (post-holdout-key
    (id uint)
    (keys (list 4 (buff 128)))
  )
  (let (
      (job (try! (find-job id)))
      (now-at (try! (find-progress id)))
      (bid (try! (find-bid id)))
      (event {
        topic: "post-holdout-key",
        id: id,
        keys: keys,
      })
    )
    (asserts! (is-eq contract-caller (get developer job)) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get state now-at) KEYED) ERR_STATE)
    (asserts! (not (get holdout-posted now-at)) ERR_ALREADY_POSTED)
    (asserts! (is-eq (len keys) (+ (len (get auditors bid)) u1))
      ERR_KEYS_MISSING
    )
    (asserts!
      (not (is-over (get since now-at) (get key-window (get terms job))))
      ERR_TOO_LATE
    )
    (map-set progress id (merge now-at { holdout-posted: true }))
    (print event)
    (ok event)
  )
)

;; --- Public: matching

;; Anyone, in the window. Proposes data sets; the best three are kept. What the
;; developer names goes first: nobody can push in front of its choice.
(define-public (propose-match
    (id uint)
    (ids (list 20 uint))
  )
  (let (
      (job (try! (find-job id)))
      (now-at (try! (find-progress id)))
      (runs (try! (contract-call? .data-rights quote-runs current-contract id
        ids (try! (request-of id))
      )))
      (reserve (get reserve (get terms job)))
      (proposal {
        proposer: contract-caller,
        ids: ids,
        scores: (fold + (map score-of runs) u0),
        prices: (fold + (map price-of runs) u0),
      })
      (kept (get-proposals id))
      (ranked (fold rank kept {
        new: proposal,
        developer: (get developer job),
        reserve: reserve,
        placed: false,
        result: (list),
      }))
      (result (first-three (if (get placed ranked)
        (get result ranked)
        (unwrap-panic (as-max-len?
          (append (get result ranked) proposal)
          u4
        ))
      )))
      (event (merge proposal {
        topic: "propose-match",
        id: id,
      }))
    )
    (asserts! (is-eq (get state now-at) OPEN) ERR_STATE)
    (asserts!
      (not (is-over (get since now-at) (get match-window (get spec job))))
      ERR_TOO_LATE
    )
    (asserts! (not (contract-call? .governance is-paused)) ERR_PAUSED)
    (asserts! (is-eq (len ids) (get count (get spec job))) ERR_BAD_COUNT)
    (asserts! (not (is-eq result kept)) ERR_NOT_BETTER)
    (asserts!
      (or
        (is-eq contract-caller (get developer job))
        (is-none (index-of? (map ids-of kept) ids))
      )
      ERR_NOT_BETTER
    )
    (map-set proposals id result)
    (print event)
    (ok event)
  )
)

(define-private (first-three (result (list 4 {
  proposer: principal,
  ids: (list 20 uint),
  scores: uint,
  prices: uint,
})))
  (if (> (len result) u3)
    (unwrap-panic (as-max-len? (unwrap-panic (slice? result u0 u3)) u3))
    (unwrap-panic (as-max-len? result u3))
  )
)

;; The developer's first; then scores / (prices + reserve), compared by
;; cross-multiplication. The developer's takes the place of the same by others.
(define-private (rank
    (old {
      proposer: principal,
      ids: (list 20 uint),
      scores: uint,
      prices: uint,
    })
    (state {
      new: {
        proposer: principal,
        ids: (list 20 uint),
        scores: uint,
        prices: uint,
      },
      developer: principal,
      reserve: uint,
      placed: bool,
      result: (list 4 {
        proposer: principal,
        ids: (list 20 uint),
        scores: uint,
        prices: uint,
      }),
    })
  )
  (let (
      (new (get new state))
      (reserve (get reserve state))
      (new-first (is-eq (get proposer new) (get developer state)))
      (old-first (is-eq (get proposer old) (get developer state)))
      (wins (and
        (not (get placed state))
        (if (is-eq new-first old-first)
          (>
            (* (get scores new) (+ (get prices old) reserve))
            (* (get scores old) (+ (get prices new) reserve))
          )
          new-first
        )
      ))
      (before (if wins
        (unwrap-panic (as-max-len? (append (get result state) new) u4))
        (get result state)
      ))
    )
    (merge state {
      placed: (or (get placed state) wins),
      result: (if (is-eq (get ids old) (get ids new))
        before
        (unwrap-panic (as-max-len? (append before old) u4))
      ),
    })
  )
)

;; Developer. Matches the job with the data sets that it names.
(define-public (match-job
    (id uint)
    (ids (list 20 uint))
  )
  (let (
      (request (try! (request-of id)))
      (reserved (try! (contract-call? .data-rights reserve-runs id ids
        request
      )))
      (event (try! (save-match "match-job" id (get runs reserved))))
    )
    (asserts! (is-eq contract-caller (get developer request))
      ERR_NOT_AUTHORISED
    )
    (print event)
    (ok event)
  )
)

;; Developer at any time, anyone after the window: matches the job with the
;; first proposal that holds still.
(define-public (lock-match (id uint))
  (let (
      (job (try! (find-job id)))
      (now-at (try! (find-progress id)))
      (reserved (try! (match-first id (get-proposals id)
        (try! (request-of id))
      )))
      (event (try! (save-match "lock-match" id (get runs reserved))))
    )
    (asserts!
      (or
        (is-eq contract-caller (get developer job))
        (is-over (get since now-at) (get match-window (get spec job)))
      )
      ERR_TOO_EARLY
    )
    (try! (contract-call? .compensation tip-keeper id contract-caller))
    (print event)
    (ok event)
  )
)

;; Fixes the state that the machine starts from.
(define-private (save-match
    (topic (string-ascii 10))
    (id uint)
    (runs (list 20 {
      id: uint,
      owner: principal,
      price: uint,
      input-root: (buff 32),
      seed: (buff 32),
      epsilon: uint,
      score: uint,
      min-score: uint,
      min-fees: uint,
    }))
  )
  (let (
      (spec (get spec (try! (find-job id))))
      (now-at (try! (find-progress id)))
      ;; The machine's header must have the number of data sets that are there.
      (counted (asserts! (is-eq (len runs) (get count spec)) ERR_BAD_COUNT))
      (matched {
        ids: (map id-of runs),
        owners: (map owner-of runs),
        prices: (map price-of runs),
        min-score: (fold greater (map min-score-of runs) (get min-score spec)),
        min-fees: (fold greater (map min-fees-of runs) (get min-fees spec)),
        initial: (get hash
          (try! (contract-call? .training-machine initial-state
            (get program spec)
            (concat (list (to-int id) (to-int (get count spec)))
              (get settings spec)
            )
            (map seed-of runs) (get seed spec) (get holdout-root spec)
            (map root-of runs)
          ))
        ),
        verifiers:
          (contract-call? .computation-verification get-verifier-count),
      })
    )
    (asserts! (is-eq (get state now-at) OPEN) ERR_STATE)
    (map-set matches id matched)
    (map-set progress id
      (merge now-at {
        state: MATCHED,
        since: (now),
      })
    )
    (try! (contract-call? .compensation name-payees id (get owners matched)))
    (ok (merge matched {
      topic: topic,
      id: id,
      keeper: contract-caller,
    }))
  )
)

(define-private (match-first
    (id uint)
    (kept (list 3 {
      proposer: principal,
      ids: (list 20 uint),
      scores: uint,
      prices: uint,
    }))
    (request {
      developer: principal,
      program: (buff 32),
      words: uint,
      purpose: uint,
      cap: uint,
      required: (list 4 {
        kind: uint,
        subject: uint,
        low: int,
        high: int,
      }),
    })
  )
  (match (try-match id (element-at? kept u0) request)
    first (ok first)
    first-error (match (try-match id (element-at? kept u1) request)
      second (ok second)
      second-error (match (try-match id (element-at? kept u2) request)
        third (ok third)
        third-error ERR_NO_MATCH
      )
    )
  )
)

;; It must not be dearer than when it was ranked.
(define-private (try-match
    (id uint)
    (kept (optional {
      proposer: principal,
      ids: (list 20 uint),
      scores: uint,
      prices: uint,
    }))
    (request {
      developer: principal,
      program: (buff 32),
      words: uint,
      purpose: uint,
      cap: uint,
      required: (list 4 {
        kind: uint,
        subject: uint,
        low: int,
        high: int,
      }),
    })
  )
  (let (
      (proposal (unwrap! kept ERR_NO_MATCH))
      (ids (get ids proposal))
      (prices (contract-call? .data-rights get-prices ids))
    )
    (asserts! (<= (fold + prices u0) (get prices proposal)) ERR_NO_MATCH)
    (contract-call? .data-rights reserve-runs id ids request)
  )
)

(define-private (ids-of (proposal {
  proposer: principal,
  ids: (list 20 uint),
  scores: uint,
  prices: uint,
}))
  (get ids proposal)
)

;; --- Public: compute providers

;; Registered provider. The first that is qualified has the job at its base.
(define-public (accept-training-job (id uint))
  (place-bid id none)
)

;; Registered provider. The bid is the acceptance; whoever is outbid has stake
;; and bond back at once.
(define-public (bid-on-job
    (id uint)
    (price uint)
  )
  (place-bid id (some price))
)

(define-private (place-bid
    (id uint)
    (offer (optional uint))
  )
  (let (
      (job (try! (find-job id)))
      (spec (get spec job))
      (fixed (get fixed-price spec))
      (price (default-to (get base spec) offer))
      (right-sale (asserts! (is-eq fixed (is-none offer)) ERR_WRONG_SALE))
      (within-budget (asserts! (<= price (get base spec)) ERR_BAD_BID))
      (now-at (try! (find-progress id)))
      (matched (unwrap! (map-get? matches id) ERR_STATE))
      (best (map-get? bids id))
      (engaged (try! (contract-call? .computation-verification engage
        (get stake (get terms job)) (get bond (get terms job))
        (match best
          old (some (get bond old))
          none
        ))))
      (weighted (/ (* price (- (* u2 BPS) (get score engaged))) BPS))
      (extensions (match best
        old (get extensions old)
        u0
      ))
      (window (window-of (get auction-window spec) extensions))
      (stacks (- stacks-block-height (get stacks (get since now-at))))
      (burn (- burn-block-height (get burn (get since now-at))))
      (passed (lesser stacks burn))
      (late (> passed (- window (lesser window LATE))))
      (bid {
        provider: tx-sender,
        price: price,
        weighted: weighted,
        bond: (get hold engaged),
        extensions: (if (and late (< extensions MAX_EXTENSIONS))
          (+ extensions u1)
          extensions
        ),
        closed: fixed,
      })
      (event (merge bid {
        topic: "bid-on-job",
        id: id,
        outbid: (match best
          old (some (get provider old))
          none
        ),
      }))
    )
    (try! (check-direct))
    (asserts! (is-eq (get state now-at) MATCHED) ERR_STATE)
    (asserts!
      (not (or
        (match best
          old (get closed old)
          false
        )
        (> passed window)
        ;; The seed of the draw is known, however slow the Stacks chain is.
        (>= burn (+ window u2))
      ))
      ERR_TOO_LATE
    )
    (asserts! (not (is-eq tx-sender (get developer job))) ERR_NOT_AUTHORISED)
    (asserts!
      (and
        (>= (get score engaged) (get min-score matched))
        (>= (get fees engaged) (get min-fees matched))
      )
      ERR_NOT_QUALIFIED
    )
    (asserts!
      (match best
        old (and
          (< weighted (get weighted old))
          (<= (* weighted u100) (* (get weighted old) IMPROVED))
        )
        true
      )
      ERR_BAD_BID
    )
    (map-set bids id (merge bid { auditors: (list) }))
    (print event)
    (ok event)
  )
)

;; Anyone, when the auction is over and two Bitcoin blocks more are there, which
;; nobody could know when the bids were made: the second draws the auditors.
(define-public (assign-job (id uint))
  (let (
      (job (try! (find-job id)))
      (now-at (try! (find-progress id)))
      (in-time (try! (check-state now-at MATCHED)))
      (matched (unwrap! (map-get? matches id) ERR_STATE))
      (bid (unwrap! (map-get? bids id) ERR_NO_BID))
      (window (window-of (get auction-window (get spec job))
        (get extensions bid)
      ))
      (seed-height (+ (get burn (get since now-at)) window u2))
      (drawn (contract-call? .computation-verification draw-auditors
        (unwrap! (get-burn-block-info? header-hash seed-height)
          ERR_NO_SEED_YET
        )
        (get verifiers matched) (get seats (get spec job))
        (concat (list (get developer job) (get provider bid))
          (get owners matched)
        )))
      (auditors (map number-of drawn))
      (grantees (concat (list (get provider bid)) (map account-of drawn)))
      (event {
        topic: "assign-job",
        id: id,
        provider: (get provider bid),
        price: (get price bid),
        auditors: auditors,
        grantees: grantees,
        keeper: contract-caller,
      })
    )
    (asserts! (is-over (get since now-at) window) ERR_TOO_EARLY)
    (map-set bids id (merge bid { auditors: auditors }))
    (map-set progress id
      (merge now-at {
        state: KEYED,
        since: (now),
      })
    )
    (try! (contract-call? .data-rights name-grantees id grantees
      (get key-window (get terms job))
    ))
    (try! (contract-call? .compensation name-payees id grantees))
    (try! (contract-call? .compensation tip-keeper id contract-caller))
    (print event)
    (ok event)
  )
)

(define-private (number-of (drawn {
  number: uint,
  who: principal,
}))
  (get number drawn)
)

(define-private (account-of (drawn {
  number: uint,
  who: principal,
}))
  (get who drawn)
)

;; Provider, when all keys are there and fit the commitments. From here on bond
;; and data prices bind.
(define-public (confirm-inputs (id uint))
  (let (
      (job (try! (find-job id)))
      (spec (get spec job))
      (now-at (try! (find-progress id)))
      (matched (unwrap! (map-get? matches id) ERR_STATE))
      (bid (try! (find-bid id)))
      (execution (get id
        (try! (contract-call? .computation-verification open-execution
          (get bond bid) (get developer job) (get program spec)
          (get initial matched) (get max-steps spec)
          (get training-window spec) (get auditors bid)
        ))))
      (event {
        topic: "confirm-inputs",
        id: id,
        provider: contract-caller,
        execution: execution,
      })
    )
    (asserts! (is-eq contract-caller (get provider bid)) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get state now-at) KEYED) ERR_STATE)
    (asserts! (not (is-over (get since now-at) (keys-due (get terms job))))
      ERR_TOO_LATE
    )
    (asserts! (and (get holdout-posted now-at) (are-keys-posted id))
      ERR_KEYS_MISSING
    )
    (map-set progress id
      (merge now-at {
        state: PROCESSING,
        since: (now),
        execution: execution,
      })
    )
    (print event)
    (ok event)
  )
)

;; Provider, after the commitments: the only entry for a result.
(define-public (complete-training-job
    (id uint)
    (final-state (buff 166))
    (steps uint)
    (salt (buff 32))
    (output (buff 256))
    (path (list 19 (buff 32)))
  )
  (let (
      (now-at (try! (find-progress id)))
      (result (try! (contract-call? .computation-verification commit-result
        (get execution now-at) final-state steps salt output path
      )))
      (event {
        topic: "complete-training-job",
        id: id,
        execution: (get execution now-at),
        score: (get score result),
        steps: steps,
      })
    )
    (try! (check-direct))
    (print event)
    (ok event)
  )
)

;; --- Public: end

;; Anyone, when the execution is over. Pays everybody, registers the model, and
;; returns what is left to the developer. Should votes have taken a role that
;; the registration needs, the job ends all the same, without a model.
(define-public (finalize-job (id uint))
  (let (
      (job (try! (find-job id)))
      (spec (get spec job))
      (now-at (try! (find-progress id)))
      (matched (unwrap! (map-get? matches id) ERR_STATE))
      (bid (try! (find-bid id)))
      (execution (get execution now-at))
      (outcome (contract-call? .computation-verification get-outcome execution))
      (accepted (is-eq outcome "accepted"))
      (result (default-to {
        final: 0x,
        steps: u0,
        score: u0,
        weights: (list),
        weights-root: 0x,
      }
        (contract-call? .computation-verification get-result execution)
      ))
      (weights (fair-weights (get count spec) (get weights result)))
      (bonus (if (and accepted (> (get score result) (get threshold spec)))
        (/
          (* (get bonus spec) (- (get score result) (get threshold spec)))
          (- BPS (get threshold spec))
        )
        u0
      ))
      (data-bonus (/ (* bonus (get data-share spec)) BPS))
      (data (fold pay-data
        (map part-with (get owners matched) (get prices matched) weights) {
        bonus: data-bonus,
        fee-bps: (get fee-bps (get terms job)),
        payments: (list),
        fees: (list),
        total: u0,
      }))
      (compute (if accepted
        (+ (get price bid) (- bonus data-bonus))
        u0
      ))
      (fee (/ (* (+ compute (get total data)) (get fee-bps (get terms job)))
        BPS
      ))
      (in-time (try! (check-state now-at PROCESSING)))
      (over (try! (check-outcome outcome)))
      (settled (try! (contract-call? .computation-verification settle-execution
        execution (if accepted
        fee
        u0
      ))))
      (model (if accepted
        (match (contract-call? .model-registry register-trained
          (get developer job) (get weights-root result) (get uri spec) {
          job: id,
          score: (get score result),
          verified: (get verified settled),
        }
          (contributions (get owners matched) weights
            (get contributors-share spec)
          )
          (get lineage job)
        )
          made (get id made)
          refused u0
        )
        u0
      ))
      (event {
        topic: "finalize-job",
        id: id,
        outcome: outcome,
        score: (get score result),
        bonus: bonus,
        data: (get payments data),
        compute: compute,
        auditors: (get earned settled),
        fee: fee,
        model: model,
        keeper: contract-caller,
      })
    )
    (map-set progress id
      (merge now-at {
        state: (if accepted
          COMPLETED
          FAILED
        ),
        since: (now),
        model: model,
      })
    )
    (try! (contract-call? .data-rights finish-runs id weights (get fees data)
      (get verified settled)
    ))
    (try! (contract-call? .compensation settle-escrow id
      (get payments (fold pay-auditor (get earned settled) {
        fee: (get audit-fee spec),
        payments: (unwrap-panic (as-max-len?
          (append (get payments data) {
            to: (get provider bid),
            amount: compute,
          })
          u24
        )),
      }))
      fee (some contract-caller)
    ))
    (print event)
    (ok event)
  )
)

;; Anyone, when a deadline before the training was missed. Each state has its
;; own rule of who gets what; the rest of the escrow goes to the developer.
(define-public (end-job (id uint))
  (let (
      (job (try! (find-job id)))
      (now-at (try! (find-progress id)))
      (state (get state now-at))
      (since (get since now-at))
      (event {
        topic: "end-job",
        id: id,
        state: state,
        keeper: contract-caller,
      })
    )
    (asserts!
      (or (is-eq state OPEN) (is-eq state MATCHED) (is-eq state KEYED))
      ERR_STATE
    )
    (asserts!
      (if (is-eq state OPEN)
        ;; Proposals can be locked by anyone for as long again.
        (is-over since
          (* (get match-window (get spec job))
            (if (is-eq (len (get-proposals id)) u0)
              u1
              u2
            )))
        (if (is-eq state MATCHED)
          (and
            (is-none (map-get? bids id))
            (is-over since (get auction-window (get spec job)))
          )
          (is-over since
            (if (and (get holdout-posted now-at) (are-keys-posted id))
              (keys-due (get terms job))
              (get key-window (get terms job))
            ))
        )
      )
      ERR_TOO_EARLY
    )
    (try! (end id now-at (some contract-caller)))
    (print event)
    (ok event)
  )
)

;; --- Private: jobs

(define-private (end
    (id uint)
    (now-at {
      state: (string-ascii 10),
      since: {
        stacks: uint,
        burn: uint,
      },
      holdout-posted: bool,
      execution: uint,
      model: uint,
    })
    (keeper (optional principal))
  )
  (let (
      (prover (default-to contract-caller keeper))
      (missing (if (is-eq (get state now-at) OPEN)
        (list)
        (get released
          (try! (contract-call? .data-rights release-runs id prover))
        )
      ))
      ;; A developer who withholds the hold-out key pays for the keys it got.
      (owed (match (map-get? matches id)
        matched (if (and
            (is-eq (get state now-at) KEYED)
            (not (get holdout-posted now-at))
          )
          (get payments (fold pay-posted
            (map run-with (get ids matched) (get owners matched)
              (get prices matched)
            ) {
            missing: missing,
            payments: (list),
          }))
          (list)
        )
        (list)
      ))
    )
    (map-set progress id
      (merge now-at {
        state: ENDED,
        since: (now),
      })
    )
    (match (map-get? bids id)
      bid (try! (free-bid (get bond bid)))
      true
    )
    (try! (contract-call? .compensation settle-escrow id owed u0 keeper))
    (ok true)
  )
)

(define-private (free-bid (bond uint))
  (begin
    (try! (contract-call? .computation-verification disengage bond))
    (ok true)
  )
)

(define-private (check-state
    (now-at {
      state: (string-ascii 10),
      since: {
        stacks: uint,
        burn: uint,
      },
      holdout-posted: bool,
      execution: uint,
      model: uint,
    })
    (state (string-ascii 10))
  )
  (begin
    (asserts! (is-eq (get state now-at) state) ERR_STATE)
    (ok true)
  )
)

(define-private (check-outcome (outcome (string-ascii 8)))
  (begin
    (asserts! (is-some (index-of? OUTCOMES outcome)) ERR_PENDING)
    (ok true)
  )
)

;; Blocks that the auction lasts.
(define-private (window-of
    (auction uint)
    (extensions uint)
  )
  (+ auction (* LATE extensions))
)

;; Blocks from the assignment to the last confirmation.
(define-private (keys-due (terms {
  tip: uint,
  fee-bps: uint,
  bond: uint,
  stake: uint,
  reserve: uint,
  key-window: uint,
  confirm-window: uint,
}))
  (+ (get key-window terms) (get confirm-window terms))
)

(define-private (are-keys-posted (id uint))
  (match (contract-call? .data-rights get-job current-contract id)
    job (is-eq (get posted job) (len (get datasets job)))
    false
  )
)

(define-private (request-of (id uint))
  (let (
      (job (try! (find-job id)))
      (spec (get spec job))
    )
    (ok {
      developer: (get developer job),
      program: (try! (contract-call? .training-machine program-hash
        (get program spec)
      )),
      words: (get words (get program spec)),
      purpose: (get purpose spec),
      cap: (get cap spec),
      required: (get required spec),
    })
  )
)

;; --- Private: parts of runs

(define-private (id-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get id run)
)

(define-private (owner-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get owner run)
)

(define-private (price-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get price run)
)

(define-private (root-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get input-root run)
)

(define-private (seed-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get seed run)
)

(define-private (score-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get score run)
)

(define-private (min-score-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get min-score run)
)

(define-private (min-fees-of (run {
  id: uint,
  owner: principal,
  price: uint,
  input-root: (buff 32),
  seed: (buff 32),
  epsilon: uint,
  score: uint,
  min-score: uint,
  min-fees: uint,
}))
  (get min-fees run)
)

;; --- Private: settlement

;; Weights that are not 10,000 in sum count as equal.
(define-private (fair-weights
    (count uint)
    (weights (list 20 uint))
  )
  (let ((given (default-to (list) (slice? weights u0 count))))
    (if (and
        (is-eq (len given) count)
        (is-eq (fold + given u0) BPS)
      )
      given
      (get weights (fold add-equal PAGE {
        count: count,
        weights: (list),
      }))
    )
  )
)

(define-private (add-equal
    (index uint)
    (state {
      count: uint,
      weights: (list 20 uint),
    })
  )
  (if (< index (get count state))
    (merge state {
      weights: (unwrap-panic (as-max-len?
        (append (get weights state) (/ BPS (get count state)))
        u20
      )),
    })
    state
  )
)

(define-private (part-with
    (owner principal)
    (price uint)
    (weight uint)
  )
  {
    to: owner,
    price: price,
    weight: weight,
  }
)

(define-private (pay-data
    (part {
      to: principal,
      price: uint,
      weight: uint,
    })
    (state {
      bonus: uint,
      fee-bps: uint,
      payments: (list 24 {
        to: principal,
        amount: uint,
      }),
      fees: (list 20 uint),
      total: uint,
    })
  )
  (let (
      (amount (+ (get price part)
        (/ (* (get bonus state) (get weight part)) BPS)
      ))
    )
    (merge state {
      payments: (unwrap-panic (as-max-len?
        (append (get payments state) {
          to: (get to part),
          amount: amount,
        })
        u24
      )),
      fees: (unwrap-panic (as-max-len?
        (append (get fees state) (/ (* amount (get fee-bps state)) BPS))
        u20
      )),
      total: (+ (get total state) amount),
    })
  )
)

(define-private (pay-auditor
    (auditor principal)
    (state {
      fee: uint,
      payments: (list 24 {
        to: principal,
        amount: uint,
      }),
    })
  )
  (merge state {
    payments: (unwrap-panic (as-max-len?
      (append (get payments state) {
        to: auditor,
        amount: (get fee state),
      })
      u24
    )),
  })
)

(define-private (run-with
    (id uint)
    (owner principal)
    (price uint)
  )
  {
    id: id,
    to: owner,
    price: price,
  }
)

(define-private (pay-posted
    (run {
      id: uint,
      to: principal,
      price: uint,
    })
    (state {
      missing: (list 20 uint),
      payments: (list 24 {
        to: principal,
        amount: uint,
      }),
    })
  )
  (if (is-some (index-of? (get missing state) (get id run)))
    state
    (merge state {
      payments: (unwrap-panic (as-max-len?
        (append (get payments state) {
          to: (get to run),
          amount: (get price run),
        })
        u24
      )),
    })
  )
)

;; Shares of the model's income, after the parents'.
(define-private (contributions
    (owners (list 20 principal))
    (weights (list 20 uint))
    (share uint)
  )
  (get contributors (fold add-contributor (map weight-with owners weights) {
    share: share,
    contributors: (list),
  }))
)

(define-private (weight-with
    (owner principal)
    (weight uint)
  )
  {
    to: owner,
    weight: weight,
  }
)

(define-private (add-contributor
    (part {
      to: principal,
      weight: uint,
    })
    (state {
      share: uint,
      contributors: (list 20 {
        to: principal,
        bps: uint,
      }),
    })
  )
  (merge state {
    contributors: (unwrap-panic (as-max-len?
      (append (get contributors state) {
        to: (get to part),
        bps: (/ (* (get share state) (get weight part)) BPS),
      })
      u20
    )),
  })
)

;; --- Private: terms

;; What governance says now, for a job with this base and bonus.
(define-private (terms-now
    (base uint)
    (bonus uint)
  )
  (let (
      (settings (contract-call? .governance get-settings TERM_NAMES))
      (values (get values settings))
      (bond (/ (* base (nth values u2)) BPS))
    )
    {
      paused: (get paused settings),
      tip: (nth values u0),
      fee-bps: (nth values u1),
      bond: (greater bond (nth values u3)),
      ;; A lie costs more than the job could bring.
      stake: (+ base bonus),
      reserve: (nth values u4),
      audit-fee: (nth values u5),
      key-window: (nth values u6),
      confirm-window: (nth values u7),
    }
  )
)

(define-private (budget-of
    (count uint)
    (cap uint)
    (base uint)
    (bonus uint)
    (seats uint)
    (audit-fee uint)
    (fee-bps uint)
  )
  (let ((pay (+ base bonus (* count cap))))
    (+ pay (/ (* pay fee-bps) BPS) (* seats audit-fee))
  )
)

;; --- Private: finding and checking

(define-private (find-job (id uint))
  (ok (unwrap! (map-get? jobs id) ERR_NO_JOB))
)

(define-private (find-progress (id uint))
  (ok (unwrap! (map-get? progress id) ERR_NO_JOB))
)

(define-private (find-bid (id uint))
  (ok (unwrap! (map-get? bids id) ERR_NO_BID))
)

(define-private (check-direct)
  (begin
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (ok true)
  )
)

(define-private (check-amounts (amounts (list 6 uint)))
  (begin
    (asserts! (<= (fold greater amounts u0) MAX_AMOUNT) ERR_BAD_AMOUNT)
    (ok true)
  )
)

(define-private (is-window
    (blocks uint)
    (most uint)
  )
  (and (> blocks u0) (<= blocks most))
)

(define-private (nth
    (values (list 24 uint))
    (index uint)
  )
  (default-to u0 (element-at? values index))
)

(define-private (lesser
    (a uint)
    (b uint)
  )
  (if (< a b)
    a
    b
  )
)

(define-private (greater
    (a uint)
    (b uint)
  )
  (if (> a b)
    a
    b
  )
)

(define-private (now)
  {
    stacks: stacks-block-height,
    burn: burn-block-height,
  }
)

;; True when more than that many blocks of both chains have passed since.
(define-private (is-over
    (since {
      stacks: uint,
      burn: uint,
    })
    (blocks uint)
  )
  (and
    (> stacks-block-height (+ (get stacks since) blocks))
    (> burn-block-height (+ (get burn since) blocks))
  )
)
