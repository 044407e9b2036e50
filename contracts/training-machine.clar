;; training-machine: one step of the machine that models are trained on, the
;; state that a job starts from, and the output that it ends with.
;;
;; A library of read-only functions: it keeps nothing, moves nothing, calls
;; nobody and trusts nobody. Whatever it is given, it answers or says which part
;; is malformed; it never aborts.
;;
;; docs/training-machine.md defines the machine, the layout of its memory and
;; every hash below.

;; --- Constants

;; Words are signed 64-bit integers, or of fixed point Q31.32.
(define-constant MODULUS 18446744073709551616)
(define-constant MAX_WORD 9223372036854775807)
(define-constant MIN_WORD -9223372036854775808)
(define-constant ONE 4294967296)

;; Tags of what is hashed.
(define-constant LEAF 0x00)
(define-constant NODE 0x01)
(define-constant STATE 0x02)
(define-constant INSTRUCTION 0x03)
(define-constant PROGRAM 0x04)

;; Status of a state.
(define-constant RUNNING u0)
(define-constant HALTED u1)
(define-constant BAD_OPCODE u2)
(define-constant BAD_REGISTER u3)
(define-constant BAD_FIELD u4)
(define-constant BAD_ADDRESS u5)
(define-constant BAD_SHIFT u6)
(define-constant DIVISION_BY_ZERO u7)
(define-constant BAD_PC u8)

;; Opcodes, in an order that makes what they have in common ranges: ADD to LOAD
;; write a register, HASH to STORE touch memory, JEQ to JGE have a target.
(define-constant HALT u1)
(define-constant ADD u2)
(define-constant SUB u3)
(define-constant MUL u4)
(define-constant FMUL u5)
(define-constant FDIV u6)
(define-constant MIN u7)
(define-constant MAX u8)
(define-constant SHL u9)
(define-constant SHR u10)
(define-constant EXP u11)
(define-constant HASH u12)
(define-constant MAC u13)
(define-constant LOAD u14)
(define-constant MACM u15)
(define-constant STORE u16)
(define-constant JMP u17)
(define-constant JEQ u18)
(define-constant JNE u19)
(define-constant JLT u20)
(define-constant JGE u21)

;; 2^f for f in [0, 1) by Horner's rule: coefficients in units of 2^-62, that of
;; f^8 first.
(define-constant EXP_COEFFICIENTS (list
  8650704739940
  65331383603213
  715381880708417
  6146225643670859
  44356644861280804
  255967391561625700
  1107849231169640481
  3196577161222118491
  4611686018427387904
))

;; Memory has 2^k words.
(define-constant MIN_K u13)
(define-constant MAX_K u24)
(define-constant MAX_LENGTH u65536)
(define-constant MAX_SCORE 10000)

(define-constant ZERO_32
  0x0000000000000000000000000000000000000000000000000000000000000000
)
(define-constant ZERO_128 (concat ZERO_32 ZERO_32 ZERO_32 ZERO_32))
;; A leaf of eight zeros whose slot has no secret, and the root of 32 such.
(define-constant EMPTY_LEAF (sha256 (concat LEAF ZERO_32 ZERO_32 ZERO_32)))
(define-constant EMPTY_LEAVES (root-of-32 (repeat EMPTY_LEAF u32)))

(define-constant PAIRS (list
  u0   u1   u2   u3   u4   u5   u6   u7   u8   u9
  u10  u11  u12  u13  u14  u15
))
(define-constant OVER_13 (list u13 u14 u15 u16 u17 u18 u19 u20 u21 u22 u23))
(define-constant DATASETS (list
  u1   u2   u3   u4   u5   u6   u7   u8   u9   u10
  u11  u12  u13  u14  u15  u16  u17  u18  u19  u20
))

;; --- Errors

