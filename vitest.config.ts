import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // As many files at a time as there are cores: vitest leaves one out, which on two makes it twice as long.
    maxWorkers: '100%',
    // The tests that load the detector or train a network take seconds, and CI machines are noisy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
