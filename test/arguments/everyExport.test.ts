import { afterAll, describe, expect, it, vi } from 'vitest';
import { fromCocoSsd } from '../../src/fromCocoSsd.js';
import * as door from '../../src/index.js';
import { toToneMidi } from '../../src/toToneMidi.js';

/** Nothing can be read or written there. */
const NOWHERE = '/dev/null/nowhere';

/** What plain JavaScript may hand in: nothing, or a value of a wrong kind in the first place. */
const WRONG: readonly [string, readonly unknown[]][] = [
  ['nothing', []],
  ['null', [null]],
  ['a number', [42]],
  ['a string', [NOWHERE]],
  ['an empty object', [{}]],
  ['an empty list', [[]]],
];

const FUNCTIONS = Object.entries({ ...door, fromCocoSsd, toToneMidi } as Record<string, unknown>)
  .filter(([name, value]) => typeof value === 'function' && name !== 'MirrorError')
  .map(([name, value]) => [name, value as (...given: readonly unknown[]) => unknown] as const)
  .sort(([a], [b]) => a.localeCompare(b));

describe('every function of the public door', () => {
  // Nothing is printed, whatever is called.
  const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  afterAll(() => {
    for (const each of printed) each.mockRestore();
  });

  it.each(FUNCTIONS)('%s says in a line what is wrong with its first argument', async (_, call) => {
    for (const [what, given] of WRONG) {
      const error = await thrownBy(call, given);
      if (error === undefined) continue;
      expect(error, `called with ${what}`).toBeInstanceOf(door.MirrorError);
      const { message, code } = error as door.MirrorError;
      expect(message).toMatch(/^(?:\/|Expected |Unknown |.*: )/);
      expect(message, `called with ${what}`).not.toMatch(/\n|of undefined|\[object/);
      expect(code, message).toMatch(/^(?:usage|input)$/);
    }
  });
});

/** What a call throws, at once, later or when its stream is gone through; undefined where it is content. */
async function thrownBy(
  call: (...given: readonly unknown[]) => unknown,
  given: readonly unknown[],
): Promise<unknown> {
  try {
    const result = await call(...given);
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
      for await (const _ of result as AsyncIterable<unknown>) break;
    }
    return undefined;
  } catch (error) {
    return error;
  }
}