;; The state is not one that a machine can be in.
(define-constant ERR_BAD_STATE (err u109002))
;; The program has a part out of its bounds.
(define-constant ERR_BAD_PROGRAM (err u109003))
;; The instruction is not 16 bytes.
(define-constant ERR_BAD_INSTRUCTION (err u109004))
;; The path of the instruction is not as long as the program's tree is deep.
(define-constant ERR_BAD_INSTRUCTION_PATH (err u109005))
;; The instruction is not the program's at this pc.
(define-constant ERR_INSTRUCTION_MISMATCH (err u109006))
;; Leaf and salt are not 64 and 32 bytes, or not empty though none is touched.
(define-constant ERR_BAD_LEAF (err u109007))
;; The path of the leaf is not as long as the memory's tree is deep.
(define-constant ERR_BAD_LEAF_PATH (err u109008))
;; The leaf is not the memory's at this address.
(define-constant ERR_LEAF_MISMATCH (err u109009))
;; The header is not eight words whose second is the number of data sets.
(define-constant ERR_BAD_HEADER (err u109010))
;; A seed or root is not 32 bytes, or there are not as many of one as of the
;; other.
(define-constant ERR_BAD_INPUTS (err u109011))
;; The opened words are not 256 bytes, or their path is too long or too short.
(define-constant ERR_BAD_OUTPUT (err u109012))
;; The opened words are not the output of the state.
(define-constant ERR_OUTPUT_MISMATCH (err u109013))

;; --- Read-only: before a run

;; What a job or a policy names when it names a program.
(define-read-only (program-hash (program {
  root: (buff 32),
  length: uint,
  k: uint,
  entry: uint,
  words: uint,
}))
  (begin
    (asserts! (is-program program) ERR_BAD_PROGRAM)
    (ok (sha256 (concat PROGRAM (get root program)
      (bytes-4 (get length program)) (bytes-4 (get k program))
      (bytes-4 (get entry program)) (bytes-4 (get words program))
    )))
  )
)

;; The state that a job starts from: its header, one seed leaf per data set as
;; its owner committed to it, the developer's, and the roots of the slots.
(define-read-only (initial-state
    (program {
      root: (buff 32),
      length: uint,
      k: uint,
      entry: uint,
      words: uint,
    })
    (header (list 8 int))
    (seeds (list 20 (buff 32)))
    (developer-seed (buff 32))
    (holdout-root (buff 32))
    (input-roots (list 20 (buff 32)))
  )
  (let (
      (count (len input-roots))
      (seed-row (fold join seeds 0x))
      (input-row (fold join input-roots 0x))
      (words (fold join-word header 0x))
      (header-row (concat (leaf-hash ZERO_32 words) seed-row
        (repeat EMPTY_LEAF (- u20 count)) developer-seed
        (repeat EMPTY_LEAF u10)
      ))
    )
    (asserts! (is-program program) ERR_BAD_PROGRAM)
    (asserts!
      (and
        (is-eq (len words) u64)
        (is-eq (map saturate header) header)
        (is-eq (element-at? header u1) (some (to-int count)))
      )
      ERR_BAD_HEADER
    )
    (asserts!
      (and
        (is-eq (len seeds) count)
        (is-eq (len seed-row) (len input-row) (* u32 count))
        (is-eq (len developer-seed) (len holdout-root) u32)
      )
      ERR_BAD_INPUTS
    )
    (let (
        (slot (fold widen OVER_13 {
          k: (get k program),
          root: (root-of-32 header-row),
          empty: EMPTY_LEAVES,
        }))
        (memory-root (root-of-32 (concat (get root slot) holdout-root input-row
          (repeat (get empty slot) (- u30 count))
        )))
      )
      (ok {
        hash: (sha256 (concat STATE (bytes-4 (get entry program))
          (bytes-1 RUNNING) ZERO_128 memory-root
        )),
        memory-root: memory-root,
      })
    )
  )
)

;; --- Read-only: a run

;; The hash of the state after `pre`. A final state is its own successor and
;; needs no witness; an instruction that touches no leaf needs none, that is
;; leaf, salt and path are empty.
(define-read-only (step
    (program {
      root: (buff 32),
      length: uint,
      k: uint,
      entry: uint,
      words: uint,
    })
    (pre (buff 166))
    (instruction (buff 16))
    (instruction-path (list 16 (buff 32)))
    (leaf (buff 64))
    (salt (buff 32))
    (leaf-path (list 21 (buff 32)))
  )
  (begin
    (asserts! (is-program program) ERR_BAD_PROGRAM)
    (asserts! (and (is-state pre) (< (pc-of pre) (get length program)))
      ERR_BAD_STATE
    )
    (asserts! (is-eq (status-of pre) RUNNING) (ok (sha256 pre)))
    (try! (check-instruction program (pc-of pre) instruction instruction-path))
    (let (
        (op (number-at instruction u0 u1))
        (s (register pre (number-at instruction u2 u3)))
        (operand (saturate (+ (register pre (number-at instruction u3 u4))
          (word-at instruction u8)
        )))
        (fault (find-fault (get k program) (get words program) instruction
          operand
        ))
        (touches (and (is-eq fault RUNNING) (touches-memory op)))
      )
      (asserts!
        (and
          (is-eq (len leaf) (if touches
            u64
            u0
          ))
          (is-eq (len salt) (if touches
            u32
            u0
          ))
        )
        ERR_BAD_LEAF
      )
      (asserts!
        (is-eq (len leaf-path) (if touches
          (- (get k program) u3)
          u0
        ))
        ERR_BAD_LEAF_PATH
      )
      (asserts!
        (or
          (not touches)
          (is-eq (climb (leaf-hash salt leaf) (leaf-index operand) leaf-path)
            (root-of pre)
          )
        )
        ERR_LEAF_MISMATCH
      )
      (ok (sha256 (if (is-eq fault RUNNING)
        (execute (get length program) pre instruction s operand leaf salt
          leaf-path
        )
        (stop pre fault)
      )))
    )
  )
)

