import type { Decoder } from '../../autoencoder/decoder.js';
import { DEFAULT_TEMPERATURE } from '../../decoding/decodeRanges.js';
import { mean } from '../../math/mean.js';
import { drawNormals, type Random, seededRandom } from '../../math/random.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
import { editDistance } from '../measures/editDistance.js';
import { decodeWindow } from './decodedWindow.js';
import type { DrawOptions } from './draws.js';

/** Latents that are drawn, and how often each is decoded. */
const LATENTS = 12;
const TIMES = 2;

/** How well music tells which latent it was decoded from. */
export interface RetrievalFigures {
  /** Share of windows whose nearest other window was decoded from the same latent (precision at 1), 0–1. */
  readonly share: number;
  /** What windows that know nothing of their latents would reach: 1/23. */
  readonly chance: number;
}

/**
 * Whether the latent is heard in the music at the temperature that music is made at: of 24 windows, decoded from
 * 12 latents drawn from N(0, 1) with other chance each time, is the nearest one from the same latent?
 *
 * Windows are compared by their edit distance. Where several are equally near, each counts its part, so that a decoder
 * which always plays the same reaches the chance and no more. Kind `seed` has no temperature: it
 * plays one latent always alike, and misses only what two latents have in common.
 *
 * @throws MirrorError `aborted` when the signal fires, which is asked between two windows
 */
export async function measureRetrieval(
  decoder: Decoder,
  { seed, variation, signal }: Pick<DrawOptions, 'seed' | 'variation' | 'signal'>,
): Promise<RetrievalFigures> {
  const random = seededRandom(`retrieval ${seed} ${decoder.object}`);
  const windows: LabelledWindow[] = [];
  for (let number = 0; number < LATENTS; number++) {
    const latent = drawNormals(decoder.sizes.latent, random);
    for (let time = 0; time < TIMES; time++) {
      const chance: Random = seededRandom(random());
      const options = { latent, random: chance, temperature: DEFAULT_TEMPERATURE, variation };
      windows.push({ latent: number, events: decodeWindow(decoder, options) });
      await yieldToEventLoop(signal);
    }
  }
  return { share: precisionAtOne(windows), chance: (TIMES - 1) / (windows.length - 1) };
}

/** A window, and which latent it was decoded from. */
export interface LabelledWindow {
  readonly latent: number;
  /** As `decodeWindow` gives them. */
  readonly events: readonly string[];
}

/**
 * Precision at 1: of the windows nearest to one, the share from its own latent; mean over all windows.
 *
 * @param windows at least two
 */
export function precisionAtOne(windows: readonly LabelledWindow[]): number {
  return mean(
    windows.map((window) => {
      const others = windows.filter((other) => other !== window);
      const distances = others.map(({ events }) => editDistance(window.events, events));
      const least = Math.min(...distances);
      const nearest = others.filter((_, i) => distances[i] === least);
      return nearest.filter(({ latent }) => latent === window.latent).length / nearest.length;
    }),
  );
}
