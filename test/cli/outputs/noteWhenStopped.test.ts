import { describe, expect, it } from 'vitest';
import { noteWhenStopped, stoppedLine } from '../../../src/cli/outputs/noteWhenStopped.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';

const photos = ['a.png', 'b.png', 'c.jpg'];
const many = Array.from({ length: 20 }, (_, i) => `${i}.jpg`);

describe('stoppedLine', () => {
  it.each([
    [photos, [], '0 of 3 photos are done. Some files may be missing: mirror them again.'],
    [
      photos,
      ['b.png'],
      '1 of 3 photos is done: b.png. Of the others some files may be missing: mirror them again.',
    ],
    [
      photos,
      ['a.png', 'b.png'],
      '2 of 3 photos are done: a.png, b.png. Of the other some files may be missing: mirror it again.',
    ],
    [photos, photos, '3 of 3 photos are done: a.png, b.png, c.jpg.'],
    [['a.png'], [], 'a.png is not done: mirror it again.'],
    [
      many,
      many.slice(0, 9),
      '9 of 20 photos are done. Of the others some files may be missing: mirror them again.',
    ],
  ])('of %j with %j done is: %s', (all, done, line) => {
    expect(stoppedLine(all, done)).toBe(line);
  });
});

describe('noteWhenStopped', () => {
  it('speaks when the signal fires, and not after the end', () => {
    const said: string[] = [];
    const stderr = { write: (text: string) => said.push(text) };
    const terminal = createTerminal({ stdout: stderr, stderr, env: {}, quiet: false });
    for (const isEnded of [false, true]) {
      const abort = new AbortController();
      const stopping = noteWhenStopped(photos, { terminal, signal: abort.signal });
      stopping.done('a.png');
      if (isEnded) stopping.end();
      abort.abort();
    }
    expect(said).toEqual([expect.stringMatching(/^1 of 3 photos is done: a\.png\. /)]);
  });
});
