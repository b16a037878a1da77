import { afterAll, beforeAll } from 'vitest';
import { phraseScale } from '../../src/autoencoder/phrase/phraseScale.js';

/** At the full learning rate, which a training of 2,900 steps takes half of: what diverges does so here as well. */
const STEPS = 300;

/**
 * Has trainings of kind `phrase` on few recordings take 300 steps instead of 2,900 within a file or a `describe`, for tests that do not ask
 * how much was learned. A whole training takes some four seconds. Threads and other processes are not affected.
 */
export function useShortTrainings(): void {
  const scale: { fewestSteps: number } = phraseScale({ chords: [] });
  const { fewestSteps } = scale;
  beforeAll(() => {
    scale.fewestSteps = STEPS;
  });
  afterAll(() => {
    scale.fewestSteps = fewestSteps;
  });
}
