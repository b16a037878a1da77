import { median } from '../../math/median.js';
import type { SteadyTone } from './steadyTones.js';

const MOST_HARMONICS = 40;

/** A harmonic is there for this share of the time at least. */
const MEMBER_SHARE = 0.4;

/** Tones at whole multiples of one fundamental. */
export interface Family {
  readonly reference: SteadyTone;
  /** Which harmonic the reference is. */
  readonly referenceMultiple: number;
  readonly members: readonly SteadyTone[];
  readonly multiples: readonly number[];
}

/** A tone as the given harmonic, and those that stand at the multiples of its fundamental for most of its time. */
export function familyOf(
  reference: SteadyTone,
  tones: readonly SteadyTone[],
  referenceMultiple: number,
): Family {
  const fundamental = hertzOf(reference) / referenceMultiple;
  const members: SteadyTone[] = [];
  const multiples: number[] = [];
  for (const tone of tones) {
    const multiple = Math.round(hertzOf(tone) / fundamental);
    if (multiple < 1 || multiple > MOST_HARMONICS) continue;
    if (tone !== reference) {
      if (lengthOf(tone) < MEMBER_SHARE * lengthOf(reference)) continue;
      if (!isMultiple(tone, reference, multiple / referenceMultiple)) continue;
    }
    members.push(tone);
    multiples.push(multiple);
  }
  return { reference, referenceMultiple, members, multiples };
}

/** All tones, each in one family: the lowest is a fundamental, and those at its multiples are its harmonics. */
export function familiesOf(tones: readonly SteadyTone[]): Family[] {
  let rest = [...tones].sort((a, b) => hertzOf(a) - hertzOf(b));
  const families: Family[] = [];
  while (rest[0] !== undefined) {
    const family = familyOf(rest[0], rest, 1);
    families.push(family);
    const isTaken = new Set(family.members);
    rest = rest.filter((tone) => !isTaken.has(tone));
  }
  return families;
}

/** A harmonic keeps to its place: within 0.08 Hz and 0.01 Hz more for each multiple; with no frame in common, 0.3 %. */
function isMultiple(tone: SteadyTone, reference: SteadyTone, ratio: number): boolean {
  const hertzAt = new Map(
    reference.frames.map((frame, i) => [frame, reference.hertz[i] as number]),
  );
  const errors = tone.frames.flatMap((frame, i) => {
    const other = hertzAt.get(frame);
    return other === undefined ? [] : [Math.abs((tone.hertz[i] as number) - ratio * other)];
  });
  if (errors.length === 0) return Math.abs(hertzOf(tone) / hertzOf(reference) / ratio - 1) < 0.003;
  return median(errors) <= 0.08 + 0.01 * ratio;
}

/** The tone's median frequency. */
export function hertzOf({ hertz }: SteadyTone): number {
  return median(hertz);
}

/** Seconds. */
export function lengthOf({ fromSeconds, toSeconds }: SteadyTone): number {
  return toSeconds - fromSeconds;
}
