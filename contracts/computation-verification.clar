;; computation-verification: compute providers and verifiers with their stakes,
;; what they commit to about a job's execution, audits, and disputes.
;;
;; A result stands when nobody refutes it: a challenger and the provider halve
;; their way to one step of the training machine, and the chain makes that step.
;; Whoever keeps silent loses; each side has a clock. This contract never knows
;; a job's money, only stakes and bonds: the marketplace reads the outcome.
;;
;; It trusts marketplaces for the executions they open, training-machine for the
;; step, and governance for parameters, which each execution keeps a copy of.

;; --- Constants

(define-constant BPS u10000)
;; What stays of a lost bond for the other side; the rest is the treasury's.
(define-constant WINNER_BPS u8000)
;; The developer's part of the stake of a provider who lied.
(define-constant INJURED_BPS u5000)
;; A verifier holds at most so many seats at once.
(define-constant SEATS u4)
(define-constant ATTEMPTS (list
  u0 u1 u2 u3 u4 u5 u6 u7 u8 u9 u10 u11 u12 u13 u14 u15))
;; A range of this many steps or fewer is shown whole.
(define-constant WIDTH u16)
(define-constant SAMPLE_INTERVAL u144)
;; score = (7 x score + sample) / 8
(define-constant MEMORY u7)

;; States of an execution; the last three are final.
(define-constant TRAINING "training")
(define-constant REVEALED "revealed")
(define-constant DISPUTED "disputed")
(define-constant ACCEPTED "accepted")
(define-constant REFUTED "refuted")
(define-constant LAPSED "lapsed")

;; Whose move it is in a dispute.
(define-constant CUT "cut")
(define-constant PICK "pick")
(define-constant PROVE "prove")

;; States of an auditor's seat.
(define-constant SILENT u0)
(define-constant COMMITTED u1)
(define-constant AGREED u2)
(define-constant DIFFERED u3)

(define-constant NO_HASH
  0x0000000000000000000000000000000000000000000000000000000000000000)
(define-constant TERM_NAMES (list
  "audit-bond" "challenge-bond" "result-window" "audit-reveal-window"
  "challenge-window" "dispute-move-window" "dispute-clock" "max-disputes"
  "delivery-window" "bounty-bps"))

;; --- Errors

;; Not for this caller, or the contract has not the role.
(define-constant ERR_NOT_AUTHORISED (err u105001))
;; Governance has paused what opens something new.
(define-constant ERR_PAUSED (err u105002))
;; The account is registered, or is not, or has closed its registration.
(define-constant ERR_ALREADY_REGISTERED (err u105003))
(define-constant ERR_NOT_REGISTERED (err u105004))
;; The stake is below the minimum, or bound by work.
(define-constant ERR_BAD_STAKE (err u105005))
(define-constant ERR_IN_USE (err u105006))
(define-constant ERR_NO_ENGAGEMENT (err u105007))
(define-constant ERR_NO_EXECUTION (err u105008))
;; The execution, the seat or the dispute is in another state.
(define-constant ERR_STATE (err u105009))
;; The window that must be open has ended, or has not ended yet.
(define-constant ERR_TOO_LATE (err u105010))
(define-constant ERR_TOO_EARLY (err u105011))
;; A commitment must not be empty, and cannot be changed.
(define-constant ERR_BAD_COMMITMENT (err u105012))
;; What is revealed is not what was committed to.
(define-constant ERR_BAD_REVEAL (err u105013))
;; More steps than the job allows, or none.
(define-constant ERR_BAD_STEPS (err u105014))
;; The state is not final: it runs, and steps are left.
(define-constant ERR_NOT_FINAL (err u105015))
;; A claim must differ from the result.
(define-constant ERR_SAME_RESULT (err u105016))
;; The queue is full.
(define-constant ERR_CLAIM_CLOSED (err u105017))
;; The caller has a part in this challenge, which has not begun.
(define-constant ERR_ALREADY_CHALLENGED (err u105018))
(define-constant ERR_NO_DISPUTE (err u105019))
;; It is the other side's move.
(define-constant ERR_NOT_YOUR_MOVE (err u105020))
;; Not the number of states that this range asks for, or a state beyond the end
;; that is not the result's.
(define-constant ERR_BAD_CUTS (err u105021))
;; There is no such part of the range.
(define-constant ERR_BAD_PICK (err u105022))
;; The state shown is not the one both sides agreed on.
(define-constant ERR_BAD_STATE (err u105023))
;; The challenge waits still.
(define-constant ERR_PENDING (err u105024))
;; Nothing is left to release, to deliver or to ask for.
(define-constant ERR_NOTHING_DUE (err u105025))
(define-constant ERR_BAD_URI (err u105026))

;; --- Data

;; Ids given so far.
(define-data-var last-verifier uint u0)
(define-data-var last-execution uint u0)

;; Compute providers.
(define-map providers
  principal
  {
    stake: uint, ;; hold of the vault
    open: bool, ;; takes new jobs
    score: uint, ;; moving average of executions that stood, bps
    samples: uint,
    fees: uint, ;; micro-STX of platform fees on its jobs
  }
)

;; Burn height of the last sample a developer gave a provider.
(define-map sampled
  {
    provider: principal,
    developer: principal,
  }
  uint
)

;; Verifiers by number; draws go by it.
(define-map verifiers
  uint
  {
    who: principal,
    stake: uint, ;; hold of the vault
    open: bool, ;; can be drawn
    seats: uint, ;; held now
  }
)

;; Number of a verifier.
(define-map verifier-numbers
  principal
  uint
)

;; A provider's stake and bond, bound to one job.
(define-map engagements
  uint ;; the bond's hold
  {
    marketplace: principal,
    provider: principal,
    stake: uint, ;; hold
    locked: uint, ;; micro-STX of the stake
    bond: uint, ;; micro-STX
    free: bool, ;; not yet bound to an execution
  }
)

;; What an execution is, for good.
(define-map executions
  uint
  {
    marketplace: principal,
    provider: principal,
    developer: principal,
    bond: uint, ;; hold, the key of the engagement
    program: {
      root: (buff 32),
      length: uint, ;; instructions
      k: uint, ;; log2 of words of memory
      entry: uint, ;; instruction
      words: uint, ;; of output
    },
    initial: (buff 32), ;; state 0
    max-steps: uint,
    window: uint, ;; blocks from the start to the commitments
    auditors: (list 4 uint), ;; numbers of verifiers
    terms: {
      audit-bond: uint, ;; micro-STX
      challenge-bond: uint, ;; micro-STX
      result-window: uint, ;; blocks
      reveal-window: uint, ;; blocks
      challenge-window: uint, ;; blocks
      move-window: uint, ;; blocks
      clock: uint, ;; blocks that one side has for all its moves
      max-disputes: uint,
      delivery-window: uint, ;; blocks
      bounty-bps: uint, ;; of a slash
    },
  }
)

;; How far it is.
(define-map progress
  uint
  {
    state: (string-ascii 8),
    since: {
      stacks: uint, ;; height of the start, then of the result, moved on by
      burn: uint, ;; the length of disputes
    },
    commitment: (buff 32), ;; the provider's
    seats: (list 4 uint), ;; states of the auditors' seats
    challenges: uint, ;; entries in the queue
    current: uint, ;; the entry in dispute, or the last that was
    disputes: uint, ;; won by the provider
    settled: bool,
  }
)

;; Commitments of auditors.
(define-map commitments
  {
    execution: uint,
    auditor: principal,
  }
  (buff 32)
)

