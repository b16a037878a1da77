import type { RecordedEvents } from '../../events/recordedEvents.js';
import type { Schedule } from '../training.js';

/** Sizes and schedule of kind `phrase`, whatever there is to learn. */
export const PHRASE_DEFAULTS = {
  window: 16,
  latent: 32,
  batchSize: 32,
  /** A longer training takes smaller steps, by the root: sixty-four takes of a clock went astray at the full rate. */
  stepsAtFullRate: 700,
  /** The divergence counts more and more for this share of the training, so that the latent is used before it is bound. */
  klWarmUp: 0.3,
} as const;

/** What of the network and its training follows the set. */
export interface PhraseScale {
  readonly hidden: number;
  readonly embedding: number;
  readonly plan: number;
  readonly epochs: number;
  /** Small sets see their windows more often: below this many steps the network is not done. */
  readonly fewestSteps: number;
  readonly mostSteps: number;
  readonly learningRate: number;
  readonly klWeight: number;
  /** Share of hidden units that are dropped. */
  readonly dropout: number;
  /** Share of events that are not remembered by those after them. */
  readonly dropped: number;
  /** Share of the remembered events that are replaced by one of the same metrical position. */
  readonly replaced: number;
  /** Share of windows that remember nothing from before their first event, and do not know which keys are down. */
  readonly cut: number;
  /** Share of events that the latent does not plan. */
  readonly unplanned: number;
  /** Share of questions that a head answers by what has been drawn of the event alone. */
  readonly alone: number;
}

/** Sets of at most so many chords are few to choose from. */
const FEW_CHORDS = 256;

/**
 * A set of few chords is soon known by heart: a narrow network, much of which is dropped, leaves the latent something to
 * say. A set of many has to be learned at all; what it plays is seldom as it was recorded, so that more of its history is replaced.
 */
const PHRASE_SCALES: Readonly<Record<'few' | 'many', PhraseScale>> = {
  few: {
    hidden: 96,
    embedding: 24,
    plan: 16,
    epochs: 20,
    fewestSteps: 2900,
    mostSteps: 4000,
    learningRate: 0.009,
    klWeight: 0.015,
    dropout: 0.15,
    dropped: 0.3,
    replaced: 0.1,
    cut: 0.3,
    unplanned: 0.12,
    alone: 0.3,
  },
  many: {
    hidden: 128,
    embedding: 40,
    plan: 16,
    epochs: 9,
    fewestSteps: 2600,
    mostSteps: 5200,
    learningRate: 0.012,
    klWeight: 0.0015,
    dropout: 0,
    dropped: 0.2,
    replaced: 0.35,
    cut: 0.15,
    unplanned: 0.05,
    alone: 0.1,
  },
};

/** The scale for what there is to learn. */
export function phraseScale({ chords }: Pick<RecordedEvents, 'chords'>): PhraseScale {
  return PHRASE_SCALES[chords.length <= FEW_CHORDS ? 'few' : 'many'];
}

/** The highest learning rate of a whole training. */
export function highestRate(
  { learningRate }: PhraseScale,
  { epochs, examples, batchSize }: Schedule,
): number {
  const { stepsAtFullRate } = PHRASE_DEFAULTS;
  const steps = epochs * Math.ceil(examples / batchSize);
  return learningRate * Math.sqrt(Math.min(1, stepsAtFullRate / steps));
}
