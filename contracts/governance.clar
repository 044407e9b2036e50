;; governance: parameters with bounds, roles, pause and freeze flags of the
;; suite, and the votes, by locked STX, that change them.
;;
;; It calls no other contract and holds only the locks, deposits and tips of
;; its own votes. No vote can move a parameter past its bounds, touch a lock, or
;; reach the money of another contract.
;;
;; Trusted: the deployer for one call, finish-bootstrap; the guardian for
;; bounded pauses with a rest between them, and one veto per role question.
;; A time of n blocks is over when more than n Stacks blocks and more than n
;; Bitcoin blocks have passed: neither a fast nor a stalled chain cuts it short.

;; --- Constants

(define-constant DEPLOYER tx-sender)
(define-constant BPS u10000)

;; Kinds of proposals.
(define-constant PARAMETER "parameter")
(define-constant ROLE "role")
(define-constant PAUSE "pause")
(define-constant FREEZE "freeze")
(define-constant OWNER "owner")
(define-constant PROGRAM "program")
(define-constant VERIFIER "verifier")
(define-constant TREASURY "treasury")
(define-constant GUARDIAN "guardian")
(define-constant VAULTS "vaults")

;; States of a proposal. Clock and tally turn OPEN into one of the next six.
(define-constant OPEN "open")
(define-constant VOTING "voting")
(define-constant DEFEATED "defeated")
(define-constant QUEUED "queued")
(define-constant READY "ready")
(define-constant EXPIRED "expired")
(define-constant SUPERSEDED "superseded")
(define-constant EXECUTED "executed")
(define-constant VETOED "vetoed")
(define-constant CLOSED "closed")

;; Fields of an action that its kind does not use keep these values.
(define-constant BLANK {
  kind: "",
  name: "",
  who: current-contract,
  model: u0,
  hash: (sha256 0x),
  value: u0,
  words: u0,
  to: current-contract,
  enable: true,
  vaults: (list),
})

;; --- Errors

;; The caller is not the deployer, or not the guardian.
(define-constant ERR_NOT_AUTHORISED (err u101001))
;; The deployer has no power any more.
(define-constant ERR_BOOTSTRAP_FINISHED (err u101002))
;; No parameter has this name.
(define-constant ERR_UNKNOWN_PARAMETER (err u101003))
;; The value is outside the bounds.
(define-constant ERR_OUT_OF_BOUNDS (err u101004))
;; No such contract is deployed, or its code has another hash.
(define-constant ERR_CODE_MISMATCH (err u101005))
;; Treasury, each vault and governance must differ; the deployer is no guardian.
(define-constant ERR_BAD_PRINCIPAL (err u101006))
;; A model is frozen once only, else a freeze would have no bound.
(define-constant ERR_ALREADY_FROZEN (err u101007))
;; The model is not frozen now.
(define-constant ERR_NOT_FROZEN (err u101008))
;; Whoever pays must call without an intermediary.
(define-constant ERR_INDIRECT_CALL (err u101009))
;; Votes begin after finish-bootstrap.
(define-constant ERR_NOT_BOOTSTRAPPED (err u101010))
;; The weight is zero.
(define-constant ERR_ZERO_AMOUNT (err u101011))
;; No proposal has this id.
(define-constant ERR_UNKNOWN_PROPOSAL (err u101012))
;; The proposal is not in its voting period.
(define-constant ERR_VOTING_CLOSED (err u101013))
;; Votes are final.
(define-constant ERR_ALREADY_VOTED (err u101014))
;; The proposal is not passed, unlocked and unexpired.
(define-constant ERR_NOT_READY (err u101015))
;; The proposal is not defeated, expired or superseded.
(define-constant ERR_NOT_OVER (err u101016))
;; Only a role proposal that passed can be vetoed.
(define-constant ERR_NOT_VETOABLE (err u101017))
;; The question was vetoed before and voted again: the vote stands.
(define-constant ERR_ALREADY_VETOED (err u101018))
;; The caller has nothing locked.
(define-constant ERR_NO_LOCK (err u101019))
;; A timelock the caller voted for has not ended.
(define-constant ERR_LOCKED (err u101020))
;; The guardian must rest between two pauses.
(define-constant ERR_RESTING (err u101021))
;; The balance holds nothing beyond the obligations.
(define-constant ERR_NO_SURPLUS (err u101022))
;; The balance of the payer is too low.
(define-constant ERR_TRANSFER_FAILED (err u101023))

