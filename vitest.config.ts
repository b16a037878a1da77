import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The tests that load the detector or train a network take seconds, and CI machines are noisy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
