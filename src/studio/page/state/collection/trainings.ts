import { signal } from '@preact/signals';
import type { TrainingAnswer } from '../../../protocol/objects.js';

/** A training as it is shown: where it is, and the loss of the epochs that were told. */
export interface ShownTraining extends TrainingAnswer {
  readonly losses: readonly EpochLoss[];
}

export interface EpochLoss {
  readonly epoch: number;
  readonly loss: number;
}

/** The trainings of all objects by their names, as the server tells them. */
export function openTrainings() {
  const shown = signal<ReadonlyMap<string, ShownTraining>>(new Map());
  const show = (answer: TrainingAnswer) => {
    shown.value = new Map(shown.value).set(answer.object, {
      ...answer,
      losses: lossesWith(shown.value.get(answer.object)?.losses ?? [], answer),
    });
  };
  return {
    shown,
    show,
    /**
     * What the server knew when it was asked; a page that opens later sees the curve from then on. Of what is under way, the stream of
     * events has told more since.
     */
    showAll: (answers: readonly TrainingAnswer[]) => {
      const known = new Set(answers.map(({ object }) => object));
      shown.value = new Map(
        [...shown.value].filter(([object, each]) => known.has(object) || isUnderWay(each)),
      );
      for (const answer of answers) {
        if (!isUnderWay(answer) || !isUnderWay(shown.value.get(answer.object))) show(answer);
      }
    },
  };
}

export function isUnderWay(training: Pick<TrainingAnswer, 'state'> | undefined): boolean {
  return training?.state === 'waiting' || training?.state === 'running';
}

function lossesWith(
  losses: readonly EpochLoss[],
  { epoch, loss }: TrainingAnswer,
): readonly EpochLoss[] {
  // A smaller number is that of another training.
  const before = epoch < (losses.at(-1)?.epoch ?? 0) ? [] : losses;
  if (loss === null || epoch === before.at(-1)?.epoch) return before;
  return [...before, { epoch, loss }];
}
