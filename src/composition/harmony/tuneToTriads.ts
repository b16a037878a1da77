import { pitchClassOf } from '../../music/note.js';
import type { PlannedPart } from '../planPiece.js';
import { barsOf } from '../turns.js';
import { tonesOf } from './chord.js';
import { MOVES, type Tuning, tuningBy } from './commonKey.js';
import type { HarmonyOfPiece } from './harmonyOfPiece.js';
import { CLASH, foreignness } from './pitchBias.js';

/** What a semitone of transposition costs, in nats: of moves that fit as well, the smaller one. */
const SEMITONE = 0.3;

/**
 * Moves a part to where its own pitch classes suit the triads and the parts that sound while it plays: what it is made of
 * then needs less bending than by the smallest move into the key.
 *
 * @returns the part's tuning as it is where it was recorded out of the key, where no triad stands in its bars, or where it plays only in
 *   turns of its own
 */
export function tuneToTriads(
  part: PlannedPart,
  { harmony, turns }: { readonly harmony: HarmonyOfPiece; readonly turns: ReadonlySet<number> },
): Tuning {
  const bars = [...barsOf(part)].filter((bar) => !turns.has(bar));
  const costs = bars.flatMap((bar) => costsInBar(bar, harmony));
  const { notes } = part.audition;
  const { semitones: inKey, strength } = part;
  if (strength === 0 || costs.length === 0 || notes.length === 0)
    return { semitones: inKey, strength };
  const profile = pitchClassShares(part);
  const cost = (semitones: number) => {
    const ofCell = (cell: readonly number[]) =>
      profile.reduce(
        (sum, share, own) => sum + share * (cell[pitchClassOf(own + semitones)] as number),
        0,
      );
    const sum = costs.reduce((all, cell) => all + ofCell(cell), 0);
    return sum / costs.length + SEMITONE * Math.abs(semitones);
  };
  const byMove = MOVES.map(cost);
  const semitones = MOVES[byMove.indexOf(Math.min(...byMove))] as number;
  return tuningBy(notes, { relativeMajor: harmony.key.relativeMajor, semitones });
}

/** What each pitch class costs under each triad of a bar, [triads][12], in nats. */
function costsInBar(bar: number, { key, barTicks, triadTicks, ...harmony }: HarmonyOfPiece) {
  const starts = Array.from({ length: barTicks / triadTicks }, (_, i) => i * triadTicks);
  return starts.flatMap((ticks) => {
    const triad = harmony.triadAt({ bar, ticks });
    if (!triad) return [];
    const tones = tonesOf(triad);
    const sounding = harmony.soundingAt({ bar, ticks }, triadTicks);
    const at = (pitchClass: number) => sounding[pitchClassOf(pitchClass)] as number;
    return [
      Array.from(
        { length: 12 },
        (_, pitchClass) =>
          foreignness(pitchClass, { key, tones }) +
          CLASH * Math.min(1, at(pitchClass + 1) + at(pitchClass - 1)),
      ),
    ];
  });
}

/** Shares of the time that a part sounds each pitch class when it plays alone, [12]. */
function pitchClassShares({ audition }: PlannedPart): number[] {
  const shares = new Array<number>(12).fill(0);
  const total = audition.notes.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  for (const { pitch, durationTicks } of audition.notes) {
    shares[pitch % 12] = (shares[pitch % 12] as number) + durationTicks / total;
  }
  return shares;
}
