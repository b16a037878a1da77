import {
  type JudgedPieces,
  type JudgePiecesProgress,
  PIECE_FIGURES,
  type PieceFigure,
  type PlayedObjectFigures,
} from '../../../index.js';
import { alignColumns } from '../columns.js';
import { fitColumns } from '../fitColumns.js';
import { count } from '../format.js';
import { groupedTables } from './groupedTables.js';
import { NOTHING } from './judgeColumns.js';

/** How wide the tables may be where the width is not known: in a file, or a pipe. */
const USUAL_WIDTH = 120;

/** What each figure is called in the table, and what it means. */
const FIGURES: Readonly<Record<PieceFigure, readonly [name: string, meaning: string]>> = {
  clash: [
    'semitone clash',
    'of the time in which two tracks or more sound: any two are a semitone apart',
  ],
  clashPairs: [
    'semitone clash, pairs',
    'of the time in which two tracks sound, over all pairs: those two are',
  ],
  tritone: ['tritone', 'the same of tritones'],
  tritonePairs: ['tritone, pairs', 'the same of tritones'],
  sameTriad: ['same triad', 'of half bars in which two tracks sound: one triad fits both best'],
  imitation: [
    'imitation',
    'of entries: the first three inter-onset intervals and the contour are those that another track began a bar with shortly before',
  ],
  keyClarity: ['key clarity', 'correlation of the whole with the profile of its key'],
  pitchClassOverlap: [
    'pitch overlap',
    'a part’s pitch classes and its object’s recordings, transposition undone',
  ],
  pitchClassPooled: ['pitch overlap, pooled', 'of all parts of an object together'],
  named: ['named', 'parts that a classifier names, transposition and tempo undone'],
  namedAsItStands: ['named as it stands', 'the same of parts as they stand in the piece'],
  onsetOverlap: [
    'onset overlap',
    'a part’s inter-onset seconds and its object’s recordings, tempo undone',
  ],
  onsetPooled: ['onset overlap, pooled', 'of all parts of an object together'],
  kept: ['notes kept', 'of the notes decoded for the bars that a part was given'],
  keptLeast: ['notes kept, least', 'of any part'],
  silentParts: ['silent parts', 'how many parts have no note at all'],
  returns: [
    'returns',
    'bars that resemble an earlier one (Jaccard index of onsets above one half)',
  ],
  arc: ['density arc', 'onsets in the fullest four bars ÷ the emptiest four'],
  arcLeast: ['density arc, least', 'of any piece'],
  arcMost: ['density arc, most', 'of any piece'],
  bassTonic: ['ends on the tonic', 'pieces whose lowest last note is the tonic'],
  tonicChord: ['ends on its triad', 'pieces that end with nothing but notes of the tonic’s triad'],
  longestSilence: ['longest silence', 'bars, of any piece'],
  bassTime: ['bass below C3', 'of the time in which anything sounds'],
  middleNotes: ['notes from C4 to C5', 'of all notes'],
};

const COLUMNS_LEGEND: readonly (readonly [string, string])[] = [
  ['chance', 'the tracks of each piece rotated in time by whole beats; a classifier that guesses'],
  [
    'recordings',
    'the two hands of recordings that have two; one recording beside the others of its object',
  ],
];

/** The columns of an object's row. */
const OBJECT_COLUMNS: readonly {
  readonly name: string;
  readonly figure: keyof Omit<PlayedObjectFigures, 'object'>;
}[] = [
  { name: 'parts', figure: 'parts' },
  { name: 'kept', figure: 'kept' },
  { name: 'least', figure: 'keptLeast' },
  { name: 'silent', figure: 'silentParts' },
  { name: 'onset', figure: 'onsetOverlap' },
  { name: 'pitch', figure: 'pitchClassOverlap' },
  { name: 'named', figure: 'named' },
  { name: 'as it stands', figure: 'namedAsItStands' },
];

/** Figures that count something. */
const COUNTED = new Set(['parts', 'silentParts']);

/**
 * The tables for a person: a line a figure, with chance and recordings beside the pieces; then a line an object.
 *
 * @param width columns of the terminal; undefined where there is none
 */
export function piecesLines(
  { bars, overall, photos, objects }: JudgedPieces,
  width: number = USUAL_WIDTH,
): string[] {
  if (overall === null) return [];
  const pieces = photos.reduce((sum, photo) => sum + photo.pieces.length, 0);
  const { figures, chance, recordings } = overall;
  const rows = PIECE_FIGURES.map((figure) => [
    FIGURES[figure][0],
    ...[figures, chance, recordings].map((column) => shown(figure, column[figure]).padStart(6)),
  ]);
  const groups = [
    {
      title: '',
      columns: OBJECT_COLUMNS.map(({ name, figure }) => ({
        name,
        cell: (object: PlayedObjectFigures) => shown(figure, object[figure]),
      })),
    },
  ];
  const named = objects.map((value) => ({ name: value.object, value }));
  return [
    `${count(pieces, 'piece')} of ${count(photos.length, 'photo')}, ${count(bars, 'bar')} each`,
    '',
    ...alignColumns([['', 'pieces', 'chance', 'recordings'], ...rows]),
    ...groupedTables(named, { groups, width }),
  ];
}

/** The legend's lines within that many columns; undefined where there is no terminal. */
export function pieceLegendLines(width: number = USUAL_WIDTH): string[] {
  return fitColumns([...COLUMNS_LEGEND, ...PIECE_FIGURES.map((figure) => FIGURES[figure])], width);
}

/** The record of the one JSON line: all figures, by photo with each piece and part, and by object. */
export function piecesRecord({ bars, overall, photos, objects }: JudgedPieces) {
  return { bars, ...overall, photos, objects };
}

/** What is going on. */
export function piecesStatus({ round, name, done, total }: JudgePiecesProgress): string {
  return round === 'composing'
    ? `${name}: piece ${done + 1} of ${total}`
    : `recordings of ${name}, ${done + 1} of ${total}`;
}

function shown(figure: string, value: number | null | undefined): string {
  return value?.toFixed(COUNTED.has(figure) ? 0 : 2) ?? NOTHING;
}