;; What the provider says came out.
(define-map results
  uint
  {
    final: (buff 32), ;; state
    steps: uint,
    score: uint, ;; bps
    weights: (list 20 uint), ;; contribution of each data set, bps
    weights-root: (buff 32), ;; of the model
  }
)

;; Entries of the queue: what challengers say came out.
(define-map challenges
  {
    execution: uint,
    index: uint,
  }
  {
    final: (buff 32),
    steps: uint,
    members: (list 8 {
      who: principal,
      hold: uint, ;; bond, or an auditor's stake
      amount: uint, ;; micro-STX of it that is at risk
      auditor: bool,
    }),
    open: bool, ;; can be joined: the provider has not answered
    over: bool, ;; bonds are gone or returned
  }
)

;; Newest entry of a claim. Auditors have theirs apart.
(define-map claims
  {
    execution: uint,
    final: (buff 32),
    steps: uint,
    auditor: bool,
  }
  uint
)

;; The dispute that runs. States lo and hi frame the first difference.
(define-map disputes
  uint
  {
    begun: {
      stacks: uint, ;; height
      burn: uint, ;; height
    },
    since: {
      stacks: uint, ;; height of the last move
      burn: uint, ;; height
    },
    turn: (string-ascii 5),
    provider-clock: uint, ;; blocks left
    challenger-clock: uint, ;; blocks left
    lo: uint, ;; step
    hi: uint, ;; step
    lo-state: (buff 32), ;; both agree
    hi-state: (buff 32), ;; what the provider says
    cuts: (list 15 (buff 32)), ;; states between, while the challenger picks
  }
)

;; Delivery of a model that was paid for.
(define-map deliveries
  uint ;; execution
  {
    since: {
      stacks: uint, ;; height of the settlement, then of the request
      burn: uint, ;; height
    },
    requested: bool,
    delivered: (optional {
      by: principal,
      hash: (buff 32), ;; of the ciphertext
      uri: (string-ascii 256),
    }),
    over: bool,
  }
)

;; --- Read-only

(define-read-only (get-provider (who principal))
  (map-get? providers who)
)

(define-read-only (get-verifier (number uint))
  (map-get? verifiers number)
)

(define-read-only (get-verifier-number (who principal))
  (map-get? verifier-numbers who)
)

;; Verifiers registered so far: a draw that was fixed now reaches no others.
(define-read-only (get-verifier-count)
  (var-get last-verifier)
)

(define-read-only (get-engagement (bond uint))
  (map-get? engagements bond)
)

(define-read-only (get-execution (id uint))
  (map-get? executions id)
)

(define-read-only (get-progress (id uint))
  (map-get? progress id)
)

(define-read-only (get-result (id uint))
  (map-get? results id)
)

(define-read-only (get-challenge
    (execution uint)
    (index uint)
  )
  (map-get? challenges {
    execution: execution,
    index: index,
  })
)

(define-read-only (get-dispute (execution uint))
  (map-get? disputes execution)
)

(define-read-only (get-delivery (execution uint))
  (map-get? deliveries execution)
)

;; What provider and auditors commit to before anyone reveals.
(define-read-only (commitment-of
    (id uint)
    (who principal)
    (final (buff 32))
    (steps uint)
    (salt (buff 32))
  )
  (sha256 (unwrap-panic (to-consensus-buff? {
    execution: id,
    who: who,
    final: final,
    steps: steps,
    salt: salt,
  })))
)

;; The final state of an execution, or where it stands; as it would be if all
;; that waits for time alone were done now.
(define-read-only (get-outcome (id uint))
  (match (map-get? progress id)
    now-at (state-of id now-at)
    ""
  )
)

;; At most `seats` verifiers, drawn by a seed from the first `count`, without
;; those accounts.
(define-read-only (draw-auditors
    (seed (buff 32))
    (count uint)
    (seats uint)
    (without (list 24 principal))
  )
  (get drawn (fold draw-auditor ATTEMPTS {
    seed: seed,
    count: count,
    seats: seats,
    without: without,
    drawn: (list),
  }))
)

(define-private (draw-auditor
    (attempt uint)
    (state {
      seed: (buff 32),
      count: uint,
      seats: uint,
      without: (list 24 principal),
      drawn: (list 4 {
        number: uint,
        who: principal,
      }),
    })
  )
  (if (or
      (is-eq (get count state) u0)
      (>= (len (get drawn state)) (get seats state))
    )
    state
    (let (
        (random (sha256 (concat (get seed state)
          (unwrap-panic (to-consensus-buff? attempt))
        )))
        (number (+ u1
          (mod (buff-to-uint-be (unwrap-panic (as-max-len?
            (unwrap-panic (slice? random u0 u16))
            u16
          ))) (get count state))
        ))
      )
      (match (map-get? verifiers number)
        verifier (let (
            (who (get who verifier))
            (seat {
              number: number,
              who: who,
            })
          )
          (if (and
              (get open verifier)
              (< (get seats verifier) SEATS)
              (is-none (index-of? (get drawn state) seat))
              (is-none (index-of? (get without state) who))
            )
            (merge state {
              drawn: (default-to (get drawn state)
                (as-max-len? (append (get drawn state) seat) u4)
              ),
            })
            state
          )
        )
        state
      )
    )
  )
)

;; --- Public: compute providers

;; Anyone. Registers the caller, with a stake.
(define-public (register-provider (amount uint))
  (let (
      (settings (contract-call? .governance get-settings
        (list "compute-min-stake")
      ))
      (hold (get id
        (try! (contract-call? .compensation open-hold "provider-stake" amount))
      ))
      (event {
        topic: "register-provider",
        provider: tx-sender,
        hold: hold,
        amount: amount,
      })
    )
    (try! (check-direct))
    (asserts! (not (get paused settings)) ERR_PAUSED)
    (asserts! (>= amount (first-of (get values settings))) ERR_BAD_STAKE)
    (asserts!
      (map-insert providers tx-sender {
        stake: hold,
        open: true,
        score: u5000,
        samples: u0,
        fees: u0,
      })
      ERR_ALREADY_REGISTERED
    )
    (print event)
    (ok event)
  )
)

;; Provider. Adds to the stake; opens it again, if it is enough, after it left.
(define-public (top-up-provider (amount uint))
  (let (
      (provider (unwrap! (map-get? providers tx-sender) ERR_NOT_REGISTERED))
      (settings (contract-call? .governance get-settings
        (list "compute-min-stake")
      ))
      (event {
        topic: "top-up-provider",
        provider: tx-sender,
        amount: amount,
      })
    )
    (try! (check-direct))
    (try! (contract-call? .compensation add-to-hold (get stake provider)
      amount
    ))
    (asserts!
      (>= (contract-call? .compensation get-free (get stake provider))
        (first-of (get values settings))
      )
      ERR_BAD_STAKE
    )
    (map-set providers tx-sender (merge provider { open: true }))
    (print event)
    (ok event)
  )
)

;; Provider. Takes no new jobs; what no job binds of the stake begins to leave.
(define-public (unstake-provider)
  (let (
      (provider (unwrap! (map-get? providers tx-sender) ERR_NOT_REGISTERED))
      (amount (contract-call? .compensation get-free (get stake provider)))
      (event {
        topic: "unstake-provider",
        provider: tx-sender,
        amount: amount,
      })
    )
    (try! (check-direct))
    (map-set providers tx-sender (merge provider { open: false }))
    (try! (leave (get stake provider) amount))
    (print event)
    (ok event)
  )
)