;; --- Data

;; True once the deployer has given up its power.
(define-data-var bootstrapped bool false)
;; Receives fees, forfeited deposits and surpluses.
(define-data-var treasury principal DEPLOYER)
;; May pause for a while and veto role proposals.
(define-data-var guardian (optional principal) none)
;; Contracts whose STX balances set the quorum.
(define-data-var vaults (list 8 principal) (list))
;; Pause by vote, until a vote ends it.
(define-data-var paused-by-vote bool false)
;; The last pause by the guardian.
(define-data-var last-pause {
  since: {
    stacks: uint, ;; height
    burn: uint, ;; height
  },
  pause: uint, ;; blocks since then of pause
  rest: uint, ;; blocks since then without another pause
} {
  since: {
    stacks: u0,
    burn: u0,
  },
  pause: u0,
  rest: u0,
})
;; Id of the newest proposal, u0 for none.
(define-data-var last-proposal uint u0)
;; micro-STX held for others: all locks, deposits and tips.
(define-data-var obligations uint u0)

(define-map parameters
  (string-ascii 32) ;; name
  {
    value: uint, ;; units are in the list below
    minimum: uint, ;; fixed for good
    maximum: uint, ;; fixed for good
  }
)

;; Contracts that hold a role.
(define-map roles
  {
    who: principal,
    role: (string-ascii 32),
  }
  bool ;; false when revoked
)

;; Approved training programs.
(define-map programs
  (buff 32) ;; hash
  {
    approved: bool, ;; false when retired
    epsilon: uint, ;; loss of privacy per run, millionths
    words: uint, ;; of output, at most
  }
)

;; Proof verifiers whose statements count no more.
(define-map retired-verifiers
  principal
  bool
)

;; The one freeze of a model, running or over.
(define-map freezes
  uint ;; model id
  {
    since: { ;; what accrues from here on is withheld
      stacks: uint, ;; height
      burn: uint, ;; height
    },
    blocks: uint, ;; after these it is released
    owner: (optional principal), ;; named by a second vote, ends the freeze
  }
)

(define-map proposals
  uint ;; id
  {
    proposer: principal, ;; gets the deposit back
    action: {
      kind: (string-ascii 9),
      name: (string-ascii 32), ;; of parameter or role
      who: principal, ;; role holder or verifier
      model: uint, ;; id of the model to freeze or assign
      hash: (buff 32), ;; of a program, of the code of a role holder
      value: uint, ;; new value of a parameter; blocks of a freeze; epsilon
      words: uint, ;; of a program
      to: principal, ;; new treasury, guardian or owner
      enable: bool, ;; grant, pause, approve, or the reverse
      vaults: (list 8 principal), ;; new list
    },
    subject: (buff 32), ;; key of the subjects map
    base: uint, ;; proposal that last decided the subject, u0 for none
    deposit: uint, ;; micro-STX
    tip: uint, ;; micro-STX for whoever ends the proposal
    quorum: uint, ;; micro-STX that must vote yes
    threshold: uint, ;; bps of the votes cast that must be yes
    since: {
      stacks: uint, ;; height
      burn: uint, ;; height
    },
    voting: uint, ;; blocks since then in which votes count
    timelock: uint, ;; blocks since then before it can be executed
    expiry: uint, ;; blocks since then after which it cannot
    yes: uint, ;; micro-STX
    no: uint, ;; micro-STX
    state: (string-ascii 10), ;; OPEN, EXECUTED, VETOED or CLOSED
  }
)

;; What last happened to a subject.
(define-map subjects
  (buff 32) ;; see open-proposal
  {
    decided: uint, ;; proposal last executed or vetoed, u0 for none
    vetoed: bool, ;; it was vetoed
  }
)

(define-map votes
  {
    proposal: uint,
    voter: principal,
  }
  {
    support: bool, ;; true is yes
    weight: uint, ;; micro-STX
  }
)

(define-map locks
  principal
  {
    amount: uint, ;; micro-STX
    release: { ;; withdrawable when both heights lie behind
      stacks: uint,
      burn: uint,
    },
  }
)

;; Parameters: name, start value, minimum, maximum.

