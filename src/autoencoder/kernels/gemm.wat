;; Matrix products (GEMM) after GotoBLAS and BLIS: eight columns of B are packed into a panel, so that the inner loop reads
;; them one after the other, and a micro-kernel sums a micro-tile of MR × NR = 4 × 8 numbers of C at a time. Its eight
;; sums of four numbers stay in registers. Each product and each sum is rounded to 32 bits, and no sum is split: to the
;; bit what a plain loop over the terms gives. Addresses and steps are bytes.

(module
  (import "kernels" "memory" (memory 1))

  ;; C = A · B, a panel of NR columns of B at a time, plus a bias for each column unless its address is −1. `panel` is
  ;; room for one.
  (func (export "multiply")
    (param $a i32) (param $aRowStep i32) (param $aTermStep i32)
    (param $b i32) (param $bRowStep i32) (param $bColumnStep i32) (param $panel i32)
    (param $c i32) (param $cRowStep i32) (param $terms i32) (param $tiles i32) (param $panels i32)
    (param $bias i32)
    (local $hasBias i32)
    (local.set $hasBias (i32.ne (local.get $bias) (i32.const -1)))
    (loop $nextPanel
      (if (i32.eq (local.get $bColumnStep) (i32.const 4))
        (then
          (call $packAdjacentPanel
            (local.get $b) (local.get $bRowStep) (local.get $panel) (local.get $terms)))
        (else
          (call $packPanel
            (local.get $b) (local.get $bRowStep) (local.get $bColumnStep) (local.get $panel)
            (local.get $terms))))
      (call $multiplyPanel
        (local.get $a) (local.get $aRowStep) (local.get $aTermStep) (local.get $panel)
        (local.get $c) (local.get $cRowStep) (local.get $terms) (local.get $tiles)
        (local.get $hasBias) (local.get $bias))
      (local.set $b (i32.add (local.get $b) (i32.shl (local.get $bColumnStep) (i32.const 3))))
      (local.set $c (i32.add (local.get $c) (i32.const 32)))
      (local.set $bias (i32.add (local.get $bias) (i32.const 32)))
      (br_if $nextPanel (local.tee $panels (i32.sub (local.get $panels) (i32.const 1))))))

  ;; Copies NR columns of B into a panel, row after row.
  (func $packPanel
    (param $from i32) (param $rowStep i32) (param $columnStep i32) (param $panel i32) (param $rows i32)
    (local $element i32)
    (loop $nextRow
      (f32.store offset=0 (local.get $panel) (f32.load (local.tee $element (local.get $from))))
      (f32.store offset=4 (local.get $panel)
        (f32.load (local.tee $element (i32.add (local.get $element) (local.get $columnStep)))))
      (f32.store offset=8 (local.get $panel)
        (f32.load (local.tee $element (i32.add (local.get $element) (local.get $columnStep)))))
      (f32.store offset=12 (local.get $panel)
        (f32.load (local.tee $element (i32.add (local.get $element) (local.get $columnStep)))))
      (f32.store offset=16 (local.get $panel)
        (f32.load (local.tee $element (i32.add (local.get $element) (local.get $columnStep)))))
      (f32.store offset=20 (local.get $panel)
        (f32.load (local.tee $element (i32.add (local.get $element) (local.get $columnStep)))))
      (f32.store offset=24 (local.get $panel)
        (f32.load (local.tee $element (i32.add (local.get $element) (local.get $columnStep)))))
      (f32.store offset=28 (local.get $panel)
        (f32.load (i32.add (local.get $element) (local.get $columnStep))))
      (local.set $from (i32.add (local.get $from) (local.get $rowStep)))
      (local.set $panel (i32.add (local.get $panel) (i32.const 32)))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The same where the columns stand side by side, as they do unless B is transposed.
  (func $packAdjacentPanel
    (param $from i32) (param $rowStep i32) (param $panel i32) (param $rows i32)
    (loop $nextRow
      (v128.store offset=0 (local.get $panel) (v128.load offset=0 (local.get $from)))
      (v128.store offset=16 (local.get $panel) (v128.load offset=16 (local.get $from)))
      (local.set $from (i32.add (local.get $from) (local.get $rowStep)))
      (local.set $panel (i32.add (local.get $panel) (i32.const 32)))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The columns of a panel, a micro-tile of MR rows at a time, with the micro-kernel as its inner loop: a call for each
  ;; micro-tile takes 3 % more time at 32 terms and 15 % at 8. $sum1High is row 1 of the micro-tile, columns 4 to 7.
  ;; Larger micro-tiles (6 × 8, 4 × 12) and two terms a round are slower: V8 then keeps sums in memory.
  (func $multiplyPanel
    (param $a i32) (param $aRowStep i32) (param $aTermStep i32) (param $panel i32)
    (param $c i32) (param $cRowStep i32) (param $terms i32) (param $tiles i32)
    (param $hasBias i32) (param $bias i32)
    (local $term i32) (local $b i32) (local $bLow v128) (local $bHigh v128)
    (local $a0 i32) (local $a1 i32) (local $a2 i32) (local $a3 i32) (local $element v128)
    (local $sum0Low v128) (local $sum0High v128) (local $sum1Low v128) (local $sum1High v128)
    (local $sum2Low v128) (local $sum2High v128) (local $sum3Low v128) (local $sum3High v128)
    (loop $nextTile
      (local.set $a0 (local.get $a))
      (local.set $a1 (i32.add (local.get $a0) (local.get $aRowStep)))
      (local.set $a2 (i32.add (local.get $a1) (local.get $aRowStep)))
      (local.set $a3 (i32.add (local.get $a2) (local.get $aRowStep)))
      (local.set $a (i32.add (local.get $a3) (local.get $aRowStep)))
      (local.set $sum0Low (v128.const f32x4 0 0 0 0))
      (local.set $sum0High (v128.const f32x4 0 0 0 0))
      (local.set $sum1Low (v128.const f32x4 0 0 0 0))
      (local.set $sum1High (v128.const f32x4 0 0 0 0))
      (local.set $sum2Low (v128.const f32x4 0 0 0 0))
      (local.set $sum2High (v128.const f32x4 0 0 0 0))
      (local.set $sum3Low (v128.const f32x4 0 0 0 0))
      (local.set $sum3High (v128.const f32x4 0 0 0 0))
      (local.set $term (local.get $terms))
      (local.set $b (local.get $panel))

      ;; The micro-kernel: c[row][column] = Σ a[row][term] · b[term][column].
      (loop $nextTerm
        (local.set $bLow (v128.load offset=0 (local.get $b)))
        (local.set $bHigh (v128.load offset=16 (local.get $b)))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))

        (local.set $element (v128.load32_splat (local.get $a0)))
        (local.set $sum0Low (f32x4.add (local.get $sum0Low) (f32x4.mul (local.get $element) (local.get $bLow))))
        (local.set $sum0High (f32x4.add (local.get $sum0High) (f32x4.mul (local.get $element) (local.get $bHigh))))
        (local.set $a0 (i32.add (local.get $a0) (local.get $aTermStep)))

        (local.set $element (v128.load32_splat (local.get $a1)))
        (local.set $sum1Low (f32x4.add (local.get $sum1Low) (f32x4.mul (local.get $element) (local.get $bLow))))
        (local.set $sum1High (f32x4.add (local.get $sum1High) (f32x4.mul (local.get $element) (local.get $bHigh))))
        (local.set $a1 (i32.add (local.get $a1) (local.get $aTermStep)))

        (local.set $element (v128.load32_splat (local.get $a2)))
        (local.set $sum2Low (f32x4.add (local.get $sum2Low) (f32x4.mul (local.get $element) (local.get $bLow))))
        (local.set $sum2High (f32x4.add (local.get $sum2High) (f32x4.mul (local.get $element) (local.get $bHigh))))
        (local.set $a2 (i32.add (local.get $a2) (local.get $aTermStep)))

        (local.set $element (v128.load32_splat (local.get $a3)))
        (local.set $sum3Low (f32x4.add (local.get $sum3Low) (f32x4.mul (local.get $element) (local.get $bLow))))
        (local.set $sum3High (f32x4.add (local.get $sum3High) (f32x4.mul (local.get $element) (local.get $bHigh))))
        (local.set $a3 (i32.add (local.get $a3) (local.get $aTermStep)))

        (br_if $nextTerm (local.tee $term (i32.sub (local.get $term) (i32.const 1)))))

      (if (local.get $hasBias)
        (then
          (local.set $bLow (v128.load offset=0 (local.get $bias)))
          (local.set $bHigh (v128.load offset=16 (local.get $bias)))
          (local.set $sum0Low (f32x4.add (local.get $sum0Low) (local.get $bLow)))
          (local.set $sum0High (f32x4.add (local.get $sum0High) (local.get $bHigh)))
          (local.set $sum1Low (f32x4.add (local.get $sum1Low) (local.get $bLow)))
          (local.set $sum1High (f32x4.add (local.get $sum1High) (local.get $bHigh)))
          (local.set $sum2Low (f32x4.add (local.get $sum2Low) (local.get $bLow)))
          (local.set $sum2High (f32x4.add (local.get $sum2High) (local.get $bHigh)))
          (local.set $sum3Low (f32x4.add (local.get $sum3Low) (local.get $bLow)))
          (local.set $sum3High (f32x4.add (local.get $sum3High) (local.get $bHigh)))))

      (v128.store offset=0 (local.get $c) (local.get $sum0Low))
      (v128.store offset=16 (local.get $c) (local.get $sum0High))
      (local.set $c (i32.add (local.get $c) (local.get $cRowStep)))
      (v128.store offset=0 (local.get $c) (local.get $sum1Low))
      (v128.store offset=16 (local.get $c) (local.get $sum1High))
      (local.set $c (i32.add (local.get $c) (local.get $cRowStep)))
      (v128.store offset=0 (local.get $c) (local.get $sum2Low))
      (v128.store offset=16 (local.get $c) (local.get $sum2High))
      (local.set $c (i32.add (local.get $c) (local.get $cRowStep)))
      (v128.store offset=0 (local.get $c) (local.get $sum3Low))
      (v128.store offset=16 (local.get $c) (local.get $sum3High))
      (local.set $c (i32.add (local.get $c) (local.get $cRowStep)))
      (br_if $nextTile (local.tee $tiles (i32.sub (local.get $tiles) (i32.const 1)))))))