;; --- Public: verifiers

;; Anyone. Registers the caller for draws, with a stake for four seats.
(define-public (register-verifier)
  (let (
      (settings (contract-call? .governance get-settings (list "audit-bond")))
      (amount (* SEATS (first-of (get values settings))))
      (number (+ (var-get last-verifier) u1))
      (hold (get id
        (try! (contract-call? .compensation open-hold "verifier-stake" amount))
      ))
      (event {
        topic: "register-verifier",
        verifier: tx-sender,
        number: number,
        hold: hold,
        amount: amount,
      })
    )
    (try! (check-direct))
    (asserts! (not (get paused settings)) ERR_PAUSED)
    (asserts!
      (match (map-get? verifier-numbers tx-sender)
        old (match (map-get? verifiers old)
          verifier (not (get open verifier))
          true
        )
        true
      )
      ERR_ALREADY_REGISTERED
    )
    (var-set last-verifier number)
    (map-set verifier-numbers tx-sender number)
    (map-set verifiers number {
      who: tx-sender,
      stake: hold,
      open: true,
      seats: u0,
    })
    (print event)
    (ok event)
  )
)

;; Verifier who holds no seat. Ends the registration; the stake begins to leave.
(define-public (unstake-verifier (number uint))
  (let (
      (verifier (unwrap! (map-get? verifiers number) ERR_NOT_REGISTERED))
      (amount (contract-call? .compensation get-free (get stake verifier)))
      (event {
        topic: "unstake-verifier",
        verifier: tx-sender,
        number: number,
        amount: amount,
      })
    )
    (try! (check-direct))
    (asserts! (is-eq tx-sender (get who verifier)) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get seats verifier) u0) ERR_IN_USE)
    (map-set verifiers number (merge verifier { open: false }))
    (try! (leave (get stake verifier) amount))
    (print event)
    (ok event)
  )
)

;; --- Public: commitments

;; Provider, or an auditor of the execution, in the window of the training.
(define-public (commit
    (id uint)
    (commitment (buff 32))
  )
  (let (
      (execution (try! (find-execution id)))
      (now-at (try! (find-progress id)))
      (event {
        topic: "commit",
        id: id,
        who: contract-caller,
        commitment: commitment,
      })
    )
    (asserts! (is-eq (get state now-at) TRAINING) ERR_STATE)
    (asserts! (not (is-over (get since now-at) (get window execution)))
      ERR_TOO_LATE
    )
    (asserts!
      (and
        (is-eq (len commitment) u32)
        (not (is-eq commitment NO_HASH))
      )
      ERR_BAD_COMMITMENT
    )
    (if (is-eq contract-caller (get provider execution))
      (begin
        (asserts! (is-eq (get commitment now-at) NO_HASH) ERR_BAD_COMMITMENT)
        (map-set progress id (merge now-at { commitment: commitment }))
      )
      (let ((seat (try! (seat-of (get auditors execution)))))
        (asserts!
          (map-insert commitments {
            execution: id,
            auditor: contract-caller,
          }
            commitment
          )
          ERR_BAD_COMMITMENT
        )
        (map-set progress id
          (merge now-at {
            seats: (replace-seat (get seats now-at) seat COMMITTED),
          })
        )
      )
    )
    (print event)
    (ok event)
  )
)

;; Auditor who committed, in the window after the result. One that differs from
;; the result is a challenge, with the seat as its bond.
(define-public (reveal-audit
    (id uint)
    (final (buff 32))
    (steps uint)
    (salt (buff 32))
  )
  (let (
      (execution (try! (find-execution id)))
      (now-at (try! (find-progress id)))
      (seat (try! (seat-of (get auditors execution))))
      (number (unwrap-panic (element-at? (get auditors execution) seat)))
      (verifier (unwrap! (map-get? verifiers number) ERR_NOT_REGISTERED))
      (result (unwrap! (map-get? results id) ERR_STATE))
      (agrees (is-eq final (get final result)))
      (event {
        topic: "reveal-audit",
        id: id,
        auditor: contract-caller,
        final: final,
        steps: steps,
        agrees: agrees,
      })
    )
    (asserts!
      (or
        (is-eq (get state now-at) REVEALED)
        (is-eq (get state now-at) DISPUTED)
      )
      ERR_STATE
    )
    (asserts!
      (not (is-over (get since now-at)
        (get reveal-window (get terms execution))
      ))
      ERR_TOO_LATE
    )
    (asserts! (is-eq (element-at? (get seats now-at) seat) (some COMMITTED))
      ERR_STATE
    )
    (asserts!
      (is-eq
        (some (commitment-of id contract-caller final steps salt))
        (map-get? commitments {
          execution: id,
          auditor: contract-caller,
        })
      )
      ERR_BAD_REVEAL
    )
    (asserts! (and (> steps u0) (<= steps (get max-steps execution)))
      ERR_BAD_STEPS
    )
    (map-set progress id
      (merge now-at {
        seats: (replace-seat (get seats now-at) seat
          (if agrees
            AGREED
            DIFFERED
          )),
      })
    )
    (and
      (not agrees)
      (try! (enter-challenge id final steps {
        who: contract-caller,
        hold: (get stake verifier),
        amount: (get audit-bond (get terms execution)),
        auditor: true,
      }))
    )
    (print event)
    (ok event)
  )
)

;; --- Public: disputes

;; Anyone with a bond, in the window after the result. Whoever claims what
;; another one claims joins it, up to eight, until the provider's first answer,
;; and leaves the moves to the other one.
(define-public (challenge
    (id uint)
    (final (buff 32))
    (steps uint)
  )
  (let (
      (execution (try! (find-execution id)))
      (now-at (try! (find-progress id)))
      (result (unwrap! (map-get? results id) ERR_STATE))
      (bond (get challenge-bond (get terms execution)))
      (hold (get id
        (try! (contract-call? .compensation open-hold "challenge-bond" bond))
      ))
      (event {
        topic: "challenge",
        id: id,
        challenger: tx-sender,
        final: final,
        steps: steps,
        hold: hold,
        bond: bond,
      })
    )
    (try! (check-direct))
    (asserts!
      (or
        (is-eq (get state now-at) REVEALED)
        (is-eq (get state now-at) DISPUTED)
      )
      ERR_STATE
    )
    (asserts!
      (or
        (is-eq (get state now-at) DISPUTED)
        (not (is-over (get since now-at)
          (get challenge-window (get terms execution))
        ))
      )
      ERR_TOO_LATE
    )
    (asserts! (and (> steps u0) (<= steps (get max-steps execution)))
      ERR_BAD_STEPS
    )
    (asserts!
      (and
        (is-eq (len final) u32)
        (not (is-eq final (get final result)))
      )
      ERR_SAME_RESULT
    )
    (try! (enter-challenge id final steps {
      who: tx-sender,
      hold: hold,
      amount: bond,
      auditor: false,
    }))
    (print event)
    (ok event)
  )
)

