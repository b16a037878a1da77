import { spawnSync } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { THIS_PROCESS } from '../../../src/files/disk/processIdentity.js';
import { temporaryName } from '../../../src/files/disk/temporaryFiles.js';
import { writeFileAtomically } from '../../../src/files/disk/writeFileAtomically.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);

it.runIf(process.platform === 'linux')(
  'sweeps away what ended processes of this system left, and nothing else',
  async () => {
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    const { system } = THIS_PROCESS;
    const kept = [
      `.mirror-0123456789ab-${ended}-7-0.tmp`,
      `.mirror-${system}-${ended}-0.tmp`,
      `.mirror-${system}-${ended}-7-0.tmp.mid`,
      `.mirror-${system}-${ended}-7-x.tmp`,
      `my.mirror-${system}-${ended}-7-0.tmp`,
      temporaryName(7),
      '.mirror.training.lock',
    ];
    const swept = [
      `.mirror-${system}-${ended}-7-0.tmp`,
      // A later process has the number of an earlier one.
      `.mirror-${system}-${process.pid}-1-0.tmp`,
    ];
    for (const name of [...kept, ...swept]) await writeFile(at(name), 'half');
    await mkdir(at(`.mirror-${system}-${ended}-7-1.tmp`, 'recordings'), { recursive: true });
    await writeFileAtomically(at('piece.mid'), Uint8Array.of(3));
    expect(await everythingIn(folder.path)).toEqual([...kept, 'piece.mid'].sort());
  },
);

it.each([
  ['of another system', '.mirror-0123456789ab-71-7-0.tmp'],
  ['of version 0.1', '.mirror-attic-71-0.tmp'],
])('sweeps away a file %s after a day without a change', async (_, name) => {
  const hoursAgo = (hours: number) => Date.now() / 1000 - 3600 * hours;
  await writeFile(at(name), 'half');
  await utimes(at(name), hoursAgo(23), hoursAgo(23));
  await writeFileAtomically(at('piece.mid'), Uint8Array.of(3));
  expect(await everythingIn(folder.path)).toEqual([name, 'piece.mid']);
  await utimes(at(name), hoursAgo(25), hoursAgo(25));
  await writeFileAtomically(at('piece.mid'), Uint8Array.of(4));
  expect(await everythingIn(folder.path)).toEqual(['piece.mid']);
});
