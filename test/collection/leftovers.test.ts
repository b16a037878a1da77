import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { THIS_HOST } from '../../src/collection/makers.js';
import { writeFileAtomically } from '../../src/collection/writeFileAtomically.js';
import { everythingIn, useTemporaryFolder } from './temporaryFolder.js';

const folder = useTemporaryFolder();

it('sweeps away what dead processes of this machine left, and nothing else', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['--version']);
  const own = `.mirror-${THIS_HOST}-${dead}-`;
  const kept = [
    `.mirror-${THIS_HOST}-${process.ppid}-0.tmp`,
    `.mirror-elsewhere-${dead}-0.tmp`,
    `.mirror-${dead}-0.tmp`,
    `${own}0.tmp.mid`,
    `${own}0.lock`,
    `${own}x.tmp`,
    `my${own}0.tmp`,
    `.mirror-mine-${THIS_HOST}-${dead}-0.lock`,
    `.mirror-training-${THIS_HOST}-${dead}-0.tmp`,
  ];
  for (const name of [...kept, `${own}0.tmp`, `.mirror-training-${THIS_HOST}-${dead}-0.lock`]) {
    await writeFile(join(folder.path, name), 'half');
  }
  await mkdir(join(folder.path, `${own}1.tmp`, 'recordings'), { recursive: true });
  await writeFileAtomically(join(folder.path, 'piece.mid'), Uint8Array.of(3));
  expect(await everythingIn(folder.path)).toEqual([...kept, 'piece.mid'].sort());
});
