import { configDefaults, defineConfig } from 'vitest/config';

/** Rooms that neither train, nor load a network, nor start a thread or a process: there, a minute is more than enough anywhere. */
const LOGIC = [
  'test/{composition,events,math,music,output,picture,recordings}/**/*.test.ts',
  'test/files/*.test.ts',
  'test/studio/{page,protocol}/**/*.test.ts',
  'test/{architecture,publicDoor}.test.ts',
];

/** What takes seconds on a quiet machine takes minutes where others work on it too; what hangs is still told. */
const WORK_MILLISECONDS = 600_000;

export default defineConfig({
  test: {
    // As many files at a time as there are cores: vitest leaves one out, which on two makes it twice as long.
    maxWorkers: '100%',
    // The built program is run as it is.
    server: { deps: { external: [/\/dist\/bundle\//] } },
    projects: [
      { extends: true, test: { name: 'logic', include: LOGIC, testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'work',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...LOGIC],
          testTimeout: WORK_MILLISECONDS,
          hookTimeout: WORK_MILLISECONDS,
        },
      },
    ],
  },
});
