import { describe, expect, it } from 'vitest';
import { isNoteOn, readSchedule } from '../../src/synthesis/schedule.js';
import { end, meta, midiFile, off, on, tempo, track } from '../recordings/midiBuilder.js';

function onsets(midi: Uint8Array): number[] {
  const { events } = readSchedule(midi, 'piece.mid');
  return events.filter(isNoteOn).map(({ seconds }) => Number(seconds.toFixed(6)));
}

describe('readSchedule', () => {
  it('follows the tempo, which one track says for all', () => {
    const conductor = track(tempo(0, 600_000), tempo(480, 300_000), end(0));
    const notes = track(on(240, 61), off(240, 61), on(240, 63), off(480, 63), end(0));
    expect(onsets(midiFile({ tracks: [conductor, notes] }))).toEqual([0.3, 0.75]);
  });

  it('takes 120 a minute where no tempo is said, and reads format 0', () => {
    const notes = track(on(480, 61), off(10, 61), on(470, 63), off(9, 63), end(0));
    expect(onsets(midiFile({ format: 0, tracks: [notes] }))).toEqual([0.5, 1]);
  });

  it('counts frames of film where the file does, whatever the tempo', () => {
    const notes = track(tempo(0, 900_000), on(500, 61), off(40, 61), end(0));
    // 25 frames of 40 ticks a second.
    const division = ((256 - 25) << 8) | 40;
    expect(onsets(midiFile({ division, tracks: [notes] }))).toEqual([0.5]);
  });

  it('gives each port channels of its own', () => {
    const port = (number: number, pitch: number) =>
      track(meta(0, 0x21, [number]), on(0, pitch), off(99, pitch), end(0));
    const midi = midiFile({ tracks: [port(0, 61), port(1, 62)] });
    const { events, channelCount } = readSchedule(midi, 'piece.mid');
    expect(channelCount).toBe(32);
    expect(events.filter(isNoteOn).map((event) => event.channelOffset)).toEqual([0, 16]);
  });

  it('knows a note-on of velocity 0 as the end of a note', () => {
    const notes = track(on(0, 61), on(480, 61, { velocity: 0 }), end(0));
    expect(onsets(midiFile({ tracks: [notes] }))).toEqual([0]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['no MIDI', new TextEncoder().encode('hello'), /piece\.mid is text/],
    ['a file without notes', midiFile({ tracks: [track(end(480))] }), /piece\.mid has no notes/],
    [
      'a piece of days',
      midiFile({ tracks: [track(on(0, 61), off(0x0fffffff, 61), end(0))] }),
      /piece\.mid lasts 78 hours and four are the most/,
    ],
  ])('refuses %s', (_, bytes, complaint) => {
    const refused = expect.objectContaining({
      code: 'input',
      message: expect.stringMatching(complaint),
    });
    expect(() => readSchedule(bytes, 'piece.mid')).toThrow(refused);
  });
});
