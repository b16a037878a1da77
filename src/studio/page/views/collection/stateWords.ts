import { count } from '../../../../format.js';
import type { ObjectAnswer, TrainingAnswer } from '../../../protocol/objects.js';
import { isUnderWay, type ShownTraining } from '../../state/collection/trainings.js';

/** How an object stands, in a word or two for the list. */
export function stateWord(
  { state, takes }: Pick<ObjectAnswer, 'state' | 'takes'>,
  training: ShownTraining | undefined,
): string {
  if (training?.state === 'waiting') return 'waits for its training';
  if (training?.state === 'running') return 'in training';
  if (takes.length === 0) return 'no takes';
  return { trained: 'trained', untrained: 'not trained', stale: 'has changed', broken: 'broken' }[
    state
  ];
}

/** The same in a sentence that says what to do. */
export function stateSentence(
  { state, stateNote, takes, isOwn }: ObjectAnswer,
  training: ShownTraining | undefined,
): string {
  if (isUnderWay(training)) return '';
  if (takes.length === 0)
    return 'It has no takes yet. Add some below; one minute is enough to begin.';
  const takesText = count(takes.length, 'take');
  if (state === 'trained')
    return `Trained on ${takesText}.${isOwn ? '' : ' It ships with the program.'}`;
  if (state === 'untrained') return 'Not trained yet, so no room plays it.';
  return state === 'stale'
    ? `${capital(stateNote)}. Train it again.`
    : `Its decoder cannot be used. ${stateNote} Train it again.`;
}

/** The first epochs are slow, since the networks are built in them: an estimate from fewer, or from a shorter time, is far too long. */
const LEAST_SHARE = 0.03;
const LEAST_SECONDS = 3;

/** How long a training goes on, as far as it is known well enough to tell; undefined otherwise. */
export function secondsToTell({
  epoch,
  epochs,
  secondsLeft,
}: Pick<TrainingAnswer, 'epoch' | 'epochs' | 'secondsLeft'>): number | undefined {
  if (secondsLeft === null || epoch < LEAST_SHARE * epochs || epoch >= epochs) return undefined;
  // What is left is estimated from what has passed, at one pace.
  const passed = (secondsLeft * epoch) / (epochs - epoch);
  return passed < LEAST_SECONDS ? undefined : secondsLeft;
}

/** @example timeLeft(83) // 'about 85 s left' */
export function timeLeft(seconds: number): string {
  if (seconds >= 90) return `about ${Math.round(seconds / 60)} min left`;
  // In steps of five, so that the line does not flicker.
  const rounded = 5 * Math.round(seconds / 5);
  return rounded > 5 ? `about ${rounded} s left` : 'a few seconds left';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
