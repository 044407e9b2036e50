;; compensation: the vault. Every micro-STX of the suite lies here, in balances
;; and in entries: escrows of jobs, holds (stakes and bonds), pools of models.
;;
;; The contract that opened an entry is its controller for good: nobody else
;; moves it. The role "controller" lets a contract open entries; losing it stops
;; openings, never exits, so that no vote reaches money that is here already.
;; Payouts are credited to balances, and pulled from there.
;;
;; It never pays out of an entry more than is in it: obligations, the sum of all
;; that is owed, is never above the balance. It trusts governance for the list
;; of controllers and for the treasury.

;; --- Constants

(define-constant BPS u10000)
;; 10 billion STX: no product of two inputs comes near 2^128.
(define-constant MAX_AMOUNT u10000000000000000)
;; The prover of a fault gets at most this part of a slash.
(define-constant MAX_BOUNTY_BPS u2000)

;; --- Errors

;; The caller is not the controller of the entry, or not listed as one.
(define-constant ERR_NOT_AUTHORISED (err u102001))
;; Whoever pays must call without an unlisted intermediary.
(define-constant ERR_INDIRECT_CALL (err u102002))
;; The amount is zero, above 10 billion STX, or more than the entry has.
(define-constant ERR_BAD_AMOUNT (err u102003))
;; The payer has too little in balance and wallet.
(define-constant ERR_CANNOT_PAY (err u102004))
;; The balance, the surplus, what is leaving or what a share is due is nothing.
(define-constant ERR_NOTHING_DUE (err u102005))
;; The controller has an entry with this id.
(define-constant ERR_ENTRY_EXISTS (err u102006))
;; There is no such entry, share or parent, or it is another controller's.
(define-constant ERR_NO_ENTRY (err u102007))
;; An escrow pays its payer, those named as payees, and the treasury.
(define-constant ERR_NOT_A_PAYEE (err u102008))
;; The list of payees is full.
(define-constant ERR_TOO_MANY_PAYEES (err u102009))
;; All tips of the escrow are paid.
(define-constant ERR_NO_TIPS_LEFT (err u102010))
;; A stake leaves in one go; another part of it is leaving.
(define-constant ERR_LEAVING (err u102011))
;; The unbonding has not ended.
(define-constant ERR_TOO_EARLY (err u102012))
;; Shares of a pool are more than the whole, or a parent is not an older pool.
(define-constant ERR_BAD_SHARES (err u102013))
;; The payment does not cover what is due to the parents.
(define-constant ERR_BELOW_ROYALTIES (err u102014))
;; The vault cannot pay: never, while solvent.
(define-constant ERR_PAY_OUT (err u102015))

;; --- Data

;; micro-STX owed: balances, escrows, holds, pools and what is the treasury's.
(define-data-var obligations uint u0)
;; micro-STX of fees and slashes, sent to the treasury by skim.
(define-data-var treasury-due uint u0)
;; Id of the newest hold.
(define-data-var last-hold uint u0)

;; micro-STX to withdraw, by owner.
(define-map balances
  principal
  uint
)

;; Money of one job.
(define-map escrows
  {
    controller: principal,
    id: uint, ;; chosen by the controller
  }
  {
    payer: principal, ;; gets what is left
    amount: uint, ;; micro-STX, tips not included
    tips: uint, ;; tips not yet paid
    tip: uint, ;; micro-STX each
    payees: (list 32 principal), ;; whom it may pay besides payer and treasury
  }
)

;; A stake, or a bond.
(define-map holds
  uint
  {
    controller: principal,
    purpose: (string-ascii 16),
    owner: principal,
    amount: uint, ;; micro-STX
    locked: uint, ;; of which, bound by running work
    leaving: uint, ;; of which, unbonding
    since: {
      stacks: uint, ;; height at which the unbonding began
      burn: uint, ;; height
    },
    unbonding: uint, ;; blocks
  }
)

;; Income of one model. What the parents are due of it is exact to the
;; rational number: rest is counted in micro-STX x BPS, and only claims floor.
(define-map pools
  {
    controller: principal,
    id: uint, ;; chosen by the controller
  }
  {
    total: uint, ;; micro-STX received
    paid: uint, ;; micro-STX paid out
    rest: uint, ;; micro-STX x BPS for owner and contributors
    withheld: (optional uint), ;; rest when the first payment in a freeze came
    edges: (list 8 {
      parent: uint, ;; pool of the same controller
      bps: uint, ;; of what counts by share
      minimum: uint, ;; micro-STX per sale
      outside: uint, ;; micro-STX received in sales that paid the minimum
      minima: uint, ;; micro-STX due from those
      taken: uint, ;; micro-STX paid to the parent
    }),
  }
)

