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
  span: TickSpan & { readonly ticksPerQuarter: number },
): TimeSignatureEvent | undefined {
  const { ticksPerQuarter } = span;
  const bar = lastBarBeforeChange(changes, span);
  if (bar === undefined) return undefined;
  const isShort = bar.playedTicks < barLength(bar.next.timeSignature, ticksPerQuarter);
  return isShort && bar.playedTicks >= SHORTEST_UPBEAT * ticksPerQuarter ? bar.next : undefined;
}

/**
 * Where the bar begins in which the first note is counted. Behind a first bar of another length than those after it there is a bar line all
 * the same, and bars are counted back from there: an upbeat is the end of a bar, and a longer bar, as 5/4 before 4/4, is a bar with
 * an upbeat.
 *
 * @param changes in order of time; 4/4 holds before the first
 * @returns the file's own ticks, below 0 where the bar began before the file; not always whole where a bar is not
 */
export function firstBarStart(
  changes: readonly TimeSignatureEvent[],
  span: TickSpan & { readonly ticksPerQuarter: number },
): number {
  const { fromTicks, ticksPerQuarter } = span;
  const next = upbeatTo(changes, span) ?? longBarTo(changes, span);
  if (next === undefined) return barStart(changes, { ticks: fromTicks, ticksPerQuarter });
  const barTicks = barLength(next.timeSignature, ticksPerQuarter);
  return next.ticks - Math.ceil((next.ticks - fromTicks) / barTicks) * barTicks;
}

/** The time signature behind a longer first bar, where it holds for most of the music: else no bar line counts more than another. */
function longBarTo(
  changes: readonly TimeSignatureEvent[],
  span: TickSpan & { readonly ticksPerQuarter: number },
): TimeSignatureEvent | undefined {
  const bar = lastBarBeforeChange(changes, span);
  if (bar === undefined) return undefined;
  const { timeSignature } = bar.next;
  const isLong = bar.playedTicks > barLength(timeSignature, span.ticksPerQuarter);
  const governing = governingTimeSignature(changes, span);
  return isLong && metreText(governing) === metreText(timeSignature) ? bar.next : undefined;
}

/** The bar of the first note, where it is the last one before a change of time signature that the music goes on behind. */
function lastBarBeforeChange(
  changes: readonly TimeSignatureEvent[],
  { fromTicks, toTicks, ticksPerQuarter }: TickSpan & { readonly ticksPerQuarter: number },
): { readonly next: TimeSignatureEvent; readonly playedTicks: number } | undefined {
  const nextTicks = changes.find(({ ticks }) => ticks > fromTicks)?.ticks;
  const next = changes.findLast(({ ticks }) => ticks === nextTicks);
  if (next === undefined || next.ticks >= toTicks) return undefined;
  const playedTicks = next.ticks - barStart(changes, { ticks: fromTicks, ticksPerQuarter });
  const isLast = playedTicks <= barLength(signatureAt(changes, fromTicks), ticksPerQuarter);
  return isLast ? { next, playedTicks } : undefined;
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
