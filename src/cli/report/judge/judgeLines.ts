import type {
  DrawFigures,
  FigureSource,
  Judgement,
  JudgeProgress,
  NotedObject,
  OverallJudgement,
  WorstFigures,
} from '../../../index.js';
import { fitColumns } from '../fitColumns.js';
import { groupedTables } from './groupedTables.js';
import { JUDGE_COLUMNS, showFigure, shownGroups, USUAL_WIDTH } from './judgeColumns.js';

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
  const rows: { name: string; value: FigureSource }[] = [
    ...judgements.map((value) => ({ name: value.object, value })),
    // Of a single object, all together are the same once more.
    ...(judgements.length === 1 ? [] : [{ name: 'all', value: overall }]),
    { name: 'n-gram control', value: overall.control },
  ];
  const groups = shownGroups(rows.map(({ value }) => value));
  const tables = groupedTables(rows, { groups, width });
  if (judgements.length === 1) return tables;
  return [...tables, '', ...worstLines(overall.worst, { objects: judgements.length, width })];
}

/** Of each compared figure the worst value, and the objects that have it. */
function worstLines(
  worst: WorstFigures,
  { objects: all, width }: { objects: number; width: number },
): string[] {
  const rows = JUDGE_COLUMNS.flatMap(({ title, columns }) => {
    const figures = columns.flatMap(({ name, figure }) => {
      const found = figure && worst[figure];
      if (!found) return [];
      const { value, objects } = found;
      const names = objects.length === all ? 'all' : nameSome(objects);
      return [`${name} ${showFigure(figure, value)} ${names}`];
    });
    return figures.length > 0 ? [[title, figures.join('; ')]] : [];
  });
  return ['worst', ...fitColumns(rows, width)];
}

/** Names of which more than these are counted. */
const MOST_NAMES = 3;

function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const named = names.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

/** The record of one JSON line: an object's figures, or, with `object` null, those of all together and the worst ones. */
export function judgeRecord(judged: Judgement | OverallJudgement) {
  const { object, kind, recordings, draws, bars } = judged;
  const { reconstruction, latent, control } = judged;
  const about = { object, kind, recordings, draws, bars };
  const figures = { ...drawRecord(judged), reconstruction, latent, control: drawRecord(control) };
  return { ...about, ...figures, ...('worst' in judged ? { worst: judged.worst } : {}) };
}

function drawRecord(figures: DrawFigures): DrawFigures {
  const { named, overlap, copied, pulse, sequence, variety, recurrence } = figures;
  return { named, overlap, copied, pulse, sequence, variety, recurrence };
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
    ...line(
      'unrecorded',
      'Not judged, because without recordings:',
      'Run `mirror add <object> <recordings>`.',
    ),
    ...line('stale', 'Judged beside other recordings than were learned:', 'Run `mirror train`.'),
  ];
}