;; Parts of a pool's rest: the owner's, then the contributors'. One entry for
;; all, because a job with twenty contributors writes them at once.
(define-map shares
  {
    controller: principal,
    pool: uint,
  }
  (list 25 {
    holder: principal,
    bps: uint, ;; of the rest
    taken: uint, ;; micro-STX paid for this share so far, to any holder
  })
)

;; --- Read-only

(define-read-only (get-balance (who principal))
  (default-to u0 (map-get? balances who))
)

(define-read-only (get-balances (who (list 32 principal)))
  (map get-balance who)
)

;; What the vault owes, of which to the treasury, and what it has.
(define-read-only (get-solvency)
  {
    obligations: (var-get obligations),
    treasury: (var-get treasury-due),
    balance: (stx-get-balance current-contract),
  }
)

(define-read-only (get-escrow
    (controller principal)
    (id uint)
  )
  (map-get? escrows {
    controller: controller,
    id: id,
  })
)

(define-read-only (get-hold (id uint))
  (map-get? holds id)
)

(define-read-only (get-holds (ids (list 32 uint)))
  (map get-hold ids)
)

(define-read-only (get-last-hold)
  (var-get last-hold)
)

;; micro-STX of a hold that are neither locked nor leaving; u0 if there is none.
(define-read-only (get-free (id uint))
  (match (map-get? holds id)
    hold (free-of hold)
    u0
  )
)

(define-read-only (get-pool
    (controller principal)
    (id uint)
  )
  (map-get? pools {
    controller: controller,
    id: id,
  })
)

(define-read-only (get-share
    (controller principal)
    (pool uint)
    (index uint)
  )
  (element-at? (shares-of controller pool) index)
)

(define-private (shares-of
    (controller principal)
    (pool uint)
  )
  (default-to (list)
    (map-get? shares {
      controller: controller,
      pool: pool,
    })
  )
)

;; micro-STX that a share could claim now, were its model frozen or not.
(define-read-only (get-claimable
    (controller principal)
    (pool uint)
    (index uint)
    (frozen bool)
  )
  (match (get-pool controller pool)
    entry (match (get-share controller pool index)
      share (due-of share entry frozen)
      u0
    )
    u0
  )
)

;; micro-STX that each parent of a model could be paid now.
(define-read-only (get-royalties
    (controller principal)
    (pool uint)
  )
  (match (get-pool controller pool)
    entry (get due
      (fold add-royalty (get edges entry) {
        total: (get total entry),
        due: (list),
      })
    )
    (list)
  )
)

;; --- Public: balances

;; Anyone. Pays into the caller's balance.
(define-public (deposit (amount uint))
  (let (
      (who tx-sender)
      (event {
        topic: "deposit",
        who: who,
        amount: amount,
      })
    )
    (try! (check-payer))
    (asserts! (is-amount amount) ERR_BAD_AMOUNT)
    (credit who amount)
    (var-set obligations (+ (var-get obligations) amount))
    (try! (pull amount))
    (print event)
    (ok event)
  )
)

;; Anyone. Pays out of the caller's balance.
(define-public (withdraw (amount uint))
  (let (
      (who tx-sender)
      (balance (get-balance who))
      (event {
        topic: "withdraw",
        who: who,
        amount: amount,
      })
    )
    (try! (check-payer))
    (asserts! (> balance u0) ERR_NOTHING_DUE)
    (asserts! (and (> amount u0) (<= amount balance)) ERR_BAD_AMOUNT)
    (map-set balances who (- balance amount))
    (var-set obligations (- (var-get obligations) amount))
    (try! (pay amount who))
    (print event)
    (ok event)
  )
)

;; Anyone. Sends the treasury its fees, and STX that came here unasked.
(define-public (skim)
  (let (
      (fees (var-get treasury-due))
      (owed (- (var-get obligations) fees))
      (event {
        topic: "skim",
        treasury: (contract-call? .governance get-treasury),
        fees: fees,
        amount: (- (stx-get-balance current-contract) owed),
      })
    )
    (asserts! (> (get amount event) u0) ERR_NOTHING_DUE)
    (var-set treasury-due u0)
    (var-set obligations owed)
    (try! (pay (get amount event) (get treasury event)))
    (print event)
    (ok event)
  )
)

;; --- Privileged: escrows, for their controller

