import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { THIS_PROCESS } from '../../../src/files/disk/processIdentity.js';
import { makeTemporaryFolder } from '../../../src/files/disk/temporaryFolder.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

it.runIf(process.platform === 'linux')(
  'takes away the folders of ended processes of this system, and no other',
  async () => {
    const usual = process.env.TMPDIR;
    onTestFinished(() => {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
    });
    process.env.TMPDIR = folder.path;
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    const { system } = THIS_PROCESS;
    const kept = [
      `sound-mirror-0123456789ab-${ended}-7-abCD12`,
      `sound-mirror-${system}-${ended}-7-abCD12.mid`,
      `sound-mirror-${system}-${ended}-abCD12`,
      basename(await makeTemporaryFolder()),
    ];
    const swept = [
      `sound-mirror-${system}-${ended}-7-abCD12`,
      // A later process has the number of an earlier one.
      `sound-mirror-${system}-${process.pid}-1-abCD12`,
    ];
    for (const name of [...kept, ...swept]) {
      await mkdir(join(folder.path, name, 'drafts'), { recursive: true });
    }
    const made = await makeTemporaryFolder();
    expect(await everythingIn(made)).toEqual([]);
    const left = (await everythingIn(folder.path)).filter((path) => !path.includes('/'));
    expect(left).toEqual([...kept, basename(made)].sort());
  },
);
