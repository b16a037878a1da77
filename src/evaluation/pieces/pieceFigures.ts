import { groupBy } from '../../math/groupBy.js';
import { meanOrNull } from '../../math/mean.js';
import { type MixFigures, meanTogether, TOGETHER_FIGURES } from './mixFigures.js';
import { type MeasuredPart, overlapWithRecordings, type PartFigures } from './partFigures.js';

/** A piece that was measured. */
export interface MeasuredPiece {
  readonly mix: MixFigures;
  readonly parts: readonly MeasuredPart[];
}

/** Figures of pieces, in the order in which they are shown. */
export const PIECE_FIGURES = [
  ...TOGETHER_FIGURES,
  'keyClarity',
  'pitchClassOverlap',
  'pitchClassPooled',
  'named',
  'namedAsItStands',
  'onsetOverlap',
  'onsetPooled',
  'kept',
  'keptLeast',
  'silentParts',
  'returns',
  'arc',
  'arcLeast',
  'arcMost',
  'bassTonic',
  'tonicChord',
  'longestSilence',
  'bassTime',
  'middleNotes',
] as const;
export type PieceFigure = (typeof PIECE_FIGURES)[number];

/** Figures; null where there is none. */
export type PieceFigures = Readonly<Record<PieceFigure, number | null>>;

/** Figures of the parts. */
export type PartFigure =
  | 'pitchClassOverlap'
  | 'pitchClassPooled'
  | 'named'
  | 'namedAsItStands'
  | 'onsetOverlap'
  | 'onsetPooled'
  | 'kept'
  | 'keptLeast'
  | 'silentParts';

/** Figures of the whole. */
type MixFigure = Exclude<PieceFigure, PartFigure>;

/**
 * Figures of several pieces together: those of the mix are means over the pieces (of the arc also the extremes, of
 * silences the longest), those of the parts are means over all parts (of what is kept also the least, of parts that
 * play nothing how many). `pooled` lays all parts of an
 * object together beside its recordings, and is the mean over the objects.
 */
export function summarisePieces(pieces: readonly MeasuredPiece[]): PieceFigures {
  return {
    ...summariseMixes(pieces.map(({ mix }) => mix)),
    ...summariseParts(pieces.flatMap(({ parts }) => parts)),
  };
}

/** The figures of one object's parts. */
export interface PlayedObjectFigures extends Pick<PieceFigures, PartFigure> {
  readonly object: string;
  /** How many parts it has in all pieces. */
  readonly parts: number;
}

/** Figures by object, in the order in which the objects first come. */
export function summariseObjects(pieces: readonly MeasuredPiece[]): PlayedObjectFigures[] {
  const parts = pieces.flatMap((piece) => piece.parts);
  return byObject(parts).map((own) => ({
    object: own[0].figures.object,
    parts: own.length,
    ...summariseParts(own),
  }));
}

/** The parts of each object. */
function byObject(parts: readonly MeasuredPart[]): [MeasuredPart, ...MeasuredPart[]][] {
  return [...groupBy(parts, ({ figures }) => figures.object).values()];
}

function summariseMixes(mixes: readonly MixFigures[]): Pick<PieceFigures, MixFigure> {
  const meanOf = (figure: Exclude<keyof MixFigures, 'chance'>) =>
    meanOrNull(mixes.map((mix) => mix[figure]));
  const arcs = mixes.flatMap(({ arc }) => arc ?? []);
  return {
    ...meanTogether(mixes),
    keyClarity: meanOf('keyClarity'),
    returns: meanOf('returns'),
    arc: meanOf('arc'),
    arcLeast: leastOf(arcs),
    arcMost: mostOf(arcs),
    bassTonic: meanOf('bassTonic'),
    tonicChord: meanOf('tonicChord'),
    longestSilence: mostOf(mixes.map(({ longestSilence }) => longestSilence)),
    bassTime: meanOf('bassTime'),
    middleNotes: meanOf('middleNotes'),
  };
}

function summariseParts(parts: readonly MeasuredPart[]): Pick<PieceFigures, PartFigure> {
  const figures = parts.map((part) => part.figures);
  const meanOf = (figure: Exclude<keyof PartFigures, 'object' | 'part'>) =>
    meanOrNull(figures.map((part) => part[figure]));
  const pooled = byObject(parts).map((own) =>
    overlapWithRecordings(
      own.map((part) => part.own),
      own[0].recorded,
    ),
  );
  return {
    pitchClassOverlap: meanOf('pitchClassOverlap'),
    pitchClassPooled: meanOrNull(pooled.map((overlap) => overlap.pitchClassOverlap)),
    named: meanOf('named'),
    namedAsItStands: meanOf('namedAsItStands'),
    onsetOverlap: meanOf('onsetOverlap'),
    onsetPooled: meanOrNull(pooled.map(({ onsetOverlap }) => onsetOverlap)),
    kept: meanOf('kept'),
    keptLeast: leastOf(figures.flatMap(({ kept }) => kept ?? [])),
    silentParts: figures.filter(({ notes }) => notes === 0).length,
  };
}

function leastOf(values: readonly number[]): number | null {
  return values.length > 0 ? Math.min(...values) : null;
}

function mostOf(values: readonly number[]): number | null {
  return values.length > 0 ? Math.max(...values) : null;
}
