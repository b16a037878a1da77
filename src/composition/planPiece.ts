import type { Decoder } from '../autoencoder/decoder.js';
import { type TimeSignature, ticksPerBar } from '../music/time.js';
import type { MatchedObject } from './matchObjects.js';

/** A matched object with its decoder: somebody who can play. */
export interface Player {
  readonly matched: MatchedObject;
  readonly decoder: Decoder;
}

/** When a player plays, and how its own time becomes the piece's. */
export interface PlannedPart extends Player {
  /** First bar, from 0, and the bar before which it ends. */
  readonly fromBar: number;
  readonly toBar: number;
  /** Ticks of the piece that a tick of the decoder lasts: 0.25, 0.5, 1, 2 or 4. */
  readonly stretch: number;
  /** Length of the phrase to decode, in the decoder's own ticks. */
  readonly phraseTicks: number;
}

export interface PiecePlan {
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly bars: number;
  /** Largest object first. */
  readonly parts: readonly PlannedPart[];
}

/** A MIDI file has 16 channels, and one is the drums'. */
export const MOST_PARTS = 15;

/** However small an object is, it gets this many bars, or the piece if that is shorter. */
const FEWEST_BARS = 4;

/** Spreads entries over the piece without ever falling into step: the golden ratio's fraction. */
const GOLDEN_FRACTION = 0.618034;

/**
 * Decides the piece before a note is decoded: one tempo, one time signature, and who plays when.
 *
 * @param players largest object first, at least one and at most `MOST_PARTS`
 * @param options.tempoBpm overrides the tempo that the objects agree on
 */
export function planPiece(
  players: readonly Player[],
  { bars, tempoBpm = commonTempo(players) }: { bars: number; tempoBpm?: number },
): PiecePlan {
  const first = players[0] as Player;
  const timeSignature = first.decoder.timeSignature;
  const largest = first.matched.areaShare;
  const barTicks = ticksPerBar(timeSignature);
  const parts = players.map((player, rank) => {
    const count = barsToPlay(player.matched.areaShare / largest, bars);
    const fromBar = Math.round((bars - count) * ((rank * GOLDEN_FRACTION) % 1));
    const stretch = stretchBetween(player.decoder.tempoBpm, tempoBpm);
    return {
      ...player,
      fromBar,
      toBar: fromBar + count,
      stretch,
      phraseTicks: Math.ceil((count * barTicks) / stretch),
    };
  });
  return { tempoBpm, timeSignature, bars, parts };
}

/**
 * The tempo that the objects agree on: the geometric mean of their recordings' tempi weighted by
 * area, each first doubled or halved to within half an octave of the largest object's, since 60 and
 * 120 beats a minute are one pulse.
 *
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
  return Math.round(reference * 2 ** (sum / total));
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
 * Bars that an object plays: all for the largest, and with the root of the relative area for the
 * others, so that an object of a quarter of the size plays half of the piece.
 */
function barsToPlay(relativeArea: number, bars: number): number {
  return Math.min(bars, Math.max(FEWEST_BARS, Math.ceil(bars * Math.sqrt(relativeArea))));
}