;; Listed controller. Pulls amount and tips from tx-sender, the payer.
(define-public (open-escrow
    (id uint)
    (amount uint)
    (tips uint)
    (tip uint)
  )
  (let (
      (event {
        topic: "open-escrow",
        controller: contract-caller,
        id: id,
        payer: tx-sender,
        amount: amount,
        tips: tips,
        tip: tip,
      })
    )
    (try! (check-controller))
    (asserts!
      (and
        (<= amount MAX_AMOUNT)
        (<= tips MAX_AMOUNT)
        (<= tip MAX_AMOUNT)
        (is-amount (+ amount (* tips tip)))
      )
      ERR_BAD_AMOUNT
    )
    (asserts!
      (map-insert escrows {
        controller: contract-caller,
        id: id,
      } {
        payer: tx-sender,
        amount: amount,
        tips: tips,
        tip: tip,
        payees: (list),
      })
      ERR_ENTRY_EXISTS
    )
    (try! (collect (+ amount (* tips tip))))
    (print event)
    (ok event)
  )
)

;; Controller. Adds to those whom the escrow may pay.
(define-public (name-payees
    (id uint)
    (payees (list 24 principal))
  )
  (let (
      (escrow (try! (find-escrow id)))
      (event {
        topic: "name-payees",
        controller: contract-caller,
        id: id,
        payees: payees,
      })
    )
    (map-set escrows {
      controller: contract-caller,
      id: id,
    }
      (merge escrow {
        payees: (unwrap!
          (as-max-len? (concat (get payees escrow) payees) u32)
          ERR_TOO_MANY_PAYEES
        ),
      })
    )
    (print event)
    (ok event)
  )
)

;; Controller. Pays one tip to the balance of whoever pushed the job on.
(define-public (tip-keeper
    (id uint)
    (keeper principal)
  )
  (let (
      (escrow (try! (find-escrow id)))
      (event {
        topic: "tip-keeper",
        controller: contract-caller,
        id: id,
        keeper: keeper,
        tip: (get tip escrow),
      })
    )
    (asserts! (> (get tips escrow) u0) ERR_NO_TIPS_LEFT)
    (map-set escrows {
      controller: contract-caller,
      id: id,
    }
      (merge escrow { tips: (- (get tips escrow) u1) })
    )
    (credit keeper (get tip escrow))
    (print event)
    (ok event)
  )
)

;; Controller. Ends the escrow: the payments, the fee, a tip for the keeper if
;; one is named and a tip is left, and the rest to the payer.
(define-public (settle-escrow
    (id uint)
    (payments (list 24 {
      to: principal,
      amount: uint,
    }))
    (fee uint)
    (keeper (optional principal))
  )
  (let (
      (escrow (try! (find-escrow id)))
      (left (get amount
        (try! (fold pay-from-escrow payments (ok escrow)))
      ))
      (tips (* (get tips escrow) (get tip escrow)))
      (tip (if (is-some keeper)
        (lesser (get tip escrow) tips)
        u0
      ))
      (refund (+ (try! (minus left fee)) (- tips tip)))
      (event {
        topic: "settle-escrow",
        controller: contract-caller,
        id: id,
        payments: payments,
        fee: fee,
        keeper: keeper,
        tip: tip,
        payer: (get payer escrow),
        refund: refund,
      })
    )
    (map-delete escrows {
      controller: contract-caller,
      id: id,
    })
    (match keeper
      who (credit who tip)
      true
    )
    (credit (get payer escrow) refund)
    (var-set treasury-due (+ (var-get treasury-due) fee))
    (print event)
    (ok event)
  )
)

(define-private (pay-from-escrow
    (payment {
      to: principal,
      amount: uint,
    })
    (state (response
      {
        payer: principal,
        amount: uint,
        tips: uint,
        tip: uint,
        payees: (list 32 principal),
      }
      uint
    ))
  )
  (let (
      (escrow (try! state))
      (to (get to payment))
      (left (try! (minus (get amount escrow) (get amount payment))))
    )
    (asserts!
      (or
        (is-eq to (get payer escrow))
        (is-some (index-of? (get payees escrow) to))
      )
      ERR_NOT_A_PAYEE
    )
    (credit to (get amount payment))
    (ok (merge escrow { amount: left }))
  )
)

;; --- Privileged: holds, for their controller

;; Listed controller. Takes a stake or a bond from tx-sender, its owner.
(define-public (open-hold
    (purpose (string-ascii 16))
    (amount uint)
  )
  (let (
      (id (+ (var-get last-hold) u1))
      (event {
        topic: "open-hold",
        id: id,
        controller: contract-caller,
        purpose: purpose,
        owner: tx-sender,
        amount: amount,
      })
    )
    (try! (check-controller))
    (asserts! (is-amount amount) ERR_BAD_AMOUNT)
    (var-set last-hold id)
    (save-new-hold id purpose amount)
    (try! (collect amount))
    (print event)
    (ok event)
  )
)