;; micro-STX, bps, bps, then blocks.
(parameter "governance-quorum-floor" u100000000000 u10000000000 u50000000000000)
(parameter "governance-quorum-bps" u2500 u2500 u5000)
(parameter "governance-threshold-bps" u6000 u5001 u9000)
(parameter "governance-voting" u1008 u432 u2016)
(parameter "governance-timelock" u432 u144 u2016)
;; Longer than any unbonding, which is at most u2016.
(parameter "governance-role-timelock" u2160 u2160 u8640)
(parameter "governance-execution" u1008 u144 u4320)
;; micro-STX.
(parameter "governance-deposit" u100000000 u1000000 u10000000000)
(parameter "governance-keeper-tip" u10000 u1000 u1000000)
;; Blocks. The rest is never shorter than the pause.
(parameter "governance-guardian-pause" u432 u36 u1008)
(parameter "governance-guardian-rest" u2016 u1008 u8640)
;; Blocks. Long enough for a second vote and its timelock.
(parameter "governance-freeze" u5040 u4320 u8640)

;; bps.
(parameter "platform-fee-bps" u300 u0 u1000)

;; What the contracts of the suite share. micro-STX, bps of a slash.
(parameter "keeper-tip" u10000 u1000 u1000000)
(parameter "bounty-bps" u2000 u0 u2000)

;; data-rights. micro-STX, then blocks.
(parameter "data-min-stake" u1000000 u1000000 u1000000000)
(parameter "data-key-slash" u500000 u100000 u1000000)
(parameter "data-unbonding" u1008 u432 u2016)

;; computation-verification. micro-STX.
(parameter "compute-min-stake" u100000000 u10000000 u100000000000)
(parameter "audit-bond" u25000000 u1000000 u10000000000)
(parameter "challenge-bond" u50000000 u1000000 u10000000000)
;; Blocks. Audits are revealed before the challenges end.
(parameter "compute-unbonding" u1008 u432 u2016)
(parameter "result-window" u72 u36 u432)
(parameter "audit-reveal-window" u72 u36 u144)
(parameter "challenge-window" u144 u144 u1008)
(parameter "dispute-move-window" u36 u12 u144)
(parameter "dispute-clock" u288 u216 u1008)
(parameter "delivery-window" u144 u72 u1008)
;; Disputes.
(parameter "max-disputes" u8 u4 u32)

;; marketplace. micro-STX, bps of the base, micro-STX.
(parameter "audit-min-fee" u5000000 u10000 u1000000000)
(parameter "compute-bond-bps" u5000 u500 u10000)
(parameter "compute-min-bond" u10000000 u1000000 u10000000000)
(parameter "match-reserve" u1000000 u10000 u1000000000)
;; Blocks.
(parameter "key-window" u144 u72 u1008)
(parameter "confirm-window" u72 u36 u432)

;; neural-training-market. micro-STX.
(parameter "market-min-provider-stake" u1000000 u1000000 u1000000000)
(parameter "market-min-validator-stake" u100000000 u10000000 u100000000000)
(parameter "market-min-bid" u100000 u10000 u500000)
(parameter "market-committee-fee" u2100000 u70000 u700000000)
(parameter "market-keeper-tip" u10000 u1000 u1000000)
;; bps: of the stake, per seat, per seat, of the slash.
(parameter "market-dataset-slash-bps" u5000 u500 u10000)
(parameter "market-outlier-slash-bps" u250 u100 u3000)
(parameter "market-no-show-slash-bps" u200 u50 u2000)
(parameter "market-bounty-bps" u2000 u0 u2000)
;; Scores. The slash line is always below the threshold.
(parameter "market-score-threshold" u80 u60 u95)
(parameter "market-slash-line" u50 u20 u59)
(parameter "market-outlier-distance" u10 u5 u30)
;; Blocks.
(parameter "market-min-deadline" u100 u10 u150)
(parameter "market-max-deadline" u4320 u1008 u52560)
(parameter "market-contest-window" u144 u144 u1008)
(parameter "market-commit-window" u72 u36 u432)
(parameter "market-reveal-window" u72 u36 u432)
(parameter "market-unbonding" u1008 u432 u2016)

;; --- Read-only: for the other contracts

;; All that a consumer needs, in one call. Values come in the order of names; an
;; unknown name, a mistake of the caller, yields u0.
(define-read-only (get-settings (names (list 24 (string-ascii 32))))
  {
    paused: (is-paused),
    treasury: (var-get treasury),
    values: (map value-of names),
  }
)

(define-read-only (get-parameter (name (string-ascii 32)))
  (map-get? parameters name)
)