;; The commitment to a state.
(define-read-only (state-hash (state (buff 166)))
  (begin
    (asserts! (is-state state) ERR_BAD_STATE)
    (ok (sha256 state))
  )
)

;; u0 running, u1 halted, else the kind of fault.
(define-read-only (get-status (state (buff 166)))
  (begin
    (asserts! (is-state state) ERR_BAD_STATE)
    (ok (status-of state))
  )
)

;; True if the state is its own successor.
(define-read-only (is-final (state (buff 166)))
  (ok (not (is-eq (try! (get-status state)) RUNNING)))
)

;; --- Read-only: after a run

;; The output of a state with 2^k words of memory: `words` are the first 32 of
;; the output slot, `path` the siblings of their sub-tree. Score and weights in
;; bps, cut to 0..10,000; the score of a run that did not halt is u0.
(define-read-only (open-output
    (k uint)
    (state (buff 166))
    (words (buff 256))
    (path (list 19 (buff 32)))
  )
  (begin
    (asserts! (and (>= k MIN_K) (<= k MAX_K)) ERR_BAD_PROGRAM)
    (asserts! (is-state state) ERR_BAD_STATE)
    (asserts! (is-eq (len words) u256) ERR_BAD_OUTPUT)
    (asserts! (is-eq (len path) (- k u5)) ERR_BAD_OUTPUT)
    (let (
        (top (node
          (node (public-leaf words u0) (public-leaf words u64))
          (node (public-leaf words u128) (public-leaf words u192))
        ))
        (status (status-of state))
      )
      (asserts!
        (is-eq (climb top (* u31 (pow u2 (- k u10))) path) (root-of state))
        ERR_OUTPUT_MISMATCH
      )
      (ok {
        hash: (sha256 state),
        status: status,
        score: (if (is-eq status HALTED)
          (bps-at words u0)
          u0
        ),
        weights: (get weights (fold join-weight DATASETS {
          words: words,
          weights: (list),
        })),
        weights-root: (unwrap! (element-at? path (- k u11)) ERR_BAD_OUTPUT),
      })
    )
  )
)

;; --- Private: an instruction
;;
;; 16 bytes: opcode, registers d, s and x, target (4), immediate (8). Its
;; operand is x plus the immediate. In what follows an asserts! ends the
;; function with its second argument, which is no error.

;; Why the instruction cannot be executed, the least number first; RUNNING if
;; there is no reason but perhaps BAD_PC.
(define-private (find-fault
    (k uint)
    (output-words uint)
    (instruction (buff 16))
    (operand int)
  )
  (let (
      (op (number-at instruction u0 u1))
      (d-field (number-at instruction u1 u2))
      (s-field (number-at instruction u2 u3))
      (x-field (number-at instruction u3 u4))
      (has-d (and (>= op ADD) (<= op MACM)))
      (has-s (not (or (is-eq op HALT) (is-eq op LOAD) (is-eq op JMP))))
      (slot (pow 2 (- (to-int k) 5)))
    )
    (asserts! (and (>= op HALT) (<= op JGE)) BAD_OPCODE)
    (asserts!
      (and
        (or (not has-d) (<= d-field u15))
        (or (not (writes-register op)) (> d-field u0))
        (or (not has-s) (<= s-field u15))
        (or (is-eq op HALT) (<= x-field u15))
      )
      BAD_REGISTER
    )
    (asserts!
      (and
        (or has-d (is-eq d-field u0))
        (or has-s (is-eq s-field u0))
        (or (>= op JEQ) (is-eq (number-at instruction u4 u8) u0))
        (or
          (> op HALT)
          (is-eq x-field (number-at instruction u8 u16) u0)
        )
      )
      BAD_FIELD
    )
    (asserts!
      (or
        (not (touches-memory op))
        (and (>= operand 0) (< operand (* 32 slot)))
      )
      BAD_ADDRESS
    )
    ;; Written are scratch, and of the output what the program declares.
    (asserts!
      (or
        (not (writes-memory op))
        (and
          (>= operand (* 22 slot))
          (< operand (+ (* 31 slot) (/ slot 2) (to-int output-words)))
        )
      )
      BAD_ADDRESS
    )
    (asserts!
      (or
        (not (or (is-eq op SHL) (is-eq op SHR)))
        (and (>= operand 0) (<= operand 63))
      )
      BAD_SHIFT
    )
    (asserts! (not (and (is-eq op FDIV) (is-eq operand 0))) DIVISION_BY_ZERO)
    RUNNING
  )
)

