import { EVENT_FIELDS } from './eventDictionary.js';

// An event as numbers is the sum of one row of the embedding for each of its symbols. In plain loops that is six
// additions a number, where a one-hot matrix product would multiply by a hundred and seventy ones and zeros.

const FIELDS = EVENT_FIELDS.length;

/**
 * Embeds events.
 *
 * @param columns [events, fields]: the symbol of each field, as a row of the embedding
 * @param embedding [symbols of all fields side by side, size]
 * @returns [events, size]
 */
export function embedEvents(
  columns: Int32Array,
  { embedding, size }: { embedding: Float32Array; size: number },
): Float32Array {
  const events = columns.length / FIELDS;
  const embedded = new Float32Array(events * size);
  for (let event = 0; event < events; event++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let i = event * FIELDS; i < (event + 1) * FIELDS; i++) {
        sum = Math.fround(sum + (embedding[(columns[i] as number) * size + j] as number));
      }
      embedded[event * size + j] = sum;
    }
  }
  return embedded;
}

/**
 * The gradient of the embedding from that of the embedded events: each event's goes to the rows that it is made of.
 *
 * @param dEmbedded [events, size]
 * @param options.length numbers in the embedding
 */
export function embeddingGradient(
  columns: Int32Array,
  { dEmbedded, size, length }: { dEmbedded: Float32Array; size: number; length: number },
): Float32Array {
  const gradient = new Float32Array(length);
  for (let i = 0; i < columns.length; i++) {
    const from = Math.floor(i / FIELDS) * size;
    const to = (columns[i] as number) * size;
    for (let j = 0; j < size; j++) {
      gradient[to + j] = (gradient[to + j] as number) + (dEmbedded[from + j] as number);
    }
  }
  return gradient;
}
