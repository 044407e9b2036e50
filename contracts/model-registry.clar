;; model-registry: models as NFTs, what they come from, the licences sold for
;; them, and where their income goes. A licence is an NFT too; licence-token is
;; its SIP-009 face.
;;
;; Parents are named once, at the mint, have lower ids and licensed the right to
;; derive: no circle can exist. Terms that were bought stay as bought. Income is
;; shared by the vault; this contract tells it who and how much.
;;
;; It trusts marketplaces for the models of their jobs, and governance for
;; freezes, which withhold income and decide who the owner is.

(impl-trait .nexus-traits.nft-trait)

;; --- Constants

(define-constant BPS u10000)
(define-constant MAX_AMOUNT u10000000000000000)
;; All parents together have at most half of the income.
(define-constant MAX_PARENT_BPS u5000)
(define-constant MAX_TERMS u32)
(define-constant ALL_PURPOSES u65535)
;; Burn height that no licence outlives.
(define-constant FOREVER u1000000000)
(define-constant OWNER_SHARE u0)
;; Domain of anchors, and the script around one: OP_RETURN of 32 bytes.
(define-constant ANCHOR_TAG "neuralnexus/model/1")
(define-constant ANCHOR_SCRIPT 0x6a20)

;; --- Errors

;; The caller is not the owner, or its contract has not the role.
(define-constant ERR_NOT_AUTHORISED (err u106001))
;; Governance has paused what opens something new.
(define-constant ERR_PAUSED (err u106002))
(define-constant ERR_NO_MODEL (err u106003))
(define-constant ERR_NO_TERMS (err u106004))
(define-constant ERR_NO_LICENCE (err u106005))
;; The URI is empty, or the hash is not 32 bytes.
(define-constant ERR_BAD_METADATA (err u106006))
;; Purposes, fee, duration, share or seats are out of bounds, or a model with
;; parents would be given away.
(define-constant ERR_BAD_TERMS (err u106007))
;; The model has 32 terms.
(define-constant ERR_TERMS_FULL (err u106008))
;; A parent's licence is not the caller's, has ended, grants no derivatives, or
;; its model is named twice.
(define-constant ERR_BAD_PARENT (err u106009))
;; The parents together want more than half of the income.
(define-constant ERR_PARENTS_TOO_DEAR (err u106010))
;; The terms are closed, or all their seats are sold.
(define-constant ERR_SOLD_OUT (err u106011))
;; The fee is above what the buyer allows, or the refund below what the holder
;; asks for.
(define-constant ERR_TOO_DEAR (err u106012))
;; Exclusive rights are sold, or others' licences still run.
(define-constant ERR_EXCLUSIVE (err u106013))
;; The holder has eight running licences of the model.
(define-constant ERR_SLOTS_FULL (err u106014))
;; The licence cannot be transferred, or has ended.
(define-constant ERR_NOT_TRANSFERABLE (err u106015))
;; The income of the model is withheld.
(define-constant ERR_FROZEN (err u106016))
;; The model is not frozen, or no vote named an owner.
(define-constant ERR_NOT_FROZEN (err u106017))
;; No header of that burn block is known, or this is not it.
(define-constant ERR_BAD_HEADER (err u106018))
;; The transaction is not in the block.
(define-constant ERR_BAD_PROOF (err u106019))
;; The output does not commit to this model.
(define-constant ERR_BAD_ANCHOR (err u106020))
(define-constant ERR_ALREADY_ANCHORED (err u106021))
;; The derivatives' rights have ended with the licences of the parents.
(define-constant ERR_RIGHTS_ENDED (err u106022))
;; Nothing of the term is left, or nothing to refund it from.
(define-constant ERR_NOTHING_DUE (err u106023))

;; --- Data

(define-non-fungible-token model uint)
(define-non-fungible-token licence uint)

;; Ids given so far.
(define-data-var last-model uint u0)
(define-data-var last-licence uint u0)

(define-map models
  uint
  {
    weights-hash: (buff 32), ;; root of the weights; need not be unique
    uri: (string-ascii 256),
    creator: principal,
    ;; Job that trained it, and the score it reached in bps.
    trained: (optional {
      marketplace: principal,
      job: uint,
      score: uint,
      verified: bool, ;; an auditor agreed
    }),
    parents: (list 8 uint),
    rights-end: uint, ;; burn height at which the first parent's licence ends
    restored: bool, ;; a vote's choice of owner was carried out
  }
)

