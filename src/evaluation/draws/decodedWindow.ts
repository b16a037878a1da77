import type { Decoder } from '../../autoencoder/decoder.js';
import { chooseTempo } from '../../decoding/chooseTempo.js';
import { type DecodeOptions, decodePhrase } from '../../decoding/decodePhrase.js';
import { chordKey } from '../../events/chordKey.js';
import { interOnsetIntervals, toMeasuredPerformance } from '../../events/measuredPerformance.js';
import { FREE_TEMPO_BPM, steadyTempo } from '../../music/tempo.js';
import { ticksPerBar } from '../../music/time.js';

/** Events of the window that the latent itself decides; what follows goes on to other latents. */
const WINDOW = 16;
/** Bars within which they are looked for; the slowest starter object plays them in eight. */
const WINDOW_BARS = 16;

/**
 * The first window of what a latent decodes to.
 *
 * @param latent as long as the decoder's
 * @returns up to 16 events, each as text: its chord by pitches, and the steps to the next event
 */
export function decodeWindow(
  decoder: Decoder,
  { latent, ...playing }: Omit<DecodeOptions, 'lengthTicks'> & { latent: readonly number[] },
): string[] {
  const { timeSignature } = decoder;
  const lengthTicks = WINDOW_BARS * ticksPerBar(timeSignature);
  const phrase = decodePhrase(decoder, [latent], { ...playing, lengthTicks });
  const tempoBpm = chooseTempo(decoder, { events: phrase.events, seed: 1 }) ?? FREE_TEMPO_BPM;
  const { events } = toMeasuredPerformance({
    name: '',
    ...phrase,
    tempoBpm,
    timeSignature,
    tempoChanges: steadyTempo(tempoBpm),
    isFree: false,
  });
  const interOnsets = interOnsetIntervals(events, ({ step }) => step);
  return events.slice(0, WINDOW).map(({ pitches }, i) => `${chordKey(pitches)} +${interOnsets[i]}`);
}
