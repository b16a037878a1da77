import { expect, it } from 'vitest';
import { createRewriter } from '../../../src/batch/store/rewriter.js';
import { MirrorError } from '../../../src/errors.js';

/** A rewriter whose first write is refused so. */
function refusedOnce(error: MirrorError) {
  const state = { writes: 0 };
  const rewriter = createRewriter(async () => {
    state.writes += 1;
    if (state.writes === 1) throw error;
    return 1;
  });
  return { ...rewriter, state };
}

it('what Ctrl-C stopped in the middle is written once more', async () => {
  const { touch, flush, failed, state } = refusedOnce(new MirrorError('aborted', 'Stopped.'));
  touch();
  await flush();
  await flush();
  await flush();
  expect(state.writes).toBe(2);
  expect(failed.aborted).toBe(false);
});

it('what the store refused is told, and not written again', async () => {
  const refused = new MirrorError('environment', 's3://archive: no answer');
  const { touch, flush, failed, state } = refusedOnce(refused);
  touch();
  await expect(flush()).rejects.toBe(refused);
  touch();
  await expect(flush()).rejects.toBe(refused);
  expect(failed.reason).toBe(refused);
  expect(state.writes).toBe(1);
});
