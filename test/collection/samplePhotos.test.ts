import { expect, it } from 'vitest';
import { listSamplePhotos, readSamplePhoto } from '../../src/collection/samplePhotos.js';
import { readPhoto } from '../../src/vision/photo/photo.js';

it('lists the sample rooms by name and reads each', async () => {
  const names = await listSamplePhotos();
  expect(names).toEqual(['bedroom', 'kitchen', 'living-room', 'study']);
  for (const name of names) {
    expect((await readPhoto(await readSamplePhoto(name))).width).toBeGreaterThan(1000);
  }
});

it.each(['', 'kitchen.jpg', '../package', 'CREDITS', 'attic'])(
  'reads nothing else: %j',
  async (name) => {
    await expect(readSamplePhoto(name)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(
        'Expected a sample room (bedroom, kitchen, living-room, study)',
      ),
    });
  },
);
