;; Rows of a table (embeddings) summed for each event, and the gradient of that table: products with a sparse matrix of
;; ones. Which rows belong to which event is written as in the CSR form of such a matrix with begins and ends of its own: row
;; numbers, and for each event the index in them of its first one and that behind its last one. Sums go through the rows
;; in that order, rounded to 32 bits each time. A row is a whole number of pairs of vectors.

(module
  (import "kernels" "memory" (memory 1))

  ;; to[event] += table[row] for each row of each event. An event may have no rows.
  (func (export "gather")
    (param $rows i32) (param $starts i32) (param $ends i32) (param $events i32) (param $table i32) (param $rowStep i32)
    (param $to i32) (param $toStep i32) (param $pairs i32)
    (call $addRows
      (local.get $rows) (local.get $starts) (local.get $ends) (local.get $events) (local.get $table) (local.get $rowStep)
      (local.get $to) (local.get $toStep) (local.get $pairs) (i32.const 1)))

  ;; table[row] += from[event] for each row of each event.
  (func (export "scatter")
    (param $rows i32) (param $starts i32) (param $ends i32) (param $events i32) (param $table i32) (param $rowStep i32)
    (param $from i32) (param $fromStep i32) (param $pairs i32)
    (call $addRows
      (local.get $rows) (local.get $starts) (local.get $ends) (local.get $events) (local.get $table) (local.get $rowStep)
      (local.get $from) (local.get $fromStep) (local.get $pairs) (i32.const 0)))

  (func $addRows
    (param $rows i32) (param $starts i32) (param $ends i32) (param $events i32) (param $table i32) (param $rowStep i32)
    (param $event i32) (param $eventStep i32) (param $pairs i32) (param $isGather i32)
    (local $next i32) (local $end i32) (local $row i32) (local $to i32) (local $from i32) (local $pair i32)
    (block $done
      (loop $nextEvent
        (br_if $done (i32.eqz (local.get $events)))
        (local.set $next
          (i32.add (local.get $rows) (i32.shl (i32.load (local.get $starts)) (i32.const 2))))
        (local.set $end
          (i32.add (local.get $rows) (i32.shl (i32.load (local.get $ends)) (i32.const 2))))
        (block $doneRows
          (loop $nextRow
            (br_if $doneRows (i32.ge_u (local.get $next) (local.get $end)))
            (local.set $row
              (i32.add (local.get $table) (i32.mul (i32.load (local.get $next)) (local.get $rowStep))))
            (local.set $to (select (local.get $event) (local.get $row) (local.get $isGather)))
            (local.set $from (select (local.get $row) (local.get $event) (local.get $isGather)))
            (local.set $pair (local.get $pairs))
            (loop $nextPair
              (v128.store offset=0 (local.get $to)
                (f32x4.add (v128.load offset=0 (local.get $to)) (v128.load offset=0 (local.get $from))))
              (v128.store offset=16 (local.get $to)
                (f32x4.add (v128.load offset=16 (local.get $to)) (v128.load offset=16 (local.get $from))))
              (local.set $to (i32.add (local.get $to) (i32.const 32)))
              (local.set $from (i32.add (local.get $from) (i32.const 32)))
              (br_if $nextPair (local.tee $pair (i32.sub (local.get $pair) (i32.const 1)))))
            (local.set $next (i32.add (local.get $next) (i32.const 4)))
            (br $nextRow)))
        (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
        (local.set $ends (i32.add (local.get $ends) (i32.const 4)))
        (local.set $event (i32.add (local.get $event) (local.get $eventStep)))
        (local.set $events (i32.sub (local.get $events) (i32.const 1)))
        (br $nextEvent)))))
