import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canReadHeic } from 'sound-mirror';
import { expect, it } from 'vitest';

const run = fileURLToPath(new URL('./run.js', import.meta.url));

// FUZZ_SEED reads other damaged files than the last run did; `node test/fuzz/run.js --inputs 100000` many of them.
const { FUZZ_INPUTS = '400', FUZZ_SEED = '1' } = process.env;

it(`reads damaged files of every kind rightly or refuses them in one line, seed ${FUZZ_SEED}`, async () => {
  const words = [run, '--inputs', FUZZ_INPUTS, '--seed', FUZZ_SEED];
  const { stdout } = await promisify(execFile)(process.execPath, words).catch((error) => error);
  expect(stdout).toMatch(/ inputs, 0 found\n$/);
  const counts = [...stdout.matchAll(/^(\w+): \d+ inputs, (\d+) read, (\d+) refused/gm)];
  expect(counts.map(([, name]) => name)).toHaveLength(canReadHeic() ? 15 : 14);
  // Both must occur, or the damage is too weak or too strong to show anything. Most lists of notes have beats or are free, and of edits there are few: they have a run of their own.
  for (const [line, , read, refused] of counts) {
    if (!/^(soundFont|beats|edits)/.test(line ?? ''))
      expect([Number(read) > 0, Number(refused) > 0], line).toEqual([true, true]);
  }
}, 300_000);

it('makes some edits of a small collection and refuses others, each whole', async () => {
  const words = [run, '--only', 'edits', '--inputs', '30', '--seed', FUZZ_SEED];
  const { stdout } = await promisify(execFile)(process.execPath, words).catch((error) => error);
  expect(stdout).toMatch(/ inputs, 0 found\n$/);
  const [, read, refused] = /^edits: \d+ inputs, (\d+) read, (\d+) refused/m.exec(stdout) ?? [];
  expect([Number(read) > 0, Number(refused) > 0], stdout).toEqual([true, true]);
}, 300_000);