;; What is sold of a model.
(define-map sales
  uint ;; model
  {
    terms: uint, ;; given so far
    latest-end: uint, ;; burn height at which the last licence ends
    no-other-before: uint, ;; burn height at which exclusive rights end
  }
)

;; Licence terms of a model.
(define-map licence-terms
  {
    model: uint,
    index: uint, ;; from u1
  }
  {
    purposes: uint, ;; bit mask, see data-rights
    fee: uint, ;; micro-STX
    duration: uint, ;; burn blocks, u0 for as long as the rights last
    transferable: bool,
    exclusive: bool, ;; no other licence runs beside it
    derivatives: bool, ;; models may be derived
    share: uint, ;; of a derivative's income, bps
    minimum: uint, ;; micro-STX for each licence sold of a derivative
    seats: uint, ;; licences that may be sold
    sold: uint,
    open: bool,
  }
)

;; Terms as they were bought.
(define-map licences
  uint
  {
    model: uint,
    terms: uint,
    purposes: uint,
    fee: uint, ;; micro-STX paid
    start: uint, ;; burn height
    end: uint, ;; last burn height
    transferable: bool,
    derivatives: bool,
    share: uint, ;; bps
    minimum: uint, ;; micro-STX
  }
)

;; Licences of a model that one account holds; ended ones give way.
(define-map slots
  {
    model: uint,
    holder: principal,
  }
  (list 8 uint)
)

;; Proof that a model existed: where the Bitcoin chain says so.
(define-map anchors
  uint ;; model
  {
    height: uint, ;; burn block
    txid: (buff 32),
    output: uint,
  }
)

;; #[env(simnet)]
(define-map test-headers
  uint
  (buff 32)
)

;; --- Read-only: SIP-009 of models

(define-read-only (get-last-token-id)
  (ok (var-get last-model))
)

(define-read-only (get-token-uri (id uint))
  (ok (match (map-get? models id)
    record (some (get uri record))
    none
  ))
)

(define-read-only (get-owner (id uint))
  (ok (nft-get-owner? model id))
)

;; --- Read-only: for other contracts

;; True while the account holds a licence of the model, by its own right, that
;; covers all these purposes.
(define-read-only (is-licensed
    (id uint)
    (who principal)
    (purpose uint)
  )
  (and
    (> purpose u0)
    (get found (fold covers (slots-of id who) {
      purpose: purpose,
      found: false,
    }))
  )
)

(define-private (covers
    (id uint)
    (search {
      purpose: uint,
      found: bool,
    })
  )
  (match (map-get? licences id)
    bought (merge search {
      found: (or
        (get found search)
        (and
          (>= (get end bought) burn-block-height)
          (is-eq (bit-and (get purposes bought) (get purpose search))
            (get purpose search)
          )
        )
      ),
    })
    search
  )
)

;; The shares that a derivative owes for these licences of its parents, were it
;; minted now by this account, and when the first of them ends.
(define-read-only (check-parents
    (who principal)
    (ids (list 8 uint))
  )
  (let (
      (bound (try! (fold bind-parent ids (ok {
        who: who,
        parents: (list),
        edges: (list),
        bps: u0,
        end: FOREVER,
      }))))
    )
    (asserts! (<= (get bps bound) MAX_PARENT_BPS) ERR_PARENTS_TOO_DEAR)
    (ok {
      parents: (get parents bound),
      edges: (get edges bound),
      end: (get end bound),
    })
  )
)

(define-private (bind-parent
    (id uint)
    (state (response
      {
        who: principal,
        parents: (list 8 uint),
        edges: (list 8 {
          parent: uint,
          bps: uint,
          minimum: uint,
        }),
        bps: uint,
        end: uint,
      }
      uint
    ))
  )
  (let (
      (so-far (try! state))
      (bought (unwrap! (map-get? licences id) ERR_NO_LICENCE))
      (parent (get model bought))
      (record (unwrap! (map-get? models parent) ERR_NO_MODEL))
      (end (lesser (get end bought) (get rights-end record)))
    )
    (asserts!
      (and
        (is-eq (nft-get-owner? licence id) (some (get who so-far)))
        (get derivatives bought)
        (>= end burn-block-height)
        (is-none (index-of? (get parents so-far) parent))
      )
      ERR_BAD_PARENT
    )
    (ok (merge so-far {
      parents: (unwrap-panic (as-max-len?
        (append (get parents so-far) parent)
        u8
      )),
      edges: (unwrap-panic (as-max-len?
        (append (get edges so-far) {
          parent: parent,
          bps: (get share bought),
          minimum: (get minimum bought),
        })
        u8
      )),
      bps: (+ (get bps so-far) (get share bought)),
      end: (lesser end (get end so-far)),
    }))
  )
)

