import type { DrawFigures } from './drawFigures.js';
import type { Judgement } from './judgeDecoder.js';

/** What a figure can be taken from: a judgement, several in their mean, or the draws of a control. */
export type FigureSource = DrawFigures & Partial<Pick<Judgement, 'reconstruction' | 'latent'>>;

export interface Figure {
  /** Null or undefined where there is none. */
  readonly of: (source: FigureSource) => number | null | undefined;
  readonly worst: 'lowest' | 'highest';
}

/**
 * The figures by which decoders are compared, named by their place in a judgement: shares and ratios, but for the
 * longest copied run, which is in events. `pulse.ratio` and `pulse.endRatio` are the draws' figures ÷ those of the
 * recordings.
 */
export const JUDGEMENT_FIGURES = {
  'named.draws': lowest(({ named }) => named.draws),
  'overlap.pooled.pitchClass': lowest(({ overlap }) => overlap.pooled.pitchClass),
  'overlap.pooled.onsetDistance': lowest(({ overlap }) => overlap.pooled.onsetDistance),
  'overlap.pooled.duration': lowest(({ overlap }) => overlap.pooled.duration),
  'overlap.pooled.velocity': lowest(({ overlap }) => overlap.pooled.velocity),
  'overlap.pooled.polyphony': lowest(({ overlap }) => overlap.pooled.polyphony),
  'overlap.pooled.mean': lowest(({ overlap }) => overlap.pooled.mean),
  'overlap.single.mean': lowest(({ overlap }) => overlap.single.mean),
  'copied.draws.share': highest(({ copied }) => copied.draws.share),
  'copied.draws.longest': highest(({ copied }) => copied.draws.longest),
  'pulse.ratio': lowest(({ pulse }) => ratio(pulse.draws, pulse.recordings)),
  'pulse.endRatio': lowest(({ pulse }) => ratio(pulse.end, pulse.recordings)),
  'sequence.position': lowest(({ sequence }) => sequence?.position),
  'variety.draws': lowest(({ variety }) => variety.draws),
  'recurrence.draws': lowest(({ recurrence }) => recurrence.draws),
  'latent.neighbours': lowest(({ latent }) => latent?.neighbours),
  'latent.retrieval.share': lowest(({ latent }) => latent?.retrieval.share),
  'reconstruction.seen.chord': lowest(({ reconstruction }) => reconstruction?.seen.chord),
  'reconstruction.seen.distance': lowest(({ reconstruction }) => reconstruction?.seen.distance),
  'reconstruction.predicted.chord': lowest(
    ({ reconstruction }) => reconstruction?.predicted?.chord,
  ),
  'reconstruction.predicted.distance': lowest(
    ({ reconstruction }) => reconstruction?.predicted?.distance,
  ),
  'reconstruction.leftOut.right.chord': lowest(
    ({ reconstruction }) => reconstruction?.leftOut?.right.chord,
  ),
  'reconstruction.leftOut.right.distance': lowest(
    ({ reconstruction }) => reconstruction?.leftOut?.right.distance,
  ),
  'reconstruction.leftOut.predicted.chord': lowest(
    ({ reconstruction }) => reconstruction?.leftOut?.predicted?.chord,
  ),
  'reconstruction.leftOut.predicted.distance': lowest(
    ({ reconstruction }) => reconstruction?.leftOut?.predicted?.distance,
  ),
} as const satisfies Record<string, Figure>;

export type JudgementFigure = keyof typeof JUDGEMENT_FIGURES;

/** The worst value of a figure, and every object that has it. */
export interface WorstFigure {
  readonly value: number;
  readonly objects: readonly string[];
}

/** A figure that no object has is not in it. */
export type WorstFigures = Readonly<Partial<Record<JudgementFigure, WorstFigure>>>;

/** For each figure the worst value among some objects. */
export function worstFigures(judgements: readonly Judgement[]): WorstFigures {
  return Object.fromEntries(
    Object.entries<Figure>(JUDGEMENT_FIGURES).flatMap(([name, { of, worst }]) => {
      const values = judgements
        .map((judgement) => of(judgement))
        .filter((value) => value !== null && value !== undefined);
      if (values.length === 0) return [];
      const value = worst === 'lowest' ? Math.min(...values) : Math.max(...values);
      const objects = judgements.filter((judgement) => of(judgement) === value);
      return [[name, { value, objects: objects.map(({ object }) => object) }]];
    }),
  );
}

function lowest(of: Figure['of']): Figure {
  return { of, worst: 'lowest' };
}

function highest(of: Figure['of']): Figure {
  return { of, worst: 'highest' };
}

function ratio(value: number | null, to: number): number | null {
  return value === null || to === 0 ? null : value / to;
}