;; Controller that is listed still. Adds money of tx-sender to a hold.
(define-public (add-to-hold
    (id uint)
    (amount uint)
  )
  (let (
      (hold (try! (find-hold id)))
      (event {
        topic: "add-to-hold",
        id: id,
        payer: tx-sender,
        amount: amount,
      })
    )
    (try! (check-controller))
    (asserts! (is-amount amount) ERR_BAD_AMOUNT)
    (asserts! (is-amount (+ amount (get amount hold))) ERR_BAD_AMOUNT)
    (map-set holds id (merge hold { amount: (+ (get amount hold) amount) }))
    (try! (collect amount))
    (print event)
    (ok event)
  )
)

;; Listed controller. Takes a bond from tx-sender and locks a part of a stake of
;; the controller's; frees what an earlier one bound, all in one.
(define-public (bind-stake
    (purpose (string-ascii 16))
    (bond uint)
    (stake {
      id: uint,
      amount: uint,
    })
    (freed (optional {
      bond: uint,
      stake: {
        id: uint,
        amount: uint,
      },
    }))
  )
  (let (
      (id (+ (var-get last-hold) u1))
      (event {
        topic: "bind-stake",
        id: id,
        controller: contract-caller,
        purpose: purpose,
        owner: tx-sender,
        amount: bond,
        stake: stake,
        freed: freed,
        released: (match freed
          old (try! (release-hold (get bond old) (ok (list))))
          (list)
        ),
      })
    )
    (try! (check-controller))
    (asserts! (is-amount bond) ERR_BAD_AMOUNT)
    (match freed
      old (try! (unlock-hold (get stake old) (ok true)))
      true
    )
    (try! (lock-hold stake (ok true)))
    (var-set last-hold id)
    (save-new-hold id purpose bond)
    (try! (collect bond))
    (print event)
    (ok event)
  )
)

;; Controller. Binds parts of stakes to running work.
(define-public (lock-holds (parts (list 8 {
  id: uint,
  amount: uint,
})))
  (let (
      (event {
        topic: "lock-holds",
        parts: parts,
      })
    )
    (try! (fold lock-hold parts (ok true)))
    (print event)
    (ok event)
  )
)

(define-private (lock-hold
    (part {
      id: uint,
      amount: uint,
    })
    (state (response bool uint))
  )
  (let (
      (done (try! state))
      (hold (try! (find-hold (get id part))))
    )
    (asserts! (<= (get amount part) (free-of hold)) ERR_BAD_AMOUNT)
    (ok (map-set holds (get id part)
      (merge hold { locked: (+ (get locked hold) (get amount part)) })
    ))
  )
)

;; Controller. Frees such parts; of a slashed stake, what is left of it.
(define-public (unlock-holds (parts (list 8 {
  id: uint,
  amount: uint,
})))
  (let (
      (event {
        topic: "unlock-holds",
        parts: parts,
      })
    )
    (try! (fold unlock-hold parts (ok true)))
    (print event)
    (ok event)
  )
)

(define-private (unlock-hold
    (part {
      id: uint,
      amount: uint,
    })
    (state (response bool uint))
  )
  (let (
      (done (try! state))
      (hold (try! (find-hold (get id part))))
      (locked (get locked hold))
    )
    (ok (map-set holds (get id part)
      (merge hold { locked: (- locked (lesser (get amount part) locked)) })
    ))
  )
)

;; Controller. Begins the unbonding of a free part of a stake.
(define-public (leave-hold
    (id uint)
    (amount uint)
    (unbonding uint)
  )
  (let (
      (hold (try! (find-hold id)))
      (event {
        topic: "leave-hold",
        id: id,
        amount: amount,
        unbonding: unbonding,
      })
    )
    (asserts! (is-eq (get leaving hold) u0) ERR_LEAVING)
    (asserts! (and (> amount u0) (<= amount (free-of hold))) ERR_BAD_AMOUNT)
    (map-set holds id
      (merge hold {
        leaving: amount,
        since: (now),
        unbonding: unbonding,
      })
    )
    (print event)
    (ok event)
  )
)

;; Anyone, after the unbonding. Credits the owner with what has left.
(define-public (collect-hold (id uint))
  (let (
      (hold (unwrap! (map-get? holds id) ERR_NO_ENTRY))
      (event {
        topic: "collect-hold",
        id: id,
        owner: (get owner hold),
        amount: (get leaving hold),
      })
    )
    (asserts! (> (get leaving hold) u0) ERR_NOTHING_DUE)
    (asserts! (is-over (get since hold) (get unbonding hold)) ERR_TOO_EARLY)
    (map-set holds id
      (merge hold {
        amount: (- (get amount hold) (get leaving hold)),
        leaving: u0,
      })
    )
    (credit (get owner hold) (get leaving hold))
    (print event)
    (ok event)
  )
)