;; --- Read-only: for wallets

(define-read-only (get-model (id uint))
  (match (map-get? models id)
    record (some {
      owner: (nft-get-owner? model id),
      record: record,
      sales: (sales-of id),
      anchor: (map-get? anchors id),
      withheld: (is-withheld id),
    })
    none
  )
)

(define-read-only (get-models (ids (list 10 uint)))
  (map get-model ids)
)

(define-read-only (get-terms
    (id uint)
    (index uint)
  )
  (map-get? licence-terms {
    model: id,
    index: index,
  })
)

(define-read-only (get-licence (id uint))
  (match (map-get? licences id)
    bought (some {
      holder: (nft-get-owner? licence id),
      licence: bought,
    })
    none
  )
)

(define-read-only (get-licences-of
    (id uint)
    (who principal)
  )
  (map get-licence (slots-of id who))
)

(define-read-only (get-last-licence)
  (var-get last-licence)
)

(define-read-only (get-licence-owner (id uint))
  (nft-get-owner? licence id)
)

(define-read-only (get-anchor (id uint))
  (map-get? anchors id)
)

;; What an output must commit to, to anchor the model.
(define-read-only (get-commitment (id uint))
  (match (map-get? models id)
    record (some (commitment-of id (get weights-hash record)))
    none
  )
)

;; micro-STX that a share of the model's income could be paid now.
(define-read-only (get-claimable
    (id uint)
    (index uint)
  )
  (contract-call? .compensation get-claimable current-contract id index
    (is-withheld id)
  )
)

;; What a licence costs now, and what of it goes where.
(define-read-only (quote-licence
    (id uint)
    (index uint)
  )
  (let (
      (offer (unwrap! (get-terms id index) ERR_NO_TERMS))
      (fee (platform-fee (get fee offer)))
    )
    (ok {
      fee: (get fee offer),
      platform: fee,
      income: (- (get fee offer) fee),
    })
  )
)

;; --- Public: owners of models

;; Anyone. Registers a model that was trained elsewhere. Parents are licences
;; that the caller holds.
(define-public (register-model
    (weights-hash (buff 32))
    (uri (string-ascii 256))
    (parents (list 8 uint))
  )
  (begin
    (try! (check-direct))
    (asserts! (not (contract-call? .governance is-paused)) ERR_PAUSED)
    (mint tx-sender weights-hash uri none (list)
      (try! (check-parents tx-sender parents))
    )
  )
)

;; Owner. Offers licences on these terms.
(define-public (add-terms
    (id uint)
    (offer {
      purposes: uint,
      fee: uint,
      duration: uint,
      transferable: bool,
      exclusive: bool,
      derivatives: bool,
      share: uint,
      minimum: uint,
      seats: uint,
    })
  )
  (let (
      (record (try! (find-model id)))
      (sold (sales-of id))
      (index (+ (get terms sold) u1))
      (event {
        topic: "add-terms",
        model: id,
        index: index,
        terms: offer,
      })
    )
    (try! (check-owner id))
    (asserts! (<= index MAX_TERMS) ERR_TERMS_FULL)
    (asserts!
      (and
        (> (get purposes offer) u0)
        (<= (get purposes offer) ALL_PURPOSES)
        (<= (get fee offer) MAX_AMOUNT)
        (<= (get minimum offer) MAX_AMOUNT)
        (<= (get duration offer) FOREVER)
        (<= (get share offer) MAX_PARENT_BPS)
        (> (get seats offer) u0)
        ;; A fee beside the chain would starve the parents.
        (or
          (> (get fee offer) u0)
          (is-eq (len (get parents record)) u0)
        )
        (or
          (get derivatives offer)
          (and
            (is-eq (get share offer) u0)
            (is-eq (get minimum offer) u0)
          ))
      )
      ERR_BAD_TERMS
    )
    (map-set licence-terms {
      model: id,
      index: index,
    }
      (merge offer {
        sold: u0,
        open: true,
      })
    )
    (map-set sales id (merge sold { terms: index }))
    (print event)
    (ok event)
  )
)

