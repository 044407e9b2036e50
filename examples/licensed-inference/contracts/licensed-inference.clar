;; licensed-inference: answers of a model, sold to those who hold a licence of
;; it, by an operator whose contract holds one too.
;;
;; A request pays in advance. The operator earns the price by answering in time;
;; else anyone returns it to the customer. The contract takes part in the suite
;; as itself: it buys, renews and returns its licences out of the till.
;;
;; It trusts model-registry to say who is licensed, and the operator to answer
;; well: the hash of an answer is evidence for a court, not for the chain. What
;; a request still waits for never reaches the till.

;; --- Constants

(define-constant OPERATOR tx-sender)
;; Purpose that the contract must be licensed for: see data-rights.
(define-constant COMMERCIAL u32)
;; 10 billion STX: no sum comes near 2^128.
(define-constant MAX_AMOUNT u10000000000000000)
(define-constant MAX_WINDOW u1008)
;; Burn blocks before its end from which a licence may be renewed.
(define-constant RENEWAL u144)

(define-constant OPEN "open")
(define-constant ANSWERED "answered")
(define-constant REFUNDED "refunded")

;; --- Errors

;; Only the operator may.
(define-constant ERR_NOT_AUTHORISED (err u201001))
;; Whoever pays calls without a contract in between.
(define-constant ERR_INDIRECT_CALL (err u201002))
;; The model is not on offer.
(define-constant ERR_NO_SERVICE (err u201003))
;; The price or the window is out of bounds.
(define-constant ERR_BAD_TERMS (err u201004))
;; The customer holds no licence of the model for this purpose.
(define-constant ERR_NOT_LICENSED (err u201005))
;; The contract holds no licence to sell answers of the model.
(define-constant ERR_NO_LICENCE (err u201006))
;; The price is above what the customer allows.
(define-constant ERR_TOO_DEAR (err u201007))
;; A hash has 32 bytes.
(define-constant ERR_BAD_HASH (err u201008))
(define-constant ERR_NO_REQUEST (err u201009))
;; The request is answered or refunded.
(define-constant ERR_STATE (err u201010))
;; The window for the answer is over.
(define-constant ERR_TOO_LATE (err u201011))
;; The window for the answer still runs, or the licence does.
(define-constant ERR_TOO_EARLY (err u201012))
;; The amount is zero, too large, or more than the till has.
(define-constant ERR_BAD_AMOUNT (err u201013))
;; The model has no such terms.
(define-constant ERR_NO_TERMS (err u201014))
;; Beside an exclusive licence nobody else could hold one: no customers.
(define-constant ERR_EXCLUSIVE (err u201015))
;; The vault holds nothing for the contract.
(define-constant ERR_NOTHING_DUE (err u201016))
;; The caller's wallet has less.
(define-constant ERR_CANNOT_PAY (err u201017))
;; A payment went beyond its allowance: never.
(define-constant ERR_PAY_OUT (err u201018))

;; --- Data

;; micro-STX that are the operator's.
(define-data-var till uint u0)
;; micro-STX that open requests wait for.
(define-data-var escrowed uint u0)
;; Id of the newest request.
(define-data-var last-request uint u0)

;; What is sold, by model.
(define-map services
  uint
  {
    price: uint, ;; micro-STX per request
    window: uint, ;; blocks for the answer
    open: bool,
  }
)

;; The newest licence that the contract bought of a model.
(define-map licences
  uint
  {
    id: uint,
    terms: uint, ;; index
    end: uint, ;; last burn height
  }
)

;; Requests keep the price and the window of their time.
(define-map requests
  uint
  {
    customer: principal,
    model: uint,
    input: (buff 32), ;; hash of the input
    price: uint, ;; micro-STX
    window: uint, ;; blocks
    since: {
      stacks: uint, ;; height
      burn: uint, ;; height
    },
    state: (string-ascii 8),
    output: (optional (buff 32)), ;; hash of the answer
  }
)

;; --- Read-only

(define-read-only (get-service (model uint))
  (map-get? services model)
)

(define-read-only (get-licence (model uint))
  (map-get? licences model)
)

(define-read-only (get-request (id uint))
  (map-get? requests id)
)

(define-read-only (get-money)
  {
    till: (var-get till),
    escrowed: (var-get escrowed),
  }
)

;; What a request would cost this account now, or why it would be refused.
(define-read-only (quote-request
    (model uint)
    (who principal)
    (purpose uint)
  )
  (let ((service (unwrap! (map-get? services model) ERR_NO_SERVICE)))
    (asserts! (get open service) ERR_NO_SERVICE)
    (asserts!
      (contract-call? .model-registry is-licensed model current-contract
        COMMERCIAL
      )
      ERR_NO_LICENCE
    )
    (asserts! (contract-call? .model-registry is-licensed model who purpose)
      ERR_NOT_LICENSED
    )
    (ok service)
  )
)