;; Controller. Credits the owners with all that is free in these holds, at once:
;; bonds whose work is done.
(define-public (release-holds (ids (list 24 uint)))
  (let (
      (event {
        topic: "release-holds",
        released: (try! (fold release-hold ids (ok (list)))),
      })
    )
    (print event)
    (ok event)
  )
)

(define-private (release-hold
    (id uint)
    (state (response (list 24 {
      id: uint,
      owner: principal,
      amount: uint,
    }) uint))
  )
  (let (
      (done (try! state))
      (hold (try! (find-hold id)))
      (free (free-of hold))
    )
    (map-set holds id (merge hold { amount: (- (get amount hold) free) }))
    (credit (get owner hold) free)
    (ok (unwrap-panic (as-max-len?
      (append done {
        id: id,
        owner: (get owner hold),
        amount: free,
      })
      u24
    )))
  )
)

;; Controller. Takes from holds, locked and leaving parts included, as much of
;; the amount as is there: first the damage for the injured, then at most 20 %
;; for the prover, the rest for the treasury.
(define-public (slash-holds (slashes (list 24 {
  id: uint,
  amount: uint,
  damage: uint,
  injured: principal,
  bounty: uint,
  prover: principal,
})))
  (let (
      (event {
        topic: "slash-holds",
        slashed: (try! (fold slash-hold slashes (ok (list)))),
      })
    )
    (print event)
    (ok event)
  )
)

(define-private (slash-hold
    (slash {
      id: uint,
      amount: uint,
      damage: uint,
      injured: principal,
      bounty: uint,
      prover: principal,
    })
    (state (response (list 24 {
      id: uint,
      owner: principal,
      amount: uint,
      injured: principal,
      damage: uint,
      prover: principal,
      bounty: uint,
      treasury: uint,
    }) uint))
  )
  (let (
      (done (try! state))
      (id (get id slash))
      (hold (try! (find-hold id)))
      (amount (lesser (get amount slash) (get amount hold)))
      (left (- (get amount hold) amount))
      (damage (lesser (get damage slash) amount))
      (bounty (lesser (get bounty slash)
        (lesser (- amount damage) (/ (* amount MAX_BOUNTY_BPS) BPS))
      ))
      (treasury (- amount damage bounty))
      (locked (lesser (get locked hold) left))
    )
    (map-set holds id
      (merge hold {
        amount: left,
        locked: locked,
        leaving: (lesser (get leaving hold) (- left locked)),
      })
    )
    (credit (get injured slash) damage)
    (credit (get prover slash) bounty)
    (var-set treasury-due (+ (var-get treasury-due) treasury))
    (ok (unwrap-panic (as-max-len?
      (append done {
        id: id,
        owner: (get owner hold),
        amount: amount,
        injured: (get injured slash),
        damage: damage,
        prover: (get prover slash),
        bounty: bounty,
        treasury: treasury,
      })
      u24
    )))
  )
)

;; Controller. Gives a stake to another owner, with what it secures.
(define-public (move-hold
    (id uint)
    (to principal)
  )
  (let (
      (hold (try! (find-hold id)))
      (event {
        topic: "move-hold",
        id: id,
        from: (get owner hold),
        to: to,
      })
    )
    (asserts! (is-eq (get leaving hold) u0) ERR_LEAVING)
    (map-set holds id (merge hold { owner: to }))
    (print event)
    (ok event)
  )
)

;; --- Privileged: pools, for their controller

;; Listed controller. Opens the pool of a model. Contributors share the rest
;; that is left after the parents; what they leave of it is the owner's.
(define-public (open-pool
    (id uint)
    (owner principal)
    (contributors (list 24 {
      to: principal,
      bps: uint,
    }))
    (parents (list 8 {
      parent: uint,
      bps: uint,
      minimum: uint,
    }))
  )
  (let (
      (key {
        controller: contract-caller,
        id: id,
      })
      (given (fold + (map bps-of contributors) u0))
      (passed-on (fold add-parent parents {
        pool: id,
        bps: u0,
        good: true,
      }))
      (event {
        topic: "open-pool",
        controller: contract-caller,
        id: id,
        owner: owner,
        contributors: contributors,
        parents: parents,
      })
    )
    (try! (check-controller))
    (asserts!
      (and (<= given BPS) (get good passed-on) (<= (get bps passed-on) BPS))
      ERR_BAD_SHARES
    )
    (asserts!
      (map-insert pools key {
        total: u0,
        paid: u0,
        rest: u0,
        withheld: none,
        edges: (map new-edge parents),
      })
      ERR_ENTRY_EXISTS
    )
    (map-set shares {
      controller: contract-caller,
      pool: id,
    }
      (concat
        (list (new-share {
          to: owner,
          bps: (- BPS given),
        }))
        (map new-share contributors)
      ))
    (print event)
    (ok event)
  )
)