(define-read-only (is-paused)
  (let ((last (var-get last-pause)))
    (or
      (var-get paused-by-vote)
      (and
        (> (get pause last) u0)
        (not (is-over (get since last) (get pause last)))
      )
    )
  )
)

(define-read-only (get-treasury)
  (var-get treasury)
)

(define-read-only (has-role
    (who principal)
    (role (string-ascii 32))
  )
  (default-to false
    (map-get? roles {
      who: who,
      role: role,
    })
  )
)

;; Whether an account holds a role, and whether openings are paused.
(define-read-only (get-access
    (who principal)
    (role (string-ascii 32))
  )
  {
    allowed: (has-role who role),
    paused: (is-paused),
  }
)

;; True while income of the model is withheld.
(define-read-only (is-frozen (model uint))
  (is-ok (find-freeze model))
)

(define-read-only (get-freeze (model uint))
  (map-get? freezes model)
)

(define-read-only (is-program-approved (hash (buff 32)))
  (default-to false (get approved (map-get? programs hash)))
)

;; What an approved program takes from a privacy budget, and may put out.
(define-read-only (get-program (hash (buff 32)))
  (match (map-get? programs hash)
    program (if (get approved program)
      (some {
        epsilon: (get epsilon program),
        words: (get words program),
      })
      none
    )
    none
  )
)

(define-read-only (is-verifier-retired (verifier principal))
  (is-some (map-get? retired-verifiers verifier))
)

;; The verifiers of a list whose statements count.
(define-read-only (without-retired (verifiers (list 8 principal)))
  (filter is-verifier-active verifiers)
)

;; --- Read-only: for wallets

;; The proposal, its state being that of now.
(define-read-only (get-proposal (id uint))
  (match (map-get? proposals id)
    proposal (some (merge proposal { state: (state-of id) }))
    none
  )
)

(define-read-only (get-proposals (ids (list 10 uint)))
  (map get-proposal ids)
)

(define-read-only (get-vote
    (proposal uint)
    (voter principal)
  )
  (map-get? votes {
    proposal: proposal,
    voter: voter,
  })
)

(define-read-only (get-lock (voter principal))
  (map-get? locks voter)
)

;; What a proposal made now would pull, and the yes votes it would need.
(define-read-only (quote-proposal)
  {
    deposit: (value-of "governance-deposit"),
    tip: (value-of "governance-keeper-tip"),
    quorum: (quorum-now),
  }
)

(define-read-only (get-status)
  {
    bootstrapped: (var-get bootstrapped),
    guardian: (var-get guardian),
    last-pause: (var-get last-pause),
    paused-by-vote: (var-get paused-by-vote),
    vaults: (var-get vaults),
    last-proposal: (var-get last-proposal),
    obligations: (var-get obligations),
  }
)

;; --- Public: propose
;;
;; Anyone, for the deposit and the tip; in a pause too, it is the way out.

;; A new value for a parameter, within its bounds.
(define-public (propose-parameter
    (name (string-ascii 32))
    (value uint)
  )
  (let ((current (unwrap! (map-get? parameters name) ERR_UNKNOWN_PARAMETER)))
    (asserts!
      (and
        (>= value (get minimum current))
        (<= value (get maximum current))
      )
      ERR_OUT_OF_BOUNDS
    )
    (open-proposal (merge BLANK {
      kind: PARAMETER,
      name: name,
      value: value,
    }))
  )
)

;; Grants a role to the contract with this code hash, or revokes it. The hash is
;; checked here and at execution.
(define-public (propose-role
    (who principal)
    (role (string-ascii 32))
    (code (buff 32))
    (grant bool)
  )
  (begin
    (asserts! (is-eq (contract-hash? who) (ok code)) ERR_CODE_MISMATCH)
    (open-proposal (merge BLANK {
      kind: ROLE,
      name: role,
      who: who,
      hash: code,
      enable: grant,
    }))
  )
)

;; Pauses all that opens something new in the suite, or ends such a pause.
(define-public (propose-pause (paused bool))
  (open-proposal (merge BLANK {
    kind: PAUSE,
    enable: paused,
  }))
)

;; Withholds the income of a model for a while, once.
(define-public (propose-freeze (model uint))
  (begin
    (asserts! (is-none (map-get? freezes model)) ERR_ALREADY_FROZEN)
    (open-proposal (merge BLANK {
      kind: FREEZE,
      model: model,
      value: (value-of "governance-freeze"),
    }))
  )
)

