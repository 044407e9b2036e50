;; neural-training-market: training on private data, sold by bid.
;;
;; A provider stakes on a data set, a developer escrows a bid, the provider
;; publishes evidence, one of them claims a score; the other accepts, contests
;; or stays silent; seven seats drawn from staked validators decide a contest.
;; Whatever waits, anyone may move on after its deadline.
;;
;; It never pays anyone who does not pull, and never slashes a data set without
;; the provider's own acceptance or a verdict. It trusts governance for
;; parameters within bounds and nobody for money.

;; --- constants ---

;; States of a bid: the first three may end by expire-bid, the last two are
;; final
(define-constant STATE_QUEUED u1)
(define-constant STATE_RUNNING u2)
(define-constant STATE_DELIVERED u3)
(define-constant STATE_CLAIMED u4)
(define-constant STATE_CONTESTED u5)
(define-constant STATE_VOTING u6)
(define-constant STATE_SETTLED u7)
(define-constant STATE_REFUNDED u8)

;; 10 billion STX: no product of two inputs comes near 2^128.
(define-constant MAX_AMOUNT u10000000000000000)
(define-constant MAX_SCORE u100)
(define-constant BPS u10000)

;; The third round's draw is the last that may be missed, and one round may stay
;; silent: the longest way has two missed draws, and draw and verdict twice.
(define-constant TIPS_PER_BID u6)
(define-constant MAX_ROUNDS u3)

;; The developer gets at most this part of a slash, so that slashing oneself
;; through a second account loses.
(define-constant COMPENSATION_BPS u5000)

;; quality = (7 x quality + sample) / 8
(define-constant QUALITY_MEMORY u7)

;; Votes above MAX_SCORE.
(define-constant VOTE_NO_DEVELOPER u101)
(define-constant VOTE_NO_PROVIDER u102)
(define-constant UNREVEALED u255)

;; Who pays the committee.
(define-constant PAYS_NOBODY u0)
(define-constant PAYS_DEVELOPER u1)
(define-constant PAYS_PROVIDER u2)
(define-constant PAYS_BOTH u3)

(define-constant SEATS (list u0 u1 u2 u3 u4 u5 u6))
(define-constant NO_COMMITMENT 0x)
(define-constant NO_COMMITMENTS (list 0x 0x 0x 0x 0x 0x 0x))
(define-constant NO_VOTES (list u255 u255 u255 u255 u255 u255 u255))

;; The tree of weights: four levels of 16 children, 16 x node and on; the root
;; is u1. Leaf u65536 + slot divided by these is the child on each level, leaf
;; first.
(define-constant TREE_DIVISORS (list u1 u16 u256 u4096))
(define-constant TREE_WIDTH u16)
(define-constant FIRST_LEAF u65536)
(define-constant NO_WEIGHTS (list
  u0 u0 u0 u0 u0 u0 u0 u0 u0 u0 u0 u0 u0 u0 u0 u0))
(define-constant NEW_NODE {
  generation: u0,
  sums: (list NO_WEIGHTS NO_WEIGHTS NO_WEIGHTS NO_WEIGHTS),
})

;; Burn blocks per generation of weights, and from a contest to its seed.
(define-constant GENERATION_LENGTH u144)
(define-constant SEED_DELAY u3)

(define-constant BID_PARAMETERS (list
  "market-min-bid" "market-min-deadline" "market-max-deadline"
  "market-score-threshold" "market-slash-line" "market-committee-fee"
  "market-contest-window" "market-commit-window" "market-reveal-window"
  "market-keeper-tip" "market-dataset-slash-bps" "market-outlier-slash-bps"
  "market-no-show-slash-bps" "market-outlier-distance" "market-bounty-bps"))

;; --- errors ---

;; not for this caller, or STX would be pulled through another contract
(define-constant ERR_NOT_AUTHORISED (err u108001))
;; governance has paused openings
(define-constant ERR_PAUSED (err u108002))
(define-constant ERR_NO_DATASET (err u108003))
(define-constant ERR_NO_BID (err u108004))
;; no such model, or it belongs to another bid
(define-constant ERR_NO_MODEL (err u108005))
(define-constant ERR_NO_VALIDATOR (err u108006))
;; a bid on one's own data set
(define-constant ERR_OWN_DATASET (err u108007))
;; the data set or the validator is unbonding
(define-constant ERR_CLOSED (err u108008))
(define-constant ERR_ALREADY_REGISTERED (err u108009))
;; the bid is not in the state this function needs
(define-constant ERR_STATE (err u108010))
;; the deadline that must have passed has not
(define-constant ERR_TOO_EARLY (err u108011))
;; the deadline that must not have passed has
(define-constant ERR_TOO_LATE (err u108012))
;; zero, below the minimum, above 10 billion STX, or more than there is
(define-constant ERR_BAD_AMOUNT (err u108013))
;; computation time zero or above the deadline, or a deadline out of bounds
(define-constant ERR_BAD_TIME (err u108014))
;; a score above 100, or a vote that is none
(define-constant ERR_BAD_SCORE (err u108015))
;; an empty URI
(define-constant ERR_BAD_URI (err u108016))
;; a hash that is not 32 bytes
(define-constant ERR_BAD_HASH (err u108017))
;; the counter-score equals the score: accept it
(define-constant ERR_SAME_SCORE (err u108018))
;; slashed below its minimum: top the stake up first
(define-constant ERR_STAKE_TOO_LOW (err u108019))
;; the queue is full and the bid does not beat its worst
(define-constant ERR_QUEUE_FULL (err u108020))
;; the caller holds no seat in this round
(define-constant ERR_NOT_DRAWN (err u108021))
;; this seat has committed or revealed
(define-constant ERR_ALREADY_VOTED (err u108022))
;; vote and salt are not what was committed to
(define-constant ERR_BAD_REVEAL (err u108023))
;; bids run, seats are open, or the unbonding has not ended
(define-constant ERR_STAKE_LOCKED (err u108024))
;; no part in this, paid already, or nothing left
(define-constant ERR_NOTHING_DUE (err u108025))
;; all 65,536 places are taken
(define-constant ERR_VALIDATORS_FULL (err u108026))
;; the caller cannot pay
(define-constant ERR_PAY_IN (err u108027))
;; the contract cannot pay: never, while solvent
(define-constant ERR_PAY_OUT (err u108028))

;; --- data ---

;; micro-STX owed: all balances, stakes, escrows and dues, and the treasury's
(define-data-var obligations uint u0)
;; micro-STX slashed and not yet sent to the treasury
(define-data-var treasury-due uint u0)
;; ids given so far
(define-data-var last-dataset-id uint u0)
(define-data-var last-bid-id uint u0)
(define-data-var last-model-id uint u0)
;; slots given so far, and how many of them wait in free-slots
(define-data-var slot-count uint u0)
(define-data-var free-count uint u0)

;; micro-STX to withdraw, by owner
(define-map balances principal uint)

(define-map datasets uint {
  owner: principal,
  metadata-uri: (string-ascii 256),
  ;; micro-STX at stake, and the least with which bids are taken
  stake: uint,
  floor: uint,
  ;; micro-STX per block of computation time
  ask: uint,
  ;; bids at once, and bids between match and settlement
  capacity: uint,
  running: uint,
  ;; moving average of scores in bps, and how many there were
  quality: uint,
  samples: uint,
  ;; blocks from the request to the release of the stake
  unbonding: uint,
  ;; set once by the request
  unlock: (optional { stacks: uint, burn: uint }),
})

;; ids of the bids that wait for a data set, the best price per time first
(define-map queues uint (list 32 uint))

