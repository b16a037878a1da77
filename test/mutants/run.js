// node test/mutants/run.js [--only events, or vision/mergeCandidates] [--unexplained] [--most 60] [--seed 1] [--minutes 10]: changes one operator or number of the mission's arithmetic at
// a time and runs the nearest tests, which should fail. Prints those that do not: survivors. Those that explained.js gives a
// reason for are only counted, and the run fails if there are others. What is changed is a copy of src/ and test/ in a
// temporary folder. A mutant takes half a second on a quiet core; without --most and --minutes all are tried, with
// --unexplained those alone that have no reason.
import { fork } from 'node:child_process';
import { once } from 'node:events';
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
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reasonFor } from './explained.js';
import { mutantsOf } from './mutantsOf.js';
import { TARGETS } from './targets.js';

/** Tests that take this much longer than five times what they take without a mutant are held for a loop without an end. */
const SPARE_MILLISECONDS = 20_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    most: { type: 'string', default: 'Infinity' },
    minutes: { type: 'string', default: 'Infinity' },
    unexplained: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = copyProject();
let server;
process.on('exit', () => {
  server?.kill('SIGKILL');
  // The process that was ended may still be writing.
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const until = performance.now() + Number(values.minutes) * 60_000;

const chosen = shuffled(allMutants(), Number(values.seed)).slice(0, Number(values.most));
const limits = await limitsOf(chosen);
const counts = new Map(
  chosen.map(({ area }) => [
    area,
    { tried: 0, killed: 0, endless: 0, equivalent: 0, weight: 0, unexplained: 0 },
  ]),
);
for (const mutant of chosen) {
  if (performance.now() > until) break;
  const own = counts.get(mutant.area);
  own.tried++;
  const outcome = await runWith(mutant);
  const reason = reasonFor(mutant);
  if (outcome === 'passed') {
    own[reason ?? 'unexplained']++;
    if (!reason) console.log(`survives   ${describe(mutant)}`);
    continue;
  }
  own.killed++;
  if (outcome === 'endless') own.endless++;
  if (reason === 'equivalent') {
    console.log(`explained as equivalent, but killed   ${describe(mutant)}`);
  }
}
for (const [area, own] of counts) {
  const most = chosen.filter((mutant) => mutant.area === area).length;
  console.log(
    `${area}: ${own.tried} of ${most} tried, ${own.killed} killed (${own.endless} of them never ended), ` +
      `${own.equivalent} equivalent, ${own.weight} weights, ${own.unexplained} unexplained`,
  );
}
process.exit([...counts.values()].some(({ unexplained }) => unexplained > 0) ? 1 : 0);

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
    .flatMap(([area, files]) => files.map(([file, tests]) => ({ area, file, tests })))
    .filter(({ area, file }) => [undefined, area, file].includes(values.only))
    .flatMap((target) => {
      const code = readFileSync(join(root, 'src', `${target.file}.ts`), 'utf8');
      return mutantsOf(code).map((mutant) => ({ ...target, code, ...mutant }));
    })
    .filter((mutant) => !values.unexplained || !reasonFor(mutant));
}

/** How long the tests of each file may take; without a mutant they have to pass, or all mutants would seem killed. */
async function limitsOf(mutants) {
  const limits = new Map();
  server = await startServer();
  for (const mutant of mutants) {
    if (limits.has(mutant.file)) continue;
    const start = performance.now();
    const outcome = await runTests(mutant, 600_000);
    if (outcome !== 'passed') throw new Error(`without a mutant, tests ${outcome}: ${mutant.file}`);
    limits.set(mutant.file, 5 * (performance.now() - start) + SPARE_MILLISECONDS);
  }
  return limits;
}

async function runWith(mutant) {
  const { file, code, start, end, text } = mutant;
  const path = pathOf(file);
  writeFileSync(path, code.slice(0, start) + text + code.slice(end));
  const outcome = await runTests(mutant, limits.get(file));
  writeFileSync(path, code);
  return outcome;
}

/** Whether the tests of a file have `passed` or `failed`, or are `endless`. */
async function runTests({ file, tests }, mostMilliseconds) {
  server ??= await startServer();
  const ended = new AbortController();
  const { signal } = ended;
  server.send({
    changed: pathOf(file),
    tests: tests.map((test) => join('test', `${test}.test.ts`)),
  });
  const outcome = await Promise.race([
    once(server, 'message', { signal }).then(([passed]) => (passed ? 'passed' : 'failed')),
    once(server, 'exit', { signal }).then(() => 'failed'),
    setTimeout(mostMilliseconds, 'endless', { signal }),
  ]);
  ended.abort();
  if (outcome === 'endless') server.kill('SIGKILL');
  if (outcome === 'endless' || !server.connected) server = undefined;
  return outcome;
}

async function startServer() {
  const script = fileURLToPath(new URL('serveTests.js', import.meta.url));
  const child = fork(script, { cwd: copy, stdio: 'ignore' });
  await once(child, 'message');
  return child;
}

function pathOf(file) {
  return join(copy, 'src', `${file}.ts`);
}

/** The place, and the line before and after the change. */
function describe({ file, code, line, start, mutatedLine }) {
  const number = code.slice(0, start).split('\n').length;
  return `src/${file}.ts:${number}\n  ${line}\n  ${mutatedLine}`;
}

/** The same order for the same seed. */
function shuffled(list, seed) {
  const order = list.map((item, i) => ({
    item,
    at: (Math.sin(seed * 9301 + i * 49297) * 1e4) % 1,
  }));
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
