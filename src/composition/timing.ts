import { clamp } from '../math/clamp.js';
import { maxBy } from '../math/maxBy.js';
import { prevailingMetre } from '../music/metre.js';
import { FREE_TEMPO_BPM } from '../music/tempo.js';
import { type TimeSignature, ticksPerBar } from '../music/time.js';
import type { AuditionedPlayer } from './audition.js';

/** What of a player decides the time of a piece. */
type Timed = Pick<AuditionedPlayer, 'matched' | 'decoder' | 'ownTempoBpm'>;

/** What a piece may be played at, quarter notes a minute. */
export const PIECE_TEMPO_BPM = { least: 20, most: 300 } as const;

/** Tempi so far apart count by 1/e as alike, in octaves: a ninth faster or slower. */
const ALIKE_OCTAVES = 0.15;

/**
 * By so much at most a piece is faster than its largest object was recorded, in octaves. The slower, the more of what many parts play has
 * room: with ½, ⅜, ¼ and ⅒ the classifier names .86, .90, .91 and .91 of those parts, and .50, .53, .54 and .54 as they stand.
 */
const MOST_FASTER_OCTAVES = 0.25;

/**
 * The tempo that most objects can keep: that of the object whose tempo lies where the tempi of all are densest, so that at
 * least one plays as fast as it was recorded. Tempi are compared modulo octaves, since 60 and 120 beats a minute are one
 * pulse, and the piece takes the one from ¾ of an octave below to ¼ above the largest object's. One that no piece may have
 * is doubled or halved until it may. An object that is seen several times has a vote for each of its voices, one without a
 * tempo of its own has none; if none has one, the piece is at 120.
 *
 * Large and small objects count alike. Where the largest counted twice as much as one of a sixteenth of its size, the
 * classifier named .59 of 1,200 parts as they stand instead of .64, and .94 instead of .95 with transposition and tempo
 * undone (`mirror judge --pieces photos/*.jpg`, seeds 1, 101 and 201).
 *
 * @param players the largest voice first
 * @returns whole quarter notes a minute; of equally dense tempi the larger object's
 */
export function commonTempo(players: readonly Timed[]): number {
  const tempi = players.flatMap(({ ownTempoBpm }) => ownTempoBpm ?? []);
  const reference = tempi[0] ?? FREE_TEMPO_BPM;
  const densest = densestOctave(
    tempi.map((tempoBpm) => withinOctave(Math.log2(tempoBpm / reference))),
  );
  const agreed = reference * 2 ** (densest > MOST_FASTER_OCTAVES ? densest - 1 : densest);
  const tooSlow = Math.max(0, Math.ceil(Math.log2(PIECE_TEMPO_BPM.least / agreed)));
  const tooFast = Math.max(0, Math.ceil(Math.log2(agreed / PIECE_TEMPO_BPM.most)));
  return Math.round(agreed * 2 ** (tooSlow - tooFast));
}

/**
 * Of places in an octave the first at which a kernel density estimate of all is highest, a Gaussian for each.
 *
 * @returns −½ to ½ octave; 0 of none
 */
function densestOctave(places: readonly number[]): number {
  const densityAt = (at: number) =>
    places.reduce(
      (sum, place) => sum + Math.exp(-((withinOctave(place - at) / ALIKE_OCTAVES) ** 2)),
      0,
    );
  return maxBy(places, densityAt) ?? 0;
}

/** The same place in an octave, −½ to ½. */
function withinOctave(octaves: number): number {
  return octaves - Math.round(octaves);
}

/**
 * The time signature that the objects agree on: the one with the largest area behind it; of equals
 * the larger object's.
 *
 * An object in another time signature keeps it: beats are common to all, so its bars run on against the
 * piece's, and the two start together wherever it enters. An object without a tempo has no bars either and no vote; if
 * none has, the piece is in 4/4.
 *
 * @param players the largest voice first
 */
export function commonTimeSignature(players: readonly Timed[]): TimeSignature {
  return prevailingMetre(
    players
      .filter(({ ownTempoBpm }) => ownTempoBpm !== null)
      .map(({ matched, decoder }) => ({
        timeSignature: decoder.timeSignature,
        weight: matched.areaShare,
      })),
  );
}

/**
 * How a phrase keeps close to its own speed in another tempo: the power of two, ¼ to 4, that brings
 * its beat nearest to a beat, half a beat or two beats of the piece. A phrase without a tempo has no beat that could
 * meet the piece's, and keeps its seconds.
 * @example stretchBetween(60, 112) // 2: its quarter becomes a half note
 * @example stretchBetween(null, 90) // 0.75: at 120 its ticks last as long
 */
export function stretchBetween(ownTempoBpm: number | null, tempoBpm: number): number {
  if (ownTempoBpm === null) return tempoBpm / FREE_TEMPO_BPM;
  const octaves = Math.round(Math.log2(tempoBpm / ownTempoBpm));
  return 2 ** clamp(octaves, -2, 2);
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
