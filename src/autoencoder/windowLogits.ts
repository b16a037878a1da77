import type { PhraseDecoder } from './decoder.js';
import { dense, elu } from './dense.js';
import { EVENT_FIELDS, symbolCounts } from './eventDictionary.js';

/** What a latent is decoded by: a decoder, or a network still in training. */
export type WindowNetwork = Pick<PhraseDecoder, 'dictionary' | 'weights'> & {
  readonly sizes: Pick<PhraseDecoder['sizes'], 'window' | 'embedding'>;
};

/** How likely each symbol of each field is, [symbols] a field, before the softmax. */
export type EventLogits = Readonly<Record<(typeof EVENT_FIELDS)[number], Float32Array>>;

/** One for each position of the window. */
export type WindowLogits = readonly EventLogits[];

/** The decoder half of the network, on one latent: two dense layers, then one shared layer an event. */
export function windowLogits(
  { sizes, dictionary, weights }: WindowNetwork,
  latent: ArrayLike<number>,
): WindowLogits {
  const hidden = elu(dense(latent, { kernel: weights.hiddenKernel, bias: weights.hiddenBias }));
  const features = elu(dense(hidden, { kernel: weights.windowKernel, bias: weights.windowBias }));
  const counts = symbolCounts(dictionary);
  return Array.from({ length: sizes.window }, (_, position) => {
    const feature = features.subarray(position * sizes.embedding, (position + 1) * sizes.embedding);
    const row = dense(feature, { kernel: weights.eventKernel, bias: weights.eventBias });
    let from = 0;
    const fields = EVENT_FIELDS.map((field, i) => {
      const to = from + (counts[i] as number);
      const logits = [field, row.subarray(from, to)] as const;
      from = to;
      return logits;
    });
    return Object.fromEntries(fields) as EventLogits;
  });
}