;; Provider. Shows 15 states that part the range evenly, or all inner states of
;; a range of at most 16 steps.
(define-public (post-cuts
    (id uint)
    (cuts (list 15 (buff 32)))
  )
  (let (
      (execution (try! (find-execution id)))
      (dispute (try! (find-dispute id)))
      (result (unwrap! (map-get? results id) ERR_STATE))
      (event {
        topic: "post-cuts",
        id: id,
        lo: (get lo dispute),
        hi: (get hi dispute),
        cuts: cuts,
      })
    )
    (asserts! (is-eq contract-caller (get provider execution))
      ERR_NOT_AUTHORISED
    )
    (asserts! (is-eq (get turn dispute) CUT) ERR_NOT_YOUR_MOVE)
    (asserts!
      (is-eq (+ (len cuts) u1) (parts-of (get lo dispute) (get hi dispute)))
      ERR_BAD_CUTS
    )
    (asserts!
      (get good (fold check-cut cuts {
        lo: (get lo dispute),
        hi: (get hi dispute),
        index: u1,
        steps: (get steps result),
        final: (get final result),
        good: true,
      }))
      ERR_BAD_CUTS
    )
    (close-claim id)
    (map-set disputes id
      (merge dispute {
        since: (now),
        turn: PICK,
        provider-clock: (try! (check-clock id
          (get move-window (get terms execution))
        )),
        cuts: cuts,
      })
    )
    (print event)
    (ok event)
  )
)

;; The first of the challenge in dispute. Agrees with state i of lo, the cuts
;; and hi, counted from u0, and disagrees with the next.
(define-public (pick
    (id uint)
    (part uint)
  )
  (let (
      (execution (try! (find-execution id)))
      (now-at (try! (find-progress id)))
      (entry (try! (find-challenge id (get current now-at))))
      (dispute (try! (find-dispute id)))
      (cuts (get cuts dispute))
      (known (if (<= part (len cuts))
        part
        u0
      ))
      (lo (step-of (get lo dispute) (get hi dispute) known))
      (hi (step-of (get lo dispute) (get hi dispute) (+ known u1)))
      (event {
        topic: "pick",
        id: id,
        challenger: contract-caller,
        part: part,
        lo: lo,
        hi: hi,
      })
    )
    (asserts!
      (is-eq (get who (element-at? (get members entry) u0))
        (some contract-caller)
      )
      ERR_NOT_AUTHORISED
    )
    (asserts! (is-eq (get turn dispute) PICK) ERR_NOT_YOUR_MOVE)
    (asserts! (<= part (len cuts)) ERR_BAD_PICK)
    (map-set disputes id
      (merge dispute {
        since: (now),
        turn: (if (is-eq (+ lo u1) hi)
          PROVE
          CUT
        ),
        challenger-clock: (try! (check-clock id
          (get move-window (get terms execution))
        )),
        lo: lo,
        hi: hi,
        lo-state: (if (is-eq part u0)
          (get lo-state dispute)
          (unwrap! (element-at? cuts (- part u1)) ERR_BAD_PICK)
        ),
        hi-state: (default-to (get hi-state dispute) (element-at? cuts part)),
        cuts: (list),
      })
    )
    (print event)
    (ok event)
  )
)

;; Provider. The last move: the state that both agreed on, its instruction and
;; the leaf of memory it touches. The chain makes the step.
(define-public (prove-step
    (id uint)
    (pre (buff 166))
    (instruction (buff 16))
    (instruction-path (list 16 (buff 32)))
    (leaf (buff 64))
    (salt (buff 32))
    (leaf-path (list 21 (buff 32)))
  )
  (let (
      (execution (try! (find-execution id)))
      (dispute (try! (find-dispute id)))
      (post (try! (contract-call? .training-machine step (get program execution)
        pre instruction instruction-path leaf salt leaf-path
      )))
      (holds (is-eq post (get hi-state dispute)))
      (event {
        topic: "prove-step",
        id: id,
        step: (get lo dispute),
        holds: holds,
      })
    )
    (asserts! (is-eq contract-caller (get provider execution))
      ERR_NOT_AUTHORISED
    )
    (asserts! (is-eq (get turn dispute) PROVE) ERR_NOT_YOUR_MOVE)
    (try! (check-clock id (get move-window (get terms execution))))
    (asserts! (is-eq (sha256 pre) (get lo-state dispute)) ERR_BAD_STATE)
    (close-claim id)
    (try! (end-dispute id holds))
    (print event)
    (ok event)
  )
)

;; Anyone. Ends a dispute whose next move is overdue: that side loses.
(define-public (expire-dispute (id uint))
  (let (
      (execution (try! (find-execution id)))
      (dispute (try! (find-dispute id)))
      (provider-wins (is-eq (get turn dispute) PICK))
      (event {
        topic: "expire-dispute",
        id: id,
        turn: (get turn dispute),
        provider-wins: provider-wins,
      })
    )
    (asserts!
      (is-err (check-clock id (get move-window (get terms execution))))
      ERR_TOO_EARLY
    )
    (try! (end-dispute id provider-wins))
    (print event)
    (ok event)
  )
)

;; Anyone. Returns the bonds of a challenge that the outcome left undecided.
(define-public (release-challenge
    (id uint)
    (index uint)
  )
  (let (
      (entry (try! (find-challenge id index)))
      (state (get-outcome id))
      (event {
        topic: "release-challenge",
        id: id,
        index: index,
      })
    )
    (asserts! (not (get over entry)) ERR_NOTHING_DUE)
    (asserts! (or (is-eq state ACCEPTED) (is-eq state REFUTED)) ERR_PENDING)
    (save-over id index entry)
    (try! (return-bonds (get members entry)))
    (print event)
    (ok event)
  )
)

;; --- Public: delivery

;; Developer, in the window after the settlement.
(define-public (request-delivery (id uint))
  (let (
      (execution (try! (find-execution id)))
      (delivery (unwrap! (map-get? deliveries id) ERR_STATE))
      (event {
        topic: "request-delivery",
        id: id,
        developer: contract-caller,
      })
    )
    (asserts! (is-eq contract-caller (get developer execution))
      ERR_NOT_AUTHORISED
    )
    (asserts! (not (or (get requested delivery) (get over delivery)))
      ERR_NOTHING_DUE
    )
    (asserts!
      (not (is-over (get since delivery)
        (get delivery-window (get terms execution))
      ))
      ERR_TOO_LATE
    )
    (map-set deliveries id
      (merge delivery {
        requested: true,
        since: (now),
      })
    )
    (print event)
    (ok event)
  )
)

;; Provider, or an auditor. Says where the developer finds the model, encrypted.
(define-public (deliver
    (id uint)
    (hash (buff 32))
    (uri (string-ascii 256))
  )
  (let (
      (execution (try! (find-execution id)))
      (delivery (unwrap! (map-get? deliveries id) ERR_STATE))
      (event {
        topic: "deliver",
        id: id,
        by: contract-caller,
        hash: hash,
        uri: uri,
      })
    )
    (asserts!
      (or
        (is-eq contract-caller (get provider execution))
        (is-ok (seat-of (get auditors execution)))
      )
      ERR_NOT_AUTHORISED
    )
    (asserts!
      (and
        (is-none (get delivered delivery))
        (not (get over delivery))
      )
      ERR_NOTHING_DUE
    )
    (asserts! (> (len uri) u0) ERR_BAD_URI)
    (asserts!
      (not (is-over (get since delivery)
        (get delivery-window (get terms execution))
      ))
      ERR_TOO_LATE
    )
    (map-set deliveries id
      (merge delivery {
        delivered: (some {
          by: contract-caller,
          hash: hash,
          uri: uri,
        }),
      })
    )
    (print event)
    (ok event)
  )
)

