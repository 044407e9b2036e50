;; licence-token: the SIP-009 face of the licences in model-registry, which
;; holds them and decides; this contract keeps nothing.

(impl-trait .nexus-traits.nft-trait)

;; --- Errors

;; Only the holder may transfer a licence.
(define-constant ERR_NOT_AUTHORISED (err u110001))

;; --- Read-only

(define-read-only (get-last-token-id)
  (ok (contract-call? .model-registry get-last-licence))
)

;; A licence is described where its model is.
(define-read-only (get-token-uri (id uint))
  (match (contract-call? .model-registry get-licence id)
    held (contract-call? .model-registry get-token-uri
      (get model (get licence held))
    )
    (ok none)
  )
)

(define-read-only (get-owner (id uint))
  (ok (contract-call? .model-registry get-licence-owner id))
)

;; --- Public

;; Holder. Only a transferable licence that runs.
(define-public (transfer
    (id uint)
    (sender principal)
    (recipient principal)
  )
  (begin
    (asserts! (is-eq contract-caller sender) ERR_NOT_AUTHORISED)
    (try! (contract-call? .model-registry transfer-licence id sender recipient))
    (ok true)
  )
)
