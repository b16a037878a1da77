import { describe, expect, it } from 'vitest';
import { playingEvent } from '../../src/recordings/midiEvents.js';

const place = { ticks: 5, track: 1, midiChannel: 3 };

describe('playingEvent', () => {
  it.each<[controller: number, value: number, expected: object | undefined]>([
    [64, 63, { kind: 'sustain', isDown: false }],
    [64, 64, { kind: 'sustain', isDown: true }],
    [120, 0, { kind: 'silence' }],
    [121, 0, { kind: 'sustain', isDown: false }],
    [123, 0, { kind: 'releaseAll' }],
    [126, 1, { kind: 'releaseAll' }],
    [66, 127, undefined],
    [67, 127, undefined],
    [122, 0, undefined],
  ])('takes controller %i of %i for %o', (controller, value, expected) => {
    const event = playingEvent({ kind: 'controller', ...place, controller, value });
    expect(event).toEqual(expected && { ...expected, ...place });
  });

  it('leaves notes as they are, and programs and bends aside', () => {
    const note = { kind: 'noteOn', ...place, pitch: 61, velocity: 77 } as const;
    expect(playingEvent(note)).toBe(note);
    expect(playingEvent({ kind: 'program', ...place, program: 12 })).toBeUndefined();
    expect(playingEvent({ kind: 'pitchBend', ...place, value: 9000 })).toBeUndefined();
  });
});
