;; A dense layer applied to one row, and rows added up: what a decoder does event by event. A product of one row reads its
;; kernel once, so that packing it (`gemm.wat`) would take longer than the product. Each product and each sum is rounded
;; to 32 bits, and no sum is split: to the bit what a plain loop over the inputs gives. Addresses and steps are bytes.

(module
  (import "kernels" "memory" (memory 1))

  ;; to[column] = bias[column] + Σ row[input] · kernel[input][column], for panels of eight columns. Their two sums of four
  ;; numbers stay in registers.
  (func (export "multiplyRow")
    (param $row i32) (param $inputs i32) (param $kernel i32) (param $kernelStep i32) (param $bias i32)
    (param $to i32) (param $panels i32)
    (local $input i32) (local $left i32) (local $from i32) (local $value v128)
    (local $sumLow v128) (local $sumHigh v128)
    (loop $nextPanel
      (local.set $sumLow (v128.load offset=0 (local.get $bias)))
      (local.set $sumHigh (v128.load offset=16 (local.get $bias)))
      (local.set $input (local.get $row))
      (local.set $from (local.get $kernel))
      (local.set $left (local.get $inputs))
      (loop $nextInput
        (local.set $value (v128.load32_splat (local.get $input)))
        (local.set $sumLow
          (f32x4.add (local.get $sumLow) (f32x4.mul (local.get $value) (v128.load offset=0 (local.get $from)))))
        (local.set $sumHigh
          (f32x4.add (local.get $sumHigh) (f32x4.mul (local.get $value) (v128.load offset=16 (local.get $from)))))
        (local.set $input (i32.add (local.get $input) (i32.const 4)))
        (local.set $from (i32.add (local.get $from) (local.get $kernelStep)))
        (br_if $nextInput (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (v128.store offset=0 (local.get $to) (local.get $sumLow))
      (v128.store offset=16 (local.get $to) (local.get $sumHigh))
      (local.set $kernel (i32.add (local.get $kernel) (i32.const 32)))
      (local.set $bias (i32.add (local.get $bias) (i32.const 32)))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (br_if $nextPanel (local.tee $panels (i32.sub (local.get $panels) (i32.const 1))))))

  ;; to[column] += row[column].
  (func (export "addRow") (param $row i32) (param $to i32) (param $vectors i32)
    (loop $nextVector
      (v128.store (local.get $to) (f32x4.add (v128.load (local.get $to)) (v128.load (local.get $row))))
      (local.set $row (i32.add (local.get $row) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $nextVector (local.tee $vectors (i32.sub (local.get $vectors) (i32.const 1)))))))