(define-map bids uint {
  dataset-id: uint,
  developer: principal,
  provider: principal,
  ;; micro-STX for the provider at full score
  amount: uint,
  ;; blocks the provider needs from match to claim
  time: uint,
  ;; sha256 of the hold-out set, fixed for good
  holdout-hash: (optional (buff 32)),
  state: uint,
  ;; end of the present state, see the state table in the docs
  deadline: { stacks: uint, burn: uint },
  ;; u0 until matched
  model-id: uint,
  ;; micro-STX held for this bid: amount, keepers' tips, bonds
  escrow: uint,
  ;; who claimed, and the score each side named
  by-provider: bool,
  score: uint,
  counter-score: uint,
  ;; committee round from u1, and whether one before it stayed silent
  round: uint,
  silent: bool,
  ;; burn height whose header seeds the draw
  seed-height: uint,
  ;; set at settlement, unless the bid was split
  final-score: (optional uint),
})

;; micro-STX of a settled bid, by whoever may claim it
(define-map dues { bid-id: uint, who: principal } uint)

;; parameters of the time of the bid: scores, micro-STX, blocks, bps
(define-map bid-terms uint {
  threshold: uint,
  slash-line: uint,
  committee-fee: uint,
  contest-window: uint,
  commit-window: uint,
  reveal-window: uint,
  keeper-tip: uint,
  dataset-slash-bps: uint,
  outlier-slash-bps: uint,
  no-show-slash-bps: uint,
  outlier-distance: uint,
  bounty-bps: uint,
})

;; bid of a model
(define-map models uint uint)

;; what the provider made for a bid
(define-map evidence uint { weights-hash: (buff 32), uri: (string-ascii 256) })

;; The latest round of a bid. A validator with several seats votes once, at the
;; first of them.
(define-map committees uint {
  round: uint,
  voters: (list 7 principal),
  commitments: (list 7 (buff 32)),
  votes: (list 7 uint),
  reveal-by: { stacks: uint, burn: uint },
})

(define-map validators principal {
  slot: uint,
  ;; micro-STX at stake, and the least with which it is drawn
  stake: uint,
  floor: uint,
  ;; seats in rounds that are not final
  seats: uint,
  unbonding: uint,
  unlock: (optional { stacks: uint, burn: uint }),
})

;; validator of a slot, and slots given back
(define-map slots uint principal)
(define-map free-slots uint uint)

;; Sums of weight below each child, as they act in the generation before the one
;; of the last change (a draw may be late), in that one, in the next, and after.
(define-map nodes uint { generation: uint, sums: (list 4 (list 16 uint)) })

;; --- read-only ---

(define-read-only (get-dataset (dataset-id uint))
  (map-get? datasets dataset-id)
)

(define-read-only (get-datasets (ids (list 32 uint)))
  (map get-dataset ids)
)

(define-read-only (get-queue (dataset-id uint))
  (default-to (list) (map-get? queues dataset-id))
)

(define-read-only (get-bid (bid-id uint))
  (map-get? bids bid-id)
)

(define-read-only (get-bids (ids (list 32 uint)))
  (map get-bid ids)
)

(define-read-only (get-bid-terms (bid-id uint))
  (map-get? bid-terms bid-id)
)

(define-read-only (get-evidence (bid-id uint))
  (map-get? evidence bid-id)
)

;; the bid a model belongs to
(define-read-only (get-model (model-id uint))
  (map-get? models model-id)
)

(define-read-only (get-committee (bid-id uint))
  (map-get? committees bid-id)
)

(define-read-only (get-validator (who principal))
  (map-get? validators who)
)

(define-read-only (get-balance (who principal))
  (default-to u0 (map-get? balances who))
)

;; micro-STX that `who` may claim for a settled model
(define-read-only (get-claimable (model-id uint) (who principal))
  (match (map-get? models model-id) bid-id (due-of bid-id who) u0)
)

;; ids given so far
(define-read-only (get-counts)
  {
    datasets: (var-get last-dataset-id),
    bids: (var-get last-bid-id),
    models: (var-get last-model-id),
    validators: (- (var-get slot-count) (var-get free-count)),
  }
)

;; what the contract owes, of which to the treasury, and what it has
(define-read-only (get-solvency)
  {
    obligations: (var-get obligations),
    treasury: (var-get treasury-due),
    balance: (stx-get-balance current-contract),
  }
)

;; generation of weights at this burn height, from u1
(define-read-only (get-generation)
  (generation-at burn-block-height)
)

;; The hash to commit to. Compute it locally: who is asked learns the vote.
(define-read-only (get-commitment
    (model-id uint)
    (bid-id uint)
    (round uint)
    (voter principal)
    (vote uint)
    (salt (buff 32))
  )
  (sha256 (unwrap-panic (to-consensus-buff? {
    market: current-contract,
    voter: voter,
    model-id: model-id,
    bid-id: bid-id,
    round: round,
    vote: vote,
    salt: salt,
  })))
)

;; Seven seats for a seed, by the weights of this generation or the last (none
;; by older ones). The parties are cut out of the line before points are taken.
(define-read-only (get-draw
    (seed (buff 32))
    (generation uint)
    (developer principal)
    (provider principal)
  )
  (if (is-lost generation)
    { weight: u0, voters: (list) }
    (let (
        (one (piece-of developer generation))
        (two (piece-of provider generation))
        (swap (< (get from two) (get from one)))
        (weight (- (fold + (weights-in u1 generation) u0) (get weight one)
          (get weight two)))
      )
      {
        weight: weight,
        voters: (if (is-eq weight u0)
          (list)
          (get voters (fold draw-seat SEATS {
            seed: seed,
            generation: generation,
            weight: weight,
            low: (if swap two one),
            high: (if swap one two),
            voters: (list),
          }))
        ),
      }
    )
  )
)

;; --- data sets ---

;; Called by a provider to open a data set for bids, with ask 0 and capacity 1.
;; The stake moves from the caller into the contract.
(define-public (register-dataset (stake uint) (metadata-uri (string-ascii 256)))
  (let (
      (values (try! (opening-settings (list
        "market-min-provider-stake" "market-unbonding"))))
      (floor (value-at values u0))
      (dataset-id (+ (var-get last-dataset-id) u1))
      (dataset {
        owner: contract-caller,
        metadata-uri: metadata-uri,
        stake: stake,
        floor: floor,
        ask: u0,
        capacity: u1,
        running: u0,
        quality: u0,
        samples: u0,
        unbonding: (value-at values u1),
        unlock: none,
      })
    )
    (asserts! (is-amount stake floor) ERR_BAD_AMOUNT)
    (asserts! (> (len metadata-uri) u0) ERR_BAD_URI)
    (var-set last-dataset-id dataset-id)
    (map-set datasets dataset-id dataset)
    (try! (pay-in stake))
    (print (merge dataset {
      topic: "dataset-registered",
      dataset-id: dataset-id,
    }))
    (ok dataset-id)
  )
)

;; Called by the owner to change the price per block of computation time and the
;; bids at once. Queued bids that now fit are matched. Nothing moves.
(define-public (set-terms (dataset-id uint) (ask uint) (capacity uint))
  (let ((dataset (try! (own-open-dataset dataset-id))))
    (asserts! (<= ask MAX_AMOUNT) ERR_BAD_AMOUNT)
    (map-set datasets dataset-id
      (merge dataset { ask: ask, capacity: capacity }))
    (run-queue dataset-id)
    (ok (print {
      topic: "terms-set",
      dataset-id: dataset-id,
      ask: ask,
      capacity: capacity,
    }))
  )
)

;; Called by the owner to strengthen the stake, also after a slash; the queue is
;; served. The amount moves from the caller into the stake.
(define-public (top-up-dataset (dataset-id uint) (amount uint))
  (let (
      (dataset (try! (own-open-dataset dataset-id)))
      (stake (+ (get stake dataset) (min-of amount MAX_AMOUNT)))
    )
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (asserts! (is-amount amount u1) ERR_BAD_AMOUNT)
    (map-set datasets dataset-id (merge dataset { stake: stake }))
    (try! (pay-in amount))
    (run-queue dataset-id)
    (ok (print {
      topic: "dataset-topped-up",
      dataset-id: dataset-id,
      amount: amount,
      stake: stake,
    }))
  )
)

