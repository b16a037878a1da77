import type { Note } from '../../music/note.js';
import { TICKS_PER_QUARTER } from '../../music/time.js';

/** Onsets by whose intervals a motif is known. */
const MOTIF_ONSETS = 4;

/** Inter-onset intervals that differ by less than a thirty-second are alike; onsets so near to one another are one. */
const NEAR_TICKS = TICKS_PER_QUARTER / 8;

/** A tonal answer widens or narrows an interval by a scale's step. */
const NEAR_SEMITONES = 2;

/** A motif is one within two bars. */
const MOTIF_BARS = 2;

/** Bars before an entry in which its motif may have been stated. */
const CALL_BARS = 4;

/** What a track strikes at a moment. */
interface Onset {
  readonly ticks: number;
  readonly top: number;
}

/**
 * How often tracks take up one another's motifs. An entry is an onset after at least a bar without one in its track,
 * and its motif the first four onsets. It imitates where another track began one of the four bars before with the same
 * motif: three inter-onset intervals that differ by less than a thirty-second, between top notes that rise, fall or
 * stay alike, by intervals that differ by a whole tone at most.
 *
 * @param tracks each track's notes
 * @param barTicks above 0
 * @returns share of the entries with a motif within two bars, 0–1; null where there are none
 */
export function measureImitation(
  tracks: readonly (readonly Note[])[],
  barTicks: number,
): number | null {
  const onsets = tracks.map(onsetsOf);
  let entries = 0;
  let imitations = 0;
  for (const [track, own] of onsets.entries()) {
    const others = onsets.filter((_, other) => other !== track);
    for (const [i, { ticks }] of own.entries()) {
      const before = own[i - 1]?.ticks ?? -Infinity;
      const motif = own.slice(i, i + MOTIF_ONSETS);
      if (ticks - before < barTicks || !isMotif(motif, barTicks)) continue;
      const calls = others.flatMap((other) => callsBefore(other, { ticks, barTicks }));
      // What opens the piece can answer nothing.
      if (calls.length === 0) continue;
      entries++;
      if (calls.some((call) => isAlike(call, motif))) imitations++;
    }
  }
  return entries > 0 ? imitations / entries : null;
}

function onsetsOf(notes: readonly Note[]): Onset[] {
  const onsets: Onset[] = [];
  for (const { pitch, startTicks } of [...notes].sort((a, b) => a.startTicks - b.startTicks)) {
    const last = onsets.at(-1);
    if (last && startTicks - last.ticks < NEAR_TICKS) {
      onsets[onsets.length - 1] = { ...last, top: Math.max(last.top, pitch) };
    } else onsets.push({ ticks: startTicks, top: pitch });
  }
  return onsets;
}

function isMotif(onsets: readonly Onset[], barTicks: number): boolean {
  const [first, last] = [onsets[0] as Onset, onsets.at(-1) as Onset];
  return onsets.length === MOTIF_ONSETS && last.ticks - first.ticks < MOTIF_BARS * barTicks;
}

/** The motifs with which a track begins the bars before an entry, and the bar of the entry. */
function callsBefore(
  onsets: readonly Onset[],
  { ticks, barTicks }: { ticks: number; barTicks: number },
): Onset[][] {
  const calls: Onset[][] = [];
  const barOf = (onset: Onset) => Math.floor((onset.ticks + NEAR_TICKS) / barTicks);
  for (const [i, onset] of onsets.entries()) {
    if (onset.ticks > ticks - NEAR_TICKS) break;
    const previous = onsets[i - 1];
    const opensBar = previous === undefined || barOf(previous) < barOf(onset);
    const motif = onsets.slice(i, i + MOTIF_ONSETS);
    if (opensBar && onset.ticks >= ticks - CALL_BARS * barTicks && isMotif(motif, barTicks))
      calls.push(motif);
  }
  return calls;
}

function isAlike(a: readonly Onset[], b: readonly Onset[]): boolean {
  return a.slice(1).every((onset, i) => {
    const [other, before, otherBefore] = [b[i + 1] as Onset, a[i] as Onset, b[i] as Onset];
    const difference = onset.ticks - before.ticks - (other.ticks - otherBefore.ticks);
    const [step, otherStep] = [onset.top - before.top, other.top - otherBefore.top];
    return (
      Math.abs(difference) < NEAR_TICKS &&
      Math.sign(step) === Math.sign(otherStep) &&
      Math.abs(step - otherStep) <= NEAR_SEMITONES
    );
  });
}
