import { type TimeSignature, ticksPerBar } from '../music/time.js';
import type { Player } from './planPiece.js';

/** What a piece may be played at, quarter notes a minute. */
export const PIECE_TEMPO_BPM = { least: 20, most: 300 } as const;

/**
 * The tempo that the objects agree on: the geometric mean of their recordings' tempi weighted by
 * area, each first doubled or halved to within half an octave of the largest object's, since 60 and
 * 120 beats a minute are one pulse. One that no piece may have is doubled or halved until it may.
 *
 * @param players largest object first, at least one
 * @returns whole quarter notes a minute
 */
export function commonTempo(players: readonly Player[]): number {
  const reference = (players[0] as Player).decoder.tempoBpm;
  let sum = 0;
  let total = 0;
  for (const { matched, decoder } of players) {
    const octaves = Math.log2(decoder.tempoBpm / reference);
    sum += matched.areaShare * (octaves - Math.round(octaves));
    total += matched.areaShare;
  }
  const agreed = reference * 2 ** (sum / total);
  const tooSlow = Math.max(0, Math.ceil(Math.log2(PIECE_TEMPO_BPM.least / agreed)));
  const tooFast = Math.max(0, Math.ceil(Math.log2(agreed / PIECE_TEMPO_BPM.most)));
  return Math.round(agreed * 2 ** (tooSlow - tooFast));
}

/**
 * The time signature that the objects agree on: the one with the largest area behind it; of equals
 * the larger object's.
 *
 * Who is used to another bar keeps it: beats are common to all, so its bars run on against the
 * piece's, and the two start together wherever it enters.
 *
 * @param players largest object first, at least one
 */
export function commonTimeSignature(players: readonly Player[]): TimeSignature {
  const votes = new Map<string, { timeSignature: TimeSignature; area: number }>();
  for (const { matched, decoder } of players) {
    const { beats, beatUnit } = decoder.timeSignature;
    const key = `${beats}/${beatUnit}`;
    const area = (votes.get(key)?.area ?? 0) + matched.areaShare;
    votes.set(key, { timeSignature: decoder.timeSignature, area });
  }
  const [most] = [...votes.values()].sort((a, b) => b.area - a.area);
  return (most as { timeSignature: TimeSignature }).timeSignature;
}

/**
 * How a phrase keeps close to its own speed in another tempo: the power of two, ¼ to 4, that brings
 * its beat nearest to a beat, half a beat or two beats of the piece.
 * @example stretchBetween(60, 112) // 2: its quarter becomes a half note
 */
export function stretchBetween(ownTempoBpm: number, tempoBpm: number): number {
  const octaves = Math.round(Math.log2(tempoBpm / ownTempoBpm));
  return 2 ** Math.min(2, Math.max(-2, octaves));
}

/**
 * Ticks of its own that a decoder needs for some bars of the piece, up to the end of its own bar, so
 * that its next entrance finds it at a bar line again.
 */
export function ownTicks(
  pieceTicks: number,
  { stretch, timeSignature }: { stretch: number; timeSignature: TimeSignature },
): number {
  const ownBarTicks = ticksPerBar(timeSignature);
  return Math.ceil(pieceTicks / stretch / ownBarTicks) * ownBarTicks;
}