;; Called by the owner to leave. The data set closes for good, queued bids are
;; refunded to their developers' balances, and the unbonding starts.
(define-public (request-dataset-unstake (dataset-id uint))
  (let (
      (dataset (try! (own-open-dataset dataset-id)))
      (unlock (in-blocks (get unbonding dataset)))
    )
    (map-set datasets dataset-id (merge dataset { unlock: (some unlock) }))
    (run-queue dataset-id)
    (ok (print {
      topic: "dataset-closed",
      dataset-id: dataset-id,
      unlock: unlock,
    }))
  )
)

;; Called by the owner of a closed data set when no bid runs and the unbonding
;; is over. What is left of the stake moves to the caller.
(define-public (withdraw-dataset-stake (dataset-id uint))
  (let (
      (dataset (unwrap! (get-dataset dataset-id) ERR_NO_DATASET))
      (amount (get stake dataset))
    )
    (asserts! (is-eq contract-caller (get owner dataset)) ERR_NOT_AUTHORISED)
    (asserts! (is-unlocked (get unlock dataset) (get running dataset))
      ERR_STAKE_LOCKED)
    (asserts! (> amount u0) ERR_NOTHING_DUE)
    (map-set datasets dataset-id (merge dataset { stake: u0 }))
    (try! (pay-out amount contract-caller))
    (ok (print {
      topic: "dataset-withdrawn",
      dataset-id: dataset-id,
      amount: amount,
    }))
  )
)

(define-private (own-open-dataset (dataset-id uint))
  (let ((dataset (unwrap! (get-dataset dataset-id) ERR_NO_DATASET)))
    (asserts! (is-eq contract-caller (get owner dataset)) ERR_NOT_AUTHORISED)
    (asserts! (is-none (get unlock dataset)) ERR_CLOSED)
    (ok dataset)
  )
)

;; Counts a run less, takes `slashed` from the stake, samples the quality,
;; serves the queue.
(define-private (finish-run
    (dataset-id uint)
    (slashed uint)
    (score (optional uint))
  )
  (let (
      (dataset (dataset-of dataset-id))
      (old (get quality dataset))
      (samples (get samples dataset))
      (change {
        stake: (- (get stake dataset) slashed),
        running: (- (get running dataset) u1),
        quality: (match score
          sample (if (is-eq samples u0)
            (* sample u100)
            (/ (+ (* old QUALITY_MEMORY) (* sample u100)) (+ QUALITY_MEMORY u1))
          )
          old
        ),
        samples: (if (is-some score) (+ samples u1) samples),
      })
    )
    (map-set datasets dataset-id (merge dataset change))
    (print (merge change { topic: "run-finished", dataset-id: dataset-id }))
    (run-queue dataset-id)
  )
)

;; --- bids ---

;; Called by a developer to buy training: a bid that meets the ask takes a free
;; slot at once, else it queues. Amount and keeper tips move from the caller.
;; Without a hold-out hash no committee can check the score.
(define-public (place-computation-bid
    (dataset-id uint)
    (amount uint)
    (computation-time uint)
    (deadline uint)
  )
  (place-bid dataset-id amount computation-time deadline none)
)

;; As place-computation-bid, and fixes the sha256 of the hold-out set on which
;; the model will be scored.
(define-public (place-computation-bid-with-holdout
    (dataset-id uint)
    (amount uint)
    (computation-time uint)
    (deadline uint)
    (holdout-hash (buff 32))
  )
  (place-bid dataset-id amount computation-time deadline (some holdout-hash))
)

;; Called by the developer of a queued bid. Its money moves to the developer's
;; balance.
(define-public (cancel-bid (bid-id uint))
  (let ((bid (unwrap! (get-bid bid-id) ERR_NO_BID)))
    (asserts! (is-eq contract-caller (get developer bid)) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get state bid) STATE_QUEUED) ERR_STATE)
    (leave-queue (get dataset-id bid) bid-id)
    (ok (refund-bid bid-id "cancelled"))
  )
)

;; Called by anyone when a queued bid can no longer be computed in time, or a
;; matched one is not claimed by its deadline (quality 0). One tip moves to the
;; caller, the rest to the developer's balance.
(define-public (expire-bid (bid-id uint))
  (let (
      (bid (unwrap! (get-bid bid-id) ERR_NO_BID))
      (queued (is-eq (get state bid) STATE_QUEUED))
    )
    (asserts! (<= (get state bid) STATE_DELIVERED) ERR_STATE)
    (asserts! (passes-in (get deadline bid) (if queued (get time bid) u0))
      ERR_TOO_EARLY)
    (tip-keeper bid-id)
    (if queued (leave-queue (get dataset-id bid) bid-id) true)
    (let ((event (refund-bid bid-id (if queued "expired" "unclaimed"))))
      (if queued true (finish-run (get dataset-id bid) u0 (some u0)))
      (ok event)
    )
  )
)

;; Bounds what it adds before it is checked, so that no input overflows.
(define-private (place-bid
    (dataset-id uint)
    (amount uint)
    (time uint)
    (deadline uint)
    (holdout-hash (optional (buff 32)))
  )
  (let (
      (values (try! (opening-settings BID_PARAMETERS)))
      (dataset (unwrap! (get-dataset dataset-id) ERR_NO_DATASET))
      (bid-id (+ (var-get last-bid-id) u1))
      (longest (value-at values u2))
      (terms {
        threshold: (value-at values u3),
        slash-line: (value-at values u4),
        committee-fee: (value-at values u5),
        contest-window: (value-at values u6),
        commit-window: (value-at values u7),
        reveal-window: (value-at values u8),
        keeper-tip: (value-at values u9),
        dataset-slash-bps: (value-at values u10),
        outlier-slash-bps: (value-at values u11),
        no-show-slash-bps: (value-at values u12),
        outlier-distance: (value-at values u13),
        bounty-bps: (value-at values u14),
      })
      (bid {
        dataset-id: dataset-id,
        developer: contract-caller,
        provider: (get owner dataset),
        amount: amount,
        time: time,
        holdout-hash: holdout-hash,
        state: STATE_QUEUED,
        deadline: (in-blocks (min-of deadline longest)),
        model-id: u0,
        escrow: (+ (min-of amount MAX_AMOUNT)
          (* (get keeper-tip terms) TIPS_PER_BID)),
        by-provider: false,
        score: u0,
        counter-score: u0,
        round: u0,
        silent: false,
        seed-height: u0,
        final-score: none,
      })
    )
    (asserts! (not (is-eq contract-caller (get owner dataset))) ERR_OWN_DATASET)
    (asserts! (is-none (get unlock dataset)) ERR_CLOSED)
    (asserts! (is-amount amount (value-at values u0)) ERR_BAD_AMOUNT)
    (asserts! (and (> time u0) (<= time deadline)) ERR_BAD_TIME)
    (asserts! (and (>= deadline (value-at values u1)) (<= deadline longest))
      ERR_BAD_TIME)
    (asserts! (match holdout-hash hash (is-eq (len hash) u32) true)
      ERR_BAD_HASH)
    (asserts! (>= (get stake dataset) (get floor dataset)) ERR_STAKE_TOO_LOW)
    (var-set last-bid-id bid-id)
    (map-set bid-terms bid-id terms)
    (map-set bids bid-id bid)
    (print (merge bid { topic: "bid-placed", bid-id: bid-id, terms: terms }))
    (try! (pay-in (get escrow bid)))
    (if (and
        (< (get running dataset) (get capacity dataset))
        (>= amount (* (get ask dataset) time))
      )
      (match-bid bid-id)
      (try! (enter-queue dataset-id bid-id amount time))
    )
    (ok bid-id)
  )
)

