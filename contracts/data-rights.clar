;; data-rights: data sets, who may use them for what, at which loss of privacy,
;; and what is proven about them. A data set is an NFT; no data is ever here,
;; only hashes, and keys wrapped for one grantee each.
;;
;; Hashes, roots and the privacy budget are fixed at registration; a change of
;; data is a new data set. A run of a training job takes epsilon from the budget
;; in two steps: reserved when the job is matched, consumed when the owner posts
;; the key. Revoking stops new runs; those that are matched go on.
;;
;; It trusts marketplaces for the jobs they open, attestors for what they
;; record, and governance for roles, programs and parameters.

(impl-trait .nexus-traits.nft-trait)

;; --- Constants

(define-constant BPS u10000)
;; Epsilon is counted in millionths, and so is this bound of it: 1,000.
(define-constant MAX_EPSILON u1000000000)
(define-constant MAX_AMOUNT u10000000000000000)
;; Bits of purposes: medical, financial, language, iot, research, commercial;
;; the others are free for agreements between the parties.
(define-constant ALL_PURPOSES u65535)
;; One sample of reputation per developer in so many burn blocks.
(define-constant SAMPLE_INTERVAL u144)
;; score = (7 x score + sample) / 8
(define-constant MEMORY u7)
(define-constant STAKE "data-stake")

;; --- Errors

;; The caller is not the owner, or its contract has not the role.
(define-constant ERR_NOT_AUTHORISED (err u103001))
;; Governance has paused what opens something new.
(define-constant ERR_PAUSED (err u103002))
(define-constant ERR_NO_DATASET (err u103003))
;; The purposes are none or unknown, or a program has no words or repeats.
(define-constant ERR_BAD_POLICY (err u103004))
;; The price is above 10 billion STX.
(define-constant ERR_BAD_PRICE (err u103005))
;; The budget is zero or above 1,000.
(define-constant ERR_BAD_BUDGET (err u103006))
;; The stake is below the minimum.
(define-constant ERR_BAD_STAKE (err u103007))
;; An empty URI, or a hash that is all zero.
(define-constant ERR_BAD_METADATA (err u103008))
;; Not a compressed public key.
(define-constant ERR_BAD_KEY (err u103009))
;; Runs of the data set go on.
(define-constant ERR_IN_USE (err u103010))
;; The listing is closed, expired or used up.
(define-constant ERR_CLOSED (err u103011))
;; The policy does not allow this purpose, or none is named.
(define-constant ERR_PURPOSE (err u103012))
;; The policy does not allow this program, or not so many words of output.
(define-constant ERR_PROGRAM (err u103013))
;; The privacy budget has less left than the program needs.
(define-constant ERR_BUDGET_SPENT (err u103014))
;; The owner has committed to no seed for another run.
(define-constant ERR_NO_SEED (err u103015))
;; The owner has not approved this job.
(define-constant ERR_NOT_APPROVED (err u103016))
;; A required statement is not proven of the data set.
(define-constant ERR_NOT_PROVEN (err u103017))
;; The list names a data set twice.
(define-constant ERR_DUPLICATE (err u103018))
;; The developer owns the data set.
(define-constant ERR_OWN_DATASET (err u103019))
;; The price is above what the job pays.
(define-constant ERR_TOO_DEAR (err u103020))
(define-constant ERR_NO_JOB (err u103021))
;; The job has no grantees yet, has them already, is over, or lacks keys; or
;; the weights are not one for each data set.
(define-constant ERR_STATE (err u103022))
;; The key was posted before.
(define-constant ERR_ALREADY_POSTED (err u103023))
;; The keys are not one for each grantee, in their order.
(define-constant ERR_BAD_GRANTEES (err u103024))
;; The window for keys has ended.
(define-constant ERR_TOO_LATE (err u103025))
;; The data set is the recipient's already.
(define-constant ERR_BAD_RECIPIENT (err u103026))
;; The data set would have more than eight seeds.
(define-constant ERR_SEEDS_FULL (err u103027))
;; The lower bound of a statement is above the upper one.
(define-constant ERR_BAD_STATEMENT (err u103028))
;; Nothing of this kind is proven, or the caller never got the key.
(define-constant ERR_NOTHING_TO_REFUTE (err u103029))

;; --- Data

(define-non-fungible-token dataset uint)

;; Id of the newest data set.
(define-data-var last-dataset uint u0)
;; Contracts that have recorded statements, some retired.
(define-data-var attestors (list 8 principal) (list))

;; In one entry, since matching reads all of it.
(define-map datasets
  uint
  {
    owner: principal, ;; of the NFT, here too to be read in one go
    ;; What it is, for good.
    record: {
      content-hash: (buff 32), ;; sha256 of the ciphertext
      commitment-root: (buff 32), ;; of the proofs
      input-root: (buff 32), ;; its slot of the training machine's memory
      schema-hash: (buff 32),
      key-commitment: (buff 32), ;; sha256 of the key of the ciphertext
      budget: uint, ;; epsilon in millionths
      stake: uint, ;; hold of the vault
    },
    ;; What its owner may change.
    terms: {
      uri: (string-ascii 256), ;; of the metadata
      category: (string-ascii 32),
      price: uint, ;; micro-STX per run
      open: bool, ;; takes new runs
      approval: bool, ;; each job needs the owner's approval
      purposes: uint, ;; bit mask
      ;; Programs that may run; none means those that governance approved.
      programs: (list 8 {
        hash: (buff 32),
        epsilon: uint, ;; millionths per run
        words: uint, ;; of output, at most
      }),
      max-uses: uint, ;; runs in all
      expiry: uint, ;; burn height of the last new run
      min-score: uint, ;; reputation that the compute provider needs, bps
      min-fees: uint, ;; micro-STX, and fees that its jobs paid
    },
    ;; How far it is used.
    usage: {
      reserved: uint, ;; epsilon of matched runs without a key, millionths
      consumed: uint, ;; epsilon of runs with a key, millionths
      uses: uint, ;; runs matched and not released
      running: uint, ;; runs of jobs that are not over
      seeds: (list 8 (buff 32)), ;; commitments to noise, one for each run
    },
  }
)

