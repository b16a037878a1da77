import { EVENT_FIELDS } from './eventDictionary.js';

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
 * its gradient. A softmax a field, in plain loops: on the wasm backend, splitting six fields apart and joining them
 * again took 2.7 ms by itself, of a step of 11.
 *
 * @param logits [events, symbols of all fields side by side]; rows may be longer, what stands there means nothing
 * @param options.columns [events, fields]: the right symbol of each field, as a column of the logits
 * @param options.symbols of each field, in the order of `EVENT_FIELDS`
 * @returns the gradient with respect to the logits, of their shape, 0 where they mean nothing
 */
export function eventLoss(
  logits: Float32Array,
  { columns, symbols }: { columns: Int32Array; symbols: readonly number[] },
): { readonly loss: number; readonly gradient: Float32Array } {
  const events = columns.length / EVENT_FIELDS.length;
  const gradient = new Float32Array(logits.length);
  const stride = logits.length / events;
  let loss = 0;
  let right = 0;
  for (let event = 0; event < events; event++) {
    const rowStart = event * stride;
    let from = rowStart;
    for (let field = 0; field < symbols.length; field++) {
      const to = from + (symbols[field] as number);
      const weight = FIELD_WEIGHTS[EVENT_FIELDS[field] as (typeof EVENT_FIELDS)[number]] / events;
      const target = rowStart + (columns[right++] as number);
      let largest = -Infinity;
      for (let i = from; i < to; i++) {
        const logit = logits[i] as number;
        if (logit > largest) largest = logit;
      }
      let sum = 0;
      for (let i = from; i < to; i++) {
        const power = Math.exp((logits[i] as number) - largest);
        gradient[i] = power;
        sum += power;
      }
      const scale = weight / sum;
      for (let i = from; i < to; i++) gradient[i] = (gradient[i] as number) * scale;
      gradient[target] = (gradient[target] as number) - weight;
      loss += weight * (Math.log(sum) + largest - (logits[target] as number));
      from = to;
    }
  }
  return { loss, gradient };
}