;; Anyone, when the window is over. Returns the provider's bond, less a half of
;; it for the developer if a delivery was asked for and did not come.
(define-public (close-delivery (id uint))
  (let (
      (execution (try! (find-execution id)))
      (delivery (unwrap! (map-get? deliveries id) ERR_STATE))
      (bond (get bond execution))
      (engagement (unwrap! (map-get? engagements bond) ERR_NO_ENGAGEMENT))
      (missed (and
        (get requested delivery)
        (is-none (get delivered delivery))
      ))
      (fine (if missed
        (/ (get bond engagement) u2)
        u0
      ))
      (event {
        topic: "close-delivery",
        id: id,
        missed: missed,
        fine: fine,
      })
    )
    (asserts! (not (get over delivery)) ERR_NOTHING_DUE)
    (asserts!
      (or
        (is-some (get delivered delivery))
        (is-over (get since delivery)
          (get delivery-window (get terms execution))
        ))
      ERR_TOO_EARLY
    )
    (map-set deliveries id (merge delivery { over: true }))
    (and
      missed
      (try! (slash bond fine fine (get developer execution) u0
        (get developer execution)
      ))
    )
    (try! (contract-call? .compensation release-holds (list bond)))
    (print event)
    (ok event)
  )
)

;; --- Privileged: marketplaces

;; Role marketplace. Binds a part of the stake of tx-sender, a provider, and a
;; new bond of it, to a bid; frees those of the bid that it beats.
(define-public (engage
    (stake uint)
    (bond uint)
    (outbid (optional uint))
  )
  (let (
      (access (contract-call? .governance get-access contract-caller
        "marketplace"
      ))
      (provider (unwrap! (map-get? providers tx-sender) ERR_NOT_REGISTERED))
      (beaten (match outbid
        old (some (try! (take-engagement old)))
        none
      ))
      (hold (get id
        (try! (contract-call? .compensation bind-stake "provider-bond" bond {
          id: (get stake provider),
          amount: stake,
        }
          beaten
        ))))
      (event {
        topic: "engage",
        marketplace: contract-caller,
        provider: tx-sender,
        hold: hold,
        stake: stake,
        bond: bond,
        outbid: outbid,
        score: (get score provider),
        fees: (get fees provider),
      })
    )
    (asserts! (get allowed access) ERR_NOT_AUTHORISED)
    (asserts! (not (get paused access)) ERR_PAUSED)
    (asserts! (get open provider) ERR_NOT_REGISTERED)
    (map-set engagements hold {
      marketplace: contract-caller,
      provider: tx-sender,
      stake: (get stake provider),
      locked: stake,
      bond: bond,
      free: true,
    })
    (print event)
    (ok event)
  )
)

;; Ends an engagement that no execution has; tells the vault what it bound.
(define-private (take-engagement (bond uint))
  (let ((engagement (try! (find-engagement bond))))
    (asserts! (get free engagement) ERR_STATE)
    (map-set engagements bond (merge engagement { free: false }))
    (ok {
      bond: bond,
      stake: {
        id: (get stake engagement),
        amount: (get locked engagement),
      },
    })
  )
)

;; Marketplace of the bid. Frees stake and bond: the job ended without a fault.
(define-public (disengage (bond uint))
  (let (
      (engagement (try! (find-engagement bond)))
      (event {
        topic: "disengage",
        hold: bond,
        provider: (get provider engagement),
      })
    )
    (asserts! (get free engagement) ERR_STATE)
    (map-set engagements bond (merge engagement { free: false }))
    (try! (unlock-stake (get stake engagement) (get locked engagement)))
    (try! (contract-call? .compensation release-holds (list bond)))
    (print event)
    (ok event)
  )
)

;; Marketplace of the bid, when the inputs are confirmed. Seats the auditors.
(define-public (open-execution
    (bond uint)
    (developer principal)
    (program {
      root: (buff 32),
      length: uint,
      k: uint,
      entry: uint,
      words: uint,
    })
    (initial (buff 32))
    (max-steps uint)
    (window uint)
    (auditors (list 4 uint))
  )
  (let (
      (id (+ (var-get last-execution) u1))
      (engagement (try! (find-engagement bond)))
      (values (get values
        (contract-call? .governance get-settings TERM_NAMES)
      ))
      (terms {
        audit-bond: (nth values u0),
        challenge-bond: (nth values u1),
        result-window: (nth values u2),
        reveal-window: (nth values u3),
        challenge-window: (nth values u4),
        move-window: (nth values u5),
        clock: (nth values u6),
        max-disputes: (nth values u7),
        delivery-window: (nth values u8),
        bounty-bps: (nth values u9),
      })
      (execution {
        marketplace: contract-caller,
        provider: (get provider engagement),
        developer: developer,
        bond: bond,
        program: program,
        initial: initial,
        max-steps: max-steps,
        window: window,
        auditors: (get seated (fold seat-auditor auditors {
          bond: (get audit-bond terms),
          seated: (list),
        })),
        terms: terms,
      })
      (event (merge execution {
        topic: "open-execution",
        id: id,
      }))
    )
    (asserts! (get free engagement) ERR_STATE)
    (asserts! (> max-steps u0) ERR_BAD_STEPS)
    (map-set engagements bond (merge engagement { free: false }))
    (var-set last-execution id)
    (map-set executions id execution)
    (map-set progress id {
      state: TRAINING,
      since: (now),
      commitment: NO_HASH,
      seats: (map silence (get auditors execution)),
      challenges: u0,
      current: u0,
      disputes: u0,
      settled: false,
    })
    (and
      (> (len (get auditors execution)) u0)
      (try! (lock-seats (get auditors execution) (get audit-bond terms)))
    )
    (print event)
    (ok event)
  )
)

;; A verifier that has left since the draw, or has not the bond, is left out.
(define-private (seat-auditor
    (number uint)
    (state {
      bond: uint,
      seated: (list 4 uint),
    })
  )
  (match (map-get? verifiers number)
    verifier (if (and
        (get open verifier)
        (< (get seats verifier) SEATS)
        (>= (contract-call? .compensation get-free (get stake verifier))
          (get bond state)
        )
      )
      (begin
        (map-set verifiers number
          (merge verifier { seats: (+ (get seats verifier) u1) })
        )
        (merge state {
          seated: (unwrap-panic (as-max-len?
            (append (get seated state) number)
            u4
          )),
        })
      )
      state
    )
    state
  )
)

;; Marketplace of the execution; tx-sender is its provider. Reveals what was
;; committed: the final state, with score and contributions opened from it. A
;; run that did not halt by itself has a score of zero.
(define-public (commit-result
    (id uint)
    (final-state (buff 166))
    (steps uint)
    (salt (buff 32))
    (output (buff 256))
    (path (list 19 (buff 32)))
  )
  (let (
      (execution (try! (own-execution id)))
      (now-at (try! (find-progress id)))
      (window (get window execution))
      (waited (is-over (get since now-at) window))
      (opened (try! (contract-call? .training-machine open-output
        (get k (get program execution)) final-state output path
      )))
      (final (get hash opened))
      (status (get status opened))
      (result {
        final: final,
        steps: steps,
        score: (get score opened),
        weights: (get weights opened),
        weights-root: (get weights-root opened),
      })
      (event (merge result {
        topic: "commit-result",
        id: id,
        status: status,
      }))
    )
    (asserts! (is-eq tx-sender (get provider execution)) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get state now-at) TRAINING) ERR_STATE)
    (asserts!
      (or waited (is-none (index-of? (get seats now-at) SILENT)))
      ERR_TOO_EARLY
    )
    (asserts!
      (not (is-over (get since now-at)
        (+ window (get result-window (get terms execution)))
      ))
      ERR_TOO_LATE
    )
    (asserts! (and (> steps u0) (<= steps (get max-steps execution)))
      ERR_BAD_STEPS
    )
    (asserts!
      (or (> status u0) (is-eq steps (get max-steps execution)))
      ERR_NOT_FINAL
    )
    (asserts!
      (is-eq (commitment-of id tx-sender final steps salt)
        (get commitment now-at)
      )
      ERR_BAD_REVEAL
    )
    (map-set results id result)
    (map-set progress id
      (merge now-at {
        state: REVEALED,
        since: (now),
      })
    )
    (print event)
    (ok event)
  )
)

