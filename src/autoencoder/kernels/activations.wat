;; The exponential of a softmax, and the ELU (Clevert, Unterthiner and Hochreiter 2016) with its gradient.

(module
  (import "kernels" "memory" (memory 1))

  ;; e to the power of numbers of 64 bits, in place.
  (func (export "exponentials") (param $values i32) (param $pairs i32)
    (call $exponentials (local.get $values) (local.get $pairs) (i32.const 0)))

  ;; x > 0 ? x : exp(x) − 1 of numbers of 32 bits, in place; in 64 bits between load and store.
  (func (export "elu") (param $values i32) (param $pairs i32)
    (call $exponentials (local.get $values) (local.get $pairs) (i32.const 1)))

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

  ;; FreeBSD's msun (e_exp.c, Sun Microsystems 1993), which is what V8's `Math.exp` does, to the bit, for two exponents of
  ;; 0 or less at a time: exponent = k · ln 2 + r, and 2^k times a fraction of polynomials of r. Exponents below −700
  ;; count as −700.
  ;; Both kernels in one loop: a function called for each pair takes 40 % more time.
  (func $exponentials (param $values i32) (param $pairs i32) (param $isElu i32)
    (local $x v128) (local $exponent v128) (local $k v128) (local $high v128) (local $low v128)
    (local $r v128) (local $square v128) (local $c v128) (local $exp v128)
    (loop $nextPair
      (local.set $x
        (if (result v128) (local.get $isElu)
          (then (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $values))))
          (else (v128.load (local.get $values)))))
      (local.set $exponent (f64x2.max (local.get $x) (v128.const f64x2 -700 -700)))

      ;; k = 0 above −½ ln 2, −1 above −1½ ln 2, else exponent ÷ ln 2, rounded. The source compares upper halves of numbers:
      ;; the limits have the upper halves 0x3fd62e43 and 0x3ff0a2b2, and zeros below.
      (local.set $k
        (v128.bitselect
          (v128.const f64x2 0 0)
          (v128.bitselect
            (v128.const f64x2 -1 -1)
            (f64x2.trunc
              (f64x2.add
                (f64x2.mul
                  (local.get $exponent)
                  (v128.const f64x2 1.4426950408889634 1.4426950408889634)) ;; 1 ÷ ln 2
                (v128.const f64x2 -0.5 -0.5)))
            (f64x2.gt
              (local.get $exponent)
              (v128.const f64x2 -1.0397205352783203 -1.0397205352783203)))
          (f64x2.gt
            (local.get $exponent)
            (v128.const f64x2 -0.3465735912322998 -0.3465735912322998))))

      ;; r = exponent − k · ln 2, with ln 2 as the sum of two numbers, of which the first has so few bits that its product
      ;; with k is exact.
      (local.set $high
        (f64x2.sub
          (local.get $exponent)
          (f64x2.mul
            (local.get $k)
            (v128.const f64x2 0.6931471803691238 0.6931471803691238))))
      (local.set $low
        (f64x2.mul
          (local.get $k)
          (v128.const f64x2 1.9082149292705877e-10 1.9082149292705877e-10)))
      (local.set $r (f64x2.sub (local.get $high) (local.get $low)))
      (local.set $square (f64x2.mul (local.get $r) (local.get $r)))

      ;; c = r − r² · (P1 + r² · (P2 + r² · (P3 + r² · (P4 + r² · P5))))
      (local.set $c (v128.const f64x2 4.1381367970572385e-8 4.1381367970572385e-8))
      (local.set $c
        (f64x2.add
          (v128.const f64x2 -1.6533902205465252e-6 -1.6533902205465252e-6)
          (f64x2.mul (local.get $square) (local.get $c))))
      (local.set $c
        (f64x2.add
          (v128.const f64x2 6.613756321437934e-5 6.613756321437934e-5)
          (f64x2.mul (local.get $square) (local.get $c))))
      (local.set $c
        (f64x2.add
          (v128.const f64x2 -0.0027777777777015593 -0.0027777777777015593)
          (f64x2.mul (local.get $square) (local.get $c))))
      (local.set $c
        (f64x2.add
          (v128.const f64x2 0.16666666666666602 0.16666666666666602)
          (f64x2.mul (local.get $square) (local.get $c))))
      (local.set $c (f64x2.sub (local.get $r) (f64x2.mul (local.get $square) (local.get $c))))

      (local.set $exp
        (f64x2.mul
          (v128.bitselect
            ;; Above −2^−28, 1 + exponent is as exact as 64 bits can be.
            (f64x2.add (v128.const f64x2 1 1) (local.get $exponent))
            ;; e^r = 1 − ((low − r · c ÷ (2 − c)) − high)
            (f64x2.sub
              (v128.const f64x2 1 1)
              (f64x2.sub
                (f64x2.sub
                  (local.get $low)
                  (f64x2.div
                    (f64x2.mul (local.get $r) (local.get $c))
                    (f64x2.sub (v128.const f64x2 2 2) (local.get $c))))
                (local.get $high)))
            (f64x2.gt (local.get $exponent) (v128.const f64x2 -0x1p-28 -0x1p-28)))
          ;; The lowest bits of 2^52 + n are n: those of k + 2^52 + 1023, shifted into the exponent, make 2^k.
          (i64x2.shl
            (f64x2.add (local.get $k) (v128.const f64x2 4503599627371519 4503599627371519))
            (i32.const 52))))

      (if (local.get $isElu)
        (then
          (v128.store64_lane 0 (local.get $values)
            (f32x4.demote_f64x2_zero
              (v128.bitselect
                (local.get $x)
                (f64x2.sub (local.get $exp) (v128.const f64x2 1 1))
                (f64x2.gt (local.get $x) (v128.const f64x2 0 0)))))
          (local.set $values (i32.add (local.get $values) (i32.const 8))))
        (else
          (v128.store (local.get $values) (local.get $exp))
          (local.set $values (i32.add (local.get $values) (i32.const 16)))))
      (br_if $nextPair (local.tee $pairs (i32.sub (local.get $pairs) (i32.const 1)))))))
