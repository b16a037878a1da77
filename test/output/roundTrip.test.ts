import { Midi } from '@tonejs/midi';
import { describe, expect, it } from 'vitest';
import { instrumentName } from '../../src/music/instruments.js';
import { keyPresses } from '../../src/music/keyPresses.js';
import { byStart } from '../../src/music/note.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import { AWKWARD_SCORE as score } from './awkwardScore.js';

describe('a score written as MIDI', () => {
  it('is the same score to @tonejs/midi', () => {
    const read = new Midi(writeMidi(score));
    expect(read.header.ppq).toBe(480);
    expect(read.header.tempos).toMatchObject([{ ticks: 0, bpm: expect.closeTo(93.7, 3) }]);
    expect(read.header.timeSignatures).toMatchObject([{ ticks: 0, timeSignature: [7, 8] }]);
    // It takes the title off the conductor track, which it then leaves out.
    expect(utf8(read.header.name)).toBe(score.title);
    expect(read.tracks).toHaveLength(score.parts.length);
    for (const [index, part] of score.parts.entries()) {
      const track = read.tracks[index];
      expect(utf8(track?.name ?? '')).toBe(part.name);
      expect(track?.channel).toBe(part.midiChannel);
      expect(track?.instrument.number).toBe(part.program);
      expect(track?.instrument.name).toBe(instrumentName(part.program));
      expect(track?.notes.map(inOurWords).sort(byStart)).toEqual(keyPresses(part.notes));
      const [trim] = track?.controlChanges[11] ?? [];
      expect(trim?.ticks).toBe(0);
      const trimDb = 40 * Math.log10(trim?.value ?? 0);
      expect(Math.abs(trimDb - (part.trimDb ?? 0))).toBeLessThan(0.2);
      expect(track?.endOfTrackTicks).toBe(score.lengthTicks);
    }
  });

  it('is one performance of all its parts to readRecording', () => {
    const { performance, skipped } = readRecording(writeMidi(score), 'room.mid');
    const written = score.parts.flatMap((part) => keyPresses(part.notes)).sort(byStart);
    expect(performance.notes).toHaveLength(written.length);
    expect(sorted(performance.notes)).toEqual(sorted(written));
    expect(performance).toMatchObject({
      name: 'room.mid',
      tempoBpm: expect.closeTo(93.7, 3),
      timeSignature: { beats: 7, beatUnit: 8 },
    });
    expect(skipped).toEqual([]);
  });

  it.each(score.parts.map((part) => [part.name.slice(0, 20), part] as const))(
    'keeps the notes of «%s» when it is alone',
    (_, part) => {
      const { performance } = readRecording(writeMidi({ ...score, parts: [part] }), 'part.mid');
      expect(performance.notes).toEqual(keyPresses(part.notes));
    },
  );
});

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function inOurWords(note: {
  midi: number;
  ticks: number;
  durationTicks: number;
  velocity: number;
}) {
  return {
    pitch: note.midi,
    startTicks: note.ticks,
    durationTicks: note.durationTicks,
    velocity: Math.round(note.velocity * 127),
  };
}

/** Notes of several parts can start together on one pitch: then their lengths and velocities decide. */
function sorted(notes: readonly object[]): string[] {
  return notes.map((note) => JSON.stringify(Object.entries(note).sort())).sort();
}