;; Marketplace of the execution, once its outcome is final. Pays or slashes the
;; auditors' seats, frees the stake, keeps the bond for the delivery. Tells who
;; has earned the fee of an auditor, and whether an auditor agreed.
(define-public (settle-execution
    (id uint)
    (fee uint)
  )
  (let (
      (execution (try! (own-execution id)))
      (now-at (try! (find-progress id)))
      (state (state-of id now-at))
      (engagement (unwrap! (map-get? engagements (get bond execution))
        ERR_NO_ENGAGEMENT
      ))
      (judged (fold judge
        (map seat-with (get auditors execution) (get seats now-at)) {
        state: state,
        winners: (match (get-challenge id (get current now-at))
          entry (map member-account (get members entry))
          (list)
        ),
        amount: (get audit-bond (get terms execution)),
        developer: (get developer execution),
        ;; A refuted provider's stake was slashed in the dispute.
        parts: (if (is-eq state REFUTED)
          (list)
          (list {
            id: (get stake engagement),
            amount: (get locked engagement),
          })
        ),
        slashes: (list),
        earned: (list),
        agreed: false,
      }))
      (accepted (is-eq state ACCEPTED))
      (event {
        topic: "settle-execution",
        id: id,
        state: state,
        fee: fee,
        earned: (get earned judged),
        verified: (and accepted (get agreed judged)),
        slashes: (get slashes judged),
      })
    )
    (asserts! (not (get settled now-at)) ERR_STATE)
    (asserts!
      (or accepted (is-eq state REFUTED) (is-eq state LAPSED))
      ERR_PENDING
    )
    (map-set progress id
      (merge now-at {
        state: state,
        settled: true,
      })
    )
    (map leave-seat (get auditors execution))
    (and
      (> (len (get parts judged)) u0)
      (is-some (some (try! (contract-call? .compensation unlock-holds
        (get parts judged)
      ))))
    )
    (and
      (> (len (get slashes judged)) u0)
      (is-some (some (try! (contract-call? .compensation slash-holds
        (get slashes judged)
      ))))
    )
    (rate (get provider execution) (get developer execution) fee
      (if accepted
        BPS
        u0
      )
      (or (not accepted) (get agreed judged))
    )
    (and
      accepted
      (map-set deliveries id {
        since: (now),
        requested: false,
        delivered: none,
        over: false,
      })
    )
    (and
      (is-eq state LAPSED)
      (try! (slash (get bond execution) (get bond engagement)
        (/ (get bond engagement) u2) (get developer execution) u0
        (get developer execution)
      ))
    )
    (print event)
    (ok event)
  )
)

(define-private (seat-with
    (number uint)
    (seat uint)
  )
  {
    number: number,
    seat: seat,
  }
)

;; Silence is paid for; so is having agreed with what was refuted. A difference
;; that was refuted was slashed in its dispute.
(define-private (judge
    (seat {
      number: uint,
      seat: uint,
    })
    (context {
      state: (string-ascii 8),
      winners: (list 8 principal),
      amount: uint,
      developer: principal,
      parts: (list 5 {
        id: uint,
        amount: uint,
      }),
      slashes: (list 4 {
        id: uint,
        amount: uint,
        damage: uint,
        injured: principal,
        bounty: uint,
        prover: principal,
      }),
      earned: (list 4 principal),
      agreed: bool,
    })
  )
  (match (map-get? verifiers (get number seat))
    verifier (let (
        (status (get seat seat))
        (state (get state context))
        (agreed (is-eq status AGREED))
        (earned (or
          (and agreed (is-eq state ACCEPTED))
          (and
            (is-eq status DIFFERED)
            (is-eq state REFUTED)
            (is-some (index-of? (get winners context) (get who verifier)))
          )))
        (guilty (or
          (is-eq status SILENT)
          (and (is-eq status COMMITTED) (is-eq state ACCEPTED))
          (and agreed (is-eq state REFUTED))
        ))
      )
      (merge context {
        parts: (unwrap-panic (as-max-len?
          (append (get parts context) {
            id: (get stake verifier),
            amount: (get amount context),
          })
          u5
        )),
        slashes: (if guilty
          (unwrap-panic (as-max-len?
            (append (get slashes context) {
              id: (get stake verifier),
              amount: (get amount context),
              damage: (/ (get amount context) u2),
              injured: (get developer context),
              bounty: u0,
              prover: (get developer context),
            })
            u4
          ))
          (get slashes context)
        ),
        earned: (if earned
          (unwrap-panic (as-max-len?
            (append (get earned context) (get who verifier))
            u4
          ))
          (get earned context)
        ),
        agreed: (or (get agreed context) agreed),
      })
    )
    context
  )
)

(define-private (leave-seat (number uint))
  (match (map-get? verifiers number)
    verifier (map-set verifiers number
      (merge verifier { seats: (- (get seats verifier) u1) })
    )
    false
  )
)

;; A failure counts always; a success if an auditor agreed, and once per
;; developer and interval.
(define-private (rate
    (provider principal)
    (developer principal)
    (fee uint)
    (sample uint)
    (rated bool)
  )
  (let (
      (key {
        provider: provider,
        developer: developer,
      })
      (counts (and
        rated
        (or
          (is-eq sample u0)
          (match (map-get? sampled key)
            last (>= burn-block-height (+ last SAMPLE_INTERVAL))
            true
          ))
      ))
    )
    (and counts (map-set sampled key burn-block-height))
    (match (map-get? providers provider)
      standing (map-set providers provider
        (merge standing {
          score: (if counts
            (/ (+ (* MEMORY (get score standing)) sample) (+ MEMORY u1))
            (get score standing)
          ),
          samples: (+ (get samples standing)
            (if counts
              u1
              u0
            )),
          fees: (+ (get fees standing) fee),
        })
      )
      false
    )
  )
)

;; --- Private: challenges

(define-private (enter-challenge
    (id uint)
    (final (buff 32))
    (steps uint)
    (member {
      who: principal,
      hold: uint,
      amount: uint,
      auditor: bool,
    })
  )
  (let (
      (now-at (try! (find-progress id)))
      (next (+ (get challenges now-at) u1))
      (claim {
        execution: id,
        final: final,
        steps: steps,
        auditor: (get auditor member),
      })
      (new {
        final: final,
        steps: steps,
        members: (list),
        open: true,
        over: false,
      })
      (old (default-to u0 (map-get? claims claim)))
      (earlier (default-to new (get-challenge id old)))
      (joins (and
        (> old u0)
        (get open earlier)
        (< (len (get members earlier)) u8)
      ))
      (index (if joins
        old
        next
      ))
      (entry (if joins
        earlier
        new
      ))
    )
    (asserts!
      (or
        joins
        (get auditor member)
        (<= next (get max-disputes (get terms (try! (find-execution id)))))
      )
      ERR_CLAIM_CLOSED
    )
    (asserts! (not (is-member entry (get who member))) ERR_ALREADY_CHALLENGED)
    (map-set claims claim index)
    (map-set challenges {
      execution: id,
      index: index,
    }
      (merge entry {
        members: (unwrap-panic (as-max-len?
          (append (get members entry) member)
          u8
        )),
      })
    )
    (map-set progress id
      (merge now-at {
        challenges: (if (is-eq index next)
          next
          (get challenges now-at)
        ),
      })
    )
    (and
      (is-eq (get state now-at) REVEALED)
      (try! (start-dispute id))
    )
    (ok true)
  )
)

