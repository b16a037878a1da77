import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../../errors.js';
import type { RecordedEvents } from '../../events/recordedEvents.js';
import { symbolCounts } from '../../events/vocabulary.js';
import { tableWindows } from '../../events/windowTable.js';
import { seededRandom } from '../../math/random.js';
import { adamWithin } from '../adam.js';
import type { PhraseDecoder } from '../decoder.js';
import { passDecoder } from './decoderPass.js';
import { layEventRows } from './eventRows.js';
import { type PhraseBatch, toBatch } from './phraseBatch.js';
import { type DecoderNetwork, openDecoderNetwork } from './phraseNetwork.js';
import { phraseScale } from './phraseScale.js';

/** Steps of Adam from the middle of N(0, 1), and the length of the first. */
const STEPS = 48;
const LEARNING_RATE = 0.15;

/** Windows that are looked for together: a step of them takes a few milliseconds. */
const TOGETHER = 32;

/** The event loop gets its turn after so many steps. */
const STEPS_A_TURN = 4;

/**
 * The latents of windows of recordings, without the encoder that a decoder's file does not keep: for each window the latent that
 * makes it and a draw from N(0, 1) likeliest together (maximum a posteriori), by gradient through the frozen decoder. Weights of
 * likelihood and prior are those of the training. As in the training, a share of the events is forgotten; nothing is
 * remembered from before a window, so that the latent has to say what is played.
 *
 * Gradients through a generator instead of an encoder: Lipton and Tripathi 2017, «Precise recovery of latent vectors from
 * generative adversarial networks». Played back, the chords of 160 windows of four starter objects (cup, bird, wine-glass, train)
 * came back by 0.93–1.00, found within eleven events of where they stand; from their own encoders' latents, in place, by 0.88–1.00, so that
 * the two can be compared in their size only. Of a wine-glass that was trained anew, an affine
 * map of these latents explains 0.84 of the variance of its encoder's means (421 windows, five-fold cross-validation).
 *
 * @param options.windows numbers of their first events, as `spreadWindows` gives them
 * @returns [windows, latent], as if drawn from N(0, 1)
 * @throws MirrorError `aborted` when the signal fires
 */
export async function inferPhraseLatents(
  decoder: PhraseDecoder,
  { recorded, windows, signal }: InferenceOptions,
): Promise<Float32Array> {
  const { vocabulary } = decoder;
  const sizes = { ...decoder.sizes, symbols: symbolCounts(vocabulary) };
  const table = tableWindows(recorded, { vocabulary, size: sizes.window });
  const rows = layEventRows(table, sizes.symbols);
  const { dropped, klWeight } = phraseScale(recorded);
  const forgotten = { dropped, replaced: 0, cut: 1, unplanned: 0, alone: 0 };
  const forgetting = { random: seededRandom('latents'), ...forgotten };
  const network = openDecoderNetwork(decoder.weights, sizes);
  network.memory.share(rows.rows);
  network.memory.share(rows.held);
  const latents = new Float32Array(windows.length * sizes.latent);
  for (let from = 0; from < windows.length; from += TOGETHER) {
    const part = windows.slice(from, from + TOGETHER);
    const batch = toBatch(table, { rows, windows: part, sizes, forgetting });
    const found = await climb(network, { batch, klWeight, signal });
    latents.set(found, from * sizes.latent);
  }
  return latents;
}

export interface InferenceOptions {
  readonly recorded: RecordedEvents;
  readonly windows: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * The latents of a batch, all at once but each for itself. They and Adam's moments, 12 KB a batch of 32 windows, stay
 * in the network's memory.
 */
async function climb(
  network: DecoderNetwork,
  {
    batch,
    klWeight,
    signal,
  }: { batch: PhraseBatch; klWeight: number; signal?: AbortSignal | undefined },
): Promise<Float32Array> {
  const { memory, sizes } = network;
  const shape = { rows: batch.windows, columns: sizes.latent };
  memory.clear();
  const latent = memory.zeros(shape);
  const takeStep = adamWithin(memory, { latent });
  for (let step = 0; step < STEPS; step++) {
    if (step % STEPS_A_TURN === 0) await setImmediate();
    throwIfAborted(signal);
    memory.clear();
    const { dLatent } = passDecoder(network, { batch, latent, penalty: 0 });
    const [ofPlan, ofStart] = dLatent.map(memory.read) as [Float32Array, Float32Array];
    // The pass takes the mean over windows.
    const gradient = memory
      .read(latent)
      .map((value, i) => batch.windows * (at(ofPlan, i) + at(ofStart, i)) + klWeight * value);
    takeStep({ latent: memory.put(gradient, shape) }, rateAt(step / STEPS));
  }
  return memory.read(latent);
}

/** Full in the first half, then falling to nothing. */
function rateAt(progress: number): number {
  return LEARNING_RATE * Math.min(1, 2 * (1 - progress));
}

function at(values: Float32Array, i: number): number {
  return values[i] as number;
}
