import { seededRandom } from '../random.js';
import { type CopyFigures, measureCopied } from './copied.js';
import type { Draws } from './draws.js';
import type { Listener } from './listener.js';
import { mean } from './mean.js';
import { measureOverlap, type OverlapFigures } from './overlap.js';
import type { Piece } from './piece.js';
import { measurePulse, type PulseFigures } from './pulse.js';
import { measureRecurrence } from './recurrence.js';
import { measureSequence, type SequenceFigures } from './sequence.js';
import { measureVariety } from './variety.js';

/** What is measured of drawn pieces, by a decoder or by a control, and beside each figure the same of recordings. */
export interface DrawFigures {
  readonly named: {
    /** Share of draws that the listener takes for this object. */
    readonly draws: number;
    /** The same of recordings it never heard; null for a single recording. */
    readonly heldOut: number | null;
    readonly chance: number;
  };
  readonly overlap: OverlapFigures;
  readonly copied: CopyFigures;
  readonly pulse: PulseFigures;
  readonly sequence: SequenceFigures | null;
  readonly variety: {
    /** Share of runs of four events that two draws do not share; and two recordings. */
    readonly draws: number | null;
    readonly recordings: number | null;
  };
  readonly recurrence: {
    /** Share of runs of four events that were there before in the same draw; and in the same recording. */
    readonly draws: number | null;
    readonly recordings: number | null;
  };
}

/**
 * Measures drawn pieces beside the recordings of their object.
 *
 * @param recordings at least one
 * @param options.object its name, as the listener knows it
 * @param options.seed of the order into which recordings are shuffled for the floor of `sequence`
 */
export function measureDraws(
  { pieces, long }: Pick<Draws, 'pieces' | 'long'>,
  options: {
    readonly object: string;
    readonly recordings: readonly Piece[];
    readonly listener: Listener;
    readonly seed: number;
  },
): DrawFigures {
  const { object, recordings, listener, seed } = options;
  return {
    named: {
      draws: mean(pieces.map((piece) => Number(listener.name(piece) === object))),
      heldOut: listener.heldOut.get(object) ?? null,
      chance: listener.chance,
    },
    overlap: measureOverlap(pieces, recordings),
    copied: measureCopied(pieces, recordings),
    pulse: measurePulse({ recordings, draws: pieces, long }),
    sequence: measureSequence(pieces, recordings, seededRandom(`shuffle ${seed} ${object}`)),
    variety: { draws: measureVariety(pieces), recordings: measureVariety(recordings) },
    recurrence: { draws: measureRecurrence(pieces), recordings: measureRecurrence(recordings) },
  };
}