;; Turns to the next entry of the queue.
(define-private (start-dispute (id uint))
  (let (
      (execution (try! (find-execution id)))
      (now-at (try! (find-progress id)))
      (result (unwrap! (map-get? results id) ERR_STATE))
      (index (+ (get current now-at) u1))
      (entry (try! (find-challenge id index)))
      (hi (if (> (get steps entry) (get steps result))
        (get steps entry)
        (get steps result)
      ))
      (clock (get clock (get terms execution)))
    )
    (map-set progress id
      (merge now-at {
        state: DISPUTED,
        current: index,
      })
    )
    (ok (map-set disputes id {
      begun: (now),
      since: (now),
      turn: (if (is-eq hi u1)
        PROVE
        CUT
      ),
      provider-clock: clock,
      challenger-clock: clock,
      lo: u0,
      hi: hi,
      lo-state: (get initial execution),
      hi-state: (get final result),
      cuts: (list),
    }))
  )
)

;; The bonds of the losing side go to the other, less the treasury's part.
(define-private (end-dispute
    (id uint)
    (provider-wins bool)
  )
  (let (
      (execution (try! (find-execution id)))
      (now-at (try! (find-progress id)))
      (dispute (try! (find-dispute id)))
      (index (get current now-at))
      (entry (try! (find-challenge id index)))
      (members (get members entry))
    )
    (map-delete disputes id)
    (save-over id index entry)
    (if provider-wins
      (begin
        (map-set progress id
          (merge now-at {
            state: REVEALED,
            disputes: (+ (get disputes now-at) u1),
            since: (later (get since now-at) (get begun dispute)),
          })
        )
        (try! (take-bonds members (get provider execution)))
        (if (< index (get challenges now-at))
          (start-dispute id)
          (ok true)
        )
      )
      (begin
        (map-set progress id (merge now-at { state: REFUTED }))
        (try! (return-bonds members))
        (slash-provider id members)
      )
    )
  )
)

(define-private (slash-provider
    (id uint)
    (members (list 8 {
      who: principal,
      hold: uint,
      amount: uint,
      auditor: bool,
    }))
  )
  (let (
      (execution (try! (find-execution id)))
      (bond (get bond execution))
      (engagement (unwrap! (map-get? engagements bond) ERR_NO_ENGAGEMENT))
      (part (/ (get bond engagement) (len members)))
      (locked (get locked engagement))
      (bounty (/
        (/ (* locked (get bounty-bps (get terms execution))) BPS)
        (len members)
      ))
      (stake-part (/ locked (len members)))
    )
    ;; What was bound is free before it is slashed, or the other jobs of the
    ;; provider would pay for it. Each member gets the same.
    (try! (unlock-stake (get stake engagement) (get locked engagement)))
    (try! (contract-call? .compensation slash-holds
      (get slashes (fold add-slash members {
        id: bond,
        amount: part,
        damage: (/ (* part WINNER_BPS) BPS),
        injured: none,
        bounty: u0,
        slashes: (list),
      }))
    ))
    (try! (contract-call? .compensation slash-holds
      (get slashes (fold add-slash members {
        id: (get stake engagement),
        amount: stake-part,
        damage: (/ (* stake-part INJURED_BPS) BPS),
        injured: (some (get developer execution)),
        bounty: bounty,
        slashes: (list),
      }))
    ))
    ;; What a division left in the bond.
    (try! (contract-call? .compensation release-holds (list bond)))
    (ok true)
  )
)

;; The injured party is the member itself, if nobody else is.
(define-private (add-slash
    (member {
      who: principal,
      hold: uint,
      amount: uint,
      auditor: bool,
    })
    (state {
      id: uint,
      amount: uint,
      damage: uint,
      injured: (optional principal),
      bounty: uint,
      slashes: (list 8 {
        id: uint,
        amount: uint,
        damage: uint,
        injured: principal,
        bounty: uint,
        prover: principal,
      }),
    })
  )
  (merge state {
    slashes: (unwrap-panic (as-max-len?
      (append (get slashes state) {
        id: (get id state),
        amount: (get amount state),
        damage: (get damage state),
        injured: (default-to (get who member) (get injured state)),
        bounty: (get bounty state),
        prover: (get who member),
      })
      u8
    )),
  })
)

;; Challengers who were wrong.
(define-private (take-bonds
    (members (list 8 {
      who: principal,
      hold: uint,
      amount: uint,
      auditor: bool,
    }))
    (provider principal)
  )
  (begin
    (map close-verifier members)
    (try! (contract-call? .compensation slash-holds
      (get slashes (fold add-member-slash members {
        provider: provider,
        slashes: (list),
      }))
    ))
    (ok true)
  )
)

(define-private (add-member-slash
    (member {
      who: principal,
      hold: uint,
      amount: uint,
      auditor: bool,
    })
    (state {
      provider: principal,
      slashes: (list 8 {
        id: uint,
        amount: uint,
        damage: uint,
        injured: principal,
        bounty: uint,
        prover: principal,
      }),
    })
  )
  (merge state {
    slashes: (unwrap-panic (as-max-len?
      (append (get slashes state) {
        id: (get hold member),
        amount: (get amount member),
        damage: (/ (* (get amount member) WINNER_BPS) BPS),
        injured: (get provider state),
        bounty: u0,
        prover: (get provider state),
      })
      u8
    )),
  })
)

;; A verifier with a slashed stake is drawn no more until it registers anew.
(define-private (close-verifier (member {
  who: principal,
  hold: uint,
  amount: uint,
  auditor: bool,
}))
  (match (map-get? verifier-numbers (get who member))
    number (match (map-get? verifiers number)
      verifier (and
        (get auditor member)
        (map-set verifiers number (merge verifier { open: false }))
      )
      false
    )
    false
  )
)

;; Seats of auditors are freed at the settlement.
(define-private (return-bonds (members (list 8 {
  who: principal,
  hold: uint,
  amount: uint,
  auditor: bool,
})))
  (let ((bonds (filter is-bond (map bond-of members))))
    (and
      (> (len bonds) u0)
      (is-some (some (try! (contract-call? .compensation release-holds bonds))))
    )
    (ok true)
  )
)

(define-private (bond-of (member {
  who: principal,
  hold: uint,
  amount: uint,
  auditor: bool,
}))
  (if (get auditor member)
    u0
    (get hold member)
  )
)

(define-private (is-bond (hold uint))
  (> hold u0)
)

(define-private (member-account (member {
  who: principal,
  hold: uint,
  amount: uint,
  auditor: bool,
}))
  (get who member)
)

(define-private (is-member
    (entry {
      final: (buff 32),
      steps: uint,
      members: (list 8 {
        who: principal,
        hold: uint,
        amount: uint,
        auditor: bool,
      }),
      open: bool,
      over: bool,
    })
    (who principal)
  )
  (is-some (index-of? (map member-account (get members entry)) who))
)

