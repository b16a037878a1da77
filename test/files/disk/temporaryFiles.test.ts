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
  for (const [hours, isSwept] of [
    [23, false],
    [25, true],
  ] as const) {
    const changed = Date.now() / 1000 - 3600 * hours;
    await mkdir(at(`${hours}`));
    await writeFile(at(`${hours}`, name), 'half');
    await utimes(at(`${hours}`, name), changed, changed);
    await writeFileAtomically(at(`${hours}`, 'piece.mid'), Uint8Array.of(3));
    const kept = isSwept ? [] : [name];
    expect(await everythingIn(at(`${hours}`))).toEqual([...kept, 'piece.mid']);
  }
});

it.runIf(process.platform === 'linux')(
  'looks for them with the first file of a process in a folder; what is left later goes with the next process',
  async () => {
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    const left = `.mirror-${THIS_PROCESS.system}-${ended}-7-0.tmp`;
    await writeFileAtomically(at('1.mid'), Uint8Array.of(3));
    await writeFile(at(left), 'half');
    await writeFileAtomically(at('2.mid'), Uint8Array.of(3));
    expect(await everythingIn(folder.path)).toEqual([left, '1.mid', '2.mid']);
    const built = new URL('../../../dist/files/disk/writeFileAtomically.js', import.meta.url).href;
    const source = `
      import { writeFileAtomically } from ${JSON.stringify(built)};
      await writeFileAtomically(process.argv[1], Uint8Array.of(3));
    `;
    const words = ['--input-type=module', '--eval', source, at('3.mid')];
    expect(spawnSync(process.execPath, words)).toMatchObject({ status: 0 });
    expect(await everythingIn(folder.path)).toEqual(['1.mid', '2.mid', '3.mid']);
  },
);