;; A bid with a free slot gets a model id and runs.
(define-private (match-bid (bid-id uint))
  (let (
      (bid (bid-of bid-id))
      (dataset-id (get dataset-id bid))
      (dataset (dataset-of dataset-id))
      (model-id (+ (var-get last-model-id) u1))
      (change { state: STATE_RUNNING, model-id: model-id })
    )
    (var-set last-model-id model-id)
    (map-set models model-id bid-id)
    (map-set bids bid-id (merge bid change))
    (map-set datasets dataset-id
      (merge dataset { running: (+ (get running dataset) u1) }))
    (print (merge change {
      topic: "bid-matched",
      bid-id: bid-id,
      dataset-id: dataset-id,
    }))
    true
  )
)

;; All that the bid still holds goes to the developer's balance.
(define-private (refund-bid (bid-id uint) (reason (string-ascii 9)))
  (let (
      (bid (bid-of bid-id))
      (event {
        topic: "bid-refunded",
        bid-id: bid-id,
        developer: (get developer bid),
        reason: reason,
        amount: (get escrow bid),
      })
    )
    (map-set bids bid-id (merge bid { state: STATE_REFUNDED, escrow: u0 }))
    (credit (get developer bid) (get escrow bid))
    (print event)
  )
)

;; One tip moves from the bid to whoever pushed it on.
(define-private (tip-keeper (bid-id uint))
  (let (
      (bid (bid-of bid-id))
      (tip (get keeper-tip (terms-of bid-id)))
    )
    (map-set bids bid-id (merge bid { escrow: (- (get escrow bid) tip) }))
    (credit contract-caller tip)
    (print {
      topic: "keeper-tipped",
      bid-id: bid-id,
      keeper: contract-caller,
      amount: tip,
    })
    true
  )
)

;; Sorts a newcomer behind all that pay as much per time. In a full queue it
;; must beat the worst, whose money goes back.
(define-private (enter-queue
    (dataset-id uint)
    (bid-id uint)
    (amount uint)
    (time uint)
  )
  (let (
      (queue (get-queue dataset-id))
      (ahead (get ahead (fold count-ahead queue {
        amount: amount,
        time: time,
        ahead: u0,
      })))
    )
    (asserts! (< ahead u32) ERR_QUEUE_FULL)
    (match (element-at? queue u31)
      worst (begin
        (refund-bid worst "outbid")
        true
      )
      true
    )
    (ok (map-set queues dataset-id (insert (take queue u0 u31) ahead bid-id)))
  )
)

(define-private (count-ahead
    (bid-id uint)
    (newcomer { amount: uint, time: uint, ahead: uint })
  )
  (let ((bid (bid-of bid-id)))
    (if (>= (* (get amount bid) (get time newcomer))
        (* (get amount newcomer) (get time bid)))
      (merge newcomer { ahead: (+ (get ahead newcomer) u1) })
      newcomer
    )
  )
)

(define-private (leave-queue (dataset-id uint) (bid-id uint))
  (let (
      (queue (get-queue dataset-id))
      (place (unwrap-panic (index-of? queue bid-id)))
    )
    (map-set queues dataset-id
      (join (concat (take queue u0 place) (take queue (+ place u1) u32))))
  )
)

;; at most the items from one place to another; slice? itself allows no more
(define-private (take (items (list 32 uint)) (from uint) (to uint))
  (default-to (list) (slice? items from (min-of to (len items))))
)

(define-private (insert (items (list 32 uint)) (place uint) (item uint))
  (join (concat (take items u0 place) (list item) (take items place u32)))
)

(define-private (join (items (list 65 uint)))
  (unwrap-panic (as-max-len? items u32))
)

;; Serves the queue of a data set after a change: the best bids that fit are
;; matched, of a closed one all are refunded.
(define-private (run-queue (dataset-id uint))
  (let (
      (dataset (dataset-of dataset-id))
      (capacity (get capacity dataset))
      (running (get running dataset))
      (closed (is-some (get unlock dataset)))
      (strong (>= (get stake dataset) (get floor dataset)))
    )
    (map-set queues dataset-id
      (get kept (fold serve (get-queue dataset-id) {
        closed: closed,
        ask: (get ask dataset),
        free: (if (and strong (> capacity running)) (- capacity running) u0),
        kept: (list),
      })))
  )
)

(define-private (serve
    (bid-id uint)
    (acc { closed: bool, ask: uint, free: uint, kept: (list 32 uint) })
  )
  (let (
      (bid (bid-of bid-id))
      (fits (and
        (> (get free acc) u0)
        (>= (get amount bid) (* (get ask acc) (get time bid)))
      ))
    )
    (if (or
        (get closed acc)
        (and fits (passes-in (get deadline bid) (get time bid)))
      )
      (begin
        (refund-bid bid-id (if (get closed acc) "closed" "expired"))
        acc
      )
      (if fits
        (begin
          (match-bid bid-id)
          (merge acc { free: (- (get free acc) u1) })
        )
        (merge acc { kept: (join (append (get kept acc) bid-id)) })
      )
    )
  )
)

;; --- results ---

;; Called by the provider of a running bid: what it made and where it lies,
;; fixed for good. Nothing moves.
(define-public (publish-evidence
    (bid-id uint)
    (weights-hash (buff 32))
    (uri (string-ascii 256))
  )
  (let ((bid (unwrap! (get-bid bid-id) ERR_NO_BID)))
    (asserts! (is-eq contract-caller (get provider bid)) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get state bid) STATE_RUNNING) ERR_STATE)
    (asserts! (not (has-passed (get deadline bid))) ERR_TOO_LATE)
    (asserts! (> (len uri) u0) ERR_BAD_URI)
    (asserts! (is-eq (len weights-hash) u32) ERR_BAD_HASH)
    (map-set evidence bid-id { weights-hash: weights-hash, uri: uri })
    (map-set bids bid-id (merge bid { state: STATE_DELIVERED }))
    (ok (print {
      topic: "evidence-published",
      bid-id: bid-id,
      weights-hash: weights-hash,
      uri: uri,
    }))
  )
)

;; Called by provider or developer to claim a score on the hold-out set and open
;; the contest window. A bond of one committee fee moves from the caller.
(define-public (submit-validation-result
    (model-id uint)
    (bid-id uint)
    (score uint)
  )
  (let (
      (bid (unwrap! (get-bid bid-id) ERR_NO_BID))
      (terms (terms-of bid-id))
      (bond (get committee-fee terms))
      (by-provider (is-eq contract-caller (get provider bid)))
      (change {
        state: STATE_CLAIMED,
        deadline: (in-blocks (get contest-window terms)),
        escrow: (+ (get escrow bid) bond),
        by-provider: by-provider,
        score: score,
      })
    )
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (asserts! (or by-provider (is-eq contract-caller (get developer bid)))
      ERR_NOT_AUTHORISED)
    (asserts! (is-eq (some bid-id) (get-model model-id)) ERR_NO_MODEL)
    (asserts! (is-eq (get state bid) STATE_DELIVERED) ERR_STATE)
    (asserts! (not (has-passed (get deadline bid))) ERR_TOO_LATE)
    (asserts! (<= score MAX_SCORE) ERR_BAD_SCORE)
    (map-set bids bid-id (merge bid change))
    (try! (pay-in bond))
    (print (merge change {
      topic: "result-claimed",
      bid-id: bid-id,
      model-id: model-id,
      claimant: contract-caller,
      bond: bond,
      result: true,
    }))
    (ok true)
  )
)

;; Called by the other party within the contest window. The bid is settled at
;; the claimed score; below the slash line both have signed, so the stake is
;; slashed.
(define-public (accept-result (bid-id uint))
  (let ((bid (try! (claimed-bid-of-other bid-id))))
    (ok (settle bid-id "accepted" (some (get score bid)) true PAYS_NOBODY u0))
  )
)

