import { count } from '../../../../format.js';
import type { ObjectAnswer } from '../../../protocol/objects.js';
import type { CollectionState } from '../../state/collection/collection.js';
import { isUnderWay, type ShownTraining } from '../../state/collection/trainings.js';
import type { Studio } from '../../state/studio.js';
import { hasCurve, LossCurve } from './LossCurve.js';
import { secondsToTell, stateSentence, timeLeft } from './stateWords.js';

/** How an object stands, and its training as it goes on. Its height stays, so that nothing below jumps. */
export function TrainingPanel({
  object,
  studio,
  collection,
}: {
  readonly object: ObjectAnswer;
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const { name, isOwn, state, takes } = object;
  const training = collection.trainings.value.get(name);
  const isRunning = isUnderWay(training);
  const hasShownCurve = training !== undefined && hasCurve(training);
  const isDone = training?.state === 'done' && state === 'trained';
  return (
    <section class={isOwn ? 'training' : 'training plain'} aria-label="Training">
      <div class="training-words">
        <p role="status">{stateSentence(object, training) || beginning(training)}</p>
        <p class="soft training-progress">{endOf(training, object) || progressOf(training)}</p>
      </div>
      {isOwn && (isRunning || hasShownCurve) && (
        <div class="training-curve">{hasShownCurve && <LossCurve training={training} />}</div>
      )}
      {isOwn && (
        <div class="training-action">
          {isDone && <BackToRoom studio={studio} />}
          {isRunning ? (
            <button type="button" onClick={() => void collection.cancelTraining(name)}>
              Cancel
            </button>
          ) : (
            <button
              type="button"
              class={state === 'trained' ? undefined : 'main'}
              disabled={takes.length === 0}
              onClick={() => void collection.train(name)}
            >
              {state === 'untrained' ? 'Train' : 'Train again'}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** To the room that is open, where what was trained plays now. */
function BackToRoom({ studio }: { readonly studio: Studio }) {
  const { room, view } = studio.session;
  if (room.value === undefined) return null;
  return (
    <button
      type="button"
      class="main"
      onClick={() => {
        view.value = 'room';
      }}
    >
      <span class="back-words">Back to {studio.roomName.value}</span>
    </button>
  );
}

function beginning(training: ShownTraining | undefined): string {
  if (training?.state === 'running') return 'It is being trained.';
  return training?.message || 'Its training waits for its turn.';
}

function progressOf(training: ShownTraining | undefined): string {
  if (training?.state !== 'running' || training.loss === null) return '';
  const { epoch, epochs, loss } = training;
  const done = `${Math.floor((100 * epoch) / epochs)} %`;
  const seconds = secondsToTell(training);
  const left = seconds === undefined ? [] : [timeLeft(seconds)];
  return [done, ...left, `loss ${loss.toFixed(loss < 1 ? 2 : 1)}`].join('\u00a0\u00a0·  ');
}

/** What the last training came to, where a person should know more than that it is trained. */
function endOf(
  training: ShownTraining | undefined,
  { state, takes }: Pick<ObjectAnswer, 'state' | 'takes'>,
): string {
  if (training === undefined) return '';
  if (training.state === 'failed') return training.message;
  if (training.state === 'cancelled') {
    return state === 'untrained'
      ? 'The training was cancelled.'
      : 'The training was cancelled. What was learned before plays on.';
  }
  if (training.state !== 'done') return '';
  // That it is trained on so many takes is said already.
  const learned = `Learned ${count(takes.length, 'take')}.`;
  const isSaid = state === 'trained' && training.message.startsWith(learned);
  return isSaid ? training.message.slice(learned.length).trim() : training.message;
}
