import { describe, expect, it } from 'vitest';
import { keyPresses } from '../../src/music/keyPresses.js';
import type { Note } from '../../src/music/note.js';

/** Notes from `pitch@start+duration`, each with a velocity of its own. */
function notes(script: string): Note[] {
  return script.split(' ').map((word, index) => {
    const [pitch = 0, startTicks = 0, durationTicks = 0] = word.split(/[@+]/).map(Number);
    return { pitch, startTicks, durationTicks, velocity: 30 + index };
  });
}

function script(result: readonly Note[]): string {
  return result
    .map(({ pitch, startTicks, durationTicks }) => `${pitch}@${startTicks}+${durationTicks}`)
    .join(' ');
}

describe('keyPresses', () => {
  it.each([
    ['leaves notes that do not meet', '60@0+5 60@9+5', '60@0+5 60@9+5'],
    ['leaves notes that touch', '60@0+9 60@9+5', '60@0+9 60@9+5'],
    ['leaves overlapping notes of different pitches', '60@0+50 61@9+5', '60@0+50 61@9+5'],
    ['ends a note where its pitch is struck again', '60@0+50 60@9+5', '60@0+9 60@9+5'],
    ['ends each of a chain', '60@0+99 60@9+99 60@20+3', '60@0+9 60@9+11 60@20+3'],
    ['gives notes struck together the longest length', '60@0+5 60@0+9', '60@0+9 60@0+9'],
    ['whichever of them comes first', '60@0+9 60@0+5 60@0+7', '60@0+9 60@0+9 60@0+9'],
    ['ends those too at the next stroke', '60@0+9 60@0+90 60@40+5', '60@0+40 60@0+40 60@40+5'],
    ['puts notes in order of playing', '64@9+1 60@9+1 62@0+1', '62@0+1 60@9+1 64@9+1'],
  ])('%s', (_, given, expected) => {
    expect(script(keyPresses(notes(given)))).toBe(expected);
  });

  it('keeps every velocity', () => {
    const pressed = keyPresses(notes('60@0+5 60@0+9 60@7+30 60@7+2'));
    expect(pressed.map((note) => note.velocity).sort()).toEqual([30, 31, 32, 33]);
  });

  it('leaves the notes it is given as they were', () => {
    const given = notes('60@9+5 60@0+50');
    keyPresses(given);
    expect(script(given)).toBe('60@9+5 60@0+50');
  });
});