;; Called by the other party within the contest window to have a committee
;; decide between two scores. The same bond moves from the caller.
(define-public (contest-result (bid-id uint) (counter-score uint))
  (let (
      (bid (try! (claimed-bid-of-other bid-id)))
      (bond (get committee-fee (terms-of bid-id)))
    )
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (asserts! (<= counter-score MAX_SCORE) ERR_BAD_SCORE)
    (asserts! (not (is-eq counter-score (get score bid))) ERR_SAME_SCORE)
    (map-set bids bid-id
      (merge bid {
        escrow: (+ (get escrow bid) bond),
        counter-score: counter-score,
      }))
    (await-draw bid-id u1 false)
    (try! (pay-in bond))
    (ok (print {
      topic: "result-contested",
      bid-id: bid-id,
      contestant: contract-caller,
      counter-score: counter-score,
      bond: bond,
    }))
  )
)

;; Called by anyone after the contest window. Silence settles the payment at the
;; claimed score and never slashes. One tip moves to the caller.
(define-public (settle-unanswered (bid-id uint))
  (let ((bid (unwrap! (get-bid bid-id) ERR_NO_BID)))
    (asserts! (is-eq (get state bid) STATE_CLAIMED) ERR_STATE)
    (asserts! (has-passed (get deadline bid)) ERR_TOO_EARLY)
    (tip-keeper bid-id)
    (ok (settle bid-id "unanswered" (some (get score bid)) false PAYS_NOBODY
      u0))
  )
)

;; Called once by each of provider, developer and paid validators; a claim left
;; unanswered is settled first. The caller's part moves to the caller.
(define-public (claim-validation-reward (model-id uint))
  (let ((bid-id (unwrap! (get-model model-id) ERR_NO_MODEL)))
    (if (is-eq (get state (bid-of bid-id)) STATE_CLAIMED)
      (begin
        (try! (settle-unanswered bid-id))
        true
      )
      true
    )
    (let (
        (bid (bid-of bid-id))
        (amount (due-of bid-id contract-caller))
      )
      (asserts! (is-eq (get state bid) STATE_SETTLED) ERR_STATE)
      (asserts! (> amount u0) ERR_NOTHING_DUE)
      (map-delete dues { bid-id: bid-id, who: contract-caller })
      (try! (pay-out amount contract-caller))
      (print {
        topic: "reward-claimed",
        model-id: model-id,
        bid-id: bid-id,
        claimant: contract-caller,
        amount: amount,
      })
      (ok amount)
    )
  )
)

(define-private (claimed-bid-of-other (bid-id uint))
  (let ((bid (unwrap! (get-bid bid-id) ERR_NO_BID)))
    (asserts!
      (is-eq contract-caller (if (get by-provider bid)
        (get developer bid)
        (get provider bid)
      )) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get state bid) STATE_CLAIMED) ERR_STATE)
    (asserts! (not (has-passed (get deadline bid))) ERR_TOO_LATE)
    (ok bid)
  )
)

;; Ends a claimed or contested bid; no score splits it. `pays` bears the fees of
;; the paid seats. The developer gets what nobody else does, so that the parts
;; add up to the escrow.
(define-private (settle
    (bid-id uint)
    (path (string-ascii 10))
    (score (optional uint))
    (may-slash bool)
    (pays uint)
    (seats uint)
  )
  (let (
      (bid (bid-of bid-id))
      (terms (terms-of bid-id))
      (amount (get amount bid))
      (line (get slash-line terms))
      (fees (* seats (/ (get committee-fee terms) (len SEATS))))
      (full (get threshold terms))
      (price (match score
        final (if (>= final full)
          amount
          (if (< final line) u0 (/ (* amount (- final line)) (- full line)))
        )
        (/ amount u2)
      ))
      (bond (if (or (get by-provider bid) (> (get round bid) u0))
        (get committee-fee terms)
        u0
      ))
      (share (if (is-eq pays PAYS_PROVIDER)
        fees
        (if (is-eq pays PAYS_BOTH) (/ fees u2) u0)
      ))
      (slashed (if (and may-slash (< (default-to MAX_SCORE score) line))
        (part-of (get stake (dataset-of (get dataset-id bid)))
          (get dataset-slash-bps terms))
        u0
      ))
      (compensation (min-of amount (part-of slashed COMPENSATION_BPS)))
      (bounty (if (or
          (is-eq pays PAYS_PROVIDER)
          (and (is-eq (get round bid) u0) (not (get by-provider bid)))
        )
        (part-of slashed (get bounty-bps terms))
        u0
      ))
      (provider-due (- (+ price bond) share))
      (developer-due (- (+ (get escrow bid) compensation bounty) provider-due
        fees))
      (event {
        topic: "result-settled",
        bid-id: bid-id,
        model-id: (get model-id bid),
        dataset-id: (get dataset-id bid),
        path: path,
        score: score,
        price: price,
        provider-due: provider-due,
        developer-due: developer-due,
        fees: fees,
        slashed: slashed,
        compensation: compensation,
        bounty: bounty,
        treasury: (- slashed compensation bounty),
      })
    )
    (map-set bids bid-id
      (merge bid { state: STATE_SETTLED, final-score: score, escrow: u0 }))
    (add-due bid-id (get provider bid) provider-due)
    (add-due bid-id (get developer bid) developer-due)
    (var-set treasury-due (+ (var-get treasury-due) (get treasury event)))
    (print event)
    (finish-run (get dataset-id bid) slashed score)
    event
  )
)

(define-private (due-of (bid-id uint) (who principal))
  (default-to u0 (map-get? dues { bid-id: bid-id, who: who }))
)

(define-private (add-due (bid-id uint) (who principal) (amount uint))
  (map-set dues { bid-id: bid-id, who: who } (+ (due-of bid-id who) amount))
)

;; --- committee ---

;; Called by anyone from the fourth burn block after a contest to seat the
;; committee. Too late for the weights of that time, another seed is awaited;
;; with nobody to draw, or three draws missed, the bid is split. One tip moves
;; to the caller.
(define-public (draw-committee (bid-id uint))
  (let ((bid (unwrap! (get-bid bid-id) ERR_NO_BID)))
    (asserts! (is-eq (get state bid) STATE_CONTESTED) ERR_STATE)
    (asserts! (> burn-block-height (get seed-height bid)) ERR_TOO_EARLY)
    (tip-keeper bid-id)
    (let (
        (height (get seed-height bid))
        (generation (generation-at (- height SEED_DELAY)))
        (header (unwrap-panic (get-burn-block-info? header-hash height)))
        (seed (sha256 (concat header
          (unwrap-panic (to-consensus-buff? {
            bid-id: bid-id,
            round: (get round bid),
          })))))
        (drawn (get-draw seed generation (get developer bid)
          (get provider bid)))
        (outcome (if (> (get weight drawn) u0)
          "drawn"
          (if (and (is-lost generation) (< (get round bid) MAX_ROUNDS))
            "missed"
            "nobody"
          )
        ))
        (event {
          topic: "committee-drawn",
          bid-id: bid-id,
          round: (get round bid),
          outcome: outcome,
          weight: (get weight drawn),
          voters: (get voters drawn),
        })
      )
      (print event)
      (if (is-eq outcome "drawn")
        (seat-committee bid-id (get voters drawn))
        (if (is-eq outcome "missed")
          (await-draw bid-id (+ (get round bid) u1) (get silent bid))
          (split bid-id)
        )
      )
      (ok event)
    )
  )
)

;; Called by a drawn validator before the commit deadline, once per round
;; however many seats it holds. Nothing moves.
(define-public (commit-vote (bid-id uint) (commitment (buff 32)))
  (let (
      (ballot (try! (own-ballot bid-id)))
      (committee (get committee ballot))
      (seat (get seat ballot))
      (commitments (get commitments committee))
    )
    (asserts! (not (has-passed (get commit-by ballot))) ERR_TOO_LATE)
    (asserts! (is-eq (len commitment) u32) ERR_BAD_HASH)
    (asserts! (is-eq (element-at? commitments seat) (some NO_COMMITMENT))
      ERR_ALREADY_VOTED)
    (map-set committees bid-id
      (merge committee {
        commitments: (unwrap-panic (replace-at? commitments seat commitment)),
      }))
    (ok (print {
      topic: "vote-committed",
      bid-id: bid-id,
      round: (get round committee),
      voter: contract-caller,
      commitment: commitment,
    }))
  )
)

