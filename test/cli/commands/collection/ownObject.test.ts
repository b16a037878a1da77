import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeBytes } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN } from '../../runMirror.js';

const top = useTemporaryFolder();

it('an object added in an empty folder is learned there and plays in the next mirror', async () => {
  const folder = join(top.path, 'empty');
  await mkdir(folder);
  for (const take of ['take1.mid', 'take2.mid']) {
    await writeFile(join(top.path, take), takeBytes(take));
  }
  const takes = ['../take1.mid', '../take2.mid'];
  // The sample kitchen shows no toaster, but a microwave.
  const added = await runInProcess(['add', 'kettle', ...takes, '--labels', 'toaster,microwave'], {
    folder,
  });
  expect(added.code).toBe(0);
  expect(added.stdout).toMatch(/^kettle {2}learned 2 takes, /m);
  expect(await everythingIn(folder)).toEqual(
    expect.arrayContaining([
      'models/kettle/decoder.json',
      'objects/kettle/object.json',
      'objects/kettle/recordings/take1.mid',
      'objects/kettle/recordings/take2.mid',
    ]),
  );
  const { code, stdout } = await runInProcess([KITCHEN, '--json', '--quiet'], { folder });
  expect(code).toBe(0);
  const { tracks } = JSON.parse(stdout);
  const kettle = tracks.find((track: { object: string }) => track.object === 'kettle');
  expect(kettle).toMatchObject({ labels: ['microwave'] });
  expect(kettle.notes).toBeGreaterThan(0);
});
