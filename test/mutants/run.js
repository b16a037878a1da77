// node test/mutants/run.js [--only events, or vision/mergeCandidates] [--most 60] [--seed 1] [--minutes 10]: changes one operator or number of the mission's arithmetic at
// a time and runs the nearest tests, which should fail. Prints those that do not: survivors. What is changed is a copy of
// src/ and test/ in a temporary folder. A mutant takes two seconds on a quiet core; without --most and --minutes all are tried.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutantsOf } from './mutantsOf.js';
import { TARGETS } from './targets.js';

/** A loop without an end is found out as well; on a busy machine the start of the tests alone may take a minute. */
const MOST_MILLISECONDS = 300_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    most: { type: 'string', default: 'Infinity' },
    minutes: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = copyProject();
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
const until = performance.now() + Number(values.minutes) * 60_000;

const chosen = shuffled(allMutants(), Number(values.seed)).slice(0, Number(values.most));
let tried = 0;
let survived = 0;
for (const mutant of chosen) {
  if (performance.now() > until) break;
  tried++;
  if (isKilled(mutant)) continue;
  survived++;
  console.log(describe(mutant));
}
console.log(`${tried} of ${chosen.length} mutants tried, ${survived} survived`);

/** Sources and tests are copied, since one of them changes; all else is looked at where it is. */
function copyProject() {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const name of readdirSync(root)) {
    if (name === '.git') continue;
    if (name === 'src' || name === 'test')
      cpSync(join(root, name), join(folder, name), { recursive: true });
    else symlinkSync(join(root, name), join(folder, name));
  }
  return folder;
}

function allMutants() {
  return Object.entries(TARGETS)
    .flatMap(([area, files]) =>
      files.filter(([file]) => [undefined, area, file].includes(values.only)),
    )
    .flatMap(([file, tests]) => {
      const code = readFileSync(join(root, 'src', `${file}.ts`), 'utf8');
      return mutantsOf(code).map((mutant) => ({ file, tests, code, ...mutant }));
    });
}

/** Whether a test fails, or the tests never end, with the mutant in place. */
function isKilled({ file, tests, code, start, end, text }) {
  const path = join(copy, 'src', `${file}.ts`);
  writeFileSync(path, code.slice(0, start) + text + code.slice(end));
  const names = tests.map((test) => join('test', `${test}.test.ts`));
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--bail',
    '1',
    '--maxWorkers',
    '1',
    ...names,
  ];
  const { status } = spawnSync(process.execPath, words, {
    cwd: copy,
    timeout: MOST_MILLISECONDS,
    stdio: 'ignore',
  });
  writeFileSync(path, code);
  return status !== 0;
}

function describe({ file, code, start, end, text }) {
  const before = code.slice(0, start).split('\n');
  const line = code.split('\n')[before.length - 1].trim();
  return `src/${file}.ts:${before.length}  ${code.slice(start, end)} → ${text}  ${line}`;
}

/** The same order for the same seed. */
function shuffled(list, seed) {
  const order = list.map((item, i) => ({
    item,
    at: (Math.sin(seed * 9301 + i * 49297) * 1e4) % 1,
  }));
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
