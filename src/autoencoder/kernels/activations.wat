;; The ELU (Clevert, Unterthiner and Hochreiter 2016) with its gradient, the softmax with its cross-entropy, and dropout.
;; Four numbers of 32 bits at a time, each operation rounded by itself. A row of a matrix is a whole number of vectors.

(module
  (import "kernels" "memory" (memory 1))

  ;; x > 0 ? x : exp(x) − 1, in place.
  (func (export "elu") (param $values i32) (param $vectors i32)
    (call $exponentials (local.get $values) (local.get $vectors) (i32.const 1)))

  ;; The gradient before an ELU from that after it: gradient · (min(output, 0) + 1).
  (func (export "eluBackward")
    (param $gradient i32) (param $output i32) (param $to i32) (param $vectors i32)
    (loop $nextVector
      (v128.store (local.get $to)
        (f32x4.mul
          (v128.load (local.get $gradient))
          (f32x4.add
            (f32x4.min (v128.load (local.get $output)) (v128.const f32x4 0 0 0 0))
            (v128.const f32x4 1 1 1 1))))
      (local.set $gradient (i32.add (local.get $gradient) (i32.const 16)))
      (local.set $output (i32.add (local.get $output) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $nextVector (local.tee $vectors (i32.sub (local.get $vectors) (i32.const 1))))))

  ;; to = values · scales, where each row of scales serves so many rows of values.
  (func (export "scaleRows")
    (param $values i32) (param $scales i32) (param $to i32) (param $groups i32) (param $groupRows i32)
    (param $vectors i32)
    (local $row i32) (local $vector i32) (local $scale i32)
    (loop $nextGroup
      (local.set $row (local.get $groupRows))
      (loop $nextRow
        (local.set $scale (local.get $scales))
        (local.set $vector (local.get $vectors))
        (loop $nextVector
          (v128.store (local.get $to)
            (f32x4.mul (v128.load (local.get $values)) (v128.load (local.get $scale))))
          (local.set $values (i32.add (local.get $values) (i32.const 16)))
          (local.set $scale (i32.add (local.get $scale) (i32.const 16)))
          (local.set $to (i32.add (local.get $to) (i32.const 16)))
          (br_if $nextVector (local.tee $vector (i32.sub (local.get $vector) (i32.const 1)))))
        (br_if $nextRow (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
      (local.set $scales (local.get $scale))
      (br_if $nextGroup (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; Each row's softmax over the columns from `from` up to, and not including, `to`; 0 elsewhere. Each row has its own range unless `rangeStep` is 0. The target's column less
  ;; 1, and all of it times `weight`, is the gradient of the weighted cross-entropy. `sums` gets two numbers a row: the sum
  ;; of the exponentials, and the largest logit less the target's; cross-entropy is the first one's logarithm plus the
  ;; second.
  (func (export "softmaxLoss")
    (param $logits i32) (param $gradient i32) (param $targets i32) (param $from i32) (param $to i32)
    (param $rangeStep i32) (param $sums i32) (param $rows i32) (param $vectors i32) (param $weight f32)
    (local $offset i32) (local $rowBytes i32) (local $target i32) (local $largest f32) (local $sum f32)
    (local $columns v128) (local $first v128) (local $end v128) (local $all v128) (local $x v128)
    (local.set $rowBytes (i32.shl (local.get $vectors) (i32.const 4)))
    (loop $nextRow
      ;; The allowed logits and −∞ elsewhere, into the gradient's row; the largest of each lane.
      (local.set $first (i32x4.splat (i32.load (local.get $from))))
      (local.set $end (i32x4.splat (i32.load (local.get $to))))
      (local.set $columns (v128.const i32x4 0 1 2 3))
      (local.set $all (v128.const f32x4 -inf -inf -inf -inf))
      (local.set $offset (i32.const 0))
      (loop $nextVector
        (local.set $x
          (v128.bitselect
            (v128.load (i32.add (local.get $logits) (local.get $offset)))
            (v128.const f32x4 -inf -inf -inf -inf)
            (v128.and
              (i32x4.ge_s (local.get $columns) (local.get $first))
              (i32x4.lt_s (local.get $columns) (local.get $end)))))
        (v128.store (i32.add (local.get $gradient) (local.get $offset)) (local.get $x))
        (local.set $all (f32x4.pmax (local.get $all) (local.get $x)))
        (local.set $columns (i32x4.add (local.get $columns) (v128.const i32x4 4 4 4 4)))
        (br_if $nextVector
          (i32.lt_u
            (local.tee $offset (i32.add (local.get $offset) (i32.const 16)))
            (local.get $rowBytes))))
      (local.set $largest
        (f32.max
          (f32.max (f32x4.extract_lane 0 (local.get $all)) (f32x4.extract_lane 1 (local.get $all)))
          (f32.max (f32x4.extract_lane 2 (local.get $all)) (f32x4.extract_lane 3 (local.get $all)))))

      ;; e to the power of what they are below the largest.
      (local.set $all (f32x4.splat (local.get $largest)))
      (local.set $offset (i32.const 0))
      (loop $nextVector
        (v128.store (i32.add (local.get $gradient) (local.get $offset))
          (f32x4.sub
            (v128.load (i32.add (local.get $gradient) (local.get $offset)))
            (local.get $all)))
        (br_if $nextVector
          (i32.lt_u
            (local.tee $offset (i32.add (local.get $offset) (i32.const 16)))
            (local.get $rowBytes))))
      (call $exponentials (local.get $gradient) (local.get $vectors) (i32.const 0))

      ;; Their sum: by lanes, and then the four lanes.
      (local.set $all (v128.const f32x4 0 0 0 0))
      (local.set $offset (i32.const 0))
      (loop $nextVector
        (local.set $all
          (f32x4.add
            (local.get $all)
            (v128.load (i32.add (local.get $gradient) (local.get $offset)))))
        (br_if $nextVector
          (i32.lt_u
            (local.tee $offset (i32.add (local.get $offset) (i32.const 16)))
            (local.get $rowBytes))))
      (local.set $sum
        (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $all)) (f32x4.extract_lane 1 (local.get $all)))
          (f32.add (f32x4.extract_lane 2 (local.get $all)) (f32x4.extract_lane 3 (local.get $all)))))

      ;; The gradient.
      (local.set $all (f32x4.splat (f32.div (local.get $weight) (local.get $sum))))
      (local.set $offset (i32.const 0))
      (loop $nextVector
        (v128.store (i32.add (local.get $gradient) (local.get $offset))
          (f32x4.mul
            (v128.load (i32.add (local.get $gradient) (local.get $offset)))
            (local.get $all)))
        (br_if $nextVector
          (i32.lt_u
            (local.tee $offset (i32.add (local.get $offset) (i32.const 16)))
            (local.get $rowBytes))))
      (local.set $offset (i32.shl (i32.load (local.get $targets)) (i32.const 2)))
      (local.set $target (i32.add (local.get $gradient) (local.get $offset)))
      (f32.store (local.get $target) (f32.sub (f32.load (local.get $target)) (local.get $weight)))

      (f32.store offset=0 (local.get $sums) (local.get $sum))
      (f32.store offset=4 (local.get $sums)
        (f32.sub
          (local.get $largest)
          (f32.load (i32.add (local.get $logits) (local.get $offset)))))

      (local.set $logits (i32.add (local.get $logits) (local.get $rowBytes)))
      (local.set $gradient (i32.add (local.get $gradient) (local.get $rowBytes)))
      (local.set $targets (i32.add (local.get $targets) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (local.get $rangeStep)))
      (local.set $to (i32.add (local.get $to) (local.get $rangeStep)))
      (local.set $sums (i32.add (local.get $sums) (i32.const 8)))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The ELU, or e to the power of numbers of 0 or less, in place, after Cephes (expf.c, Moshier 1992): x = k · ln 2 + r,
  ;; |r| ≤ ½ ln 2, and e^x = 2^k + 2^k · (e^r − 1), with a polynomial for e^r − 1. In the ELU numbers below −60 count as
  ;; −60, whose power is nothing beside the 1 that it loses; otherwise their power is 0.
  ;; Both in one loop: a function called for each vector takes more time.
  (func $exponentials (param $values i32) (param $vectors i32) (param $isElu i32)
    (local $x v128) (local $exponent v128) (local $k v128) (local $r v128) (local $p v128) (local $power v128)
    (loop $nextVector
      (local.set $x (v128.load (local.get $values)))
      (local.set $exponent (f32x4.max (local.get $x) (v128.const f32x4 -60 -60 -60 -60)))

      ;; k = exponent ÷ ln 2, rounded: the sum with 1.5 · 2^23 has no bits left for a fraction, and its lowest are those of k.
      (local.set $power
        (f32x4.add
          (f32x4.mul
            (local.get $exponent)
            (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504))
          (v128.const f32x4 12582912 12582912 12582912 12582912)))
      (local.set $k
        (f32x4.sub (local.get $power) (v128.const f32x4 12582912 12582912 12582912 12582912)))
      ;; Shifted into the exponent, and with the bits of 1 added, they make 2^k.
      (local.set $power
        (i32x4.add
          (i32x4.shl (local.get $power) (i32.const 23))
          (v128.const f32x4 1 1 1 1)))

      ;; r = exponent − k · ln 2, with ln 2 as the difference of two numbers, of which the first has so few bits that its
      ;; product with k is exact.
      (local.set $r
        (f32x4.add
          (f32x4.sub
            (local.get $exponent)
            (f32x4.mul (local.get $k) (v128.const f32x4 0.693359375 0.693359375 0.693359375 0.693359375)))
          (f32x4.mul
            (local.get $k)
            (v128.const f32x4 2.12194440e-4 2.12194440e-4 2.12194440e-4 2.12194440e-4))))

      ;; p = e^r − 1 = r + r² · (½ + r · (1/6 + …)), with Cephes's coefficients.
      (local.set $p
        (f32x4.add
          (f32x4.mul
            (local.get $r)
            (v128.const f32x4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4))
          (v128.const f32x4 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3)))
      (local.set $p
        (f32x4.add
          (f32x4.mul (local.get $p) (local.get $r))
          (v128.const f32x4 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3)))
      (local.set $p
        (f32x4.add
          (f32x4.mul (local.get $p) (local.get $r))
          (v128.const f32x4 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2)))
      (local.set $p
        (f32x4.add
          (f32x4.mul (local.get $p) (local.get $r))
          (v128.const f32x4 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1)))
      (local.set $p
        (f32x4.add
          (f32x4.mul (local.get $p) (local.get $r))
          (v128.const f32x4 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1)))
      (local.set $p
        (f32x4.add
          (f32x4.mul (local.get $p) (f32x4.mul (local.get $r) (local.get $r)))
          (local.get $r)))

      (if (local.get $isElu)
        (then
          (v128.store (local.get $values)
            (v128.bitselect
              (local.get $x)
              (f32x4.add
                (f32x4.mul (local.get $power) (local.get $p))
                (f32x4.sub (local.get $power) (v128.const f32x4 1 1 1 1)))
              (f32x4.gt (local.get $x) (v128.const f32x4 0 0 0 0)))))
        (else
          (v128.store (local.get $values)
            (v128.and
              (f32x4.add (f32x4.mul (local.get $power) (local.get $p)) (local.get $power))
              (f32x4.ge (local.get $x) (v128.const f32x4 -60 -60 -60 -60))))))
      (local.set $values (i32.add (local.get $values) (i32.const 16)))
      (br_if $nextVector (local.tee $vectors (i32.sub (local.get $vectors) (i32.const 1)))))))
