import { describe, expect, it } from 'vitest';
import { missingWords } from '../../../src/studio/page/views/collection/missingWords.js';

const ready = { state: 'ready' } as const;
const refused = { state: 'refused' } as const;
const sending = { state: 'sending' } as const;

describe('what is missing before an object can be added', () => {
  it.each([
    [{ entries: [] }, 'Record or drop a take first.'],
    [{ entries: [], unkept: 3 }, '3 recorded takes are not kept yet.'],
    [{ entries: [], unkept: 1 }, '1 recorded take is not kept yet.'],
    [{ entries: [refused] }, 'None of these files can be used. Record or drop another.'],
    [{ name: '  ' }, 'Give it a name.'],
    [{ isNameRefused: true }, 'Give it another name.'],
    [{ entries: [ready, sending] }, 'The takes are still being read.'],
    // It can be added, and would be without this one.
    [{ unkept: 1 }, '1 recorded take is not kept yet.'],
    [{ entries: [ready, refused] }, ''],
  ])('is said of %j: %s', (changed, words) => {
    const whole = { entries: [ready], name: 'kettle', isNameRefused: false, unkept: 0 };
    expect(missingWords({ ...whole, ...changed })).toBe(words);
  });
});
