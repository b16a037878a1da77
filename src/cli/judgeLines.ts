import type { Judgement, JudgeProgress, OverallJudgement } from '../index.js';
import { displayWidth } from './columns.js';

/** A column of the table: its name in two lines, and what stands in it. */
interface Column {
  readonly group: string;
  readonly name: string;
  readonly cell: (judged: Judgement | OverallJudgement) => string;
}

const COLUMNS: readonly Column[] = [
  figure('named', 'draws', ({ named }) => named.draws),
  figure('named', 'held', ({ named }) => named.heldOut),
  figure('overlap', 'pitch', ({ overlap }) => overlap.pooled.pitchClass),
  figure('overlap', 'onset', ({ overlap }) => overlap.pooled.onsetDistance),
  figure('overlap', 'dur.', ({ overlap }) => overlap.pooled.duration),
  figure('overlap', 'vel.', ({ overlap }) => overlap.pooled.velocity),
  figure('overlap', 'poly.', ({ overlap }) => overlap.pooled.polyphony),
  figure('overlap', 'mean', ({ overlap }) => overlap.pooled.mean),
  figure('one', 'draw', ({ overlap }) => overlap.single.mean),
  figure('one', 'held', ({ overlap }) => overlap.leftOut?.mean),
  figure('copied', 'draws', ({ copied }) => copied.draws.share),
  {
    group: 'copied',
    name: 'run',
    cell: ({ copied }) => `${copied.draws.longest}`,
  },
  figure('copied', 'held', ({ copied }) => copied.leftOut?.share),
  figure('right', 'chord', ({ reconstruction }) => reconstruction.seen.chord),
  figure('right', 'dist.', ({ reconstruction }) => reconstruction.seen.distance),
  figure('pulse', 'all', ({ pulse }) => against(pulse.draws, pulse.recordings)),
  figure('pulse', 'end', ({ pulse }) => against(pulse.end, pulse.recordings)),
  figure('order', '', ({ sequence }) => sequence?.position),
  figure('variety', 'draws', ({ variety }) => variety.draws),
  figure('variety', 'rec.', ({ variety }) => variety.recordings),
  figure('near', '', ({ variety }) => variety.neighbours),
];

export const JUDGE_LEGEND = [
  'named: share of draws, and of recordings never heard, that a listener who knows the recordings takes for this object',
];

/** The table for a person: two lines of heading, a line an object, and one for all together. */
export function judgeLines(judgements: readonly Judgement[], overall: OverallJudgement): string[] {
  const rows: string[][] = [
    ['', ...COLUMNS.map(({ group }, i) => (COLUMNS[i - 1]?.group === group ? '' : group))],
    ['', ...COLUMNS.map(({ name }) => name)],
    ...judgements.map((each) => [each.object, ...COLUMNS.map(({ cell }) => cell(each))]),
    ['all', ...COLUMNS.map(({ cell }) => cell(overall))],
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.slice(1).map((row) => displayWidth(row[column] as string))),
  ) as number[];
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] as number))
      .join(' ')
      .trimEnd(),
  );
}

/** What is going on. */
export function judgeStatus({ round, object, done, total }: JudgeProgress): string {
  return `${round === 'listening' ? 'listening to' : 'judging'} ${object}, ${done + 1} of ${total}`;
}

function figure(
  group: string,
  name: string,
  valueOf: (judged: Judgement | OverallJudgement) => number | null | undefined,
): Column {
  return { group, name, cell: (judged) => valueOf(judged)?.toFixed(2) ?? '–' };
}

function against(value: number | null, other: number): number | null {
  return value === null || other === 0 ? null : value / other;
}
