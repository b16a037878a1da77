import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const BUILT = new URL('../../../dist/files/disk/atExit.js', import.meta.url).href;

/** Ends a process whose program knows `removeAtExit`, and in which the folder is the one it stands in. */
function run(program: string) {
  const source = `
    import { mkdirSync, writeFileSync } from 'node:fs';
    import { removeAtExit } from ${JSON.stringify(BUILT)};
    ${program}
  `;
  const words = ['--input-type=module', '--eval', source];
  return spawnSync(process.execPath, words, { cwd: folder.path, encoding: 'utf8' });
}

describe('what is being filled as a process ends by process.exit', () => {
  it('is taken away, file or folder, there or not, but for what was finished', async () => {
    const { status, stderr } = run(`
      for (const name of ['half', 'whole']) {
        mkdirSync(name);
        writeFileSync(name + '/take.mid', name);
      }
      removeAtExit('half');
      removeAtExit('half/take.mid');
      removeAtExit('never/made');
      removeAtExit('whole')();
      process.exit(3);
    `);
    expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
    expect(await everythingIn(folder.path)).toEqual(['whole', 'whole/take.mid']);
  });

  it('is watched by one listener, which goes with the last', () => {
    const { stdout, stderr } = run(`
      const before = process.listenerCount('exit');
      const callOffs = Array.from({ length: 20 }, (_, i) => removeAtExit(String(i)));
      const during = process.listenerCount('exit');
      for (const callOff of callOffs) callOff();
      console.log(during - before, process.listenerCount('exit') - before);
    `);
    expect({ stdout, stderr }).toEqual({ stdout: '1 0\n', stderr: '' });
  });
});