(define-private (bps-of (contributor {
  to: principal,
  bps: uint,
}))
  (get bps contributor)
)

(define-private (new-share (contributor {
  to: principal,
  bps: uint,
}))
  {
    holder: (get to contributor),
    bps: (get bps contributor),
    taken: u0,
  }
)

(define-private (new-edge (parent {
  parent: uint,
  bps: uint,
  minimum: uint,
}))
  (merge parent {
    outside: u0,
    minima: u0,
    taken: u0,
  })
)

;; A parent is an older pool: what goes from pool to pool never comes back, and
;; a pool that were its own parent would be paid from what it keeps.
(define-private (add-parent
    (parent {
      parent: uint,
      bps: uint,
      minimum: uint,
    })
    (state {
      pool: uint,
      bps: uint,
      good: bool,
    })
  )
  (merge state {
    bps: (+ (get bps state) (get bps parent)),
    good: (and
      (get good state)
      (< (get parent parent) (get pool state))
      (<= (get minimum parent) MAX_AMOUNT)
    ),
  })
)

;; Controller that is listed still. A sale: pulls the price from tx-sender, the
;; fee for the treasury, the rest of it for the pool. Each parent is due its
;; share of that, or its minimum if that is more.
(define-public (pay-pool
    (id uint)
    (price uint)
    (fee uint)
    (frozen bool)
  )
  (let (
      (pool (try! (find-pool id)))
      (income (try! (income-of price fee)))
      (sale (fold sell (get edges pool) {
        income: income,
        royalties: u0,
        edges: (list),
      }))
      (event {
        topic: "pay-pool",
        controller: contract-caller,
        id: id,
        payer: tx-sender,
        income: income,
        fee: fee,
        frozen: frozen,
      })
    )
    (try! (check-controller))
    (asserts! (<= (get royalties sale) (* income BPS)) ERR_BELOW_ROYALTIES)
    (save-income id pool income
      (- (* income BPS) (get royalties sale))
      (get edges sale) frozen
    )
    (var-set treasury-due (+ (var-get treasury-due) fee))
    (try! (collect price))
    (print event)
    (ok event)
  )
)

(define-private (income-of
    (price uint)
    (fee uint)
  )
  (begin
    (asserts! (is-amount price) ERR_BAD_AMOUNT)
    (minus price fee)
  )
)

;; Royalties are counted in micro-STX x BPS.
(define-private (sell
    (edge {
      parent: uint,
      bps: uint,
      minimum: uint,
      outside: uint,
      minima: uint,
      taken: uint,
    })
    (sale {
      income: uint,
      royalties: uint,
      edges: (list 8 {
        parent: uint,
        bps: uint,
        minimum: uint,
        outside: uint,
        minima: uint,
        taken: uint,
      }),
    })
  )
  (let (
      (income (get income sale))
      (share (* income (get bps edge)))
      (minimum (* (get minimum edge) BPS))
      (by-share (>= share minimum))
      (sold (if by-share
        edge
        (merge edge {
          outside: (+ (get outside edge) income),
          minima: (+ (get minima edge) (get minimum edge)),
        })
      ))
    )
    (merge sale {
      royalties: (+ (get royalties sale)
        (if by-share
          share
          minimum
        )),
      edges: (unwrap-panic (as-max-len? (append (get edges sale) sold) u8)),
    })
  )
)

;; Controller. Moves what a parent is due into the parent's pool, where it is
;; income like any other: the parent's own parents have their share of it.
(define-public (pay-royalty
    (id uint)
    (edge-index uint)
    (parent-frozen bool)
  )
  (let (
      (pool (try! (find-pool id)))
      (edges (get edges pool))
      (edge (unwrap! (element-at? edges edge-index) ERR_NO_ENTRY))
      (parent-id (get parent edge))
      (parent (try! (find-pool parent-id)))
      (due (royalty-of edge (get total pool)))
      (event {
        topic: "pay-royalty",
        controller: contract-caller,
        id: id,
        edge: edge-index,
        parent: parent-id,
        amount: due,
        frozen: parent-frozen,
      })
    )
    (asserts! (> due u0) ERR_NOTHING_DUE)
    (map-set pools {
      controller: contract-caller,
      id: id,
    }
      (merge pool {
        paid: (+ (get paid pool) due),
        edges: (unwrap-panic (replace-at? edges edge-index
          (merge edge { taken: (+ (get taken edge) due) })
        )),
      })
    )
    (save-income parent-id parent due
      (* due (- BPS (fold add-edge-bps (get edges parent) u0)))
      (get edges parent) parent-frozen
    )
    (print event)
    (ok event)
  )
)