;; Names the rightful owner of a frozen model, which ends the freeze.
(define-public (propose-owner
    (model uint)
    (owner principal)
  )
  (begin
    (try! (find-freeze model))
    (open-proposal (merge BLANK {
      kind: OWNER,
      model: model,
      to: owner,
    }))
  )
)

;; Approves a training program for the library of the suite, with the epsilon
;; that its documentation proves, in millionths, or retires it.
(define-public (propose-program
    (hash (buff 32))
    (epsilon uint)
    (words uint)
    (approve bool)
  )
  (open-proposal (merge BLANK {
    kind: PROGRAM,
    hash: hash,
    value: epsilon,
    words: words,
    enable: approve,
  }))
)

;; Retires a proof verifier, for good.
(define-public (propose-retirement (verifier principal))
  (open-proposal (merge BLANK {
    kind: VERIFIER,
    who: verifier,
  }))
)

(define-public (propose-treasury (who principal))
  (begin
    (try! (check-treasury who))
    (open-proposal (merge BLANK {
      kind: TREASURY,
      to: who,
    }))
  )
)

(define-public (propose-guardian (who principal))
  (open-proposal (merge BLANK {
    kind: GUARDIAN,
    to: who,
  }))
)

;; Names the contracts whose STX balances set the quorum.
(define-public (propose-vaults (new-vaults (list 8 principal)))
  (begin
    (try! (check-vaults new-vaults))
    (open-proposal (merge BLANK {
      kind: VAULTS,
      vaults: new-vaults,
    }))
  )
)

;; --- Public: vote

;; Anyone. Casts a final vote; pulls what the caller's lock lacks to its weight.
;; The lock lasts to the end of the timelock, and counts once in every vote.
(define-public (vote
    (id uint)
    (support bool)
    (weight uint)
  )
  (let (
      (voter contract-caller)
      (proposal (unwrap! (map-get? proposals id) ERR_UNKNOWN_PROPOSAL))
      (since (get since proposal))
      (timelock (get timelock proposal))
      (lock (default-to {
        amount: u0,
        release: since,
      }
        (map-get? locks voter)
      ))
      (release (get release lock))
      (missing (- (larger weight (get amount lock)) (get amount lock)))
      (event {
        topic: "vote",
        id: id,
        voter: voter,
        support: support,
        weight: weight,
        pulled: missing,
        release: {
          stacks: (larger (get stacks release) (+ (get stacks since) timelock)),
          burn: (larger (get burn release) (+ (get burn since) timelock)),
        },
      })
    )
    (asserts! (is-eq tx-sender voter) ERR_INDIRECT_CALL)
    (asserts! (> weight u0) ERR_ZERO_AMOUNT)
    (asserts! (is-eq (state-of id) VOTING) ERR_VOTING_CLOSED)
    (asserts!
      (map-insert votes {
        proposal: id,
        voter: voter,
      } {
        support: support,
        weight: weight,
      })
      ERR_ALREADY_VOTED
    )
    (asserts! (<= missing (stx-get-balance voter)) ERR_TRANSFER_FAILED)
    (map-set proposals id
      (if support
        (merge proposal { yes: (+ (get yes proposal) weight) })
        (merge proposal { no: (+ (get no proposal) weight) })
      )
    )
    (map-set locks voter {
      amount: (+ (get amount lock) missing),
      release: (get release event),
    })
    (and (> missing u0) (try! (pull missing)))
    (print event)
    (ok event)
  )
)

;; --- Public: end

