import { describe, expect, it } from 'vitest';
import {
  missingWords,
  shortTakesWords,
} from '../../../src/studio/page/views/collection/missingWords.js';

const ready = { state: 'ready' } as const;
const refused = { state: 'refused' } as const;
const sending = { state: 'sending' } as const;

describe('what is missing before an object can be added', () => {
  it.each([
    [{ entries: [] }, 'Record or drop a take first.'],
    [
      { entries: [], unkept: 3 },
      '3 recorded takes are not kept yet: open “Record a take…” to keep or delete them.',
    ],
    [
      { entries: [], unkept: 1 },
      '1 recorded take is not kept yet: open “Record a take…” to keep or delete it.',
    ],
    [{ entries: [refused] }, 'None of these files can be used. Record or drop another.'],
    [{ name: '  ' }, 'Give it a name.'],
    [{ isNameRefused: true }, 'Give it another name.'],
    [{ entries: [ready, sending] }, 'The takes are still being read.'],
    // It can be added, and would be without this one.
    [{ unkept: 1 }, '1 recorded take is not kept yet: open “Record a take…” to keep or delete it.'],
    [{ entries: [ready, refused] }, ''],
  ])('is said of %j: %s', (changed, words) => {
    const whole = { entries: [ready], name: 'kettle', isNameRefused: false, unkept: 0 };
    expect(missingWords({ ...whole, ...changed })).toBe(words);
  });
});

it.each([
  [0, ''],
  [0.3, expect.stringMatching(/^All takes together last 1 s\. That can be trained, but/)],
  [31.4, expect.stringContaining('last 31 s')],
  [59.4, expect.stringContaining('last 59 s')],
  [60, ''],
])('says of %d seconds of takes whether they are short: %s', (seconds, words) => {
  expect(shortTakesWords(seconds)).toEqual(words);
});
