;; Claims drawn two at a time: a 64-bit generator and what is paid of its numbers, in 128-bit vectors of two lanes.
;; Additions, multiplications and shifts alone, so that every machine gives the same bits. claim-kernel.ts says what
;; the memory holds; tests/naive/claim-kernel.ts does the same without vectors.
(module
  (memory (export "memory") 1)

  ;; 0: the state, four vectors; lane 0 and lane 1 are two streams.
  ;; 64: the polynomials of 2^128 and of 2^192 steps. 128: numbers drawn, up to 512 vectors. 16384: the table.
  (data (i32.const 64)
    "\ba\0a\fd\3c\d3\c6\0e\18\2c\39\c9\f0\66\12\a6\d5\aa\c9\3f\e0\18\26\58\a9\1c\66\b1\29\45\dc\ab\39"
    "\bf\cb\fd\fe\3e\5d\e1\76\b3\2f\52\1c\44\4e\00\c5\41\e2\4e\85\69\00\71\77\35\e6\cb\2a\b0\9b\10\39")

  ;; Draws numbers into the memory at 128. Source: Blackman and Vigna 2021, Scrambled linear pseudorandom number
  ;; generators, ACM Transactions on Mathematical Software 47 (xoshiro256++).
  (func $fill (param $vectors i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $sum v128) (local $shifted v128)
    (local $at i32)
    (local.set $a (v128.load (i32.const 0)))
    (local.set $b (v128.load (i32.const 16)))
    (local.set $c (v128.load (i32.const 32)))
    (local.set $d (v128.load (i32.const 48)))
    (local.set $vectors (i32.shl (local.get $vectors) (i32.const 4)))
    (loop $next
      (local.set $sum (i64x2.add (local.get $a) (local.get $d)))
      (v128.store offset=128 (local.get $at)
        (i64x2.add
          (v128.or (i64x2.shl (local.get $sum) (i32.const 23)) (i64x2.shr_u (local.get $sum) (i32.const 41)))
          (local.get $a)))
      (local.set $shifted (i64x2.shl (local.get $b) (i32.const 17)))
      (local.set $c (v128.xor (local.get $c) (local.get $a)))
      (local.set $d (v128.xor (local.get $d) (local.get $b)))
      (local.set $b (v128.xor (local.get $b) (local.get $c)))
      (local.set $a (v128.xor (local.get $a) (local.get $d)))
      (local.set $c (v128.xor (local.get $c) (local.get $shifted)))
      (local.set $d
        (v128.or (i64x2.shl (local.get $d) (i32.const 45)) (i64x2.shr_u (local.get $d) (i32.const 19))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $vectors))))
    (v128.store (i32.const 0) (local.get $a))
    (v128.store (i32.const 16) (local.get $b))
    (v128.store (i32.const 32) (local.get $c))
    (v128.store (i32.const 48) (local.get $d)))

  ;; The next number of lane 0; lane 1 moves on with it.
  (func $next (export "next") (result i64)
    (call $fill (i32.const 1))
    (i64.load (i32.const 128)))

  ;; A number strictly between 0 and 1: 52 random bits and a half.
  (func (export "uniform") (result f64)
    (f64.sub
      (f64.reinterpret_i64
        (i64.or (i64.shr_u (call $next) (i64.const 12)) (i64.const 0x3ff0000000000000)))
      (f64.const 0x1.fffffffffffffp-1)))

  ;; Moves both streams on by the steps of a polynomial: the sum of the states at its powers.
  (func (export "advance") (param $polynomial i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $power i32)
    (loop $next
      (if (i64.ne (i64.const 0)
            (i64.and (i64.const 1)
              (i64.shr_u
                (i64.load
                  (i32.add (local.get $polynomial)
                    (i32.shl (i32.shr_u (local.get $power) (i32.const 6)) (i32.const 3))))
                (i64.extend_i32_u (i32.and (local.get $power) (i32.const 63))))))
        (then
          (local.set $a (v128.xor (local.get $a) (v128.load (i32.const 0))))
          (local.set $b (v128.xor (local.get $b) (v128.load (i32.const 16))))
          (local.set $c (v128.xor (local.get $c) (v128.load (i32.const 32))))
          (local.set $d (v128.xor (local.get $d) (v128.load (i32.const 48))))))
      (call $fill (i32.const 1))
      (local.set $power (i32.add (local.get $power) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $power) (i32.const 256))))
    (v128.store (i32.const 0) (local.get $a))
    (v128.store (i32.const 16) (local.get $b))
    (v128.store (i32.const 32) (local.get $c))
    (v128.store (i32.const 48) (local.get $d)))

  ;; The sum of what is paid of up to 1,024 claims whose quantiles are a table of pieces. The upper 52 bits of a number
  ;; and a half are the claim's distance from the tail that the lowest bit says. Its exponent and its first bits name a
  ;; piece, the others the place in it, from whose middle the polynomial of degree 5 goes.
  (func (export "pieces")
    (param $claims i32) (param $bits i32) (param $deductible f64) (param $limit f64) (result f64)
    (local $at i32) (local $end i32) (local $first i32) (local $second i32) (local $shift i64)
    (local $number v128) (local $piece v128) (local $place v128) (local $squares v128) (local $square v128)
    (local $one v128) (local $other v128) (local $paid v128) (local $total v128)
    (local $rest v128) (local $middle v128) (local $deducted v128) (local $most v128)
    (call $fill (i32.shr_u (i32.add (local.get $claims) (i32.const 1)) (i32.const 1)))
    (local.set $end (i32.shl (local.get $claims) (i32.const 3)))
    (local.set $shift (i64.extend_i32_u (i32.sub (i32.const 46) (local.get $bits))))
    (local.set $rest
      (i64x2.splat (i64.shr_u (i64.const 0x000fffffffffffff) (i64.extend_i32_u (local.get $bits)))))
    (local.set $middle
      (i64x2.splat
        (i64.or (i64.const 0x3ff0000000000000)
          (i64.shr_u (i64.const 0x0008000000000000) (i64.extend_i32_u (local.get $bits))))))
    (local.set $deducted (f64x2.splat (local.get $deductible)))
    (local.set $most (f64x2.splat (local.get $limit)))
    (loop $next
      (local.set $number (v128.load offset=128 (local.get $at)))
      (local.set $place
        (f64x2.sub
          (v128.or (i64x2.shr_u (local.get $number) (i32.const 12))
            (v128.const i64x2 0x3ff0000000000000 0x3ff0000000000000))
          (v128.const f64x2 0x1.fffffffffffffp-1 0x1.fffffffffffffp-1)))
      (local.set $piece
        (v128.or
          (i64x2.sub (local.get $place) (v128.const i64x2 0x3ca0000000000000 0x3ca0000000000000))
          (i64x2.shr_u (i64x2.shl (local.get $number) (i32.const 63)) (i32.const 5))))
      (local.set $first
        (i32.and (i32.const -64)
          (i32.wrap_i64 (i64.shr_u (i64x2.extract_lane 0 (local.get $piece)) (local.get $shift)))))
      (local.set $second
        (i32.and (i32.const -64)
          (i32.wrap_i64 (i64.shr_u (i64x2.extract_lane 1 (local.get $piece)) (local.get $shift)))))
      (local.set $place
        (f64x2.sub
          (v128.or (v128.and (local.get $place) (local.get $rest))
            (v128.const i64x2 0x3ff0000000000000 0x3ff0000000000000))
          (local.get $middle)))
      (local.set $squares (f64x2.mul (local.get $place) (local.get $place)))
      ;; Of each claim the even and the odd powers stand side by side.
      (local.set $square (f64x2.splat (f64x2.extract_lane 0 (local.get $squares))))
      (local.set $one
        (f64x2.add (v128.load offset=16384 (local.get $first))
          (f64x2.mul (local.get $square)
            (f64x2.add (v128.load offset=16400 (local.get $first))
              (f64x2.mul (local.get $square) (v128.load offset=16416 (local.get $first)))))))
      (local.set $square (f64x2.splat (f64x2.extract_lane 1 (local.get $squares))))
      (local.set $other
        (f64x2.add (v128.load offset=16384 (local.get $second))
          (f64x2.mul (local.get $square)
            (f64x2.add (v128.load offset=16400 (local.get $second))
              (f64x2.mul (local.get $square) (v128.load offset=16416 (local.get $second)))))))
      (local.set $paid
        (f64x2.sub
          (f64x2.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $one) (local.get $other))
            (f64x2.mul (local.get $place)
              (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
                (local.get $one) (local.get $other))))
          (local.get $deducted)))
      (local.set $paid
        (f64x2.pmin (local.get $most) (f64x2.pmax (v128.const f64x2 0 0) (local.get $paid))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      ;; Of an odd number of claims the last has a vector of its own.
      (if (i32.gt_u (local.get $at) (local.get $end))
        (then (local.set $paid (f64x2.replace_lane 1 (local.get $paid) (f64.const 0)))))
      (local.set $total (f64x2.add (local.get $total) (local.get $paid)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (f64.add (f64x2.extract_lane 0 (local.get $total)) (f64x2.extract_lane 1 (local.get $total))))

  ;; The sum of what is paid of up to 1,024 claims that are one of some points. A number names a column of the table by
  ;; its whole part and, by its fraction, one of the two amounts there. Source: Walker 1977, ACM Transactions on
  ;; Mathematical Software 3, An efficient method for generating discrete random variables with general distributions.
  (func (export "points") (param $claims i32) (param $columns f64) (result f64)
    (local $at i32) (local $end i32) (local $number f64) (local $column f64) (local $row i32) (local $total f64)
    (call $fill (i32.shr_u (i32.add (local.get $claims) (i32.const 1)) (i32.const 1)))
    (local.set $end (i32.shl (local.get $claims) (i32.const 3)))
    (loop $next
      (local.set $number
        (f64.mul (local.get $columns)
          (f64.sub
            (f64.reinterpret_i64
              (i64.or (i64.shr_u (i64.load offset=128 (local.get $at)) (i64.const 12))
                (i64.const 0x3ff0000000000000)))
            (f64.const 0x1.fffffffffffffp-1))))
      (local.set $column (f64.floor (local.get $number)))
      (local.set $row (i32.shl (i32.trunc_f64_u (local.get $column)) (i32.const 5)))
      (local.set $row
        (i32.add (local.get $row)
          (i32.shl
            (f64.ge (f64.sub (local.get $number) (local.get $column))
              (f64.load offset=16384 (local.get $row)))
            (i32.const 3))))
      (local.set $total (f64.add (local.get $total) (f64.load offset=16392 (local.get $row))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $total))
)