;; The state after an instruction that has no fault, or none but BAD_PC.
(define-private (execute
    (length uint)
    (pre (buff 166))
    (instruction (buff 16))
    (s int)
    (operand int)
    (leaf (buff 64))
    (salt (buff 32))
    (leaf-path (list 21 (buff 32)))
  )
  (let (
      (op (number-at instruction u0 u1))
      (d-field (number-at instruction u1 u2))
      (d (register pre d-field))
      (next (next-pc (pc-of pre) op s operand (number-at instruction u4 u8)))
    )
    (asserts! (not (is-eq op HALT))
      (concat STATE (part pre u1 u5) (bytes-1 HALTED) ZERO_128 (root-of pre))
    )
    (asserts! (and (>= next 0) (< next (to-int length))) (stop pre BAD_PC))
    (concat STATE (bytes-4 (to-uint next)) (bytes-1 RUNNING)
      (if (writes-register op)
        (set-word (part pre u6 u134) (* u8 d-field)
          (register-value op d s operand leaf)
        )
        (part pre u6 u134)
      )
      (if (writes-memory op)
        (climb
          (leaf-hash salt
            (set-word leaf (leaf-offset operand)
              (memory-value op d s (word-at leaf (leaf-offset operand)))
            ))
          (leaf-index operand) leaf-path
        )
        (root-of pre)
      ))
  )
)

(define-private (writes-register (op uint))
  (and (>= op ADD) (<= op LOAD))
)

(define-private (touches-memory (op uint))
  (and (>= op HASH) (<= op STORE))
)

(define-private (writes-memory (op uint))
  (or (is-eq op MACM) (is-eq op STORE))
)

(define-private (next-pc
    (pc uint)
    (op uint)
    (s int)
    (operand int)
    (target uint)
  )
  (begin
    (asserts! (not (is-eq op JMP)) operand)
    (to-int (if (or
        (and (is-eq op JEQ) (is-eq s operand))
        (and (is-eq op JNE) (not (is-eq s operand)))
        (and (is-eq op JLT) (< s operand))
        (and (is-eq op JGE) (>= s operand))
      )
      target
      (+ pc u1)
    ))
  )
)

;; What an instruction writes into register d.
(define-private (register-value
    (op uint)
    (d int)
    (s int)
    (operand int)
    (leaf (buff 64))
  )
  (begin
    (asserts! (not (is-eq op ADD)) (saturate (+ s operand)))
    (asserts! (not (is-eq op SUB)) (saturate (- s operand)))
    (asserts! (not (is-eq op MUL)) (saturate (* s operand)))
    (asserts! (not (is-eq op FMUL)) (fmul s operand))
    (asserts! (not (is-eq op FDIV)) (saturate (/ (* s ONE) operand)))
    (asserts! (not (is-eq op MIN)) (smaller s operand))
    (asserts! (not (is-eq op MAX)) (larger s operand))
    (asserts! (not (is-eq op SHL)) (saturate (* s (pow 2 operand))))
    (asserts! (not (is-eq op SHR)) (bit-shift-right s (to-uint operand)))
    (asserts! (not (is-eq op EXP)) (exp2 (fmul s operand)))
    (asserts! (not (is-eq op HASH))
      (word-at (sha256 (concat leaf (bytes-8 s))) u0)
    )
    (asserts! (not (is-eq op MAC))
      (saturate (+ d (fmul s (word-at leaf (leaf-offset operand)))))
    )
    (word-at leaf (leaf-offset operand))
  )
)

