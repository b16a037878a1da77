import { decodePhrase } from '../decoding/decodePhrase.js';
import type { Decoder } from '../autoencoder/decoder.js';
import { chooseTempo } from '../decoding/chooseTempo.js';
import { FREE_TEMPO_BPM } from '../events/recordedTempo.js';
import { steadyTempo } from '../music/tempo.js';
import { ticksPerBar } from '../music/time.js';
import { drawNormals, type Random, seededRandom } from '../random.js';
import type { DrawOptions } from './draws.js';
import { distancesBetween, toPiece } from './piece.js';
import { rankCorrelation } from './rankCorrelation.js';

/** Latents that are turned away from, and the angles in degrees by which. */
const CENTRES = 12;
const ANGLES = [5, 10, 20, 30, 45, 60, 75, 90];

/** Events compared: the window that the latent itself decides; what follows goes on to other latents. */
const WINDOW = 16;
/** Bars within which they are looked for; the slowest starter object plays them in eight. */
const WINDOW_BARS = 16;

/**
 * Whether neighbours in the latent space sound alike: Spearman's correlation between how far a latent lies from
 * another and how far the music decoded from it does, over turns of 5 to 90 degrees.
 *
 * Music is decoded at temperature 0, where only the latent decides. Its distance is the least share of events that
 * must be changed, put in or taken out to turn one into the other (Levenshtein 1966), so that a window which begins
 * a beat later is not taken for another one.
 *
 * @returns −1 to 1; null for a latent of one number, where nothing can turn, or a decoder that always plays the same
 */
export function measureNeighbours(
  decoder: Decoder,
  { seed, variation }: Pick<DrawOptions, 'seed' | 'variation'>,
): number | null {
  if (decoder.sizes.latent < 2) return null;
  const random = seededRandom(`neighbours ${seed} ${decoder.object}`);
  const pairs = Array.from({ length: CENTRES }, () =>
    turnsOf(decoder, { random, variation }),
  ).flat();
  return rankCorrelation(
    pairs.map(({ latent }) => latent),
    pairs.map(({ music }) => music),
  );
}

/** Distances of latents and of music, for one latent and its turns towards another. */
function turnsOf(
  decoder: Decoder,
  { random, variation }: { random: Random; variation: number | undefined },
): { latent: number; music: number }[] {
  const centre = drawNormals(decoder.sizes.latent, random);
  const aside = perpendicular(drawNormals(centre.length, random), centre);
  const play = (latent: readonly number[]) => playWindow(decoder, { latent, variation });
  const heard = play(centre);
  return ANGLES.map((degrees) => {
    const angle = (degrees / 180) * Math.PI;
    const turned = centre.map(
      (value, i) => Math.cos(angle) * value + Math.sin(angle) * (aside[i] as number),
    );
    return {
      latent: lengthOf(turned.map((value, i) => value - (centre[i] as number))),
      music: editShare(heard, play(turned)),
    };
  });
}

/** The part of a vector that stands upright on another, made as long as that one. */
function perpendicular(vector: readonly number[], other: readonly number[]): number[] {
  const product = vector.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
  const share = product / lengthOf(other) ** 2;
  const upright = vector.map((value, i) => value - share * (other[i] as number));
  const scale = lengthOf(other) / lengthOf(upright);
  return upright.map((value) => value * scale);
}

function lengthOf(vector: readonly number[]): number {
  return Math.hypot(...vector);
}

/** The first events of what a latent decodes to, each as its chord and its distance to the next. */
function playWindow(
  decoder: Decoder,
  { latent, variation }: { latent: readonly number[]; variation: number | undefined },
): string[] {
  const { timeSignature } = decoder;
  const lengthTicks = WINDOW_BARS * ticksPerBar(timeSignature);
  // The same chance for every latent: it decides on the windows after the first, which are not looked at.
  const random = seededRandom('neighbours');
  const phrase = decodePhrase(decoder, [latent], {
    lengthTicks,
    random,
    temperature: 0,
    variation,
  });
  const { events: played } = phrase;
  const tempoBpm = chooseTempo(decoder, { events: played, seed: 1 }) ?? FREE_TEMPO_BPM;
  const { events } = toPiece({
    name: '',
    ...phrase,
    tempoBpm,
    timeSignature,
    tempoChanges: steadyTempo(tempoBpm),
    isFree: false,
  });
  const distances = distancesBetween(events, ({ step }) => step);
  return events.slice(0, WINDOW).map(({ pitches }, i) => `${pitches.join(' ')} +${distances[i]}`);
}

/** Levenshtein's distance as a share of the longer sequence, 0–1. */
function editShare(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, item] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (above[j] as number) + Number(item !== other);
      row.push(Math.min(replaced, (above[j + 1] as number) + 1, (row[j] as number) + 1));
    }
    above = row;
  }
  return (above[b.length] as number) / Math.max(1, a.length, b.length);
}
