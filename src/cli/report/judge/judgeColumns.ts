import { type FigureSource, JUDGEMENT_FIGURES, type JudgementFigure } from '../../../index.js';

/** What stands where there is no figure. */
export const NOTHING = '–';

/** A column of the tables of a judgement: a figure that decoders are compared by, or one that stands beside it. */
interface JudgeColumn {
  readonly name: string;
  readonly cell: (source: FigureSource) => string;
  /** What the worst is looked for in. */
  readonly figure?: JudgementFigure;
}

/** Columns that are never parted. */
export interface JudgeColumns {
  readonly title: string;
  readonly columns: readonly JudgeColumn[];
}

/** How wide tables may be where the width is not known: in a file, or a pipe. */
export const USUAL_WIDTH = 120;

/** The columns of the tables, in groups. */
export const JUDGE_COLUMNS: readonly JudgeColumns[] = [
  {
    title: 'named',
    columns: [compared('draws', 'named.draws'), beside('held', ({ named }) => named.heldOut)],
  },
  {
    title: 'overlap',
    columns: [
      compared('pitch', 'overlap.pooled.pitchClass'),
      compared('onset', 'overlap.pooled.onsetDistance'),
      compared('dur.', 'overlap.pooled.duration'),
      compared('vel.', 'overlap.pooled.velocity'),
      compared('poly.', 'overlap.pooled.polyphony'),
      compared('mean', 'overlap.pooled.mean'),
    ],
  },
  {
    title: 'of one',
    columns: [
      compared('draw', 'overlap.single.mean'),
      beside('held', ({ overlap }) => overlap.leftOut?.mean),
    ],
  },
  {
    title: 'copied',
    columns: [
      compared('draws', 'copied.draws.share'),
      compared('run', 'copied.draws.longest'),
      beside('held', ({ copied }) => copied.leftOut?.share),
    ],
  },
  {
    title: 'pulse',
    columns: [compared('all', 'pulse.ratio'), compared('end', 'pulse.endRatio')],
  },
  { title: 'order', columns: [compared('draws', 'sequence.position')] },
  {
    title: 'variety',
    columns: [
      compared('draws', 'variety.draws'),
      beside('held', ({ variety }) => variety.recordings),
    ],
  },
  {
    title: 'again',
    columns: [
      compared('draws', 'recurrence.draws'),
      beside('held', ({ recurrence }) => recurrence.recordings),
    ],
  },
  {
    title: 'latent',
    columns: [
      compared('rank', 'latent.neighbours'),
      compared('1-NN', 'latent.retrieval.share'),
      beside('chance', ({ latent }) => latent?.retrieval.chance),
    ],
  },
  {
    title: 'recon. seen',
    columns: [
      compared('chord', 'reconstruction.seen.chord'),
      compared('dist.', 'reconstruction.seen.distance'),
    ],
  },
  {
    title: 'pred. seen',
    columns: [
      compared('chord', 'reconstruction.predicted.chord'),
      compared('dist.', 'reconstruction.predicted.distance'),
    ],
  },
  {
    title: 'recon. left out',
    columns: [
      compared('chord', 'reconstruction.leftOut.right.chord'),
      beside('chance', ({ reconstruction }) => reconstruction?.leftOut?.chance.chord),
      compared('dist.', 'reconstruction.leftOut.right.distance'),
      beside('chance', ({ reconstruction }) => reconstruction?.leftOut?.chance.distance),
    ],
  },
  {
    title: 'pred. left out',
    columns: [
      compared('chord', 'reconstruction.leftOut.predicted.chord'),
      compared('dist.', 'reconstruction.leftOut.predicted.distance'),
    ],
  },
];

/** The groups that have a figure in any of the rows: those of trainings that were not done have none. */
export function shownGroups(rows: readonly FigureSource[]): JudgeColumns[] {
  return JUDGE_COLUMNS.filter(({ columns }) =>
    rows.some((row) => columns.some(({ cell }) => cell(row) !== NOTHING)),
  );
}

/** A figure as a person reads it. */
export function showFigure(figure: JudgementFigure, value: number | null | undefined): string {
  // The one figure that counts events.
  return value?.toFixed(figure === 'copied.draws.longest' ? 0 : 2) ?? NOTHING;
}

function compared(name: string, figure: JudgementFigure): JudgeColumn {
  const { of } = JUDGEMENT_FIGURES[figure];
  return { name, figure, cell: (source) => showFigure(figure, of(source)) };
}

function beside(
  name: string,
  of: (source: FigureSource) => number | null | undefined,
): JudgeColumn {
  return { name, cell: (source) => of(source)?.toFixed(2) ?? NOTHING };
}