;; Owner. Opens or closes the sale on these terms.
(define-public (set-terms-open
    (id uint)
    (index uint)
    (open bool)
  )
  (let (
      (offer (unwrap! (get-terms id index) ERR_NO_TERMS))
      (event {
        topic: "set-terms-open",
        model: id,
        index: index,
        open: open,
      })
    )
    (try! (check-owner id))
    (map-set licence-terms {
      model: id,
      index: index,
    }
      (merge offer { open: open })
    )
    (print event)
    (ok event)
  )
)

;; Owner, unless income is withheld. SIP-009: income to come goes with the
;; model; what the owner's share was due is paid first.
(define-public (transfer
    (id uint)
    (sender principal)
    (recipient principal)
  )
  (begin
    (asserts! (is-eq contract-caller sender) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (nft-get-owner? model id) (some sender))
      ERR_NOT_AUTHORISED
    )
    (asserts! (not (is-eq sender recipient)) ERR_NOT_AUTHORISED)
    (asserts! (not (is-withheld id)) ERR_FROZEN)
    (try! (move id sender recipient))
    (print {
      topic: "transfer",
      id: id,
      sender: sender,
      recipient: recipient,
    })
    (ok true)
  )
)

;; Holder of a contributor's share. Gives it away; what it is due is paid first.
(define-public (move-share
    (id uint)
    (index uint)
    (to principal)
  )
  (let (
      (share (unwrap!
        (contract-call? .compensation get-share current-contract id index)
        ERR_NO_MODEL
      ))
      (event {
        topic: "move-contribution",
        model: id,
        index: index,
        from: contract-caller,
        to: to,
      })
    )
    (asserts!
      (and
        (> index OWNER_SHARE)
        (is-eq contract-caller (get holder share))
      )
      ERR_NOT_AUTHORISED
    )
    (try! (contract-call? .compensation move-share id index to
      (is-withheld id)
    ))
    (print event)
    (ok event)
  )
)

;; Anyone. Credits the holder of a share with what it is due.
(define-public (claim-share
    (id uint)
    (index uint)
  )
  (contract-call? .compensation pay-share id index (is-withheld id))
)

;; Anyone. Passes on what one parent of the model is due to the parent's income.
(define-public (settle-royalty
    (id uint)
    (index uint)
  )
  (let (
      (record (try! (find-model id)))
      (parent (unwrap! (element-at? (get parents record) index) ERR_NO_MODEL))
    )
    (contract-call? .compensation pay-royalty id index (is-withheld parent))
  )
)

;; --- Public: licensees

;; Anyone who pays at most `max-fee`.
(define-public (purchase-licence
    (id uint)
    (index uint)
    (max-fee uint)
  )
  (let (
      (buyer tx-sender)
      (record (try! (find-model id)))
      (offer (unwrap! (get-terms id index) ERR_NO_TERMS))
      (sold (sales-of id))
      (fee (get fee offer))
      (licence-id (+ (var-get last-licence) u1))
      (end (lesser (get rights-end record)
        (if (is-eq (get duration offer) u0)
          FOREVER
          (+ burn-block-height (get duration offer))
        )))
      (bought {
        model: id,
        terms: index,
        purposes: (get purposes offer),
        fee: fee,
        start: burn-block-height,
        end: end,
        transferable: (get transferable offer),
        derivatives: (get derivatives offer),
        share: (get share offer),
        minimum: (get minimum offer),
      })
      (event {
        topic: "purchase-licence",
        id: licence-id,
        holder: buyer,
        licence: bought,
      })
    )
    (try! (check-direct))
    (asserts! (not (contract-call? .governance is-paused)) ERR_PAUSED)
    (asserts! (not (is-withheld id)) ERR_FROZEN)
    (asserts! (>= (get rights-end record) burn-block-height) ERR_RIGHTS_ENDED)
    (asserts!
      (and
        (get open offer)
        (< (get sold offer) (get seats offer))
      )
      ERR_SOLD_OUT
    )
    (asserts! (<= fee max-fee) ERR_TOO_DEAR)
    (asserts!
      (and
        (>= burn-block-height (get no-other-before sold))
        (or
          (not (get exclusive offer))
          (> burn-block-height (get latest-end sold))
        )
      )
      ERR_EXCLUSIVE
    )
    (var-set last-licence licence-id)
    (map-set licences licence-id bought)
    (map-set licence-terms {
      model: id,
      index: index,
    }
      (merge offer { sold: (+ (get sold offer) u1) })
    )
    (map-set sales id
      (merge sold {
        latest-end: (greater end (get latest-end sold)),
        no-other-before: (if (get exclusive offer)
          (+ end u1)
          (get no-other-before sold)
        ),
      })
    )
    (try! (take-slot id buyer licence-id))
    (unwrap! (nft-mint? licence licence-id buyer) ERR_NO_LICENCE)
    (and
      (> fee u0)
      (is-some (some (try! (contract-call? .compensation pay-pool id fee
        (platform-fee fee) false
      ))))
    )
    (print event)
    (ok event)
  )
)

