import { EVENT_FIELDS } from './eventDictionary.js';
import type { Matrices, Matrix } from './matrices.js';

/**
 * How much each event field counts in the loss. Nudges are a hand's noise and velocities nearly so:
 * at full weight they take the latent's room from what the ear follows.
 */
export const FIELD_WEIGHTS: Readonly<Record<(typeof EVENT_FIELDS)[number], number>> = {
  chord: 1,
  distance: 1,
  duration: 1,
  velocity: 0.5,
  nudge: 0.2,
  place: 0.5,
};

/**
 * Cross-entropy of the events' symbols, in nats: summed over the fields by their weights, mean over the events; and
 * its gradient. A softmax a field, in plain loops, its powers by a kernel: on the wasm backend, splitting six fields apart and joining them
 * again took 2.7 ms by itself, of a step of 11.
 *
 * @param given the logits, [events, symbols of all fields side by side]
 * @param options.columns [events, fields]: the right symbol of each field, as a column of the logits
 * @param options.symbols of each field, in the order of `EVENT_FIELDS`
 * @returns the gradient with respect to the logits, of their shape
 */
export function eventLoss(
  memory: Matrices,
  given: Matrix,
  { columns, symbols }: { columns: Int32Array; symbols: readonly number[] },
): { readonly loss: number; readonly gradient: Matrix } {
  const { rows: events, stride } = given;
  const made = memory.make(given);
  const { values: powers, raise } = memory.exponents(events * given.columns);
  const [logits, gradient] = [memory.view(given), memory.view(made)];
  const largest = subtractLargest(logits, { stride, symbols, differences: powers });
  raise();
  let loss = 0;
  let first = 0;
  for (let event = 0; event < events; event++) {
    const rowStart = event * stride;
    let from = rowStart;
    for (let field = 0; field < symbols.length; field++) {
      const count = symbols[field] as number;
      const weight = FIELD_WEIGHTS[EVENT_FIELDS[field] as (typeof EVENT_FIELDS)[number]] / events;
      const right = event * symbols.length + field;
      const target = rowStart + (columns[right] as number);
      let sum = 0;
      for (let i = 0; i < count; i++) sum += powers[first + i] as number;
      const scale = weight / sum;
      for (let i = 0; i < count; i++) {
        gradient[from + i] = Math.fround(powers[first + i] as number) * scale;
      }
      gradient[target] = (gradient[target] as number) - weight;
      loss += weight * (Math.log(sum) + (largest[right] as number) - (logits[target] as number));
      first += count;
      from += count;
    }
  }
  return { loss, gradient: made };
}

/** Writes each logit less the largest of its field; returns the largest, [events, fields]. */
function subtractLargest(
  logits: Float32Array,
  options: { stride: number; symbols: readonly number[]; differences: Float64Array },
): Float32Array {
  const { stride, symbols, differences } = options;
  const events = logits.length / stride;
  const largest = new Float32Array(events * symbols.length);
  let at = 0;
  for (let event = 0; event < events; event++) {
    let from = event * stride;
    for (let field = 0; field < symbols.length; field++) {
      const to = from + (symbols[field] as number);
      let most = -Infinity;
      for (let i = from; i < to; i++) {
        const logit = logits[i] as number;
        if (logit > most) most = logit;
      }
      for (let i = from; i < to; i++) differences[at++] = (logits[i] as number) - most;
      largest[event * symbols.length + field] = most;
      from = to;
    }
  }
  return largest;
}