;; Owner's leave for one job, where the terms ask for it.
(define-map approvals
  {
    dataset: uint,
    owner: principal, ;; the leave does not go with the data set
    marketplace: principal,
    job: uint,
  }
  bool
)

;; Key that others wrap secrets with, for this account.
(define-map encryption-keys
  principal
  (buff 33)
)

(define-map jobs
  {
    marketplace: principal,
    id: uint,
  }
  {
    developer: principal,
    datasets: (list 20 uint),
    owners: (list 20 principal), ;; when matched
    epsilons: (list 20 uint), ;; millionths
    seeds: (list 20 (buff 32)), ;; commitments
    grantees: (list 8 principal), ;; compute provider and auditors
    since: {
      stacks: uint, ;; height at which the grantees were named
      burn: uint, ;; height
    },
    window: uint, ;; blocks for the keys
    reachable: bool, ;; each grantee had an encryption key when named
    posted: uint, ;; keys posted
    over: bool,
  }
)

;; The key of a data set, wrapped for each grantee of a job in their order:
;; posting it consumes the epsilon.
(define-map posted-keys
  {
    marketplace: principal,
    job: uint,
    dataset: uint,
  }
  (list 8 (buff 128))
)

;; Standing of an owner.
(define-map reputations
  principal
  {
    score: uint, ;; moving average of verified contribution, bps
    samples: uint,
    fees: uint, ;; micro-STX of platform fees on its sales
  }
)

;; Burn height of the last job of a developer that changed reputations.
(define-map sampled
  principal
  uint
)

;; What is proven: the number that kind and subject name lies in the bounds.
(define-map statements
  {
    dataset: uint, ;; id
    kind: uint, ;; see docs/contracts/data-rights.md
    subject: uint, ;; feature or class
  }
  {
    low: int,
    high: int,
    verifier: principal,
  }
)

;; --- Read-only: SIP-009

(define-read-only (get-last-token-id)
  (ok (var-get last-dataset))
)

(define-read-only (get-token-uri (id uint))
  (ok (match (map-get? datasets id)
    entry (some (get uri (get terms entry)))
    none
  ))
)

(define-read-only (get-owner (id uint))
  (ok (nft-get-owner? dataset id))
)

;; --- Read-only: for the other contracts

;; True when the key of the data set was wrapped for this account in that job.
(define-read-only (is-granted
    (marketplace principal)
    (job uint)
    (id uint)
    (grantee principal)
  )
  (is-some (get-grant marketplace job id grantee))
)

;; True when what is proven about the data set implies this.
(define-read-only (has-statement
    (id uint)
    (kind uint)
    (subject uint)
    (low int)
    (high int)
  )
  (match (get-statement id kind subject)
    proven (and
      (>= (get low proven) low)
      (<= (get high proven) high)
      (not (contract-call? .governance is-verifier-retired
        (get verifier proven)
      ))
    )
    false
  )
)

