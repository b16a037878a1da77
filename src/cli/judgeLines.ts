import type { Judgement, JudgeProgress, NotedObject, OverallJudgement } from '../index.js';
import { fitColumns } from './fitColumns.js';
import { type ColumnGroup, groupedTables } from './groupedTables.js';

type Judged = Judgement | OverallJudgement;

/** How wide the tables may be where the width is not known: in a file, or a pipe. */
const USUAL_WIDTH = 120;

const NOTHING = '–';

const GROUPS: readonly ColumnGroup<Judged>[] = [
  {
    title: 'named',
    columns: [
      share('draws', ({ named }) => named.draws),
      share('held', ({ named }) => named.heldOut),
    ],
  },
  {
    title: 'overlap',
    columns: [
      share('pitch', ({ overlap }) => overlap.pooled.pitchClass),
      share('onset', ({ overlap }) => overlap.pooled.onsetDistance),
      share('dur.', ({ overlap }) => overlap.pooled.duration),
      share('vel.', ({ overlap }) => overlap.pooled.velocity),
      share('poly.', ({ overlap }) => overlap.pooled.polyphony),
      share('mean', ({ overlap }) => overlap.pooled.mean),
    ],
  },
  {
    title: 'of one',
    columns: [
      share('draw', ({ overlap }) => overlap.single.mean),
      share('held', ({ overlap }) => overlap.leftOut?.mean),
    ],
  },
  {
    title: 'copied',
    columns: [
      share('draws', ({ copied }) => copied.draws.share),
      whole('run', ({ copied }) => copied.draws.longest),
      share('held', ({ copied }) => copied.leftOut?.share),
    ],
  },
  {
    title: 'pulse',
    columns: [
      share('all', ({ pulse }) => ratio(pulse.draws, pulse.recordings)),
      share('end', ({ pulse }) => ratio(pulse.end, pulse.recordings)),
    ],
  },
  { title: 'order', columns: [share('draws', ({ sequence }) => sequence?.position)] },
  {
    title: 'variety',
    columns: [
      share('draws', ({ variety }) => variety.draws),
      share('held', ({ variety }) => variety.recordings),
      share('near', ({ variety }) => variety.neighbours),
    ],
  },
  {
    title: 'again',
    columns: [
      share('draws', ({ recurrence }) => recurrence.draws),
      share('held', ({ recurrence }) => recurrence.recordings),
    ],
  },
  {
    title: 'back: seen',
    columns: [
      share('chord', ({ reconstruction }) => reconstruction.seen.chord),
      share('dist.', ({ reconstruction }) => reconstruction.seen.distance),
    ],
  },
  {
    title: 'back: left out',
    columns: [
      share('chord', ({ reconstruction }) => reconstruction.leftOut?.right.chord),
      share('chance', ({ reconstruction }) => reconstruction.leftOut?.chance.chord),
      share('dist.', ({ reconstruction }) => reconstruction.leftOut?.right.distance),
      share('chance', ({ reconstruction }) => reconstruction.leftOut?.chance.distance),
    ],
  },
];

/** What the tables mean, for a person. */
const LEGEND: readonly (readonly [heading: string, meaning: string])[] = [
  ['held', 'the same of a recording that was held out, beside the others of its object'],
  ['named', 'draws that a classifier which knows all recordings takes for this object'],
  [
    'overlap',
    'of histograms (seconds, not beats): all draws and all recordings; of one: of single pieces',
  ],
  [
    'copied',
    'runs of eight events that stand in a recording to the note; run: the longest, in events',
  ],
  ['pulse', 'onsets on the eighths ÷ those of the recordings; end: of the last 8 bars of 64'],
  [
    'order',
    'likelihood of events in their order: 0 as shuffled, 1 as a recording held out; copying adds',
  ],
  [
    'variety',
    'runs of four events that two pieces do not share; near: neighbours sound alike, −1 to 1',
  ],
  ['again', 'runs of four events that were there before in the same piece'],
  [
    'back',
    'symbols that come back right: of windows that were learned, and of a recording left out; chance: by always saying the commonest symbol',
  ],
];

/** The legend's lines within that many columns; undefined where there is no terminal. */
export function legendLines(width: number = USUAL_WIDTH): string[] {
  return fitColumns(LEGEND, width);
}

/**
 * The tables for a person: a line an object and one for all together, in as many tables beneath one another as the
 * width asks for. Columns without figures are left out, such as those of trainings that were not done.
 *
 * @param width columns of the terminal; undefined where there is none
 */
export function judgeLines(
  judgements: readonly Judgement[],
  { overall, width = USUAL_WIDTH }: { overall: OverallJudgement; width?: number },
): string[] {
  // Of a single object, all together are the same once more.
  const judged = judgements.length === 1 ? judgements : [...judgements, overall];
  const rows = judged.map((value) => ({ name: value.object ?? 'all', value }));
  const hasFigures = ({ columns }: ColumnGroup<Judged>) =>
    rows.some(({ value }) => columns.some(({ cell }) => cell(value) !== NOTHING));
  return groupedTables(rows, { groups: GROUPS.filter(hasFigures), width });
}

/** The record of one JSON line: an object's figures, or, with `object` null, those of all together. */
export function judgeRecord(judged: Judged) {
  const { object, kind, recordings, draws, bars } = judged;
  const { named, overlap, copied, reconstruction, pulse, sequence, variety, recurrence } = judged;
  const figures = { named, overlap, copied, reconstruction, pulse, sequence, variety, recurrence };
  return { object, kind, recordings, draws, bars, ...figures };
}

/** What is going on. */
export function judgeStatus({ round, object, done, total }: JudgeProgress): string {
  return `${round === 'listening' ? 'listening to' : 'judging'} ${object}, ${done + 1} of ${total}`;
}

/** What there is to say of objects that are not judged, or not as they should be; the broken ones have errors. */
export function judgeNotes(noted: readonly NotedObject[]): string[] {
  const named = (state: NotedObject['state']) =>
    noted.filter((each) => each.state === state).map(({ object }) => object);
  const line = (state: NotedObject['state'], before: string, after: string) => {
    const names = named(state).join(', ');
    return names === '' ? [] : [`${before} ${names}. ${after}`];
  };
  return [
    ...line('untrained', 'Not judged, because not trained:', 'Run `mirror train`.'),
    ...line('outdated', 'Not judged, because of another format:', 'Run `mirror train`.'),
    ...line('unrecorded', 'Not judged, because without recordings:', 'Run `mirror add`.'),
    ...line('stale', 'Judged beside other recordings than were learned:', 'Run `mirror train`.'),
  ];
}

function share(name: string, figure: (judged: Judged) => number | null | undefined) {
  return { name, cell: (judged: Judged) => figure(judged)?.toFixed(2) ?? NOTHING };
}

function whole(name: string, figure: (judged: Judged) => number) {
  return { name, cell: (judged: Judged) => `${figure(judged)}` };
}

function ratio(value: number | null, to: number): number | null {
  return value === null || to === 0 ? null : value / to;
}