;; Holder, through licence-token or itself, of a transferable licence that runs.
(define-public (transfer-licence
    (id uint)
    (sender principal)
    (recipient principal)
  )
  (let (
      (bought (unwrap! (map-get? licences id) ERR_NO_LICENCE))
      (event {
        topic: "transfer-licence",
        id: id,
        sender: sender,
        recipient: recipient,
      })
    )
    (asserts!
      (or
        (is-eq contract-caller sender)
        (contract-call? .governance has-role contract-caller "licence-token")
      )
      ERR_NOT_AUTHORISED
    )
    (asserts! (is-eq (nft-get-owner? licence id) (some sender))
      ERR_NOT_AUTHORISED
    )
    (asserts!
      (and
        (get transferable bought)
        (>= (get end bought) burn-block-height)
        (not (is-eq sender recipient))
      )
      ERR_NOT_TRANSFERABLE
    )
    (leave-slot (get model bought) sender id)
    (try! (take-slot (get model bought) recipient id))
    (unwrap! (nft-transfer? licence id sender recipient) ERR_NOT_TRANSFERABLE)
    (print event)
    (ok event)
  )
)

;; Holder of a licence of a frozen model. Gives it back for the unused part of
;; its fee, as far as the owner's share still holds that much, and no less than
;; `least`.
(define-public (refund-licence
    (id uint)
    (least uint)
  )
  (let (
      (holder contract-caller)
      (bought (unwrap! (map-get? licences id) ERR_NO_LICENCE))
      (frozen (get model bought))
      (whole (- (get end bought) (get start bought)))
      (left (if (> (get end bought) burn-block-height)
        (- (get end bought) burn-block-height)
        u0
      ))
      (unused (if (> whole u0)
        (/ (* (get fee bought) left) whole)
        u0
      ))
      (due (contract-call? .compensation get-claimable current-contract frozen
        OWNER_SHARE false
      ))
      (amount (lesser unused due))
      (sold (sales-of frozen))
      (event {
        topic: "refund-licence",
        id: id,
        holder: holder,
        unused: unused,
        amount: amount,
      })
    )
    (asserts! (is-eq (nft-get-owner? licence id) (some holder))
      ERR_NOT_AUTHORISED
    )
    (asserts! (is-withheld frozen) ERR_NOT_FROZEN)
    (asserts! (> amount u0) ERR_NOTHING_DUE)
    (asserts! (>= amount least) ERR_TOO_DEAR)
    ;; While exclusive rights run, no licence but theirs does.
    (and
      (> (get no-other-before sold) burn-block-height)
      (map-set sales frozen
        (merge sold {
          latest-end: u0,
          no-other-before: u0,
        })
      )
    )
    (leave-slot frozen holder id)
    (map-delete licences id)
    (unwrap! (nft-burn? licence id holder) ERR_NO_LICENCE)
    (try! (contract-call? .compensation refund-from-share frozen OWNER_SHARE
      amount holder
    ))
    (print event)
    (ok event)
  )
)

;; --- Public: anchors, and what votes decided

