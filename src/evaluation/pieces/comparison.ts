import { mean, meanOrNull } from '../../math/mean.js';
import type { ObjectClassifier } from '../classifier/classifier.js';
import { meanTogether } from './mixFigures.js';
import type { MeasuredPiece, PieceFigures } from './pieceFigures.js';
import type { RecordedObject } from './recordedObject.js';

/**
 * What chance gives, for the figures of which there is any: the tracks rotated in time, and a classifier that
 * guesses.
 */
export function summariseChance(
  pieces: readonly MeasuredPiece[],
  { chance: guessed }: Pick<ObjectClassifier, 'chance'>,
): Partial<PieceFigures> {
  return {
    ...meanTogether(pieces.map(({ mix }) => mix.chance)),
    named: guessed,
    namedAsItStands: guessed,
  };
}

/**
 * The same figures of recordings, for those of which there are any: between the two hands of those that have two, of
 * single recordings, and of one recording beside the others of its object.
 *
 * @param heldOut the share of each object's recordings that a classifier names without having learned them
 */
export function summariseRecordings(
  recorded: readonly RecordedObject[],
  { heldOut }: { readonly heldOut: ReadonlyMap<string, number> },
): Partial<PieceFigures> {
  const leftOut = recorded.flatMap((object) => object.leftOut ?? []);
  const named = heldOut.size > 0 ? mean([...heldOut.values()]) : null;
  return {
    ...meanTogether(recorded.flatMap(({ hands }) => hands)),
    keyClarity: meanOrNull(recorded.flatMap(({ keyClarity }) => keyClarity)),
    pitchClassOverlap: meanOrNull(leftOut.map((each) => each.pitchClassOverlap)),
    named,
    namedAsItStands: named,
    onsetOverlap: meanOrNull(leftOut.map(({ onsetOverlap }) => onsetOverlap)),
    returns: meanOrNull(recorded.flatMap(({ returns }) => returns)),
  };
}