;; --- Public: operator

;; Operator. Sells answers of a model on these terms, or no longer; requests
;; that were made keep theirs.
(define-public (set-service
    (model uint)
    (price uint)
    (window uint)
    (open bool)
  )
  (let (
      (event {
        topic: "set-service",
        model: model,
        price: price,
        window: window,
        open: open,
      })
    )
    (try! (check-operator))
    (asserts!
      (and (is-amount price) (> window u0) (<= window MAX_WINDOW))
      ERR_BAD_TERMS
    )
    (map-set services model {
      price: price,
      window: window,
      open: open,
    })
    (print event)
    (ok event)
  )
)

;; Anyone. Pays into the till, for licences to buy.
(define-public (fund (amount uint))
  (let (
      (event {
        topic: "fund",
        payer: tx-sender,
        amount: amount,
      })
    )
    (try! (check-direct))
    (asserts! (is-amount amount) ERR_BAD_AMOUNT)
    (var-set till (+ (var-get till) amount))
    (try! (pull amount))
    (print event)
    (ok event)
  )
)

;; Operator. Pays itself out of the till.
(define-public (withdraw (amount uint))
  (let (
      (event {
        topic: "withdraw",
        amount: amount,
      })
    )
    (try! (check-operator))
    (asserts! (> amount u0) ERR_BAD_AMOUNT)
    (try! (take amount))
    (try! (pay amount OPERATOR))
    (print event)
    (ok event)
  )
)

;; --- Public: operator, as a licensee

;; Operator. Buys a licence of the model on terms that it offers, for at most
;; `max-fee`. Errors of model-registry come through as they are.
(define-public (buy-licence
    (model uint)
    (terms uint)
    (max-fee uint)
  )
  (begin
    (try! (check-operator))
    (purchase model terms max-fee)
  )
)

;; Operator, in the last day of the licence or after it. Buys one on the same
;; terms, as far as the model's owner still offers them.
(define-public (renew-licence
    (model uint)
    (max-fee uint)
  )
  (let ((held (unwrap! (map-get? licences model) ERR_NO_LICENCE)))
    (try! (check-operator))
    (asserts! (>= (+ burn-block-height RENEWAL) (get end held)) ERR_TOO_EARLY)
    (purchase model (get terms held) max-fee)
  )
)

(define-private (purchase
    (model uint)
    (terms uint)
    (max-fee uint)
  )
  (let (
      (offer (unwrap! (contract-call? .model-registry get-terms model terms)
        ERR_NO_TERMS
      ))
      ;; The vault takes first what it holds for the contract already.
      (credit (contract-call? .compensation get-balance current-contract))
      (fee (get fee offer))
      (cost (if (< credit fee)
        (- fee credit)
        u0
      ))
      (exclusive (asserts! (not (get exclusive offer)) ERR_EXCLUSIVE))
      (paid (try! (take cost)))
      (bought (unwrap!
        (as-contract? ((with-stx cost))
          (try! (contract-call? .model-registry purchase-licence model terms
            max-fee
          ))
        )
        ERR_PAY_OUT
      ))
      (licence {
        id: (get id bought),
        terms: terms,
        end: (get end (get licence bought)),
      })
      (event (merge licence {
        topic: "buy-licence",
        model: model,
        fee: fee,
        cost: cost,
      }))
    )
    (map-set licences model licence)
    (print event)
    (ok event)
  )
)

;; Operator, while a vote withholds the income of the model. Gives the licence
;; back for no less than `least`, which goes to the contract's balance in the
;; vault. Requests that are open end as they would.
(define-public (return-licence
    (model uint)
    (least uint)
  )
  (let (
      (operator (try! (check-operator)))
      (id (get id (unwrap! (map-get? licences model) ERR_NO_LICENCE)))
      (refunded (unwrap!
        (as-contract? ((with-nft .model-registry "licence" (list id)))
          (try! (contract-call? .model-registry refund-licence id least))
        )
        ERR_PAY_OUT
      ))
      (event {
        topic: "return-licence",
        model: model,
        id: id,
        amount: (get amount refunded),
      })
    )
    (map-delete licences model)
    (print event)
    (ok event)
  )
)

