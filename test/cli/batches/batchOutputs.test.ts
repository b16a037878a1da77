import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { writeMusic } from '../../../src/batch/store/results.js';
import { refuseProtectedMusic } from '../../../src/cli/batches/batchOutputs.js';
import { asOtherUser, skipWhereNoOtherUser } from '../../collection/otherUser.js';
import { takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);

it('of a batch, music that is protected may stay as it is, and is not replaced by other music', async (context) => {
  skipWhereNoOtherUser(context);
  const out = openFolderStore(at('music'));
  const store = openFolderStore(at('music', '.mirror-batch'));
  const keys = ['abc1', 'abc2', undefined, 'abc4'];
  const names = ['1.mid', '2.mid', '3.mid', '4.mid'];
  await mkdir(at('music'));
  for (const key of ['abc1', 'abc2']) await writeMusic(store, { key, music: takeBytes(key) });
  await writeFile(at('music', '1.mid'), takeBytes('abc1'));
  await writeFile(at('music', '2.mid'), takeBytes('other'));
  await writeFile(at('music', '3.mid'), takeBytes('of a photo that cannot be read'));
  for (const name of ['1.mid', '3.mid']) await chmod(at('music', name), 0o444);
  await chmod(folder.path, 0o755);
  const check = () =>
    asOtherUser(() =>
      refuseProtectedMusic(names, { keys, store, out, signal: new AbortController().signal }),
    );
  await chmod(at('music', '2.mid'), 0o666);
  await check();
  await chmod(at('music', '2.mid'), 0o444);
  await expect(check()).rejects.toMatchObject({
    code: 'input',
    message: expect.stringMatching(/2\.mid: Expected .* write-protected\. /),
  });
  expect(new Uint8Array(await readFile(at('music', '2.mid')))).toEqual(takeBytes('other'));
});