;; Anyone, between timelock and expiry of a passed proposal. Makes the change,
;; returns the deposit to the proposer, pays the tip to the caller.
(define-public (execute (id uint))
  (let (
      (proposal (unwrap! (map-get? proposals id) ERR_UNKNOWN_PROPOSAL))
      (action (get action proposal))
      (kind (get kind action))
      (name (get name action))
      (who (get who action))
      (model (get model action))
      (hash (get hash action))
      (value (get value action))
      (to (get to action))
      (enable (get enable action))
    )
    (asserts! (is-eq (state-of id) READY) ERR_NOT_READY)
    (map-set subjects (get subject proposal) {
      decided: id,
      vetoed: false,
    })
    (and
      (is-eq kind PARAMETER)
      (map-set parameters name
        (merge (unwrap! (map-get? parameters name) ERR_UNKNOWN_PARAMETER) {
          value: value,
        })
      )
    )
    (and
      (is-eq kind ROLE)
      (asserts! (is-eq (contract-hash? who) (ok hash)) ERR_CODE_MISMATCH)
      (map-set roles {
        who: who,
        role: name,
      }
        enable
      )
    )
    (and (is-eq kind PAUSE) (var-set paused-by-vote enable))
    (and
      (is-eq kind FREEZE)
      (map-set freezes model {
        since: (now),
        blocks: value,
        owner: none,
      })
    )
    (and
      (is-eq kind OWNER)
      (map-set freezes model (merge (try! (find-freeze model)) {
        owner: (some to),
      }))
    )
    (and
      (is-eq kind PROGRAM)
      (map-set programs hash {
        approved: enable,
        epsilon: value,
        words: (get words action),
      })
    )
    (and (is-eq kind VERIFIER) (map-set retired-verifiers who true))
    (and (is-eq kind TREASURY) (var-set treasury (try! (check-treasury to))))
    (and (is-eq kind GUARDIAN) (var-set guardian (some to)))
    (and
      (is-eq kind VAULTS)
      (var-set vaults (try! (check-vaults (get vaults action))))
    )
    (end-proposal "execute" id EXECUTED (get proposer proposal) contract-caller)
  )
)

;; Anyone, when a proposal is defeated, expired or superseded. The deposit goes
;; back if the vote drew a quorum or was superseded, else to the treasury; the
;; tip goes to the caller.
(define-public (close (id uint))
  (let (
      (proposal (unwrap! (map-get? proposals id) ERR_UNKNOWN_PROPOSAL))
      (state (state-of id))
      (superseded (is-eq state SUPERSEDED))
      (cast (+ (get yes proposal) (get no proposal)))
    )
    (asserts!
      (or superseded (is-eq state DEFEATED) (is-eq state EXPIRED))
      ERR_NOT_OVER
    )
    (end-proposal "close" id CLOSED
      (if (or superseded (>= cast (get quorum proposal)))
        (get proposer proposal)
        (var-get treasury)
      )
      contract-caller
    )
  )
)

;; Voter. Pays the caller its whole lock, once no vote holds it any more.
(define-public (withdraw-lock)
  (let (
      (voter contract-caller)
      (lock (unwrap! (map-get? locks voter) ERR_NO_LOCK))
      (event {
        topic: "withdraw-lock",
        voter: voter,
        amount: (get amount lock),
      })
    )
    (asserts! (is-over (get release lock) u0) ERR_LOCKED)
    (map-delete locks voter)
    (var-set obligations (- (var-get obligations) (get amount lock)))
    (try! (pay (get amount lock) voter))
    (print event)
    (ok event)
  )
)

;; Anyone. Moves STX that was sent here unasked to the treasury.
(define-public (skim)
  (let (
      (event {
        topic: "skim",
        treasury: (var-get treasury),
        amount: (- (stx-get-balance current-contract) (var-get obligations)),
      })
    )
    (asserts! (> (get amount event) u0) ERR_NO_SURPLUS)
    (try! (pay (get amount event) (get treasury event)))
    (print event)
    (ok event)
  )
)

;; --- Privileged: guardian

;; Guardian. Pauses for governance-guardian-pause blocks, then must rest.
(define-public (guardian-pause)
  (let (
      (last (var-get last-pause))
      (pause (value-of "governance-guardian-pause"))
      (next {
        since: (now),
        pause: pause,
        rest: (+ pause (value-of "governance-guardian-rest")),
      })
      (event (merge next {
        topic: "guardian-pause",
        guardian: contract-caller,
      }))
    )
    (asserts! (is-guardian) ERR_NOT_AUTHORISED)
    (asserts! (is-over (get since last) (get rest last)) ERR_RESTING)
    (var-set last-pause next)
    (print event)
    (ok event)
  )
)