;; Called by a drawn validator between the commit and the reveal deadline, once:
;; opens its commitment. Nothing moves.
(define-public (reveal-vote (bid-id uint) (vote uint) (salt (buff 32)))
  (let (
      (ballot (try! (own-ballot bid-id)))
      (committee (get committee ballot))
      (round (get round committee))
      (seat (get seat ballot))
      (votes (get votes committee))
      (commitment (get-commitment (get model-id ballot) bid-id round
        contract-caller vote salt))
    )
    (asserts! (has-passed (get commit-by ballot)) ERR_TOO_EARLY)
    (asserts! (not (has-passed (get reveal-by committee))) ERR_TOO_LATE)
    (asserts! (<= vote VOTE_NO_PROVIDER) ERR_BAD_SCORE)
    (asserts! (is-eq (value-at votes seat) UNREVEALED) ERR_ALREADY_VOTED)
    (asserts!
      (is-eq (element-at? (get commitments committee) seat) (some commitment))
      ERR_BAD_REVEAL)
    (map-set committees bid-id
      (merge committee { votes: (unwrap-panic (replace-at? votes seat vote)) }))
    (ok (print {
      topic: "vote-revealed",
      bid-id: bid-id,
      round: round,
      voter: contract-caller,
      vote: vote,
    }))
  )
)

;; Called by anyone after the reveal deadline to count, slash no-shows and votes
;; off the median, and settle. With no reveal the draw is repeated once, then
;; the bid is split. One tip moves to the caller.
(define-public (finalize-verdict (bid-id uint))
  (let (
      (bid (unwrap! (get-bid bid-id) ERR_NO_BID))
      (committee (unwrap! (get-committee bid-id) ERR_STATE))
    )
    (asserts! (is-eq (get state bid) STATE_VOTING) ERR_STATE)
    (asserts! (has-passed (get reveal-by committee)) ERR_TOO_EARLY)
    (tip-keeper bid-id)
    (let (
        (terms (terms-of bid-id))
        (seat-fee (/ (get committee-fee terms) (len SEATS)))
        (votes (get seats (fold add-vote (get voters committee) {
          voters: (get voters committee),
          votes: (get votes committee),
          seats: (list),
        })))
        (claimed (get score bid))
        (countered (get counter-score bid))
        (distance (get outlier-distance terms))
        (verdict (if (get by-provider bid)
          (rule votes countered claimed distance)
          (rule votes claimed countered distance)
        ))
        (outcome (get outcome verdict))
        (seats (get paid (fold close-seat (get voters committee) {
          bid-id: bid-id,
          votes: votes,
          low: (get low verdict),
          high: (get high verdict),
          seat-fee: seat-fee,
          outlier-bps: (if (is-eq outcome "median")
            (get outlier-slash-bps terms)
            u0
          ),
          no-show-bps: (get no-show-slash-bps terms),
          seat: u0,
          paid: u0,
        })))
        (event {
          topic: "verdict-reached",
          bid-id: bid-id,
          round: (get round bid),
          outcome: outcome,
          score: (get score verdict),
          pays: (get pays verdict),
          seats: seats,
        })
      )
      (print event)
      (if (is-eq outcome "silent")
        (if (get silent bid)
          (split bid-id)
          (await-draw bid-id (+ (get round bid) u1) true)
        )
        (begin
          (settle bid-id "verdict" (get score verdict) true (get pays verdict)
            seats)
          true
        )
      )
      (ok event)
    )
  )
)

;; the caller's seat in a round that votes
(define-private (own-ballot (bid-id uint))
  (let (
      (bid (unwrap! (get-bid bid-id) ERR_NO_BID))
      (committee (unwrap! (get-committee bid-id) ERR_STATE))
    )
    (asserts! (is-eq (get state bid) STATE_VOTING) ERR_STATE)
    (ok {
      committee: committee,
      seat: (unwrap! (index-of? (get voters committee) contract-caller)
        ERR_NOT_DRAWN),
      model-id: (get model-id bid),
      commit-by: (get deadline bid),
    })
  )
)

;; Awaits the header that seeds the next draw.
(define-private (await-draw (bid-id uint) (round uint) (silent bool))
  (let (
      (change {
        state: STATE_CONTESTED,
        round: round,
        silent: silent,
        seed-height: (+ burn-block-height SEED_DELAY),
      })
    )
    (map-set bids bid-id (merge (bid-of bid-id) change))
    (print (merge change { topic: "draw-awaited", bid-id: bid-id }))
    true
  )
)

(define-private (split (bid-id uint))
  (begin
    (settle bid-id "split" none false PAYS_NOBODY u0)
    true
  )
)

(define-private (seat-committee (bid-id uint) (voters (list 7 principal)))
  (let (
      (bid (bid-of bid-id))
      (terms (terms-of bid-id))
      (window (get commit-window terms))
      (commit-by (in-blocks window))
      (committee {
        round: (get round bid),
        voters: voters,
        commitments: NO_COMMITMENTS,
        votes: NO_VOTES,
        reveal-by: (in-blocks (+ window (get reveal-window terms))),
      })
    )
    (map-set bids bid-id
      (merge bid { state: STATE_VOTING, deadline: commit-by }))
    (map-set committees bid-id committee)
    (map take-seat voters)
    (print (merge committee {
      topic: "voting-opened",
      bid-id: bid-id,
      commit-by: commit-by,
    }))
    true
  )
)

(define-private (take-seat (voter principal))
  (let ((validator (validator-of voter)))
    (map-set validators voter
      (merge validator { seats: (+ (get seats validator) u1) }))
  )
)

;; Appends a seat's vote: a validator's one vote stands at its first seat.
(define-private (add-vote
    (voter principal)
    (acc {
      voters: (list 7 principal),
      votes: (list 7 uint),
      seats: (list 7 uint),
    })
  )
  (let ((first (unwrap-panic (index-of? (get voters acc) voter))))
    (merge acc {
      seats: (unwrap-panic (as-max-len?
        (append (get seats acc) (value-at (get votes acc) first)) u7)),
    })
  )
)

(define-private (is-revealed (vote uint))
  (not (is-eq vote UNREVEALED))
)

(define-private (is-score (vote uint))
  (<= vote MAX_SCORE)
)

(define-private (is-no-provider (vote uint))
  (is-eq vote VOTE_NO_PROVIDER)
)

;; What the seats say: more than half of the revealed "unavailable" makes that
;; side lose to the other's score; else the median decides, and the score
;; farther from it pays the committee. Votes from low to high are paid.
(define-private (rule
    (votes (list 7 uint))
    (developer-score uint)
    (provider-score uint)
    (distance uint)
  )
  (let (
      (revealed (len (filter is-revealed votes)))
      (scores (filter is-score votes))
      (no-provider (len (filter is-no-provider votes)))
      (no-developer (- revealed (len scores) no-provider))
    )
    (if (is-eq revealed u0)
      (ruling "silent" none PAYS_NOBODY UNREVEALED u0)
      (if (> (* u2 no-provider) revealed)
        (ruling "no-provider" (some developer-score) PAYS_PROVIDER
          VOTE_NO_PROVIDER VOTE_NO_PROVIDER)
        (if (> (* u2 no-developer) revealed)
          (ruling "no-developer" (some provider-score) PAYS_DEVELOPER
            VOTE_NO_DEVELOPER VOTE_NO_DEVELOPER)
          (if (is-eq (len scores) u0)
            (ruling "tied" none PAYS_BOTH VOTE_NO_DEVELOPER VOTE_NO_PROVIDER)
            (let ((median (median-of scores)))
              (ruling "median" (some median)
                (farther (gap developer-score median)
                  (gap provider-score median))
                (- median (min-of median distance))
                (min-of (+ median distance) MAX_SCORE))
            )
          )
        )
      )
    )
  )
)