;; What runs of these data sets would give if they were reserved now, or the
;; first error that refuses one of them.
(define-read-only (quote-runs
    (marketplace principal)
    (job uint)
    (ids (list 20 uint))
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
  (ok (get runs
    (try! (fold quote-run ids (ok {
      context: (context-of marketplace job request),
      ids: (list),
      runs: (list),
    })))
  ))
)

(define-private (quote-run
    (id uint)
    (state (response
      {
        context: {
          marketplace: principal,
          job: uint,
          request: {
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
          },
          library: (optional {
            epsilon: uint,
            words: uint,
          }),
          live: (list 8 principal),
          height: uint,
        },
        ids: (list 20 uint),
        runs: (list 20 {
          id: uint,
          owner: principal,
          price: uint,
          input-root: (buff 32),
          seed: (buff 32),
          epsilon: uint,
          score: uint,
          min-score: uint,
          min-fees: uint,
        }),
      }
      uint
    ))
  )
  (let (
      (so-far (try! state))
      (entry (try! (find-dataset id)))
      (run (try! (offer-of id entry (get context so-far))))
    )
    (asserts! (is-none (index-of? (get ids so-far) id)) ERR_DUPLICATE)
    (ok (merge so-far {
      ids: (unwrap-panic (as-max-len? (append (get ids so-far) id) u20)),
      runs: (unwrap-panic (as-max-len? (append (get runs so-far) run) u20)),
    }))
  )
)

;; micro-STX that a run of each of these data sets costs now, were it allowed.
(define-read-only (get-prices (ids (list 20 uint)))
  (map price-of ids)
)

(define-private (price-of (id uint))
  (match (map-get? datasets id)
    entry (get price (get terms entry))
    u0
  )
)

;; --- Read-only: for wallets

(define-read-only (get-dataset (id uint))
  (map-get? datasets id)
)

(define-read-only (get-datasets (ids (list 10 uint)))
  (map get-dataset ids)
)

;; Epsilon in millionths that new runs can still take.
(define-read-only (get-budget-left (id uint))
  (match (map-get? datasets id)
    entry (-
      (get budget (get record entry))
      (get reserved (get usage entry))
      (get consumed (get usage entry))
    )
    u0
  )
)

(define-read-only (get-statement
    (id uint)
    (kind uint)
    (subject uint)
  )
  (map-get? statements {
    dataset: id,
    kind: kind,
    subject: subject,
  })
)

;; What is proven about a data set, for each of these numbers.
(define-read-only (get-statements
    (id uint)
    (keys (list 20 {
      kind: uint,
      subject: uint,
    }))
  )
  (get found (fold find-statement keys {
    dataset: id,
    found: (list),
  }))
)

(define-private (find-statement
    (key {
      kind: uint,
      subject: uint,
    })
    (state {
      dataset: uint,
      found: (list 20 (optional {
        low: int,
        high: int,
        verifier: principal,
      })),
    })
  )
  (merge state {
    found: (unwrap-panic (as-max-len?
      (append (get found state)
        (get-statement (get dataset state) (get kind key) (get subject key))
      )
      u20
    )),
  })
)

(define-read-only (get-job
    (marketplace principal)
    (id uint)
  )
  (map-get? jobs {
    marketplace: marketplace,
    id: id,
  })
)

(define-read-only (get-run
    (marketplace principal)
    (job uint)
    (id uint)
  )
  (match (get-job marketplace job)
    record (match (part-of record id)
      part (some (merge part {
        keys: (default-to (list) (keys-of marketplace job id)),
      }))
      none
    )
    none
  )
)

(define-read-only (get-grant
    (marketplace principal)
    (job uint)
    (id uint)
    (grantee principal)
  )
  (match (get-job marketplace job)
    record (match (index-of? (get grantees record) grantee)
      index (element-at? (default-to (list) (keys-of marketplace job id)) index)
      none
    )
    none
  )
)

(define-read-only (get-encryption-key (who principal))
  (map-get? encryption-keys who)
)

(define-read-only (get-reputation (who principal))
  (default-to {
    score: u5000,
    samples: u0,
    fees: u0,
  }
    (map-get? reputations who)
  )
)

(define-read-only (is-approved
    (id uint)
    (marketplace principal)
    (job uint)
  )
  (match (map-get? datasets id)
    entry (is-approved-by id (get owner entry) marketplace job)
    false
  )
)

(define-private (is-approved-by
    (id uint)
    (owner principal)
    (marketplace principal)
    (job uint)
  )
  (default-to false
    (map-get? approvals {
      dataset: id,
      owner: owner,
      marketplace: marketplace,
      job: job,
    })
  )
)

;; --- Public: owner

;; Anyone. Registers a data set and stakes on it.
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
  (let (
      (owner (try! (actor)))
      (checked (try! (check-registration record listing seeds stake)))
      (id (+ (var-get last-dataset) u1))
      (hold (get id
        (try! (contract-call? .compensation open-hold STAKE stake))
      ))
      (event {
        topic: "register-dataset",
        id: id,
        owner: owner,
        record: record,
        terms: listing,
        seeds: seeds,
        stake: stake,
        hold: hold,
      })
    )
    (var-set last-dataset id)
    (unwrap! (nft-mint? dataset id owner) ERR_DUPLICATE)
    (map-set datasets id {
      owner: owner,
      record: (merge record { stake: hold }),
      terms: listing,
      usage: {
        reserved: u0,
        consumed: u0,
        uses: u0,
        running: u0,
        seeds: seeds,
      },
    })
    (print event)
    (ok event)
  )
)

(define-private (check-registration
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
    (asserts! (not (contract-call? .governance is-paused)) ERR_PAUSED)
    (try! (check-listing listing))
    (asserts!
      (and
        (> (get budget record) u0)
        (<= (get budget record) MAX_EPSILON)
      )
      ERR_BAD_BUDGET
    )
    (asserts! (>= stake (value-of "data-min-stake")) ERR_BAD_STAKE)
    (asserts!
      (and
        (is-hash (get content-hash record))
        (is-hash (get commitment-root record))
        (is-hash (get input-root record))
        (is-hash (get schema-hash record))
        (is-hash (get key-commitment record))
        (fold are-hashes seeds true)
      )
      ERR_BAD_METADATA
    )
    (ok true)
  )
)

;; Owner. Changes metadata, price and policy for runs to come.
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
  (let (
      (entry (try! (own-dataset id)))
      (event {
        topic: "update-dataset",
        id: id,
        owner: (get owner entry),
        terms: listing,
      })
    )
    (try! (check-listing listing))
    (asserts!
      (or
        (not (get open listing))
        (>=
          (contract-call? .compensation get-free
            (get stake (get record entry))
          )
          (value-of "data-min-stake")
        ))
      ERR_BAD_STAKE
    )
    (map-set datasets id (merge entry { terms: listing }))
    (print event)
    (ok event)
  )
)

;; Owner. Commits to the noise of runs to come, one seed for each.
(define-public (add-seeds
    (id uint)
    (seeds (list 8 (buff 32)))
  )
  (let (
      (entry (try! (own-dataset id)))
      (used (get usage entry))
      (event {
        topic: "add-seeds",
        id: id,
        owner: (get owner entry),
        seeds: seeds,
      })
    )
    (asserts! (fold are-hashes seeds true) ERR_BAD_METADATA)
    (save-usage id entry
      (merge used {
        seeds: (unwrap! (as-max-len? (concat (get seeds used) seeds) u8)
          ERR_SEEDS_FULL
        ),
      })
    )
    (print event)
    (ok event)
  )
)

;; Owner. Allows or forbids one job to be matched with this data set.
(define-public (set-approval
    (id uint)
    (marketplace principal)
    (job uint)
    (approved bool)
  )
  (let (
      (entry (try! (own-dataset id)))
      (event {
        topic: "set-approval",
        id: id,
        owner: (get owner entry),
        marketplace: marketplace,
        job: job,
        approved: approved,
      })
    )
    (map-set approvals {
      dataset: id,
      owner: (get owner entry),
      marketplace: marketplace,
      job: job,
    }
      approved
    )
    (print event)
    (ok event)
  )
)