;; Guardian. Ends a role proposal that passed; deposit and tip go back. It ends
;; the others on the subject too: voters who want it must propose and vote anew,
;; and then it stands. A veto is a second thought, not a refusal for ever.
(define-public (veto (id uint))
  (let (
      (proposal (unwrap! (map-get? proposals id) ERR_UNKNOWN_PROPOSAL))
      (subject (get subject proposal))
      (state (state-of id))
      (proposer (get proposer proposal))
    )
    (asserts! (is-guardian) ERR_NOT_AUTHORISED)
    (asserts!
      (and
        (is-eq (get kind (get action proposal)) ROLE)
        (or (is-eq state QUEUED) (is-eq state READY))
      )
      ERR_NOT_VETOABLE
    )
    (asserts! (not (get vetoed (history-of subject))) ERR_ALREADY_VETOED)
    (map-set subjects subject {
      decided: id,
      vetoed: true,
    })
    (end-proposal "veto" id VETOED proposer proposer)
  )
)

;; --- Privileged: deployer

;; Deployer, once. Wires the suite, gives up all power and opens the votes.
(define-public (finish-bootstrap
    (new-treasury principal)
    (new-guardian principal)
    (new-vaults (list 8 principal))
    (new-roles (list 16 {
      who: principal,
      role: (string-ascii 32),
    }))
  )
  (let (
      (event {
        topic: "finish-bootstrap",
        treasury: new-treasury,
        guardian: new-guardian,
        vaults: new-vaults,
        roles: new-roles,
      })
    )
    (asserts! (is-eq contract-caller DEPLOYER) ERR_NOT_AUTHORISED)
    (asserts! (not (var-get bootstrapped)) ERR_BOOTSTRAP_FINISHED)
    (asserts! (not (is-eq new-guardian DEPLOYER)) ERR_BAD_PRINCIPAL)
    (var-set bootstrapped true)
    (var-set guardian (some new-guardian))
    (var-set treasury (try! (check-treasury new-treasury)))
    (var-set vaults (try! (check-vaults new-vaults)))
    (try! (fold wire-role new-roles (ok true)))
    (print event)
    (ok event)
  )
)

(define-private (wire-role
    (grant {
      who: principal,
      role: (string-ascii 32),
    })
    (wired (response bool uint))
  )
  (begin
    (try! wired)
    (asserts! (is-ok (contract-hash? (get who grant))) ERR_CODE_MISMATCH)
    (ok (map-set roles grant true))
  )
)

;; --- Private: reading

