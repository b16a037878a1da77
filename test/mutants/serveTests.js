// A process beside run.js, in the folder that mutants are put into. Vitest starts once; a file of sources that changed and the
// paths of its tests come as a message, and whether all of them pass goes back.
import { createVitest } from 'vitest/node';

const vitest = await createVitest('test', {
  watch: false,
  maxWorkers: 1,
  // A thread starts faster than a process.
  pool: 'threads',
  reporters: [{}],
});

let before;
process.on('message', async ({ changed, tests }) => {
  // What was changed before is as it was again, and other tests read it too.
  if (before) vitest.invalidateFile(before);
  vitest.invalidateFile(changed);
  before = changed;
  const asked = await vitest.globTestSpecifications(tests);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked);
  // Modules of earlier runs are listed as well.
  const passed = asked.every(({ moduleId }) =>
    testModules.some((module) => module.moduleId === moduleId && module.state() === 'passed'),
  );
  process.send(passed && asked.length === tests.length && unhandledErrors.length === 0);
});
process.on('disconnect', () => process.exit());
process.send('ready');