;; Anyone. Registers the key that others wrap secrets for the caller with.
(define-public (set-encryption-key (key (buff 33)))
  (let (
      (who (try! (actor)))
      (event {
        topic: "set-encryption-key",
        who: who,
        key: key,
      })
    )
    (asserts! (is-eq (len key) u33) ERR_BAD_KEY)
    (asserts! (is-ok (principal-of? key)) ERR_BAD_KEY)
    (map-set encryption-keys who key)
    (print event)
    (ok event)
  )
)

;; Owner when the job was matched. Wraps the key of the data set, with the seed
;; of the noise, for each grantee; from here on the epsilon is consumed.
(define-public (post-key
    (marketplace principal)
    (job uint)
    (id uint)
    (keys (list 8 {
      grantee: principal,
      wrapped: (buff 128),
    }))
  )
  (let (
      (owner (try! (actor)))
      (record (unwrap! (get-job marketplace job) ERR_NO_JOB))
      (run (unwrap! (part-of record id) ERR_NO_JOB))
      (entry (try! (find-dataset id)))
      (used (get usage entry))
      (event {
        topic: "post-key",
        marketplace: marketplace,
        job: job,
        id: id,
        owner: owner,
        epsilon: (get epsilon run),
        keys: keys,
      })
    )
    (asserts! (is-eq owner (get owner run)) ERR_NOT_AUTHORISED)
    (asserts! (is-running record) ERR_STATE)
    (asserts!
      (map-insert posted-keys {
        marketplace: marketplace,
        job: job,
        dataset: id,
      }
        (map wrapped-of keys)
      )
      ERR_ALREADY_POSTED
    )
    (asserts! (not (is-over (get since record) (get window record)))
      ERR_TOO_LATE
    )
    (asserts! (is-eq (map grantee-of keys) (get grantees record))
      ERR_BAD_GRANTEES
    )
    (save-usage id entry
      (merge used {
        reserved: (- (get reserved used) (get epsilon run)),
        consumed: (+ (get consumed used) (get epsilon run)),
      })
    )
    (map-set jobs {
      marketplace: marketplace,
      id: job,
    }
      (merge record { posted: (+ (get posted record) u1) })
    )
    (print event)
    (ok event)
  )
)

(define-private (grantee-of (key {
  grantee: principal,
  wrapped: (buff 128),
}))
  (get grantee key)
)

(define-private (wrapped-of (key {
  grantee: principal,
  wrapped: (buff 128),
}))
  (get wrapped key)
)

(define-private (keys-of
    (marketplace principal)
    (job uint)
    (id uint)
  )
  (map-get? posted-keys {
    marketplace: marketplace,
    job: job,
    dataset: id,
  })
)

;; What one data set is in a job.
(define-private (part-of
    (record {
      developer: principal,
      datasets: (list 20 uint),
      owners: (list 20 principal),
      epsilons: (list 20 uint),
      seeds: (list 20 (buff 32)),
      grantees: (list 8 principal),
      since: {
        stacks: uint,
        burn: uint,
      },
      window: uint,
      reachable: bool,
      posted: uint,
      over: bool,
    })
    (id uint)
  )
  (match (index-of? (get datasets record) id)
    index (some {
      owner: (unwrap-panic (element-at? (get owners record) index)),
      epsilon: (unwrap-panic (element-at? (get epsilons record) index)),
      seed: (unwrap-panic (element-at? (get seeds record) index)),
    })
    none
  )
)

;; Owner. Adds to the stake, after a slash for instance.
(define-public (top-up-stake
    (id uint)
    (amount uint)
  )
  (let (
      (entry (try! (own-dataset id)))
      (event {
        topic: "top-up-stake",
        id: id,
        owner: (get owner entry),
        amount: amount,
      })
    )
    (try! (contract-call? .compensation add-to-hold
      (get stake (get record entry)) amount
    ))
    (print event)
    (ok event)
  )
)

;; Owner, while no run goes on. Closes the listing and begins the unbonding of
;; the whole stake; anyone collects it for the owner from the vault afterwards.
(define-public (unstake (id uint))
  (let (
      (entry (try! (own-dataset id)))
      (record (get record entry))
      (unbonding (value-of "data-unbonding"))
      (event {
        topic: "unstake",
        id: id,
        owner: (get owner entry),
        unbonding: unbonding,
      })
    )
    (asserts! (is-eq (get running (get usage entry)) u0) ERR_IN_USE)
    (save-closed id entry)
    (try! (contract-call? .compensation leave-hold (get stake record)
      (contract-call? .compensation get-free (get stake record)) unbonding
    ))
    (print event)
    (ok event)
  )
)

;; Owner, while no run goes on and the stake is not leaving. SIP-009: income to
;; come, and the stake, go with the data set; commitments to seeds that only the
;; sender knows do not.
(define-public (transfer
    (id uint)
    (sender principal)
    (recipient principal)
  )
  (let (
      (entry (try! (find-dataset id)))
      (used (get usage entry))
    )
    (asserts! (is-eq contract-caller sender) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get owner entry) sender) ERR_NOT_AUTHORISED)
    (asserts! (is-eq (get running used) u0) ERR_IN_USE)
    (save-usage id (merge entry { owner: recipient })
      (merge used { seeds: (list) })
    )
    (try! (contract-call? .compensation move-hold (get stake (get record entry))
      recipient
    ))
    (unwrap! (nft-transfer? dataset id sender recipient) ERR_BAD_RECIPIENT)
    (print {
      topic: "transfer",
      id: id,
      sender: sender,
      recipient: recipient,
    })
    (ok true)
  )
)

