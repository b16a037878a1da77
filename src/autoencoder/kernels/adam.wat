;; A step of Adam (Kingma and Ba 2015, algorithm 1) on values, their gradient, and the running means of the gradient and
;; of its square, in place. Two numbers at a time, in 64 bits between load and store. β₁ = 0.9, β₂ = 0.999 and ε = 1e-8
;; are the authors' constants; `rate` has the correction of both means in it, and `clip` scales the gradient first.

(module
  (import "kernels" "memory" (memory 1))

  (func (export "adam")
    (param $values i32) (param $gradient i32) (param $mean i32) (param $square i32) (param $pairs i32)
    (param $rate f64) (param $clip f64)
    (local $g v128) (local $m v128) (local $v v128)
    (loop $nextPair
      (local.set $g
        (f64x2.mul
          (f64x2.splat (local.get $clip))
          (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $gradient)))))
      ;; m = β₁ m + (1 − β₁) g
      (local.set $m
        (f64x2.add
          (f64x2.mul
            (v128.const f64x2 0.9 0.9)
            (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $mean))))
          (f64x2.mul
            (v128.const f64x2 0.09999999999999998 0.09999999999999998) ;; 1 − 0.9 in 64 bits
            (local.get $g))))
      ;; v = β₂ v + (1 − β₂) g g
      (local.set $v
        (f64x2.add
          (f64x2.mul
            (v128.const f64x2 0.999 0.999)
            (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $square))))
          (f64x2.mul
            (f64x2.mul
              (v128.const f64x2 0.0010000000000000009 0.0010000000000000009) ;; 1 − 0.999
              (local.get $g))
            (local.get $g))))
      (v128.store64_lane 0 (local.get $mean) (f32x4.demote_f64x2_zero (local.get $m)))
      (v128.store64_lane 0 (local.get $square) (f32x4.demote_f64x2_zero (local.get $v)))
      ;; values −= rate · m ÷ (√v + ε)
      (v128.store64_lane 0 (local.get $values)
        (f32x4.demote_f64x2_zero
          (f64x2.sub
            (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $values)))
            (f64x2.div
              (f64x2.mul (f64x2.splat (local.get $rate)) (local.get $m))
              (f64x2.add (f64x2.sqrt (local.get $v)) (v128.const f64x2 1e-8 1e-8))))))
      (local.set $values (i32.add (local.get $values) (i32.const 8)))
      (local.set $gradient (i32.add (local.get $gradient) (i32.const 8)))
      (local.set $mean (i32.add (local.get $mean) (i32.const 8)))
      (local.set $square (i32.add (local.get $square) (i32.const 8)))
      (br_if $nextPair (local.tee $pairs (i32.sub (local.get $pairs) (i32.const 1))))))

  ;; The sum of the squares of a matrix, in 64 bits and in order, for the length of a gradient. What stands between two
  ;; rows does not count.
  (func (export "sumSquares")
    (param $from i32) (param $rowStep i32) (param $rows i32) (param $columns i32)
    (result f64)
    (local $address i32) (local $column i32) (local $number f64) (local $sum f64)
    (loop $nextRow
      (local.set $address (local.get $from))
      (local.set $column (local.get $columns))
      (loop $nextColumn
        (local.set $number (f64.promote_f32 (f32.load (local.get $address))))
        (local.set $sum (f64.add (local.get $sum) (f64.mul (local.get $number) (local.get $number))))
        (local.set $address (i32.add (local.get $address) (i32.const 4)))
        (br_if $nextColumn (local.tee $column (i32.sub (local.get $column) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (local.get $rowStep)))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1)))))
    (local.get $sum)))