;; Anyone. Moves what the vault holds for the contract into the till.
(define-public (collect)
  (let (
      (amount (contract-call? .compensation get-balance current-contract))
      (event {
        topic: "collect",
        amount: amount,
      })
    )
    (asserts! (> amount u0) ERR_NOTHING_DUE)
    (var-set till (+ (var-get till) amount))
    (unwrap!
      (as-contract? ()
        (try! (contract-call? .compensation withdraw amount))
      )
      ERR_PAY_OUT
    )
    (print event)
    (ok event)
  )
)

;; --- Public: requests

;; Holder of a licence of the model, for a purpose that it covers. Pays the
;; price, which is at most `max-price`, in advance.
(define-public (request
    (model uint)
    (purpose uint)
    (input (buff 32))
    (max-price uint)
  )
  (let (
      (service (try! (quote-request model tx-sender purpose)))
      (id (+ (var-get last-request) u1))
      (price (get price service))
      (event {
        topic: "request",
        id: id,
        customer: tx-sender,
        model: model,
        purpose: purpose,
        input: input,
        price: price,
        window: (get window service),
      })
    )
    (try! (check-direct))
    (asserts! (<= price max-price) ERR_TOO_DEAR)
    (asserts! (is-eq (len input) u32) ERR_BAD_HASH)
    (var-set last-request id)
    (var-set escrowed (+ (var-get escrowed) price))
    (map-set requests id {
      customer: tx-sender,
      model: model,
      input: input,
      price: price,
      window: (get window service),
      since: {
        stacks: stacks-block-height,
        burn: burn-block-height,
      },
      state: OPEN,
      output: none,
    })
    (try! (pull price))
    (print event)
    (ok event)
  )
)

;; Operator, in the window, while the contract is licensed. Says what the
;; customer was sent, and earns the price.
(define-public (answer
    (id uint)
    (output (buff 32))
  )
  (let (
      (asked (try! (find-open id)))
      (event {
        topic: "answer",
        id: id,
        output: output,
        price: (get price asked),
      })
    )
    (try! (check-operator))
    (asserts! (not (is-over asked)) ERR_TOO_LATE)
    (asserts!
      (contract-call? .model-registry is-licensed (get model asked)
        current-contract COMMERCIAL
      )
      ERR_NO_LICENCE
    )
    (asserts! (is-eq (len output) u32) ERR_BAD_HASH)
    (map-set requests id
      (merge asked {
        state: ANSWERED,
        output: (some output),
      })
    )
    (var-set escrowed (- (var-get escrowed) (get price asked)))
    (var-set till (+ (var-get till) (get price asked)))
    (print event)
    (ok event)
  )
)

;; Anyone, after the window. Returns the price of a request without an answer.
(define-public (refund (id uint))
  (let (
      (asked (try! (find-open id)))
      (event {
        topic: "refund",
        id: id,
        customer: (get customer asked),
        amount: (get price asked),
      })
    )
    (asserts! (is-over asked) ERR_TOO_EARLY)
    (map-set requests id (merge asked { state: REFUNDED }))
    (var-set escrowed (- (var-get escrowed) (get price asked)))
    (try! (pay (get price asked) (get customer asked)))
    (print event)
    (ok event)
  )
)

;; --- Private: requests

(define-private (find-open (id uint))
  (let ((asked (unwrap! (map-get? requests id) ERR_NO_REQUEST)))
    (asserts! (is-eq (get state asked) OPEN) ERR_STATE)
    (ok asked)
  )
)

;; True when more blocks than the window have passed on both chains, so that
;; neither a fast nor a stalled one hurts the operator.
(define-private (is-over (asked {
  customer: principal,
  model: uint,
  input: (buff 32),
  price: uint,
  window: uint,
  since: {
    stacks: uint,
    burn: uint,
  },
  state: (string-ascii 8),
  output: (optional (buff 32)),
}))
  (let (
      (since (get since asked))
      (window (get window asked))
    )
    (and
      (> stacks-block-height (+ (get stacks since) window))
      (> burn-block-height (+ (get burn since) window))
    )
  )
)

;; --- Private: checking

(define-private (check-operator)
  (begin
    (asserts! (is-eq contract-caller OPERATOR) ERR_NOT_AUTHORISED)
    (ok true)
  )
)

(define-private (check-direct)
  (begin
    (asserts! (is-eq tx-sender contract-caller) ERR_INDIRECT_CALL)
    (ok true)
  )
)

(define-private (is-amount (amount uint))
  (and (> amount u0) (<= amount MAX_AMOUNT))
)

;; --- Private: money

(define-private (take (amount uint))
  (begin
    (asserts! (<= amount (var-get till)) ERR_BAD_AMOUNT)
    (ok (var-set till (- (var-get till) amount)))
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
