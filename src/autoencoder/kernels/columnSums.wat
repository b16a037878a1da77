;; The sum of each column of a matrix, from the first row to the last: the gradient of a bias. Four columns at a time.

(module
  (import "kernels" "memory" (memory 1))

  (func (export "columnSums")
    (param $from i32) (param $rowStep i32) (param $rows i32) (param $to i32) (param $vectors i32)
    (local $address i32) (local $row i32) (local $sum v128)
    (loop $nextVector
      (local.set $address (local.get $from))
      (local.set $row (local.get $rows))
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (loop $nextRow
        (local.set $sum (f32x4.add (local.get $sum) (v128.load (local.get $address))))
        (local.set $address (i32.add (local.get $address) (local.get $rowStep)))
        (br_if $nextRow (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
      (v128.store (local.get $to) (local.get $sum))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $nextVector (local.tee $vectors (i32.sub (local.get $vectors) (i32.const 1)))))))
