import { Hono } from 'hono';
import { type Collection, MirrorError } from '../../../index.js';
import type { TrainingQueue } from '../objects/trainingQueue.js';
import { refusal } from '../refusal.js';
import { findOwnName } from './objectRoutes.js';

/** Trainings are asked for and cancelled; how far they are is told by the stream of events. */
export function trainingRoutes({
  collection,
  trainings,
}: {
  readonly collection: () => Promise<Collection>;
  readonly trainings: TrainingQueue;
}): Hono {
  return new Hono()
    .post('/api/objects/:name/training', async ({ req, json }) => {
      const { name, shelf } = findOwnName(await collection(), req.param('name'));
      if (shelf === 'starter') {
        throw new MirrorError(
          'usage',
          `Expected an object of your own but ${name} ships with the program, trained. Add takes of yours to it first.`,
        );
      }
      return json(trainings.begin(name), 202);
    })
    .delete('/api/objects/:name/training', async ({ req, body }) => {
      const isCancelled = trainings.cancel(req.param('name').normalize('NFC'));
      if (!isCancelled) throw refusal(404, 'this training has ended already');
      return body(null, 204);
    });
}
