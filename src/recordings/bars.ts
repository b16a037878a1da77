import { metreText, prevailingMetre } from '../music/metre.js';
import { COMMON_TIME, type TimeSignature } from '../music/time.js';
import type { TimeSignatureEvent } from './midiEvents.js';
import type { TickSpan } from './tempoMap.js';

/** Less than a thirty-second, in quarters, is no upbeat: the file names its time signature some ticks late. */
const SHORTEST_UPBEAT = 1 / 8;

/**
 * The time signature that an upbeat leads to: the one that cuts the bar at `fromTicks` short, so that less is played of that bar than a bar
 * of the new signature. Notation programs write an upbeat so, as 1/4 before 4/4, and so does `transcribedScore`.
 *
 * @param changes in order of time; 4/4 holds before the first
 * @returns undefined where the bar is whole, or the music ends in it
 */
export function upbeatTo(
  changes: readonly TimeSignatureEvent[],
  { fromTicks, toTicks, ticksPerQuarter }: TickSpan & { readonly ticksPerQuarter: number },
): TimeSignatureEvent | undefined {
  const nextTicks = changes.find(({ ticks }) => ticks > fromTicks)?.ticks;
  const next = changes.findLast(({ ticks }) => ticks === nextTicks);
  if (next === undefined || next.ticks >= toTicks) return undefined;
  const played = next.ticks - barStart(changes, { ticks: fromTicks, ticksPerQuarter });
  const isInLastBar = played <= barLength(signatureAt(changes, fromTicks), ticksPerQuarter);
  const isShort = played < barLength(next.timeSignature, ticksPerQuarter);
  return isInLastBar && isShort && played >= SHORTEST_UPBEAT * ticksPerQuarter ? next : undefined;
}

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
  const barTicks = barLength(signatureAt(changes, ticks), ticksPerQuarter);
  const since = change?.ticks ?? 0;
  return since + Math.floor((ticks - since) / barTicks) * barTicks;
}

function signatureAt(changes: readonly TimeSignatureEvent[], ticks: number): TimeSignature {
  return changes.findLast((change) => change.ticks <= ticks)?.timeSignature ?? COMMON_TIME;
}

/** Of one bar, in the file's own ticks; not always whole. */
export function barLength({ beats, beatUnit }: TimeSignature, ticksPerQuarter: number): number {
  return (ticksPerQuarter * 4 * beats) / beatUnit;
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
  const held = heldSignatures(changes, span);
  return [
    ...new Map(held.map(({ timeSignature }) => [metreText(timeSignature), timeSignature])).values(),
  ];
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
  return prevailingMetre(heldSignatures(changes, span));
}

/** The time signatures of a stretch, one after another; each weighs as many ticks as it holds. */
function heldSignatures(
  changes: readonly TimeSignatureEvent[],
  { fromTicks, toTicks }: TickSpan,
): { readonly timeSignature: TimeSignature; readonly weight: number }[] {
  const starts = [{ ticks: 0, timeSignature: COMMON_TIME }, ...changes];
  return starts
    .map(({ ticks, timeSignature }, index) => {
      const from = Math.max(ticks, fromTicks);
      const until = Math.min(starts[index + 1]?.ticks ?? toTicks, toTicks);
      return { timeSignature, weight: until - from };
    })
    .filter(({ weight }) => weight > 0);
}
