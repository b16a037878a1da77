import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // As many files at a time as there are cores: vitest leaves one out, which on two makes it twice as long.
    maxWorkers: '100%',
    // The tests that load the detector or train a network take seconds on a quiet machine, and minutes where others work on it too.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
