/** How a pianist plays an object: everything that is in the hands and not on the page. */
export interface Touch {
  /** Standard deviation of the timing in milliseconds; no stroke strays more than 18 ms. */
  readonly timingMs: number;
  /** Time from the lowest to the highest note of a chord in milliseconds, at most 14. */
  readonly rollMs: number;
  /** How far the right hand is before the left where both strike, milliseconds, at most 12; together where nothing is said. */
  readonly melodyLeadMs?: number;
  /** Rise of the velocity towards the middle of each passage, 0–1 of itself. */
  readonly arc: number;
  /** Weight of a downbeat, 0–1 of the velocity. */
  readonly accent: number;
  /** How far the top note of a chord stands out over the notes below it, 0–1 of the velocity. */
  readonly voicing: number;
  /** Standard deviation of the velocity from stroke to stroke. */
  readonly unevenness: number;
  /** How much a passage slows towards its end, 0–0.3 of the tempo. */
  readonly rubato: number;
  /** How much the last passage slows towards its end, 0–0.6 of the tempo. */
  readonly ending: number;
}

/** A pianist at ease; objects change what is their own. */
export const AT_EASE: Touch = {
  timingMs: 6,
  rollMs: 8,
  arc: 0.14,
  accent: 0.07,
  voicing: 0.1,
  unevenness: 3,
  rubato: 0.07,
  ending: 0.28,
};

/** Hands in time with a machine: no phrase, no rubato, hardly a tremor. */
export const MECHANICAL: Touch = {
  timingMs: 2.5,
  rollMs: 4,
  arc: 0,
  accent: 0.05,
  voicing: 0.03,
  unevenness: 2.5,
  rubato: 0,
  ending: 0,
};