;; Controller. Credits the holder of a share with what it is due.
(define-public (pay-share
    (id uint)
    (index uint)
    (frozen bool)
  )
  (let (
      (due (try! (settle-share id index frozen)))
      (event {
        topic: "pay-share",
        controller: contract-caller,
        id: id,
        index: index,
        amount: due,
      })
    )
    (asserts! (> due u0) ERR_NOTHING_DUE)
    (print event)
    (ok event)
  )
)

;; Controller. Gives a share to another holder; what it was due is paid first.
(define-public (move-share
    (id uint)
    (index uint)
    (to principal)
    (frozen bool)
  )
  (let (
      (due (try! (settle-share id index frozen)))
      (all (shares-of contract-caller id))
      (share (unwrap! (element-at? all index) ERR_NO_ENTRY))
      (event {
        topic: "move-share",
        controller: contract-caller,
        id: id,
        index: index,
        from: (get holder share),
        to: to,
        amount: due,
      })
    )
    (save-share id all index (merge share { holder: to }))
    (print event)
    (ok event)
  )
)

;; Controller. Pays someone else out of what a share is due, withheld or not, as
;; far as that reaches.
(define-public (refund-from-share
    (id uint)
    (index uint)
    (amount uint)
    (to principal)
  )
  (let (
      (pool (try! (find-pool id)))
      (all (shares-of contract-caller id))
      (share (unwrap! (element-at? all index) ERR_NO_ENTRY))
      (paid (lesser amount (due-of share pool false)))
      (event {
        topic: "refund-from-share",
        controller: contract-caller,
        id: id,
        index: index,
        to: to,
        amount: paid,
      })
    )
    (asserts! (> paid u0) ERR_NOTHING_DUE)
    (save-share id all index
      (merge share { taken: (+ (get taken share) paid) })
    )
    (map-set pools {
      controller: contract-caller,
      id: id,
    }
      (merge pool { paid: (+ (get paid pool) paid) })
    )
    (credit to paid)
    (print event)
    (ok event)
  )
)

;; --- Private: pools

(define-private (find-pool (id uint))
  (ok (unwrap!
    (map-get? pools {
      controller: contract-caller,
      id: id,
    })
    ERR_NO_ENTRY
  ))
)

(define-private (save-share
    (id uint)
    (all (list 25 {
      holder: principal,
      bps: uint,
      taken: uint,
    }))
    (index uint)
    (share {
      holder: principal,
      bps: uint,
      taken: uint,
    })
  )
  (map-set shares {
    controller: contract-caller,
    pool: id,
  }
    (unwrap-panic (replace-at? all index share))
  )
)

(define-private (add-edge-bps
    (edge {
      parent: uint,
      bps: uint,
      minimum: uint,
      outside: uint,
      minima: uint,
      taken: uint,
    })
    (sum uint)
  )
  (+ sum (get bps edge))
)

(define-private (royalty-of
    (edge {
      parent: uint,
      bps: uint,
      minimum: uint,
      outside: uint,
      minima: uint,
      taken: uint,
    })
    (total uint)
  )
  (-
    (+ (get minima edge)
      (/ (* (- total (get outside edge)) (get bps edge)) BPS)
    )
    (get taken edge)
  )
)

(define-private (add-royalty
    (edge {
      parent: uint,
      bps: uint,
      minimum: uint,
      outside: uint,
      minima: uint,
      taken: uint,
    })
    (state {
      total: uint,
      due: (list 8 uint),
    })
  )
  (merge state {
    due: (unwrap-panic (as-max-len?
      (append (get due state) (royalty-of edge (get total state)))
      u8
    )),
  })
)

(define-private (due-of
    (share {
      holder: principal,
      bps: uint,
      taken: uint,
    })
    (pool {
      total: uint,
      paid: uint,
      rest: uint,
      withheld: (optional uint),
      edges: (list 8 {
        parent: uint,
        bps: uint,
        minimum: uint,
        outside: uint,
        minima: uint,
        taken: uint,
      }),
    })
    (frozen bool)
  )
  (let (
      (rest (if frozen
        (default-to (get rest pool) (get withheld pool))
        (get rest pool)
      ))
      (earned (/ (* rest (get bps share)) (* BPS BPS)))
    )
    (- earned (lesser earned (get taken share)))
  )
)

