import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { yieldToEventLoop } from '../src/yieldToEventLoop.js';
import { KITCHEN } from './cli/runMirror.js';

describe('giving way', () => {
  it('hears a signal of the system that nobody has been told of yet', async () => {
    const abort = new AbortController();
    process.once('SIGUSR2', () => abort.abort());
    await readFile(KITCHEN);
    process.kill(process.pid, 'SIGUSR2');
    expect(abort.signal.aborted).toBe(false);
    await expect(yieldToEventLoop(abort.signal)).rejects.toMatchObject({ code: 'aborted' });
  });

  it('goes on where there was none', async () => {
    await expect(yieldToEventLoop(new AbortController().signal)).resolves.toBeUndefined();
  });
});
