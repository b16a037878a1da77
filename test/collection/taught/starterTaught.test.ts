import { describe, expect, it } from 'vitest';
import { openCollection } from '../../../src/collection/openCollection.js';
import { openLearner } from '../../../src/collection/taught/openLearner.js';
import {
  readTaughtPhotos,
  readTaughtThings,
} from '../../../src/collection/taught/readTaughtThings.js';

describe('what the starter objects look like', () => {
  it('ships readable, with these weights, and learned: no mirror has to learn it', async () => {
    const collection = await openCollection();
    const learner = await openLearner();
    for (const object of collection.objects) {
      expect(await readTaughtPhotos(object, learner)).toMatchObject({ notes: [] });
    }
    const { things } = await readTaughtThings(collection, {
      ...learner,
      learn: async (name) => {
        throw new Error(`${name} is not learned as it ships: run npm run teach-starter.`);
      },
    });
    const taught = collection.objects.filter((each) => each.taught?.some(({ shows }) => shows));
    expect(things.map(({ name }) => name)).toEqual(taught.map(({ name }) => name));
  });
});
