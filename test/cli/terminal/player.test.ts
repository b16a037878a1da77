import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playFile } from '../../../src/cli/terminal/player.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

async function play(script: string): Promise<void> {
  const program = join(folder.path, 'player');
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  const players = [{ program, args: (file: string) => [file] }];
  await playFile('/silence.wav', { players, signal: new AbortController().signal });
}

// The players are scripts for a shell.
describe.skipIf(process.platform === 'win32')('a player of the system', () => {
  it('is heard to its last word, which may come after its end', async () => {
    await expect(play('(sleep 0.02; echo "no card" >&2) & exit 1')).rejects.toThrow(
      'player says no card.',
    );
  });

  it('has no sound device where it says so, though it ends well', async () => {
    await expect(play('(sleep 0.02; echo "audio open failed" >&2) & exit 0')).rejects.toThrow(
      'Expected a sound device',
    );
  });

  it('is not waited for where a child of its own holds its pipe', async () => {
    const start = performance.now();
    await play('sleep 20 & exit 0');
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('is named with its code where it says nothing', async () => {
    await expect(play('exit 3')).rejects.toThrow('player says code 3.');
    await expect(play('kill -9 $$')).rejects.toThrow('player says signal SIGKILL.');
  });
});
