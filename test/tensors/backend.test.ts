import { memory } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isBackendName } from '../../src/tensors/backend.js';
import { findTfjsNode } from '../../src/tensors/tfjsNode.js';

/** The room as a new process would find it: with no backend chosen. */
async function freshRoom() {
  vi.resetModules();
  return await import('../../src/tensors/backend.js');
}

describe('openBackend', () => {
  const printed: unknown[] = [];
  beforeEach(() => {
    printed.length = 0;
    const keep = (...words: unknown[]) => printed.push(words) > 0;
    for (const method of ['log', 'warn', 'error', 'info'] as const) {
      vi.spyOn(console, method).mockImplementation(keep);
    }
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(printed).toEqual([]);
  });

  // First, because an engine starts once in a process, whatever becomes of our room.
  it('leaves no tensor behind, no listener that would rethrow the errors of others, and all of theirs', async () => {
    const events = ['uncaughtException', 'unhandledRejection'] as string[] as 'exit'[];
    const listeners = () =>
      [...events, 'newListener'].map((event) => process.listeners(event as 'exit'));
    const own = { before: () => {}, meanwhile: () => {}, later: () => {} };
    const others = listeners();
    const { openBackend } = await freshRoom();
    for (const event of events) process.on(event, own.before);
    try {
      const opening = openBackend('wasm');
      for (const event of events) process.on(event, own.meanwhile);
      // The engine compiles for some milliseconds, over which others go on with their work.
      setImmediate(() => {
        for (const event of events) process.prependListener(event, own.later);
      });
      await opening;
      expect(memory().numTensors).toBe(0);
      const [exceptions = [], rejections = [], newListeners = []] = others;
      expect(listeners()).toEqual([
        [own.later, ...exceptions, own.before, own.meanwhile],
        [own.later, ...rejections, own.before, own.meanwhile],
        newListeners,
      ]);
    } finally {
      for (const event of events) {
        for (const listener of Object.values(own)) process.removeListener(event, listener);
      }
    }
  });

  it('opens the fastest engine that answers, and says why a faster one was passed over', async () => {
    const { openBackend } = await freshRoom();
    const backend = await openBackend();
    const tfjsNode = findTfjsNode();
    if (tfjsNode.state === 'ready') expect(['node', 'wasm']).toContain(backend.name);
    else expect(backend.name).toBe('wasm');
    if (tfjsNode.state === 'absent') expect(backend.note).toBeUndefined();
    if (tfjsNode.state === 'fails') {
      expect(backend.note).toBe(`${tfjsNode.reason}. Using wasm instead.`);
    }
  });

  it.each(['wasm', 'cpu'] as const)('opens %s when told to, without a note', async (name) => {
    const { openBackend } = await freshRoom();
    expect(await openBackend(name)).toEqual({ name });
  });

  it('gives the same backend ever after, to callers at the same time as well', async () => {
    const { openBackend } = await freshRoom();
    const [first, second] = await Promise.all([openBackend('wasm'), openBackend()]);
    expect(second).toBe(first);
    expect(await openBackend('wasm')).toBe(first);
  });

  it('refuses a second engine while one is at work', async () => {
    const { openBackend } = await freshRoom();
    await openBackend('cpu');
    await expect(openBackend('wasm')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/wasm was asked for while cpu is at work/),
    });
  });

  it.skipIf(findTfjsNode().state === 'ready')(
    'says what is missing when a forced engine is not to be had, and can then be asked again',
    async () => {
      const { openBackend } = await freshRoom();
      await expect(openBackend('node')).rejects.toMatchObject({
        code: 'environment',
        message: expect.stringMatching(
          /^Expected the node backend .*tfjs-node.*Leave `backend` out/,
        ),
      });
      expect(await openBackend('wasm')).toEqual({ name: 'wasm' });
    },
  );
});

describe('isBackendName', () => {
  it.each([
    ['node', true],
    ['wasm', true],
    ['cpu', true],
    ['WASM', false],
    ['webgl', false],
    ['', false],
  ])('takes %j for a backend: %j', (text, expected) => {
    expect(isBackendName(text)).toBe(expected);
  });
});