;; What an instruction writes in place of a word in memory.
(define-private (memory-value
    (op uint)
    (d int)
    (s int)
    (old int)
  )
  (if (is-eq op STORE)
    s
    (saturate (+ old (fmul s d)))
  )
)

(define-private (fmul
    (a int)
    (b int)
  )
  (saturate (bit-shift-right (* a b) u32))
)

;; 2^e for a fixed-point e, rounded down from the polynomial's value.
(define-private (exp2 (e int))
  (let ((whole (bit-shift-right e u32)))
    (if (> whole 30)
      MAX_WORD
      (if (< whole -32)
        0
        (bit-shift-right
          (get sum (fold horner EXP_COEFFICIENTS {
            fraction: (- e (* whole ONE)),
            sum: 0,
          }))
          (to-uint (- 30 whole))
        )
      )
    )
  )
)

(define-private (horner
    (coefficient int)
    (at {
      fraction: int,
      sum: int,
    })
  )
  (merge at { sum: (+ coefficient
    (bit-shift-right (* (get sum at) (get fraction at)) u32)
  ) })
)

(define-private (saturate (value int))
  (smaller MAX_WORD (larger MIN_WORD value))
)

(define-private (smaller
    (a int)
    (b int)
  )
  (if (< a b)
    a
    b
  )
)

(define-private (larger
    (a int)
    (b int)
  )
  (if (> a b)
    a
    b
  )
)

;; --- Private: states and programs

(define-private (is-state (state (buff 166)))
  (and
    (is-eq (len state) u166)
    (is-eq (number-at state u0 u1) u2)
    (<= (status-of state) BAD_PC)
    (is-eq (register state u0) 0)
  )
)

(define-private (pc-of (state (buff 166)))
  (number-at state u1 u5)
)

(define-private (status-of (state (buff 166)))
  (number-at state u5 u6)
)

(define-private (register
    (state (buff 166))
    (index uint)
  )
  (word-at state (+ u6 (* u8 index)))
)

(define-private (root-of (state (buff 166)))
  (first-32 (part state u134 u166))
)

;; The same state, but stopped.
(define-private (stop
    (state (buff 166))
    (status uint)
  )
  (concat (part state u0 u5) (bytes-1 status) (part state u6 u166))
)

(define-private (is-program (program {
  root: (buff 32),
  length: uint,
  k: uint,
  entry: uint,
  words: uint,
}))
  (and
    (is-eq (len (get root program)) u32)
    (<= (get length program) MAX_LENGTH)
    (< (get entry program) (get length program))
    (>= (get k program) MIN_K)
    (<= (get k program) MAX_K)
    ;; Half a slot.
    (<= (get words program) (pow u2 (- (get k program) u6)))
  )
)

(define-private (check-instruction
    (program {
      root: (buff 32),
      length: uint,
      k: uint,
      entry: uint,
      words: uint,
    })
    (pc uint)
    (instruction (buff 16))
    (path (list 16 (buff 32)))
  )
  (begin
    (asserts! (is-eq (len instruction) u16) ERR_BAD_INSTRUCTION)
    (asserts! (is-eq (len path) (depth-of (get length program)))
      ERR_BAD_INSTRUCTION_PATH
    )
    (ok (asserts!
      (is-eq (climb (sha256 (concat INSTRUCTION instruction)) pc path)
        (get root program)
      )
      ERR_INSTRUCTION_MISMATCH
    ))
  )
)

;; The least depth of a tree of so many leaves, at least one.
(define-private (depth-of (leaves uint))
  (if (is-eq leaves u1)
    u0
    (+ u1 (log2 (- leaves u1)))
  )
)

;; --- Private: trees

(define-private (leaf-hash
    (salt (buff 32))
    (words (buff 256))
  )
  (sha256 (concat LEAF salt words))
)

(define-private (public-leaf
    (words (buff 256))
    (from uint)
  )
  (leaf-hash ZERO_32 (part words from (+ from u64)))
)

(define-private (node
    (left (buff 32))
    (right (buff 32))
  )
  (sha256 (concat NODE left right))
)

;; For an address that is none below zero.
(define-private (leaf-index (address int))
  (/ (to-uint address) u8)
)

(define-private (leaf-offset (address int))
  (* u8 (mod (to-uint address) u8))
)

;; The root above the sub-tree with this hash and index, by its siblings.
(define-private (climb
    (hash (buff 32))
    (index uint)
    (path (list 21 (buff 32)))
  )
  (get hash
    (fold climb-one path {
      hash: hash,
      index: index,
    })
  )
)

