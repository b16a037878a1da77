import { describe, expect, it } from 'vitest';
import { type TrashEntry, writeEntry } from '../../../src/collection/changes/trash.js';

const entry = (recordings: readonly string[]): TrashEntry => ({
  number: 3,
  action: 'recordings removed',
  name: 'kettle',
  formerName: 'kettle',
  recordings,
  isUndo: false,
});

describe('an entry of the trash', () => {
  it('is written where it is looked for', () => {
    expect(writeEntry(entry(['one.mid']))).toMatchObject({
      is: 'write',
      path: 'objects/.trash/3/entry.json',
      text: expect.stringContaining('"one.mid"'),
    });
  });

  it('is refused with more names than could be read again', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `${'long '.repeat(10)}${i}.mid`);
    expect(() => writeEntry(entry(names))).toThrow(/but kettle has more\. Remove fewer files/);
  });
});
