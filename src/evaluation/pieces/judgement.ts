import { summariseChance, summariseRecordings } from './comparison.js';
import type { MixFigures } from './mixFigures.js';
import type { PartFigures } from './partFigures.js';
import {
  type MeasuredPiece,
  type PieceFigures,
  type PlayedObjectFigures,
  summariseObjects,
  summarisePieces,
} from './pieceFigures.js';
import type { RecordedObjects } from './recordedObjects.js';

/** What there is to say of pieces: of all together, by photo, and by object. */
export interface PiecesJudgement {
  /** null if there are no pieces. */
  readonly overall: OverallPieces | null;
  readonly photos: readonly JudgedPhoto[];
  readonly objects: readonly PlayedObjectFigures[];
}

export interface OverallPieces {
  readonly figures: PieceFigures;
  /** The same with the tracks of each piece rotated in time, and of a classifier that guesses. */
  readonly chance: Partial<PieceFigures>;
  /** The same of the collection's recordings. */
  readonly recordings: Partial<PieceFigures>;
}

/** The pieces of one photo. */
export interface JudgedPhoto {
  readonly photo: string;
  readonly figures: PieceFigures;
  readonly chance: Partial<PieceFigures>;
  /** One record a seed. */
  readonly pieces: readonly JudgedPiece[];
}

export interface JudgedPiece {
  readonly seed: number;
  readonly mix: MixFigures;
  /** In the order of the score; parts of objects whose recordings cannot be read are left out. */
  readonly parts: readonly PartFigures[];
}

/** A piece that was measured, and the seed that it was composed with. */
export interface SeededPiece extends MeasuredPiece {
  readonly seed: number;
}

/** Puts together what was measured of the pieces of photos. */
export function summariseJudgement(
  photos: readonly { readonly photo: string; readonly pieces: readonly SeededPiece[] }[],
  { recorded, classifier }: Pick<RecordedObjects, 'recorded' | 'classifier'>,
): PiecesJudgement {
  const all = photos.flatMap(({ pieces }) => pieces);
  if (all.length === 0) return { overall: null, photos: [], objects: [] };
  return {
    overall: {
      figures: summarisePieces(all),
      chance: summariseChance(all, classifier),
      recordings: summariseRecordings([...recorded.values()], classifier),
    },
    photos: photos.map(({ photo, pieces }) => ({
      photo,
      figures: summarisePieces(pieces),
      chance: summariseChance(pieces, classifier),
      pieces: pieces.map(({ seed, mix, parts }) => ({
        seed,
        mix,
        parts: parts.map(({ figures }) => figures),
      })),
    })),
    objects: summariseObjects(all),
  };
}
