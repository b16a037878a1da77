import type { Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import type { Random } from '../random.js';
import type { DecodeOptions } from './decodePhrase.js';
import type { PhraseDecoder } from './decoder.js';
import { dense, elu } from './dense.js';
import { symbolCounts, symbolsToEvent } from './eventDictionary.js';
import { eventsToNotes, type MusicalEvent, STEP_TICKS } from './events.js';
import { latentWalk } from './latentWalk.js';
import { type EventWindow, stepsPerBar } from './windows.js';

/** A phrase from a decoder of kind `phrase`: windows along a latent walk, joined on the bar. */
export function decodePhraseKind(
  decoder: PhraseDecoder,
  latents: readonly (readonly number[])[],
  { lengthTicks, random, temperature }: Required<DecodeOptions>,
): Phrase {
  const endStep = Math.floor(lengthTicks / STEP_TICKS);
  const barSteps = stepsPerBar(decoder.timeSignature);
  const walk = latentWalk(latents, random);
  const events: MusicalEvent[] = [];
  // The first window may begin in the bar before the piece: what would sound there is left out,
  // so that the first bar line of the phrase is its tick 0.
  let step = 1 - barSteps;
  let lastStep = step - 1;
  let opening: MusicalEvent | undefined;
  while (step < endStep) {
    const window = decodeWindow(decoder, walk.next().value, { random, temperature });
    step = joinStep(step, { phase: window.phase, barSteps, lastStep });
    for (const symbols of window.symbols) {
      if (step >= endStep) break;
      const event = symbolsToEvent(symbols, decoder.dictionary);
      opening ??= { ...event, step: 0, nudgeTicks: 0 };
      if (step >= 0) events.push({ ...event, step });
      lastStep = step;
      step += event.distance;
    }
    // A window whose events all fall on one step would never end the phrase.
    step = Math.max(step, lastStep + 1);
  }
  const notes = cutAt(eventsToNotes(events), lengthTicks);
  // In a short phrase a slow object's first chord may fall after the end: it is played at the start.
  const heard =
    notes.length === 0 && opening ? cutAt(eventsToNotes([opening]), lengthTicks) : notes;
  return { notes: heard, lengthTicks };
}

/** What a window is decoded by: a decoder, or a network still in training. */
type WindowNetwork = Pick<PhraseDecoder, 'dictionary' | 'weights'> & {
  readonly sizes: Pick<PhraseDecoder['sizes'], 'window' | 'embedding'>;
};

/**
 * One window from one latent: two dense layers, then one shared layer an event.
 *
 * @returns the window's symbols, [window, fields], and its place in the bar in grid steps
 */
export function decodeWindow(
  { sizes, dictionary, weights }: WindowNetwork,
  latent: readonly number[],
  choice: { random: Random; temperature: number },
): EventWindow {
  const hidden = elu(dense(latent, { kernel: weights.hiddenKernel, bias: weights.hiddenBias }));
  const features = elu(dense(hidden, { kernel: weights.windowKernel, bias: weights.windowBias }));
  const counts = symbolCounts(dictionary);
  const symbols = Array.from({ length: sizes.window }, (_, position) => {
    const feature = features.subarray(position * sizes.embedding, (position + 1) * sizes.embedding);
    const logits = dense(feature, { kernel: weights.eventKernel, bias: weights.eventBias });
    let from = 0;
    return counts.map((count) => {
      const symbol = choose(logits.subarray(from, from + count), choice);
      from += count;
      return symbol;
    });
  });
  const phaseLogits = dense(hidden, { kernel: weights.phaseKernel, bias: weights.phaseBias });
  return { symbols, phase: choose(phaseLogits, { ...choice, temperature: 0 }) };
}

/**
 * Where a window's first event goes: the place in the bar where such windows begin, nearest to
 * `step`, where the window before it ends, but after `lastStep`, its last event.
 */
function joinStep(
  step: number,
  { phase, barSteps, lastStep }: { phase: number; barSteps: number; lastStep: number },
): number {
  const ahead = step + ((((phase - step) % barSteps) + barSteps) % barSteps);
  const behind = ahead - barSteps;
  return step - behind < ahead - step && behind > lastStep ? behind : ahead;
}

/** A symbol by its logits: the likeliest at temperature 0, else a draw from the softened softmax. */
function choose(
  logits: Float32Array,
  { random, temperature }: { random: Random; temperature: number },
): number {
  const largest = Math.max(...logits);
  if (temperature === 0) return logits.indexOf(largest);
  const weights = Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
  let left = random() * weights.reduce((a, b) => a + b, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

function cutAt(notes: readonly Note[], lengthTicks: number): Note[] {
  return notes
    .filter((note) => note.startTicks < lengthTicks)
    .map((note) => ({
      ...note,
      durationTicks: Math.min(note.durationTicks, lengthTicks - note.startTicks),
    }));
}