;; Anyone. Proves that an output of a Bitcoin transaction commits to the model.
(define-public (anchor-model
    (id uint)
    (height uint)
    (header (buff 80))
    (transaction (buff 4096))
    (output uint)
    (position {
      index: uint,
      count: uint,
    })
    (siblings (list 24 (buff 32)))
  )
  (let (
      (record (try! (find-model id)))
      (shown (unwrap! (get-bitcoin-tx-output? transaction output)
        ERR_BAD_ANCHOR
      ))
      (event {
        topic: "anchor-model",
        model: id,
        height: height,
        txid: (get txid shown),
        output: output,
      })
    )
    (asserts! (is-none (map-get? anchors id)) ERR_ALREADY_ANCHORED)
    (asserts!
      (is-eq (some (reverse (sha256 (sha256 header)))) (burn-hash height))
      ERR_BAD_HEADER
    )
    ;; An inner node has 64 bytes, and must not pose as a transaction.
    (asserts! (not (is-eq (len transaction) u64)) ERR_BAD_PROOF)
    (asserts!
      (verify-merkle-proof (get txid shown)
        (unwrap! (as-max-len?
          (unwrap! (slice? header u36 u68) ERR_BAD_HEADER)
          u32
        )
          ERR_BAD_HEADER
        )
        (get index position) (get count position) siblings
      )
      ERR_BAD_PROOF
    )
    (asserts!
      (is-eq (get script shown)
        (concat ANCHOR_SCRIPT (commitment-of id (get weights-hash record)))
      )
      ERR_BAD_ANCHOR
    )
    (map-set anchors id {
      height: height,
      txid: (get txid shown),
      output: output,
    })
    (print event)
    (ok event)
  )
)

;; Anyone, after a second vote. Gives the frozen model to the owner it named,
;; with all that was withheld.
(define-public (restore-owner (id uint))
  (let (
      (record (try! (find-model id)))
      (freeze (unwrap! (contract-call? .governance get-freeze id)
        ERR_NOT_FROZEN
      ))
      (to (unwrap! (get owner freeze) ERR_NOT_FROZEN))
      (from (unwrap! (nft-get-owner? model id) ERR_NO_MODEL))
      (event {
        topic: "restore-owner",
        model: id,
        from: from,
        to: to,
      })
    )
    (asserts! (not (get restored record)) ERR_NOT_FROZEN)
    (and
      (not (is-eq from to))
      (is-some (some (try! (move id from to))))
    )
    (map-set models id (merge record { restored: true }))
    (print event)
    (ok event)
  )
)

;; --- Privileged: marketplaces

;; Role marketplace. Registers the model of a job, for its developer, with the
;; shares of those who contributed.
(define-public (register-trained
    (owner principal)
    (weights-hash (buff 32))
    (uri (string-ascii 256))
    (trained {
      job: uint,
      score: uint,
      verified: bool,
    })
    (contributors (list 24 {
      to: principal,
      bps: uint,
    }))
    (lineage {
      parents: (list 8 uint),
      edges: (list 8 {
        parent: uint,
        bps: uint,
        minimum: uint,
      }),
      end: uint,
    })
  )
  (begin
    (asserts!
      (contract-call? .governance has-role contract-caller "marketplace")
      ERR_NOT_AUTHORISED
    )
    (mint owner weights-hash uri
      (some (merge trained { marketplace: contract-caller })) contributors
      lineage
    )
  )
)

;; --- Privileged: tests on a simnet

;; #[env(simnet)]
(define-public (set-test-header
    (height uint)
    (hash (buff 32))
  )
  (ok (map-set test-headers height hash))
)

;; --- Private: models

(define-private (mint
    (owner principal)
    (weights-hash (buff 32))
    (uri (string-ascii 256))
    (trained (optional {
      marketplace: principal,
      job: uint,
      score: uint,
      verified: bool,
    }))
    (contributors (list 24 {
      to: principal,
      bps: uint,
    }))
    (lineage {
      parents: (list 8 uint),
      edges: (list 8 {
        parent: uint,
        bps: uint,
        minimum: uint,
      }),
      end: uint,
    })
  )
  (let (
      (id (+ (var-get last-model) u1))
      (event {
        topic: "register-model",
        id: id,
        owner: owner,
        weights-hash: weights-hash,
        uri: uri,
        trained: trained,
        contributors: contributors,
        parents: (get edges lineage),
        rights-end: (get end lineage),
      })
    )
    (asserts!
      (and
        (is-eq (len weights-hash) u32)
        (> (len uri) u0)
      )
      ERR_BAD_METADATA
    )
    (var-set last-model id)
    (unwrap! (nft-mint? model id owner) ERR_NO_MODEL)
    (map-set models id {
      weights-hash: weights-hash,
      uri: uri,
      creator: owner,
      trained: trained,
      parents: (get parents lineage),
      rights-end: (get end lineage),
      restored: false,
    })
    (try! (contract-call? .compensation open-pool id owner contributors
      (get edges lineage)
    ))
    (print event)
    (ok event)
  )
)

