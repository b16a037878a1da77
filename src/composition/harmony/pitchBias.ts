import type { PitchBias } from '../../decoding/decodePhrase.js';
import { instability, isInKey, type KeyEstimate } from '../../music/key.js';
import { pitchClassOf } from '../../music/note.js';
import { type Triad, tonesOf } from './chord.js';

/**
 * What a pitch class costs under a triad, in nats at full strength: its root nothing, third and fifth a little, so that a single
 * note is heard as the triad that it belongs to.
 */
const COSTS = { tones: [0, 4, 6], scale: 14, besideTone: 16, foreign: 18 } as const;

/** What it costs to stand a semitone, or a tritone, from what others sound all the time, in nats at full strength. */
export const CLASH = 60;
const TRITONE = 6;

/**
 * What a note outside the triad costs by which its degree of the key is less stable than the tonic, in nats for each point of listeners'
 * ratings. Tones of a triad are as welcome on every degree: where they were not, parts played tonic and fifth under all triads.
 */
const UNSTABLE = 1;

/**
 * Of what a note costs that is no tone of the triad, the share that it costs above a chord's lowest note: the
 * colour of chords lives on.
 */
const COLOUR = 0.8;

/**
 * What striking a held key costs, in nats at full strength. A harmony leaves a decoder few pitches, and where it
 * strikes them again and again, its pedal holds half of the notes that it was recorded with. With 0, 5, 20 and 40
 * ever more parts are named (.75, .77, .82, .83 of 64 pieces: `mirror judge --pieces photos/*.jpg`, seeds 1 and
 * 101); with 80 no more than with 40.
 */
const HELD = 40;

/** What a close costs whose lowest note is not its tonic, in nats. */
const NOT_TONIC = 12;

/**
 * What a triad and the parts that sound add to the logits of pitches: nothing to tones of the triad that nothing
 * rubs against, less to others of the key's scale, the less stable they are in it, least to those that stand a semitone from a tone or
 * outside the scale.
 *
 * @param options.sounding share of the time that each pitch class is sounded by others, [12], 0 and up
 * @param options.strength 0 (as the decoder likes) to 1 and above
 * @param options.semitones that what is drawn will be moved by
 * @param options.closes the triad is the last one: its root is to be the lowest note
 */
export function pitchBias(
  triad: Triad | undefined,
  options: {
    key: KeyEstimate;
    sounding: ArrayLike<number>;
    strength: number;
    semitones: number;
    closes: boolean;
  },
): PitchBias {
  const { key, sounding, strength, semitones, closes } = options;
  const tones = triad && tonesOf(triad);
  const by = (pitchClass: number, steps: number) => sounding[(pitchClass + steps) % 12] as number;
  const ownClasses = (cost: (pitchClass: number) => number) =>
    Float32Array.from({ length: 12 }, (_, own) => -cost(pitchClassOf(own + semitones)));
  const foreign = (pitchClass: number) =>
    tones ? strength * foreignness(pitchClass, { key, tones }) : 0;
  return {
    // The tonic is struck at the close whatever sounds.
    held: closes ? 0 : -HELD * strength,
    pitch: ownClasses((pitchClass) => {
      const clash = CLASH * Math.min(1, by(pitchClass, 1) + by(pitchClass, 11));
      const tritone = TRITONE * Math.min(1, by(pitchClass, 6));
      return strength * (clash + tritone) + COLOUR * foreign(pitchClass);
    }),
    lowest: ownClasses(
      (pitchClass) =>
        (1 - COLOUR) * foreign(pitchClass) + (closes && pitchClass !== triad?.root ? NOT_TONIC : 0),
    ),
  };
}

/** What a pitch class costs under the tones of a triad, its root first, in nats at full strength. */
export function foreignness(
  pitchClass: number,
  { key, tones }: { key: KeyEstimate; tones: readonly number[] },
): number {
  const tone = tones.indexOf(pitchClass);
  if (tone >= 0) return COSTS.tones[tone] as number;
  const isBeside = tones.some((tone) => [1, 11].includes(pitchClassOf(pitchClass - tone)));
  const inScale = isBeside ? COSTS.besideTone : COSTS.scale;
  const cost = isInKey(pitchClass, key.relativeMajor) ? inScale : COSTS.foreign;
  return cost + UNSTABLE * instability(pitchClass, key);
}
