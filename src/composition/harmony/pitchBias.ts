import type { KeyEstimate } from '../../music/key.js';
import { type Triad, tonesOf } from './chord.js';

const SCALE = [0, 2, 4, 5, 7, 9, 11];

/** What a pitch class costs under a triad, in nats at full strength: a tone of it nothing, a neighbour of one the most. */
const COSTS = JSON.parse(
  process.env.COSTS ?? '{"tones":[0,0,0],"scale":6,"besideTone":12,"foreign":16}',
);

/** What it costs to stand a semitone, or a tritone, from what others sound all the time, in nats at full strength. */
const CLASH = Number(process.env.CLASH ?? 10);
const TRITONE = 2;

/**
 * What a triad and the parts that sound add to the logits of pitches, [12] from C on: 0 for tones of the triad that nothing
 * rubs against, less for others of the key's scale, least for those that stand a semitone from a tone or outside the scale.
 *
 * @param options.sounding share of the time that each pitch class is sounded by others, [12], 0 and up
 * @param options.strength 0 (as the decoder likes) to 1 and above
 * @param options.semitones that what is drawn will be moved by
 */
export function pitchBias(
  triad: Triad | undefined,
  options: {
    key: KeyEstimate;
    sounding: ArrayLike<number>;
    strength: number;
    semitones: number;
  },
): Float32Array {
  const { key, sounding, strength, semitones } = options;
  const tones = triad && tonesOf(triad);
  const by = (pitchClass: number, steps: number) => sounding[(pitchClass + steps) % 12] as number;
  return Float32Array.from({ length: 12 }, (_, own) => {
    const pitchClass = (((own + semitones) % 12) + 12) % 12;
    const clash = CLASH * Math.min(1, by(pitchClass, 1) + by(pitchClass, 11));
    const tritone = TRITONE * Math.min(1, by(pitchClass, 6));
    return -strength * (clash + tritone + (tones ? foreignness(pitchClass, { key, tones }) : 0));
  });
}

function foreignness(
  pitchClass: number,
  { key, tones }: { key: KeyEstimate; tones: readonly number[] },
): number {
  const tone = tones.indexOf(pitchClass);
  if (tone >= 0) return COSTS.tones[tone] as number;
  if (!SCALE.includes((pitchClass - key.tonic + 12) % 12)) return COSTS.foreign;
  const isBeside = tones.some((tone) => [1, 11].includes((pitchClass - tone + 12) % 12));
  return isBeside ? COSTS.besideTone : COSTS.scale;
}