(define-private (move
    (id uint)
    (from principal)
    (to principal)
  )
  (begin
    (try! (contract-call? .compensation move-share id OWNER_SHARE to
      (is-withheld id)
    ))
    (unwrap! (nft-transfer? model id from to) ERR_NOT_AUTHORISED)
    (ok true)
  )
)

;; True from the vote that froze the model until the time is over, or until the
;; owner whom a second vote named has it.
(define-private (is-withheld (id uint))
  (match (contract-call? .governance get-freeze id)
    freeze (if (is-some (get owner freeze))
      (not (default-to true (get restored (map-get? models id))))
      (contract-call? .governance is-frozen id)
    )
    false
  )
)

(define-private (platform-fee (fee uint))
  (/
    (* fee
      (default-to u0
        (element-at?
          (get values
            (contract-call? .governance get-settings (list "platform-fee-bps"))
          )
          u0
        ))
    )
    BPS
  )
)

;; --- Private: licences

(define-private (slots-of
    (id uint)
    (who principal)
  )
  (default-to (list)
    (map-get? slots {
      model: id,
      holder: who,
    })
  )
)

(define-private (is-running (id uint))
  (match (map-get? licences id)
    bought (>= (get end bought) burn-block-height)
    false
  )
)

(define-private (take-slot
    (id uint)
    (holder principal)
    (licence-id uint)
  )
  (let ((running (filter is-running (slots-of id holder))))
    (ok (map-set slots {
      model: id,
      holder: holder,
    }
      (unwrap! (as-max-len? (append running licence-id) u8) ERR_SLOTS_FULL)
    ))
  )
)

(define-private (leave-slot
    (id uint)
    (holder principal)
    (licence-id uint)
  )
  (map-set slots {
    model: id,
    holder: holder,
  }
    (get kept (fold keep-other (slots-of id holder) {
      gone: licence-id,
      kept: (list),
    }))
  )
)

(define-private (keep-other
    (id uint)
    (state {
      gone: uint,
      kept: (list 8 uint),
    })
  )
  (if (is-eq id (get gone state))
    state
    (merge state {
      kept: (default-to (get kept state)
        (as-max-len? (append (get kept state) id) u8)
      ),
    })
  )
)

;; --- Private: anchors

(define-private (commitment-of
    (id uint)
    (weights-hash (buff 32))
  )
  (sha256 (unwrap-panic (to-consensus-buff? {
    tag: ANCHOR_TAG,
    registry: current-contract,
    model: id,
    weights-hash: weights-hash,
  })))
)

(define-private (burn-hash (height uint))
  (begin
    ;; #[env(simnet)]
    (asserts! (is-none (map-get? test-headers height))
      (map-get? test-headers height)
    )
    (get-burn-block-info? header-hash height)
  )
)

(define-private (reverse (hash (buff 32)))
  (fold prepend hash 0x)
)

(define-private (prepend
    (byte (buff 1))
    (rest (buff 32))
  )
  (unwrap-panic (as-max-len? (concat byte rest) u32))
)

;; --- Private: finding and checking

(define-private (find-model (id uint))
  (ok (unwrap! (map-get? models id) ERR_NO_MODEL))
)

(define-private (sales-of (id uint))
  (default-to {
    terms: u0,
    latest-end: u0,
    no-other-before: u0,
  }
    (map-get? sales id)
  )
)

(define-private (check-direct)
  (begin
    (asserts! (is-eq tx-sender contract-caller) ERR_NOT_AUTHORISED)
    (ok true)
  )
)

(define-private (check-owner (id uint))
  (begin
    (asserts! (is-some (map-get? models id)) ERR_NO_MODEL)
    (asserts! (is-eq (nft-get-owner? model id) (some contract-caller))
      ERR_NOT_AUTHORISED
    )
    (ok true)
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

(define-private (greater
    (a uint)
    (b uint)
  )
  (if (> a b)
    a
    b
  )
)
