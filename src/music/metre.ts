import {
  COMMON_TIME,
  checkTimeSignature,
  TICKS_PER_QUARTER,
  type TimeSignature,
  ticksPerBar,
  ticksPerBeat,
} from './time.js';

/** Where in the bar an onset stands: 3 on the bar line, 2 on a beat, 1 on the division of one, 0 elsewhere. */
export type MetricStrength = 0 | 1 | 2 | 3;

/** How far an onset may stand from its place and still be heard on it: a twelfth of a quarter. */
const ASTRAY_TICKS = TICKS_PER_QUARTER / 12;

/**
 * How strong the place of an onset is. In compound time (6/8, 9/8, 12/8) a beat is three units, divided
 * into three; elsewhere it is one, divided into two.
 *
 * @param tick from a bar line, 0 or more
 * @example metricStrength(960, { beats: 4, beatUnit: 4 }) // 2
 */
export function metricStrength(tick: number, timeSignature: TimeSignature): MetricStrength {
  const barTicks = ticksPerBar(timeSignature);
  const compound = isCompound(timeSignature);
  const beatTicks = countedBeatTicks(timeSignature);
  // An irregular bar ends before its beats do, so places are counted within their bar.
  const inBar = tick % barTicks;
  if (isNear(inBar, barTicks)) return 3;
  if (isNear(inBar, beatTicks)) return 2;
  return isNear(inBar, beatTicks / (compound ? 3 : 2)) ? 1 : 0;
}

/**
 * Whether three printed units make one beat: 6/8, 9/8, 12/8.
 * @example isCompound({ beats: 6, beatUnit: 8 }) // true
 */
export function isCompound({ beats, beatUnit }: TimeSignature): boolean {
  return beatUnit >= 8 && beats > 3 && beats % 3 === 0;
}

/**
 * Ticks of a beat as it is counted: a dotted quarter in 6/8, a printed unit elsewhere.
 * @example countedBeatTicks({ beats: 6, beatUnit: 8 }) // 720
 */
export function countedBeatTicks(timeSignature: TimeSignature): number {
  return ticksPerBeat(timeSignature) * (isCompound(timeSignature) ? 3 : 1);
}

/**
 * Beats a minute as they are counted: dotted quarters in 6/8, half notes in 2/2.
 *
 * @param tempoBpm quarter notes a minute
 * @example countedTempoBpm(132, { beats: 6, beatUnit: 8 }) // 88
 */
export function countedTempoBpm(tempoBpm: number, timeSignature: TimeSignature): number {
  checkTimeSignature(timeSignature);
  return (tempoBpm * TICKS_PER_QUARTER) / countedBeatTicks(timeSignature);
}

/** A metre as it is printed. @example metreText({ beats: 3, beatUnit: 4 }) // '3/4' */
export function metreText(timeSignature: TimeSignature): string {
  checkTimeSignature(timeSignature);
  const { beats, beatUnit } = timeSignature;
  return `${beats}/${beatUnit}`;
}

/**
 * A metre as it is written, of 1 to 32 units.
 *
 * @returns undefined for any other text
 * @example parseMetre('6/8') // { beats: 6, beatUnit: 8 }
 */
export function parseMetre(text: string): TimeSignature | undefined {
  const [, beats, beatUnit] = /^(\d{1,2})\/(1|2|4|8|16|32)$/.exec(text) ?? [];
  const metre = { beats: Number(beats), beatUnit: Number(beatUnit) };
  return metre.beats >= 1 && metre.beats <= 32 ? metre : undefined;
}

/**
 * The metre with the largest sum of weights; of equal sums the one that comes first.
 *
 * @returns 4/4 without votes
 * @example prevailingMetre([{ timeSignature: { beats: 3, beatUnit: 4 }, weight: 0.5 }]) // { beats: 3, beatUnit: 4 }
 */
export function prevailingMetre(
  votes: readonly { readonly timeSignature: TimeSignature; readonly weight: number }[],
): TimeSignature {
  const sums = new Map<string, { timeSignature: TimeSignature; weight: number }>();
  for (const { timeSignature, weight } of votes) {
    const name = metreText(timeSignature);
    sums.set(name, { timeSignature, weight: (sums.get(name)?.weight ?? 0) + weight });
  }
  const [heaviest] = [...sums.values()].sort((a, b) => b.weight - a.weight);
  return heaviest?.timeSignature ?? COMMON_TIME;
}

/** Beats in a bar as they are counted. @example countedBeats({ beats: 6, beatUnit: 8 }) // 2 */
export function countedBeats(timeSignature: TimeSignature): number {
  return ticksPerBar(timeSignature) / countedBeatTicks(timeSignature);
}

function isNear(tick: number, unitTicks: number): boolean {
  const after = tick % unitTicks;
  return Math.min(after, unitTicks - after) <= Math.min(ASTRAY_TICKS, unitTicks / 4);
}
