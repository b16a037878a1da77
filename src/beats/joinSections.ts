import { lowerBound } from '../math/lowerBound.js';

/** A beat, with how likely it begins a bar, 0–1. */
export interface TrackedBeat {
  readonly seconds: number;
  readonly downbeat: number;
}

/**
 * No beat lies further than this from the nearest onset, seconds: rests of up to a minute are counted through, and
 * the beats of longer ones do not grow with the silence.
 */
const FURTHEST_FROM_ONSET_SECONDS = 30;

/** Between two sections nothing says where a bar begins. */
const UNKNOWN = 0.5;

/**
 * Joins the beats of sections to one row: a gap is filled evenly with as many beats as it has room for, of which those
 * far from every onset are left out, and so is a beat that comes too soon after the section before.
 *
 * @param sections in order, each with two beats or more, or none
 * @param onsets seconds, rising, of all notes: also of those that are in no section
 */
export function joinSections(
  sections: readonly (readonly TrackedBeat[])[],
  onsets: readonly number[],
): TrackedBeat[] {
  const joined: TrackedBeat[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    const interval = meanInterval(section);
    const kept = last
      ? section.filter(({ seconds }) => seconds > last.seconds + interval / 2)
      : section;
    const first = kept[0];
    if (last && first) {
      const gap = { from: last.seconds, to: first.seconds, interval };
      for (const seconds of beatsInGap(gap, onsets)) joined.push({ seconds, downbeat: UNKNOWN });
    }
    for (const beat of kept) joined.push(beat);
  }
  return joined;
}

/** Evenly between the ends of a gap, seconds, without the ends, and only near onsets. */
function beatsInGap(
  { from, to, interval }: Record<'from' | 'to' | 'interval', number>,
  onsets: readonly number[],
): number[] {
  const gap = to - from;
  const steps = Math.round(gap / interval);
  const stepsAt = (seconds: number) => ((seconds - from) * steps) / gap;
  const beats: number[] = [];
  let step = 1;
  // Going from onset to onset, not from step to step: a gap of a day has few onsets and many steps.
  const nearest = lowerBound(
    onsets.length,
    (i) => (onsets[i] as number) < from - FURTHEST_FROM_ONSET_SECONDS,
  );
  for (let i = nearest; i < onsets.length; i++) {
    const onset = onsets[i] as number;
    step = Math.max(step, Math.ceil(stepsAt(onset - FURTHEST_FROM_ONSET_SECONDS)));
    if (step >= steps) break;
    const until = Math.min(steps - 1, Math.floor(stepsAt(onset + FURTHEST_FROM_ONSET_SECONDS)));
    for (; step <= until; step++) beats.push(from + (gap * step) / steps);
  }
  return beats;
}

function meanInterval(section: readonly TrackedBeat[]): number {
  const [first, last] = [section[0], section.at(-1)];
  if (!first || !last || first === last) return 1;
  return (last.seconds - first.seconds) / (section.length - 1);
}