(define-private (ruling
    (outcome (string-ascii 12))
    (score (optional uint))
    (pays uint)
    (low uint)
    (high uint)
  )
  { outcome: outcome, score: score, pays: pays, low: low, high: high }
)

(define-private (farther (developer-gap uint) (provider-gap uint))
  (if (is-eq developer-gap provider-gap)
    PAYS_BOTH
    (if (> developer-gap provider-gap) PAYS_DEVELOPER PAYS_PROVIDER)
  )
)

(define-private (median-of (scores (list 7 uint)))
  (unwrap-panic (element-at? (fold sort-in scores (list))
    (/ (- (len scores) u1) u2)))
)

(define-private (sort-in (score uint) (sorted (list 32 uint)))
  (insert sorted (get upto (fold count-upto sorted { score: score, upto: u0 }))
    score)
)

(define-private (count-upto (other uint) (acc { score: uint, upto: uint }))
  (if (<= other (get score acc))
    (merge acc { upto: (+ (get upto acc) u1) })
    acc
  )
)

;; Ends one seat: pays its validator, or slashes it to the treasury, as nobody
;; near a dispute may gain from a validator's failure.
(define-private (close-seat
    (voter principal)
    (acc {
      bid-id: uint,
      votes: (list 7 uint),
      low: uint,
      high: uint,
      seat-fee: uint,
      outlier-bps: uint,
      no-show-bps: uint,
      seat: uint,
      paid: uint,
    })
  )
  (let (
      (validator (validator-of voter))
      (vote (value-at (get votes acc) (get seat acc)))
      (paid (and (>= vote (get low acc)) (<= vote (get high acc))))
      (fee (if paid (get seat-fee acc) u0))
      (rate (if (is-revealed vote)
        (if (or paid (not (is-score vote))) u0 (get outlier-bps acc))
        (get no-show-bps acc)
      ))
      (slashed (part-of (get stake validator) rate))
      (change {
        stake: (- (get stake validator) slashed),
        seats: (- (get seats validator) u1),
      })
    )
    (put-validator voter (merge validator change))
    (var-set treasury-due (+ (var-get treasury-due) slashed))
    (add-due (get bid-id acc) voter fee)
    (print (merge change {
      topic: "seat-closed",
      bid-id: (get bid-id acc),
      validator: voter,
      vote: vote,
      fee: fee,
      slashed: slashed,
    }))
    (merge acc {
      seat: (+ (get seat acc) u1),
      paid: (+ (get paid acc) (if paid u1 u0)),
    })
  )
)

;; --- validators ---

;; Called by anyone who wants to vote for pay. The stake moves from the caller
;; into the contract; it weighs in draws from two generations later.
(define-public (register-validator (stake uint))
  (let (
      (values (try! (opening-settings (list
        "market-min-validator-stake" "market-unbonding"))))
      (floor (value-at values u0))
    )
    (asserts! (is-none (map-get? validators contract-caller))
      ERR_ALREADY_REGISTERED)
    (asserts! (is-amount stake floor) ERR_BAD_AMOUNT)
    (let (
        (slot (try! (next-slot)))
        (validator {
          slot: slot,
          stake: stake,
          floor: floor,
          seats: u0,
          unbonding: (value-at values u1),
          unlock: none,
        })
      )
      (map-set slots slot contract-caller)
      (put-validator contract-caller validator)
      (try! (pay-in stake))
      (ok (print (merge validator {
        topic: "validator-registered",
        validator: contract-caller,
      })))
    )
  )
)

;; Called by a validator to strengthen its stake to at least the minimum. The
;; amount moves from the caller into the stake.
(define-public (top-up-validator (amount uint))
  (let (
      (validator (try! (own-active-validator)))
      (stake (+ (get stake validator) (min-of amount MAX_AMOUNT)))
    )
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (asserts! (is-amount amount u1) ERR_BAD_AMOUNT)
    (asserts! (>= stake (get floor validator)) ERR_BAD_AMOUNT)
    (put-validator contract-caller (merge validator { stake: stake }))
    (try! (pay-in amount))
    (ok (print {
      topic: "validator-topped-up",
      validator: contract-caller,
      amount: amount,
      stake: stake,
    }))
  )
)

;; Called by a validator to leave. It may still be drawn for two generations,
;; which the unbonding outlasts. Nothing moves.
(define-public (request-validator-unstake)
  (let (
      (validator (try! (own-active-validator)))
      (unlock (in-blocks (get unbonding validator)))
    )
    (put-validator contract-caller (merge validator { unlock: (some unlock) }))
    (ok (print {
      topic: "validator-unstaking",
      validator: contract-caller,
      unlock: unlock,
    }))
  )
)

;; Called by a validator after its unbonding, when it sits on no committee. What
;; is left of the stake moves to the caller, its slot to the next validator.
(define-public (withdraw-validator-stake)
  (let (
      (validator (unwrap! (get-validator contract-caller) ERR_NO_VALIDATOR))
      (amount (get stake validator))
      (slot (get slot validator))
    )
    (asserts! (is-unlocked (get unlock validator) (get seats validator))
      ERR_STAKE_LOCKED)
    (map-delete validators contract-caller)
    (map-delete slots slot)
    (map-set free-slots (var-get free-count) slot)
    (var-set free-count (+ (var-get free-count) u1))
    (try! (pay-out amount contract-caller))
    (ok (print {
      topic: "validator-withdrawn",
      validator: contract-caller,
      slot: slot,
      amount: amount,
    }))
  )
)

(define-private (own-active-validator)
  (let ((validator (unwrap! (get-validator contract-caller) ERR_NO_VALIDATOR)))
    (asserts! (is-none (get unlock validator)) ERR_CLOSED)
    (ok validator)
  )
)

;; The slot given back last, else a new one. Slots come back only when their
;; weight has left all generations to draw from.
(define-private (next-slot)
  (let (
      (free (var-get free-count))
      (fresh (var-get slot-count))
    )
    (if (> free u0)
      (begin
        (var-set free-count (- free u1))
        (ok (unwrap-panic (map-get? free-slots (- free u1))))
      )
      (begin
        (asserts! (< fresh FIRST_LEAF) ERR_VALIDATORS_FULL)
        (var-set slot-count (+ fresh u1))
        (ok fresh)
      )
    )
  )
)

;; what a validator weighs in draws: nothing below its minimum, or leaving
(define-private (weight-of (who principal))
  (match (map-get? validators who)
    validator (if (and
        (is-none (get unlock validator))
        (>= (get stake validator) (get floor validator))
      )
      (get stake validator)
      u0
    )
    u0
  )
)

(define-private (put-validator
    (who principal)
    (validator {
      slot: uint,
      stake: uint,
      floor: uint,
      seats: uint,
      unbonding: uint,
      unlock: (optional { stacks: uint, burn: uint }),
    })
  )
  (let ((before (weight-of who)))
    (map-set validators who validator)
    (let ((now (weight-of who)))
      (if (is-eq now before)
        u0
        (get leaf (fold shift-weight TREE_DIVISORS {
          leaf: (+ FIRST_LEAF (get slot validator)),
          plus: now,
          minus: before,
        }))
      )
    )
  )
)

;; --- tree of weights ---

;; The children's sums below a node as they act in a generation, which must not
;; lie before the last one.
(define-private (weights-in (node-id uint) (generation uint))
  (let ((node (default-to NEW_NODE (map-get? nodes node-id))))
    (unwrap-panic (element-at? (get sums node)
      (min-of u3 (- (+ generation u1) (get generation node)))))
  )
)