(define-private (settle-share
    (id uint)
    (index uint)
    (frozen bool)
  )
  (let (
      (pool (try! (find-pool id)))
      (all (shares-of contract-caller id))
      (share (unwrap! (element-at? all index) ERR_NO_ENTRY))
      (due (due-of share pool frozen))
    )
    (save-share id all index (merge share { taken: (+ (get taken share) due) }))
    (map-set pools {
      controller: contract-caller,
      id: id,
    }
      (merge pool { paid: (+ (get paid pool) due) })
    )
    (credit (get holder share) due)
    (ok due)
  )
)

(define-private (save-income
    (id uint)
    (pool {
      total: uint,
      paid: uint,
      rest: uint,
      withheld: (optional uint),
      edges: (list 8 {
        parent: uint,
        bps: uint,
        minimum: uint,
        outside: uint,
        minima: uint,
        taken: uint,
      }),
    })
    (income uint)
    (rest uint)
    (edges (list 8 {
      parent: uint,
      bps: uint,
      minimum: uint,
      outside: uint,
      minima: uint,
      taken: uint,
    }))
    (frozen bool)
  )
  (map-set pools {
    controller: contract-caller,
    id: id,
  }
    (merge pool {
      total: (+ (get total pool) income),
      rest: (+ (get rest pool) rest),
      withheld: (if (and frozen (is-none (get withheld pool)))
        (some (get rest pool))
        (get withheld pool)
      ),
      edges: edges,
    })
  )
)

;; --- Private: entries

(define-private (find-escrow (id uint))
  (ok (unwrap!
    (map-get? escrows {
      controller: contract-caller,
      id: id,
    })
    ERR_NO_ENTRY
  ))
)

(define-private (save-new-hold
    (id uint)
    (purpose (string-ascii 16))
    (amount uint)
  )
  (map-set holds id {
    controller: contract-caller,
    purpose: purpose,
    owner: tx-sender,
    amount: amount,
    locked: u0,
    leaving: u0,
    since: {
      stacks: u0,
      burn: u0,
    },
    unbonding: u0,
  })
)

(define-private (find-hold (id uint))
  (let ((hold (unwrap! (map-get? holds id) ERR_NO_ENTRY)))
    (asserts! (is-eq contract-caller (get controller hold)) ERR_NOT_AUTHORISED)
    (ok hold)
  )
)

(define-private (free-of (hold {
  controller: principal,
  purpose: (string-ascii 16),
  owner: principal,
  amount: uint,
  locked: uint,
  leaving: uint,
  since: {
    stacks: uint,
    burn: uint,
  },
  unbonding: uint,
}))
  (- (get amount hold) (get locked hold) (get leaving hold))
)

;; --- Private: checking

(define-private (check-controller)
  (begin
    (asserts! (is-controller) ERR_NOT_AUTHORISED)
    (ok true)
  )
)

(define-private (is-controller)
  (contract-call? .governance has-role contract-caller "controller")
)

;; Whoever pays or is paid calls itself, or through a listed contract, which
;; makes the same check.
(define-private (check-payer)
  (begin
    (asserts!
      (or (is-eq tx-sender contract-caller) (is-controller))
      ERR_INDIRECT_CALL
    )
    (ok true)
  )
)

(define-private (is-amount (amount uint))
  (and (> amount u0) (<= amount MAX_AMOUNT))
)

(define-private (minus
    (amount uint)
    (less uint)
  )
  (begin
    (asserts! (<= less amount) ERR_BAD_AMOUNT)
    (ok (- amount less))
  )
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

;; --- Private: money

;; Nothing is written for nothing, so that an account that never had money
;; costs no write.
(define-private (credit
    (who principal)
    (amount uint)
  )
  (or
    (is-eq amount u0)
    (map-set balances who (+ (get-balance who) amount))
  )
)

;; Takes from tx-sender: from its balance, and what that lacks from its wallet.
(define-private (collect (amount uint))
  (let (
      (balance (get-balance tx-sender))
      (from-balance (lesser balance amount))
      (from-wallet (- amount from-balance))
    )
    (and
      (> from-balance u0)
      (map-set balances tx-sender (- balance from-balance))
    )
    (var-set obligations (+ (var-get obligations) from-wallet))
    (if (> from-wallet u0)
      (pull from-wallet)
      (ok true)
    )
  )
)

(define-private (pull (amount uint))
  (ok (unwrap! (stx-transfer? amount tx-sender current-contract)
    ERR_CANNOT_PAY
  ))
)

(define-private (pay
    (amount uint)
    (to principal)
  )
  (as-contract? ((with-stx amount))
    (unwrap! (stx-transfer? amount tx-sender to) ERR_PAY_OUT)
  )
)