(define-private (climb-one
    (sibling (buff 32))
    (at {
      hash: (buff 32),
      index: uint,
    })
  )
  {
    hash: (if (is-eq (mod (get index at) u2) u0)
      (node (get hash at) sibling)
      (node sibling (get hash at))
    ),
    index: (/ (get index at) u2),
  }
)

;; A tree of 2^(k-8) leaves, the size of a slot, from the root of its first 32
;; if the others are empty.
(define-private (widen
    (level uint)
    (at {
      k: uint,
      root: (buff 32),
      empty: (buff 32),
    })
  )
  (if (< level (get k at))
    (merge at {
      root: (node (get root at) (get empty at)),
      empty: (node (get empty at) (get empty at)),
    })
    at
  )
)

;; The root of 32 hashes in a row.
(define-private (root-of-32 (row (buff 2752)))
  (first-32 (halve (halve (halve (halve (halve row))))))
)

(define-private (halve (row (buff 2752)))
  (get half
    (fold join-pair PAIRS {
      row: row,
      half: 0x,
    })
  )
)

(define-private (join-pair
    (pair uint)
    (at {
      row: (buff 2752),
      half: (buff 512),
    })
  )
  (match (slice? (get row at) (* u64 pair) (* u64 (+ u1 pair)))
    siblings (merge at { half: (unwrap-panic (as-max-len?
      (concat (get half at) (sha256 (concat NODE siblings)))
      u512
    )) })
    at
  )
)

;; As many hashes in a row as are asked for, at most 32.
(define-private (repeat
    (hash (buff 32))
    (count uint)
  )
  (let ((eight (concat hash hash hash hash hash hash hash hash)))
    (unwrap-panic (slice? (concat eight eight eight eight) u0 (* u32 count)))
  )
)

;; --- Private: bytes

;; The big-endian number in at most 16 of the bytes.
(define-private (number-at
    (bytes (buff 256))
    (from uint)
    (to uint)
  )
  (buff-to-uint-be (default-to 0x
    (as-max-len? (default-to 0x (slice? bytes from to)) u16)
  ))
)

;; The word in the eight bytes from here, 0 if they are not all there.
(define-private (word-at
    (bytes (buff 256))
    (from uint)
  )
  (let ((unsigned (to-int (number-at bytes from (+ from u8)))))
    (if (> unsigned MAX_WORD)
      (- unsigned MODULUS)
      unsigned
    )
  )
)

(define-private (bps-at
    (words (buff 256))
    (index uint)
  )
  (let ((word (word-at words (* u8 index))))
    (if (< word 0)
      u0
      (to-uint (if (> word MAX_SCORE)
        MAX_SCORE
        word
      ))
    )
  )
)

(define-private (join-weight
    (index uint)
    (at {
      words: (buff 256),
      weights: (list 20 uint),
    })
  )
  (merge at { weights: (unwrap-panic (as-max-len?
    (append (get weights at) (bps-at (get words at) index))
    u20
  )) })
)

(define-private (part
    (bytes (buff 256))
    (from uint)
    (to uint)
  )
  (default-to 0x (slice? bytes from to))
)

(define-private (first-32 (bytes (buff 512)))
  (default-to 0x (as-max-len? (default-to 0x (slice? bytes u0 u32)) u32))
)

;; The bytes with the eight from here replaced by those of the word.
(define-private (set-word
    (bytes (buff 256))
    (from uint)
    (word int)
  )
  (unwrap-panic (as-max-len?
    (concat (part bytes u0 from) (bytes-8 word)
      (part bytes (+ from u8) (len bytes))
    )
    u256
  ))
)

(define-private (bytes-8 (word int))
  (unwrap-panic (slice? (unwrap-panic (to-consensus-buff? word)) u9 u17))
)

(define-private (bytes-4 (number uint))
  (unwrap-panic (slice? (unwrap-panic (to-consensus-buff? number)) u13 u17))
)

(define-private (bytes-1 (number uint))
  (unwrap-panic (slice? (unwrap-panic (to-consensus-buff? number)) u16 u17))
)

(define-private (join
    (hash (buff 32))
    (row (buff 640))
  )
  (unwrap-panic (as-max-len? (concat row hash) u640))
)

(define-private (join-word
    (word int)
    (row (buff 64))
  )
  (unwrap-panic (as-max-len? (concat row (bytes-8 word)) u64))
)