;; Changes one child's sum on one level from two generations on.
(define-private (shift-weight
    (divisor uint)
    (change { leaf: uint, plus: uint, minus: uint })
  )
  (let (
      (child (/ (get leaf change) divisor))
      (node-id (/ child TREE_WIDTH))
      (index (mod child TREE_WIDTH))
      (now (get-generation))
      (latest (weights-in node-id (+ now u2)))
      (sum (- (+ (value-at latest index) (get plus change)) (get minus change)))
    )
    (map-set nodes node-id {
      generation: now,
      sums: (list
        (weights-in node-id (- now u1)) (weights-in node-id now)
        (weights-in node-id (+ now u1))
        (unwrap-panic (replace-at? latest index sum))),
    })
    change
  )
)

;; a principal's stretch of the line of all weights (empty for a stranger: its
;; leaf lies outside)
(define-private (piece-of (who principal) (generation uint))
  (let (
      (piece (fold add-left TREE_DIVISORS {
        leaf: (+ FIRST_LEAF
          (default-to FIRST_LEAF (get slot (map-get? validators who)))),
        generation: generation,
        from: u0,
        weight: u0,
      }))
    )
    { from: (get from piece), weight: (get weight piece) }
  )
)

;; adds what lies left of a leaf on one level; the first level has its weight
(define-private (add-left
    (divisor uint)
    (acc { leaf: uint, generation: uint, from: uint, weight: uint })
  )
  (let (
      (child (/ (get leaf acc) divisor))
      (weights (weights-in (/ child TREE_WIDTH) (get generation acc)))
      (index (mod child TREE_WIDTH))
    )
    (merge acc {
      from: (+ (get from acc) (fold +
        (default-to (list) (slice? weights u0 index)) u0)),
      weight: (if (is-eq divisor u1) (value-at weights index) (get weight acc)),
    })
  )
)

;; One seat: a point on the line without the parties' stretches, moved right
;; past those that lie before it, and the validator it falls on.
(define-private (draw-seat
    (seat uint)
    (acc {
      seed: (buff 32),
      generation: uint,
      weight: uint,
      low: { from: uint, weight: uint },
      high: { from: uint, weight: uint },
      voters: (list 7 principal),
    })
  )
  (let (
      (hash (sha256 (concat (get seed acc)
        (unwrap-panic (to-consensus-buff? seat)))))
      (random (buff-to-uint-be (unwrap-panic (as-max-len?
        (unwrap-panic (slice? hash u0 u16)) u16))))
      (point (past (get high acc)
        (past (get low acc) (mod random (get weight acc)))))
      (leaf (get node (fold descend TREE_DIVISORS {
        node: u1,
        rest: point,
        generation: (get generation acc),
      })))
      (voter (unwrap-panic (map-get? slots (- leaf FIRST_LEAF))))
    )
    (merge acc {
      voters: (unwrap-panic (as-max-len? (append (get voters acc) voter) u7)),
    })
  )
)

(define-private (past (piece { from: uint, weight: uint }) (point uint))
  (if (< point (get from piece)) point (+ point (get weight piece)))
)

;; to the child that holds the point, on one level
(define-private (descend
    (divisor uint)
    (acc { node: uint, rest: uint, generation: uint })
  )
  (let (
      (found (fold pass-child (weights-in (get node acc) (get generation acc)) {
        rest: (get rest acc),
        index: u0,
        found: false,
      }))
    )
    {
      node: (+ (* (get node acc) TREE_WIDTH) (get index found)),
      rest: (get rest found),
      generation: (get generation acc),
    }
  )
)

(define-private (pass-child
    (weight uint)
    (acc { rest: uint, index: uint, found: bool })
  )
  (if (get found acc)
    acc
    (if (< (get rest acc) weight)
      (merge acc { found: true })
      {
        rest: (- (get rest acc) weight),
        index: (+ (get index acc) u1),
        found: false,
      }
    )
  )
)

;; --- money ---

;; Called by anyone to move part of its internal balance (refunds, tips) to
;; itself.
(define-public (withdraw-balance (amount uint))
  (let ((balance (get-balance contract-caller)))
    (asserts! (and (> amount u0) (<= amount balance)) ERR_BAD_AMOUNT)
    (map-set balances contract-caller (- balance amount))
    (try! (pay-out amount contract-caller))
    (ok (print {
      topic: "balance-withdrawn",
      owner: contract-caller,
      amount: amount,
    }))
  )
)

;; Called by anyone to move slashed money, and gifts beyond the obligations, to
;; the treasury.
(define-public (skim)
  (let (
      (treasury (contract-call? .governance get-treasury))
      (slashed (var-get treasury-due))
      (surplus (- (stx-get-balance current-contract) (var-get obligations)))
    )
    (asserts! (> (+ slashed surplus) u0) ERR_NOTHING_DUE)
    (var-set treasury-due u0)
    (var-set obligations (+ (var-get obligations) surplus))
    (try! (pay-out (+ slashed surplus) treasury))
    (ok (print {
      topic: "surplus-skimmed",
      treasury: treasury,
      slashed: slashed,
      surplus: surplus,
    }))
  )
)

(define-private (credit (who principal) (amount uint))
  (map-set balances who (+ (get-balance who) amount))
)

(define-private (pay-in (amount uint))
  (begin
    (var-set obligations (+ (var-get obligations) amount))
    (unwrap! (stx-transfer? amount tx-sender current-contract) ERR_PAY_IN)
    (ok true)
  )
)

(define-private (pay-out (amount uint) (to principal))
  (begin
    (var-set obligations (- (var-get obligations) amount))
    (if (is-eq amount u0)
      (ok true)
      (ok (unwrap!
        (as-contract? ((with-stx amount))
          (unwrap! (stx-transfer? amount tx-sender to) ERR_PAY_OUT))
        ERR_PAY_OUT))
    )
  )
)

;; --- helpers ---

;; entries known to exist
(define-private (dataset-of (dataset-id uint))
  (unwrap-panic (map-get? datasets dataset-id))
)

(define-private (bid-of (bid-id uint))
  (unwrap-panic (map-get? bids bid-id))
)

(define-private (validator-of (who principal))
  (unwrap-panic (map-get? validators who))
)

(define-private (terms-of (bid-id uint))
  (unwrap-panic (map-get? bid-terms bid-id))
)

(define-private (is-amount (amount uint) (least uint))
  (and (> amount u0) (>= amount least) (<= amount MAX_AMOUNT))
)

(define-private (in-blocks (blocks uint))
  { stacks: (+ stacks-block-height blocks), burn: (+ burn-block-height blocks) }
)

(define-private (has-passed (deadline { stacks: uint, burn: uint }))
  (passes-in deadline u0)
)

;; whether a deadline will have passed after some more blocks
(define-private (passes-in
    (deadline { stacks: uint, burn: uint })
    (blocks uint)
  )
  (and
    (> (+ stacks-block-height blocks) (get stacks deadline))
    (> (+ burn-block-height blocks) (get burn deadline))
  )
)

(define-private (is-unlocked
    (unlock (optional { stacks: uint, burn: uint }))
    (bound uint)
  )
  (and (is-eq bound u0) (has-passed (unwrap! unlock false)))
)

(define-private (generation-at (burn-height uint))
  (+ (/ burn-height GENERATION_LENGTH) u1)
)

;; whether the weights of a generation are no longer kept
(define-private (is-lost (generation uint))
  (> (get-generation) (+ generation u1))
)

;; The parameters for opening something new, which a pause forbids.
(define-private (opening-settings (names (list 24 (string-ascii 32))))
  (let ((settings (contract-call? .governance get-settings names)))
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (asserts! (not (get paused settings)) ERR_PAUSED)
    (ok (get values settings))
  )
)

(define-private (value-at (values (list 24 uint)) (index uint))
  (unwrap-panic (element-at? values index))
)

(define-private (part-of (amount uint) (bps uint))
  (/ (* amount bps) BPS)
)

(define-private (min-of (a uint) (b uint))
  (if (< a b) a b)
)

(define-private (gap (a uint) (b uint))
  (if (> a b) (- a b) (- b a))
)