;; --- Privileged: marketplaces, for their jobs

;; Role marketplace. Takes one run of each data set for a job, with its epsilon
;; and its seed, at today's price. Tells what the compute provider must have.
(define-public (reserve-runs
    (job uint)
    (ids (list 20 uint))
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
      (context (context-of contract-caller job request))
      (runs (get runs
        (try! (fold reserve-run ids (ok {
          context: context,
          ids: (list),
          runs: (list),
        })))
      ))
      (event {
        topic: "reserve-runs",
        marketplace: contract-caller,
        job: job,
        request: request,
        runs: runs,
      })
    )
    (asserts!
      (contract-call? .governance has-role contract-caller "marketplace")
      ERR_NOT_AUTHORISED
    )
    (asserts!
      (map-insert jobs {
        marketplace: contract-caller,
        id: job,
      } {
        developer: (get developer request),
        datasets: ids,
        owners: (map owner-of runs),
        epsilons: (map epsilon-of runs),
        seeds: (map seed-of runs),
        grantees: (list),
        since: (now),
        window: u0,
        reachable: false,
        posted: u0,
        over: false,
      })
      ERR_STATE
    )
    (print event)
    (ok event)
  )
)

(define-private (reserve-run
    (id uint)
    (state (response
      {
        context: {
          marketplace: principal,
          job: uint,
          request: {
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
          },
          library: (optional {
            epsilon: uint,
            words: uint,
          }),
          live: (list 8 principal),
          height: uint,
        },
        ids: (list 20 uint),
        runs: (list 20 {
          id: uint,
          owner: principal,
          price: uint,
          input-root: (buff 32),
          seed: (buff 32),
          epsilon: uint,
          score: uint,
          min-score: uint,
          min-fees: uint,
        }),
      }
      uint
    ))
  )
  (let (
      (so-far (try! state))
      (context (get context so-far))
      (entry (try! (find-dataset id)))
      (run (try! (offer-of id entry context)))
      (used (get usage entry))
      (seeds (get seeds used))
    )
    (asserts! (is-none (index-of? (get ids so-far) id)) ERR_DUPLICATE)
    (save-usage id entry
      (merge used {
        reserved: (+ (get reserved used) (get epsilon run)),
        uses: (+ (get uses used) u1),
        running: (+ (get running used) u1),
        seeds: (default-to (list) (slice? seeds u1 (len seeds))),
      })
    )
    (ok (merge so-far {
      ids: (unwrap-panic (as-max-len? (append (get ids so-far) id) u20)),
      runs: (unwrap-panic (as-max-len? (append (get runs so-far) run) u20)),
    }))
  )
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

(define-private (epsilon-of (run {
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
  (get epsilon run)
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

;; Marketplace of the job. Names who gets the keys, which opens their window.
(define-public (name-grantees
    (job uint)
    (grantees (list 8 principal))
    (window uint)
  )
  (let (
      (record (try! (own-job job)))
      (event {
        topic: "name-grantees",
        marketplace: contract-caller,
        job: job,
        grantees: grantees,
        window: window,
        reachable: (is-eq (len (filter has-encryption-key grantees))
          (len grantees)
        ),
      })
    )
    (asserts! (is-eq (len (get grantees record)) u0) ERR_STATE)
    (asserts! (> (len grantees) u0) ERR_BAD_GRANTEES)
    (map-set jobs {
      marketplace: contract-caller,
      id: job,
    }
      (merge record {
        grantees: grantees,
        since: (now),
        window: window,
        reachable: (get reachable event),
      })
    )
    (print event)
    (ok event)
  )
)

(define-private (has-encryption-key (who principal))
  (is-some (get-encryption-key who))
)

;; Marketplace of the job. Ends a job that was settled: each owner's standing
;; gets one sample, its weight against the fair part of the job's data sets.
(define-public (finish-runs
    (job uint)
    (weights (list 20 uint))
    (fees (list 20 uint))
    (rated bool)
  )
  (let (
      (record (try! (own-job job)))
      (ids (get datasets record))
      (event {
        topic: "finish-runs",
        marketplace: contract-caller,
        job: job,
        weights: weights,
        fees: fees,
        rated: rated,
      })
    )
    (asserts!
      (and
        (is-eq (get posted record) (len ids))
        (is-eq (len weights) (len ids))
        (is-eq (len fees) (len ids))
      )
      ERR_STATE
    )
    (close-job job record)
    (map stop-run ids)
    (and
      rated
      (is-some (some (fold rate
        (map rating-of (get owners record) weights fees) {
        count: (len ids),
        fresh: (take-sample (get developer record)),
        sampled: (list),
      })))
    )
    (print event)
    (ok event)
  )
)

;; Marketplace of the job. Ends a job without a result: epsilon of runs without
;; a key goes back to their budgets. If the keys were due, whoever posted none
;; loses a fixed part of the stake, its injured party being the developer; but
;; nobody can wrap a key for a grantee that has registered none.
(define-public (release-runs
    (job uint)
    (prover principal)
  )
  (let (
      (record (try! (own-job job)))
      (late (and
        (get reachable record)
        (is-over (get since record) (get window record))
      ))
      (context {
        marketplace: contract-caller,
        job: job,
        missing: (list),
      })
      (missing (get missing
        (fold release-run
          (map run-with (get datasets record) (get epsilons record)
            (get seeds record)
          )
          context
        )
      ))
      (slashed (if late
        missing
        (list)
      ))
      (event {
        topic: "release-runs",
        marketplace: contract-caller,
        job: job,
        released: missing,
        slashed: slashed,
      })
    )
    (close-job job record)
    (and
      (> (len slashed) u0)
      (try! (slash-owners slashed (value-of "data-key-slash")
        (get developer record) prover
      ))
    )
    (print event)
    (ok event)
  )
)

(define-private (run-with
    (id uint)
    (epsilon uint)
    (seed (buff 32))
  )
  {
    id: id,
    epsilon: epsilon,
    seed: seed,
  }
)

(define-private (release-run
    (run {
      id: uint,
      epsilon: uint,
      seed: (buff 32),
    })
    (state {
      marketplace: principal,
      job: uint,
      missing: (list 20 uint),
    })
  )
  (let (
      (id (get id run))
      (entry (unwrap! (map-get? datasets id) state))
      (used (get usage entry))
    )
    (if (is-some (keys-of (get marketplace state) (get job state) id))
      (begin
        (save-usage id entry
          (merge used { running: (- (get running used) u1) })
        )
        state
      )
      (begin
        (save-usage id entry
          (merge used {
            reserved: (- (get reserved used) (get epsilon run)),
            uses: (- (get uses used) u1),
            running: (- (get running used) u1),
            ;; The seed was shown to nobody.
            seeds: (default-to (get seeds used)
              (as-max-len? (append (get seeds used) (get seed run)) u8)
            ),
          })
        )
        (merge state {
          missing: (unwrap-panic (as-max-len?
            (append (get missing state) id)
            u20
          )),
        })
      )
    )
  )
)

(define-private (stop-run (id uint))
  (match (map-get? datasets id)
    entry (save-usage id entry
      (merge (get usage entry) {
        running: (- (get running (get usage entry)) u1),
      })
    )
    false
  )
)

;; A slashed listing is closed until its owner opens it with a full stake.
(define-private (slash-owners
    (ids (list 20 uint))
    (amount uint)
    (injured principal)
    (prover principal)
  )
  (let ((bounty (/ (* amount (value-of "bounty-bps")) BPS)))
    (map close-listing ids)
    (try! (contract-call? .compensation slash-holds
      (get slashes
        (fold add-slash ids {
          slash: {
            id: u0,
            amount: amount,
            damage: (/ amount u2),
            injured: injured,
            bounty: bounty,
            prover: prover,
          },
          slashes: (list),
        })
      )))
    (ok true)
  )
)

(define-private (add-slash
    (id uint)
    (state {
      slash: {
        id: uint,
        amount: uint,
        damage: uint,
        injured: principal,
        bounty: uint,
        prover: principal,
      },
      slashes: (list 20 {
        id: uint,
        amount: uint,
        damage: uint,
        injured: principal,
        bounty: uint,
        prover: principal,
      }),
    })
  )
  (let (
      (hold (match (map-get? datasets id)
        entry (get stake (get record entry))
        u0
      ))
    )
    (merge state {
      slashes: (unwrap-panic (as-max-len?
        (append (get slashes state) (merge (get slash state) { id: hold }))
        u20
      )),
    })
  )
)

(define-private (close-listing (id uint))
  (match (map-get? datasets id)
    entry (save-closed id entry)
    false
  )
)

(define-private (rating-of
    (owner principal)
    (weight uint)
    (fee uint)
  )
  {
    owner: owner,
    weight: weight,
    fee: fee,
  }
)

;; True, and remembered, if no job of the developer has counted for a while.
(define-private (take-sample (developer principal))
  (if (match (map-get? sampled developer)
      last (>= burn-block-height (+ last SAMPLE_INTERVAL))
      true
    )
    (map-set sampled developer burn-block-height)
    false
  )
)

;; However many data sets of an owner a job had, it gives one sample.
(define-private (rate
    (rating {
      owner: principal,
      weight: uint,
      fee: uint,
    })
    (job {
      count: uint,
      fresh: bool,
      sampled: (list 20 principal),
    })
  )
  (let (
      (owner (get owner rating))
      (standing (get-reputation owner))
      (counts (and
        (get fresh job)
        (is-none (index-of? (get sampled job) owner))
      ))
      (fair (* (get weight rating) (get count job)))
      (sample (if (< fair BPS)
        fair
        BPS
      ))
    )
    (map-set reputations owner {
      score: (if counts
        (/ (+ (* MEMORY (get score standing)) sample) (+ MEMORY u1))
        (get score standing)
      ),
      samples: (+ (get samples standing)
        (if counts
          u1
          u0
        )),
      fees: (+ (get fees standing) (get fee rating)),
    })
    (merge job {
      sampled: (unwrap-panic (as-max-len?
        (append (get sampled job) owner)
        u20
      )),
    })
  )
)

;; --- Privileged: attestors

;; Role attestor, not retired. Records what it verified about a data set: not
;; about its root, which another could copy. What two proofs say about the same
;; number holds together: the bounds kept are the narrower ones.
(define-public (record-statements
    (id uint)
    (proven (list 160 {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    }))
  )
  (let (
      (known (contract-call? .governance without-retired (var-get attestors)))
      (event {
        topic: "record-statements",
        verifier: contract-caller,
        id: id,
        statements: proven,
      })
    )
    (try! (check-attestor))
    (try! (find-dataset id))
    (asserts! (get ok (fold record-statement proven {
      dataset: id,
      ok: true,
    }))
      ERR_BAD_STATEMENT
    )
    (and
      (is-none (index-of? known contract-caller))
      (var-set attestors
        (unwrap! (as-max-len? (append known contract-caller) u8)
          ERR_NOT_AUTHORISED
        ))
    )
    (print event)
    (ok event)
  )
)

(define-private (record-statement
    (proven {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    })
    (state {
      dataset: uint,
      ok: bool,
    })
  )
  (let (
      (key {
        dataset: (get dataset state),
        kind: (get kind proven),
        subject: (get subject proven),
      })
      (low (get low proven))
      (high (get high proven))
      (old (map-get? statements key))
      (known (match old
        before (is-eq (get verifier before) contract-caller)
        false
      ))
      (old-low (if known
        (default-to low (get low old))
        low
      ))
      (old-high (if known
        (default-to high (get high old))
        high
      ))
      (new-low (if (> old-low low)
        old-low
        low
      ))
      (new-high (if (< old-high high)
        old-high
        high
      ))
    )
    (map-set statements key {
      low: new-low,
      high: new-high,
      verifier: contract-caller,
    })
    (merge state { ok: (and (get ok state) (<= new-low new-high)) })
  )
)

;; Role attestor, not retired. A grantee of a job showed it a row that
;; contradicts what is proven about the data set: the statement
;; falls, and the whole stake, half of it for the developer of the job.
(define-public (refute-statement
    (marketplace principal)
    (job uint)
    (id uint)
    (kind uint)
    (subject uint)
  )
  (let (
      (grantee tx-sender)
      (record (get record (try! (find-dataset id))))
      (hired (unwrap! (get-job marketplace job) ERR_NO_JOB))
      (key {
        dataset: id,
        kind: kind,
        subject: subject,
      })
      (stake (get amount
        (unwrap! (contract-call? .compensation get-hold (get stake record))
          ERR_NO_DATASET
        )))
      (event {
        topic: "refute-statement",
        verifier: contract-caller,
        marketplace: marketplace,
        job: job,
        id: id,
        kind: kind,
        subject: subject,
        grantee: grantee,
        slashed: stake,
      })
    )
    (try! (check-attestor))
    (asserts!
      (and
        (is-granted marketplace job id grantee)
        (is-some (map-get? statements key))
      )
      ERR_NOTHING_TO_REFUTE
    )
    (map-delete statements key)
    (try! (slash-owners (list id) stake (get developer hired) grantee))
    (print event)
    (ok event)
  )
)

(define-private (check-attestor)
  (begin
    (asserts!
      (and
        (contract-call? .governance has-role contract-caller "attestor")
        (not (contract-call? .governance is-verifier-retired contract-caller))
      )
      ERR_NOT_AUTHORISED
    )
    (ok true)
  )
)

;; --- Private: matching

;; All that other contracts know, asked once for a list of data sets.
(define-private (context-of
    (marketplace principal)
    (job uint)
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
  {
    marketplace: marketplace,
    job: job,
    request: request,
    library: (contract-call? .governance get-program (get program request)),
    live: (contract-call? .governance without-retired (var-get attestors)),
    height: burn-block-height,
  }
)

(define-private (offer-of
    (id uint)
    (entry {
      owner: principal,
      record: {
        content-hash: (buff 32),
        commitment-root: (buff 32),
        input-root: (buff 32),
        schema-hash: (buff 32),
        key-commitment: (buff 32),
        budget: uint,
        stake: uint,
      },
      terms: {
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
      },
      usage: {
        reserved: uint,
        consumed: uint,
        uses: uint,
        running: uint,
        seeds: (list 8 (buff 32)),
      },
    })
    (context {
      marketplace: principal,
      job: uint,
      request: {
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
      },
      library: (optional {
        epsilon: uint,
        words: uint,
      }),
      live: (list 8 principal),
      height: uint,
    })
  )
  (let (
      (request (get request context))
      (owner (get owner entry))
      (record (get record entry))
      (listing (get terms entry))
      (used (get usage entry))
      (leave (unwrap!
        (get found (fold find-program (get programs listing) {
          program: (get program request),
          found: (if (is-eq (len (get programs listing)) u0)
            (get library context)
            none
          ),
        }))
        ERR_PROGRAM
      ))
      (epsilon (get epsilon leave))
    )
    (asserts!
      (and
        (get open listing)
        (< (get uses used) (get max-uses listing))
        (<= (get height context) (get expiry listing))
      )
      ERR_CLOSED
    )
    (asserts! (not (is-eq owner (get developer request))) ERR_OWN_DATASET)
    (asserts!
      (and
        (> (get purpose request) u0)
        (is-eq (get purpose request)
          (bit-and (get purpose request) (get purposes listing))
        )
      )
      ERR_PURPOSE
    )
    (asserts! (<= (get words request) (get words leave)) ERR_PROGRAM)
    (asserts! (<= (get price listing) (get cap request)) ERR_TOO_DEAR)
    (asserts!
      (<= epsilon
        (- (get budget record) (get reserved used) (get consumed used))
      )
      ERR_BUDGET_SPENT
    )
    (asserts!
      (or
        (not (get approval listing))
        (is-approved-by id owner (get marketplace context) (get job context))
      )
      ERR_NOT_APPROVED
    )
    (asserts!
      (get proven (fold require-statement (get required request) {
        dataset: id,
        live: (get live context),
        proven: true,
      }))
      ERR_NOT_PROVEN
    )
    (ok {
      id: id,
      owner: owner,
      price: (get price listing),
      input-root: (get input-root record),
      seed: (unwrap! (element-at? (get seeds used) u0) ERR_NO_SEED),
      epsilon: epsilon,
      score: (get score (get-reputation owner)),
      min-score: (get min-score listing),
      min-fees: (get min-fees listing),
    })
  )
)

(define-private (find-program
    (allowed {
      hash: (buff 32),
      epsilon: uint,
      words: uint,
    })
    (search {
      program: (buff 32),
      found: (optional {
        epsilon: uint,
        words: uint,
      }),
    })
  )
  (if (is-eq (get hash allowed) (get program search))
    (merge search {
      found: (some {
        epsilon: (get epsilon allowed),
        words: (get words allowed),
      }),
    })
    search
  )
)

(define-private (require-statement
    (wanted {
      kind: uint,
      subject: uint,
      low: int,
      high: int,
    })
    (state {
      dataset: uint,
      live: (list 8 principal),
      proven: bool,
    })
  )
  (merge state {
    proven: (and
      (get proven state)
      (match (get-statement (get dataset state) (get kind wanted)
        (get subject wanted)
      )
        known (and
          (>= (get low known) (get low wanted))
          (<= (get high known) (get high wanted))
          (is-some (index-of? (get live state) (get verifier known)))
        )
        false
      )
    ),
  })
)

;; --- Private: finding

(define-private (find-dataset (id uint))
  (ok (unwrap! (map-get? datasets id) ERR_NO_DATASET))
)

(define-private (save-usage
    (id uint)
    (entry {
      owner: principal,
      record: {
        content-hash: (buff 32),
        commitment-root: (buff 32),
        input-root: (buff 32),
        schema-hash: (buff 32),
        key-commitment: (buff 32),
        budget: uint,
        stake: uint,
      },
      terms: {
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
      },
      usage: {
        reserved: uint,
        consumed: uint,
        uses: uint,
        running: uint,
        seeds: (list 8 (buff 32)),
      },
    })
    (used {
      reserved: uint,
      consumed: uint,
      uses: uint,
      running: uint,
      seeds: (list 8 (buff 32)),
    })
  )
  (map-set datasets id (merge entry { usage: used }))
)

(define-private (save-closed
    (id uint)
    (entry {
      owner: principal,
      record: {
        content-hash: (buff 32),
        commitment-root: (buff 32),
        input-root: (buff 32),
        schema-hash: (buff 32),
        key-commitment: (buff 32),
        budget: uint,
        stake: uint,
      },
      terms: {
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
      },
      usage: {
        reserved: uint,
        consumed: uint,
        uses: uint,
        running: uint,
        seeds: (list 8 (buff 32)),
      },
    })
  )
  (map-set datasets id
    (merge entry { terms: (merge (get terms entry) { open: false }) })
  )
)

;; A job of the calling marketplace that is not over.
(define-private (own-job (job uint))
  (let ((record (unwrap! (get-job contract-caller job) ERR_NO_JOB)))
    (asserts! (not (get over record)) ERR_STATE)
    (ok record)
  )
)

(define-private (close-job
    (job uint)
    (record {
      developer: principal,
      datasets: (list 20 uint),
      owners: (list 20 principal),
      epsilons: (list 20 uint),
      seeds: (list 20 (buff 32)),
      grantees: (list 8 principal),
      since: {
        stacks: uint,
        burn: uint,
      },
      window: uint,
      reachable: bool,
      posted: uint,
      over: bool,
    })
  )
  (map-set jobs {
    marketplace: contract-caller,
    id: job,
  }
    (merge record { over: true })
  )
)

(define-private (is-running (record {
  developer: principal,
  datasets: (list 20 uint),
  owners: (list 20 principal),
  epsilons: (list 20 uint),
  seeds: (list 20 (buff 32)),
  grantees: (list 8 principal),
  since: {
    stacks: uint,
    burn: uint,
  },
  window: uint,
  reachable: bool,
  posted: uint,
  over: bool,
}))
  (and (not (get over record)) (> (len (get grantees record)) u0))
)

;; --- Private: checking

;; The account itself, or through a listed contract that made sure of it.
(define-private (actor)
  (begin
    (asserts!
      (or
        (is-eq tx-sender contract-caller)
        (contract-call? .governance has-role contract-caller "marketplace")
      )
      ERR_NOT_AUTHORISED
    )
    (ok tx-sender)
  )
)

;; The data set, which must be the caller's.
(define-private (own-dataset (id uint))
  (let (
      (owner (try! (actor)))
      (entry (try! (find-dataset id)))
    )
    (asserts! (is-eq (get owner entry) owner) ERR_NOT_AUTHORISED)
    (ok entry)
  )
)

(define-private (check-listing (listing {
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
}))
  (begin
    (asserts! (> (len (get uri listing)) u0) ERR_BAD_METADATA)
    (asserts! (<= (get price listing) MAX_AMOUNT) ERR_BAD_PRICE)
    (asserts!
      (and
        (> (get purposes listing) u0)
        (<= (get purposes listing) ALL_PURPOSES)
        (get good (fold check-program (get programs listing) {
          seen: (list),
          good: true,
        }))
      )
      ERR_BAD_POLICY
    )
    (ok true)
  )
)

(define-private (check-program
    (program {
      hash: (buff 32),
      epsilon: uint,
      words: uint,
    })
    (state {
      seen: (list 8 (buff 32)),
      good: bool,
    })
  )
  {
    seen: (unwrap-panic (as-max-len?
      (append (get seen state) (get hash program))
      u8
    )),
    good: (and
      (get good state)
      (is-none (index-of? (get seen state) (get hash program)))
      (> (get words program) u0)
      (> (get epsilon program) u0)
      (<= (get epsilon program) MAX_EPSILON)
    ),
  }
)

(define-private (is-hash (hash (buff 32)))
  (and
    (is-eq (len hash) u32)
    (not (is-eq hash
      0x0000000000000000000000000000000000000000000000000000000000000000
    ))
  )
)

(define-private (are-hashes
    (hash (buff 32))
    (good bool)
  )
  (and good (is-hash hash))
)

(define-private (value-of (name (string-ascii 32)))
  (default-to u0
    (element-at?
      (get values (contract-call? .governance get-settings (list name)))
      u0
    ))
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
