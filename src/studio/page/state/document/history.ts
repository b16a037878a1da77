/** A value that can be taken back to what it was, and forth again. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** What the last change was about, as long as another of the same kind belongs to it: a dial that is being turned. */
  readonly gesture: string | undefined;
}

const MOST_STEPS = 200;

export function openHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], gesture: undefined };
}

/**
 * Makes a change. Changes of one gesture become one step: turning a dial through forty values is undone at once.
 *
 * @param gesture what the change is about; undefined for one that stands alone
 */
export function change<Value>(
  { past, present, gesture: before }: History<Value>,
  value: Value,
  gesture?: string,
): History<Value> {
  const isSame = gesture !== undefined && gesture === before;
  const kept = isSame ? past : [...past, present].slice(-MOST_STEPS);
  return { past: kept, present: value, future: [], gesture };
}

/** Ends a gesture: the next change is a step of its own. */
export function endGesture<Value>(history: History<Value>): History<Value> {
  return history.gesture === undefined ? history : { ...history, gesture: undefined };
}

/** The same history with each value as another one. */
export function mapHistory<Value>(
  { past, present, future, gesture }: History<Value>,
  map: (value: Value) => Value,
): History<Value> {
  return { past: past.map(map), present: map(present), future: future.map(map), gesture };
}

export function undo<Value>({ past, present, future, gesture }: History<Value>): History<Value> {
  const last = past.at(-1);
  if (last === undefined) return { past, present, future, gesture };
  return {
    past: past.slice(0, -1),
    present: last,
    future: [present, ...future],
    gesture: undefined,
  };
}

export function redo<Value>({ past, present, future, gesture }: History<Value>): History<Value> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future, gesture };
  return { past: [...past, present], present: next, future: rest, gesture: undefined };
}