(define-private (value-of (name (string-ascii 32)))
  (default-to u0 (get value (map-get? parameters name)))
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

(define-private (larger
    (a uint)
    (b uint)
  )
  (if (> a b)
    a
    b
  )
)

(define-private (is-verifier-active (verifier principal))
  (not (is-verifier-retired verifier))
)

(define-private (is-guardian)
  (is-eq (var-get guardian) (some contract-caller))
)

(define-private (history-of (subject (buff 32)))
  (default-to {
    decided: u0,
    vetoed: false,
  }
    (map-get? subjects subject)
  )
)

;; Superseded: the subject was decided since, its voters voted on another one.
(define-private (state-of (id uint))
  (let (
      (proposal (unwrap! (map-get? proposals id) CLOSED))
      (history (history-of (get subject proposal)))
      (since (get since proposal))
      (yes (get yes proposal))
      (cast (+ yes (get no proposal)))
    )
    (asserts! (is-eq (get state proposal) OPEN) (get state proposal))
    (asserts! (is-eq (get base proposal) (get decided history)) SUPERSEDED)
    (asserts! (is-over since (get voting proposal)) VOTING)
    (asserts!
      (and
        (>= yes (get quorum proposal))
        (>= (* yes BPS) (* cast (get threshold proposal)))
      )
      DEFEATED
    )
    (asserts! (is-over since (get timelock proposal)) QUEUED)
    (asserts! (not (is-over since (get expiry proposal))) EXPIRED)
    READY
  )
)

;; The yes votes a proposal needs. Balances stand in for what the vaults owe, as
;; this contract calls none of them: gifts only raise the bar.
(define-private (quorum-now)
  (larger (value-of "governance-quorum-floor")
    (/
      (* (fold + (map stx-get-balance (var-get vaults)) u0)
        (value-of "governance-quorum-bps")
      )
      BPS
    ))
)

;; --- Private: proposing

;; Copies its rules into the proposal: no later vote changes them. Roles and the
;; vaults, which set the quorum, change only after every stake could leave.
(define-private (open-proposal (action {
  kind: (string-ascii 9),
  name: (string-ascii 32),
  who: principal,
  model: uint,
  hash: (buff 32),
  value: uint,
  words: uint,
  to: principal,
  enable: bool,
  vaults: (list 8 principal),
}))
  (let (
      (id (+ (var-get last-proposal) u1))
      (kind (get kind action))
      (voting (value-of "governance-voting"))
      (timelock (+ voting
        (value-of (if (or (is-eq kind ROLE) (is-eq kind VAULTS))
          "governance-role-timelock"
          "governance-timelock"
        ))
      ))
      (subject (sha256 (unwrap-panic (to-consensus-buff? {
        kind: kind,
        name: (get name action),
        who: (get who action),
        model: (get model action),
        hash: (get hash action),
      }))))
      (proposal {
        proposer: contract-caller,
        action: action,
        subject: subject,
        base: (get decided (history-of subject)),
        deposit: (value-of "governance-deposit"),
        tip: (value-of "governance-keeper-tip"),
        quorum: (quorum-now),
        threshold: (value-of "governance-threshold-bps"),
        since: (now),
        voting: voting,
        timelock: timelock,
        expiry: (+ timelock (value-of "governance-execution")),
        yes: u0,
        no: u0,
        state: OPEN,
      })
      (event (merge proposal {
        topic: "propose",
        id: id,
      }))
    )
    (asserts! (is-eq tx-sender contract-caller) ERR_INDIRECT_CALL)
    (asserts! (var-get bootstrapped) ERR_NOT_BOOTSTRAPPED)
    (var-set last-proposal id)
    (map-set proposals id proposal)
    (try! (pull (+ (get deposit proposal) (get tip proposal))))
    (print event)
    (ok event)
  )
)

(define-private (end-proposal
    (topic (string-ascii 7))
    (id uint)
    (state (string-ascii 8))
    (refunded principal)
    (keeper principal)
  )
  (let (
      (proposal (unwrap! (map-get? proposals id) ERR_UNKNOWN_PROPOSAL))
      (deposit (get deposit proposal))
      (tip (get tip proposal))
      (event {
        topic: topic,
        id: id,
        action: (get action proposal),
        at: (now),
        refunded: refunded,
        deposit: deposit,
        keeper: keeper,
        tip: tip,
      })
    )
    (map-set proposals id (merge proposal { state: state }))
    (var-set obligations (- (var-get obligations) (+ deposit tip)))
    (try! (pay deposit refunded))
    (try! (pay tip keeper))
    (print event)
    (ok event)
  )
)

(define-private (parameter
    (name (string-ascii 32))
    (start uint)
    (minimum uint)
    (maximum uint)
  )
  (map-insert parameters name {
    value: start,
    minimum: minimum,
    maximum: maximum,
  })
)

;; --- Private: checking

(define-private (find-freeze (model uint))
  (let ((freeze (unwrap! (map-get? freezes model) ERR_NOT_FROZEN)))
    (asserts!
      (and
        (is-none (get owner freeze))
        (not (is-over (get since freeze) (get blocks freeze)))
      )
      ERR_NOT_FROZEN
    )
    (ok freeze)
  )
)

;; Paying the treasury must never be a transfer to oneself, which fails.
(define-private (check-treasury (who principal))
  (begin
    (asserts!
      (not (or
        (is-eq who current-contract)
        (is-some (index-of? (var-get vaults) who))
      ))
      ERR_BAD_PRINCIPAL
    )
    (ok who)
  )
)

(define-private (check-vaults (listed (list 8 principal)))
  (fold check-vault listed (ok (list)))
)

;; A vault is a contract; none is listed twice, so that none counts twice.
(define-private (check-vault
    (who principal)
    (checked (response (list 8 principal) uint))
  )
  (let ((others (try! checked)))
    (asserts! (is-ok (contract-hash? who)) ERR_CODE_MISMATCH)
    (asserts!
      (not (or
        (is-eq who current-contract)
        (is-eq who (var-get treasury))
        (is-some (index-of? others who))
      ))
      ERR_BAD_PRINCIPAL
    )
    (ok (unwrap-panic (as-max-len? (append others who) u8)))
  )
)

;; --- Private: money

(define-private (pull (amount uint))
  (begin
    (var-set obligations (+ (var-get obligations) amount))
    (ok (unwrap! (stx-transfer? amount contract-caller current-contract)
      ERR_TRANSFER_FAILED
    ))
  )
)

(define-private (pay
    (amount uint)
    (to principal)
  )
  (as-contract? ((with-stx amount))
    (unwrap! (stx-transfer? amount tx-sender to) ERR_TRANSFER_FAILED)
  )
)
