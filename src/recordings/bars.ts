import { COMMON_TIME, type TimeSignature } from '../music/time.js';
import type { TimeSignatureEvent } from './midiEvents.js';
import type { TickSpan } from './tempoMap.js';

/**
 * Where the bar that holds `ticks` begins.
 *
 * Bars are counted from the last change of time signature: a change starts a new bar.
 *
 * @param changes in order of time; 4/4 holds before the first
 * @returns the file's own ticks, 0 or more; not always whole where a bar is not
 */
export function barStart(
  changes: readonly TimeSignatureEvent[],
  { ticks, ticksPerQuarter }: { ticks: number; ticksPerQuarter: number },
): number {
  const change = changes.findLast((candidate) => candidate.ticks <= ticks);
  const { beats, beatUnit } = change?.timeSignature ?? COMMON_TIME;
  const barTicks = (ticksPerQuarter * 4 * beats) / beatUnit;
  const since = change?.ticks ?? 0;
  return since + Math.floor((ticks - since) / barTicks) * barTicks;
}

/**
 * The time signatures that hold somewhere in a stretch, each once, in the order in which they come.
 *
 * @param changes in order of time; 4/4 holds before the first
 */
export function timeSignaturesIn(
  changes: readonly TimeSignatureEvent[],
  span: TickSpan,
): readonly TimeSignature[] {
  return ticksOfEach(changes, span)
    .filter(({ ticks }) => ticks > 0)
    .sort((a, b) => a.firstTicks - b.firstTicks)
    .map(({ timeSignature }) => timeSignature);
}

/**
 * The time signature that holds for most of a stretch; of two that hold equally long, the earlier.
 *
 * @param changes in order of time; 4/4 holds before the first
 */
export function governingTimeSignature(
  changes: readonly TimeSignatureEvent[],
  span: TickSpan,
): TimeSignature {
  const longestFirst = ticksOfEach(changes, span).sort((a, b) => b.ticks - a.ticks);
  return longestFirst[0]?.timeSignature ?? COMMON_TIME;
}

/** A time signature of a stretch. */
interface HeldSignature {
  readonly timeSignature: TimeSignature;
  /** How long it holds within the stretch, all in all. */
  readonly ticks: number;
  /** Where it holds first; infinite where it does not. */
  readonly firstTicks: number;
}

/** How long each time signature holds within a stretch, in the order in which they are named; 4/4 is named before all. */
function ticksOfEach(
  changes: readonly TimeSignatureEvent[],
  { fromTicks, toTicks }: TickSpan,
): HeldSignature[] {
  const heldByName = new Map<string, HeldSignature>();
  const starts = [{ ticks: 0, timeSignature: COMMON_TIME }, ...changes];
  for (const [index, { ticks, timeSignature }] of starts.entries()) {
    const from = Math.max(ticks, fromTicks);
    const until = Math.min(starts[index + 1]?.ticks ?? toTicks, toTicks);
    const name = `${timeSignature.beats}/${timeSignature.beatUnit}`;
    const held = Math.max(0, until - from);
    const before = heldByName.get(name) ?? { ticks: 0, firstTicks: Infinity };
    heldByName.set(name, {
      timeSignature,
      ticks: before.ticks + held,
      firstTicks: held > 0 ? Math.min(before.firstTicks, from) : before.firstTicks,
    });
  }
  return [...heldByName.values()];
}
