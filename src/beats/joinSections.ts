/** A beat, with how likely it begins a bar, 0–1. */
export interface TrackedBeat {
  readonly seconds: number;
  readonly downbeat: number;
}

/** Between two sections nothing says where a bar begins. */
const UNKNOWN = 0.5;

/**
 * Joins the beats of sections to one row: a gap is filled evenly with as many beats as it has room for, and a beat
 * that comes too soon after the section before is left out.
 *
 * @param sections in order, each with two beats or more, or none
 */
export function joinSections(sections: readonly (readonly TrackedBeat[])[]): TrackedBeat[] {
  const joined: TrackedBeat[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    const interval = meanInterval(section);
    const kept = last
      ? section.filter(({ seconds }) => seconds > last.seconds + interval / 2)
      : section;
    const first = kept[0];
    if (last && first) {
      const gap = first.seconds - last.seconds;
      const steps = Math.round(gap / interval);
      for (let step = 1; step < steps; step++) {
        const seconds = last.seconds + (gap * step) / steps;
        joined.push({ seconds, downbeat: UNKNOWN });
      }
    }
    joined.push(...kept);
  }
  return joined;
}

function meanInterval(section: readonly TrackedBeat[]): number {
  const [first, last] = [section[0], section.at(-1)];
  if (!first || !last || first === last) return 1;
  return (last.seconds - first.seconds) / (section.length - 1);
}