(define-private (save-over
    (id uint)
    (index uint)
    (entry {
      final: (buff 32),
      steps: uint,
      members: (list 8 {
        who: principal,
        hold: uint,
        amount: uint,
        auditor: bool,
      }),
      open: bool,
      over: bool,
    })
  )
  (map-set challenges {
    execution: id,
    index: index,
  }
    (merge entry {
      open: false,
      over: true,
    })
  )
)

;; The provider has answered: nobody joins the claim any more.
(define-private (close-claim (id uint))
  (match (map-get? progress id)
    now-at (match (get-challenge id (get current now-at))
      entry (map-set challenges {
        execution: id,
        index: (get current now-at),
      }
        (merge entry { open: false })
      )
      false
    )
    false
  )
)

;; --- Private: the range of a dispute

;; Parts of a range: the provider shows the states between.
(define-private (parts-of
    (lo uint)
    (hi uint)
  )
  (if (> (- hi lo) WIDTH)
    WIDTH
    (- hi lo)
  )
)

;; Step at which part i begins; after the last it is hi.
(define-private (step-of
    (lo uint)
    (hi uint)
    (part uint)
  )
  (+ lo (/ (* (- hi lo) part) (parts-of lo hi)))
)

;; From the result's last step on, every state is the result.
(define-private (check-cut
    (cut (buff 32))
    (state {
      lo: uint,
      hi: uint,
      index: uint,
      steps: uint,
      final: (buff 32),
      good: bool,
    })
  )
  (merge state {
    index: (+ (get index state) u1),
    good: (and
      (get good state)
      (is-eq (len cut) u32)
      (or
        (< (step-of (get lo state) (get hi state) (get index state))
          (get steps state)
        )
        (is-eq cut (get final state))
      )
    ),
  })
)

;; Blocks that the side whose turn it is has left, if it moves now and in time.
(define-private (check-clock
    (id uint)
    (window uint)
  )
  (let (
      (dispute (try! (find-dispute id)))
      (since (get since dispute))
      (clock (if (is-eq (get turn dispute) PICK)
        (get challenger-clock dispute)
        (get provider-clock dispute)
      ))
      (stacks (- stacks-block-height (get stacks since)))
      (burn (- burn-block-height (get burn since)))
      (used (if (< stacks burn)
        stacks
        burn
      ))
    )
    (asserts! (and (<= used window) (< used clock)) ERR_TOO_LATE)
    (ok (- clock used))
  )
)

;; --- Private: states

(define-private (state-of
    (id uint)
    (now-at {
      state: (string-ascii 8),
      since: {
        stacks: uint,
        burn: uint,
      },
      commitment: (buff 32),
      seats: (list 4 uint),
      challenges: uint,
      current: uint,
      disputes: uint,
      settled: bool,
    })
  )
  (match (map-get? executions id)
    execution (let (
        (state (get state now-at))
        (since (get since now-at))
        (terms (get terms execution))
      )
      (if (is-eq state TRAINING)
        (if (is-over since
            (+ (get window execution)
              (if (is-eq (get commitment now-at) NO_HASH)
                u0
                (get result-window terms)
              ))
          )
          LAPSED
          TRAINING
        )
        (if (and
            (is-eq state REVEALED)
            (is-over since (get challenge-window terms))
          )
          ACCEPTED
          state
        )
      )
    )
    ""
  )
)

(define-private (silence (number uint))
  SILENT
)

;; Place of the caller among the auditors.
(define-private (seat-of (auditors (list 4 uint)))
  (ok (unwrap!
    (index-of? (map account-of auditors) contract-caller)
    ERR_NOT_AUTHORISED
  ))
)

(define-private (account-of (number uint))
  (match (map-get? verifiers number)
    verifier (get who verifier)
    current-contract
  )
)

(define-private (replace-seat
    (seats (list 4 uint))
    (index uint)
    (status uint)
  )
  (default-to seats (replace-at? seats index status))
)

;; --- Private: finding

(define-private (find-execution (id uint))
  (ok (unwrap! (map-get? executions id) ERR_NO_EXECUTION))
)

(define-private (own-execution (id uint))
  (let ((execution (try! (find-execution id))))
    (asserts! (is-eq contract-caller (get marketplace execution))
      ERR_NOT_AUTHORISED
    )
    (ok execution)
  )
)

(define-private (find-progress (id uint))
  (ok (unwrap! (map-get? progress id) ERR_NO_EXECUTION))
)

(define-private (find-dispute (id uint))
  (ok (unwrap! (map-get? disputes id) ERR_NO_DISPUTE))
)

(define-private (find-challenge
    (id uint)
    (index uint)
  )
  (ok (unwrap! (get-challenge id index) ERR_NO_DISPUTE))
)

(define-private (find-engagement (bond uint))
  (let ((engagement (unwrap! (map-get? engagements bond) ERR_NO_ENGAGEMENT)))
    (asserts! (is-eq contract-caller (get marketplace engagement))
      ERR_NOT_AUTHORISED
    )
    (ok engagement)
  )
)

;; --- Private: money

(define-private (leave
    (hold uint)
    (amount uint)
  )
  (begin
    (try! (contract-call? .compensation leave-hold hold amount
      (first-of (get values
        (contract-call? .governance get-settings (list "compute-unbonding"))
      ))
    ))
    (ok true)
  )
)

(define-private (slash
    (hold uint)
    (amount uint)
    (damage uint)
    (injured principal)
    (bounty uint)
    (prover principal)
  )
  (begin
    (try! (contract-call? .compensation slash-holds (list {
      id: hold,
      amount: amount,
      damage: damage,
      injured: injured,
      bounty: bounty,
      prover: prover,
    })))
    (ok true)
  )
)

(define-private (unlock-stake
    (id uint)
    (amount uint)
  )
  (contract-call? .compensation unlock-holds (list {
    id: id,
    amount: amount,
  }))
)

(define-private (lock-seats
    (numbers (list 4 uint))
    (bond uint)
  )
  (begin
    (try! (contract-call? .compensation lock-holds
      (get parts (fold add-seat-part numbers {
        bond: bond,
        parts: (list),
      }))
    ))
    (ok true)
  )
)

(define-private (add-seat-part
    (number uint)
    (state {
      bond: uint,
      parts: (list 4 {
        id: uint,
        amount: uint,
      }),
    })
  )
  (merge state {
    parts: (unwrap-panic (as-max-len?
      (append (get parts state) {
        id: (match (map-get? verifiers number)
          verifier (get stake verifier)
          u0
        ),
        amount: (get bond state),
      })
      u4
    )),
  })
)

;; --- Private: checking

(define-private (check-direct)
  (begin
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (ok true)
  )
)

(define-private (first-of (values (list 24 uint)))
  (nth values u0)
)

(define-private (nth
    (values (list 24 uint))
    (index uint)
  )
  (default-to u0 (element-at? values index))
)

(define-private (now)
  {
    stacks: stacks-block-height,
    burn: burn-block-height,
  }
)

;; A start, moved on by the time from `begun` to now.
(define-private (later
    (since {
      stacks: uint,
      burn: uint,
    })
    (begun {
      stacks: uint,
      burn: uint,
    })
  )
  {
    stacks: (+ (get stacks since) (- stacks-block-height (get stacks begun))),
    burn: (+ (get burn since) (- burn-block-height (get burn begun))),
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
