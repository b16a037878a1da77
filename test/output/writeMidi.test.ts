import { execFileSync, spawnSync } from 'node:child_process';
import { Midi } from '@tonejs/midi';
import { type MidiEvent, parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { MirrorError } from '../../src/errors.js';
import { bearsMidiMark } from '../../src/files/writtenBy.js';
import type { Note } from '../../src/music/note.js';
import type { Part, Score } from '../../src/music/score.js';
import { writeMidi, writeUnmarkedMidi } from '../../src/output/writeMidi.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import { AWKWARD_SCORE } from './awkwardScore.js';
import { withoutMark } from './withoutMark.js';

const note: Note = { pitch: 61, startTicks: 0, durationTicks: 100, velocity: 50 };

const part: Part = {
  name: 'clock',
  midiChannel: 3,
  program: 10,
  gainDb: -6,
  trimDb: -4.5,
  pan: 0.4,
  notes: [
    { pitch: 61, startTicks: 0, durationTicks: 240, velocity: 37 },
    { pitch: 61, startTicks: 240, durationTicks: 1200, velocity: 101 },
  ],
};

const score: Score = {
  title: 'kitchen',
  tempoBpm: 88,
  timeSignature: { beats: 3, beatUnit: 4 },
  lengthTicks: 1440,
  parts: [part],
};

/** What midi-file reads of the mark: the data byte by byte. */
const MARK = `0 sequencerSpecific ${[0x7d, ...Buffer.from('sound-mirror')]}`;

/** What midi-file reads on each track, as `ticks what values`. */
function lines(written: Score): string[][] {
  return parseMidi(writeMidi(written)).tracks.map((events) => {
    let ticks = 0;
    return events.map((event) => {
      ticks += event.deltaTime;
      return `${ticks} ${line(event)}`;
    });
  });
}

function line(event: MidiEvent): string {
  const { deltaTime: _, type, ...rest } = event;
  const values = Object.entries(rest).filter(([key]) => key !== 'meta');
  return [type, ...values.map(([, value]) => value)].join(' ');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

/** The key that mido finds in a MIDI file. */
function mido(bytes: Uint8Array): string {
  const program =
    'import io, sys, mido; print([m.key for t in mido.MidiFile(file=io.BytesIO(sys.stdin.buffer.read())).tracks for m in t if m.type == "key_signature"][0])';
  return execFileSync('python3', ['-c', program], { input: bytes, encoding: 'utf8' }).trim();
}

const HAS_MIDO = spawnSync('python3', ['-c', 'import mido']).status === 0;

describe('writeMidi', () => {
  it('writes a conductor track and a track per part, everything before the first note', () => {
    expect(lines(score)).toEqual([
      [
        MARK,
        '0 trackName kitchen',
        '0 setTempo 681818',
        '0 timeSignature 3 4 24 8',
        '1440 endOfTrack',
      ],
      [
        '0 trackName clock',
        '0 programChange 3 10',
        '0 controller 3 7 90',
        '0 controller 3 10 89',
        '0 controller 3 11 98',
        '0 controller 3 91 48',
        '0 noteOn 3 61 37',
        '240 noteOff 3 61 64',
        '240 noteOn 3 61 101',
        '1440 noteOff 3 61 64',
        '1440 endOfTrack',
      ],
    ]);
  });

  it('writes format 1, 480 ticks a quarter, and counts its tracks', () => {
    const { header } = parseMidi(writeMidi(AWKWARD_SCORE));
    expect(header).toEqual({ format: 1, numTracks: 16, ticksPerBeat: 480 });
  });

  it('says first who wrote it, whatever the title, and nothing else changes by that', () => {
    const titled = { ...AWKWARD_SCORE, title: 'x'.repeat(700) };
    const bytes = writeMidi(titled);
    expect(bearsMidiMark(bytes)).toBe(true);
    expect(bearsMidiMark(withoutMark(bytes))).toBe(false);
    const { header, tracks } = parseMidi(withoutMark(bytes));
    const [[mark, ...conductor] = [], ...parts] = parseMidi(bytes).tracks;
    expect(mark).toMatchObject({ deltaTime: 0, type: 'sequencerSpecific' });
    expect([header, [conductor, ...parts]]).toEqual([parseMidi(bytes).header, tracks]);
    expect(new Midi(bytes).toJSON()).toEqual(new Midi(withoutMark(bytes)).toJSON());
    expect(readRecording(bytes, 'x')).toEqual(readRecording(withoutMark(bytes), 'x'));
  });

  it('counts a title that names this program as no mark', () => {
    const titled = { ...score, title: 'sound-mirror' };
    expect(bearsMidiMark(withoutMark(writeMidi(titled)))).toBe(false);
    expect(bearsMidiMark(new Uint8Array())).toBe(false);
  });

  it('writes the same without the mark for what was transcribed', () => {
    const bytes = writeUnmarkedMidi(AWKWARD_SCORE);
    expect(bytes).toEqual(withoutMark(writeMidi(AWKWARD_SCORE)));
    expect(() => writeUnmarkedMidi({ ...score, tempoBpm: 0 })).toThrow('tempoBpm is 0');
  });

  it('writes names of any script in UTF-8', () => {
    const names = parseMidi(writeMidi(AWKWARD_SCORE)).tracks.map((events) => {
      const named = events.find((event) => event.type === 'trackName');
      return named && utf8(named.text);
    });
    expect(names).toEqual([AWKWARD_SCORE.title, ...AWKWARD_SCORE.parts.map(({ name }) => name)]);
  });

  it('ends every track at the end of the score', () => {
    for (const track of lines(AWKWARD_SCORE)) {
      expect(track.at(-1)).toBe(`${AWKWARD_SCORE.lengthTicks} endOfTrack`);
    }
  });

  it('lets keys go with real note-offs, and never writes running status', () => {
    const offs = parseMidi(writeMidi(AWKWARD_SCORE)).tracks.flatMap((events) =>
      events.filter((event) => event.type === 'noteOff'),
    );
    expect(offs.length).toBeGreaterThan(500);
    expect(offs.filter((event) => event.byte9 || event.running)).toEqual([]);
  });

  it('presses no key that is down, unless two notes press it together', () => {
    for (const events of parseMidi(writeMidi(AWKWARD_SCORE)).tracks) {
      const pressedAt = new Map<number, number>();
      let ticks = 0;
      for (const event of events) {
        ticks += event.deltaTime;
        if (event.type === 'noteOff') pressedAt.delete(event.noteNumber);
        if (event.type !== 'noteOn') continue;
        expect(pressedAt.get(event.noteNumber) ?? ticks).toBe(ticks);
        pressedAt.set(event.noteNumber, ticks);
      }
      expect([...pressedAt]).toEqual([]);
    }
  });

  it.each([
    { tempoBpm: 93.7, microseconds: 640_342 },
    { tempoBpm: 4, microseconds: 15_000_000 },
    { tempoBpm: 999, microseconds: 60_060 },
  ])('writes $tempoBpm bpm as $microseconds µs', ({ tempoBpm, microseconds }) => {
    expect(lines({ ...score, tempoBpm })[0]).toContain(`0 setTempo ${microseconds}`);
  });

  it.each([
    { beats: 6, beatUnit: 8, written: '6 8 12 8' },
    { beats: 2, beatUnit: 2, written: '2 2 48 8' },
    { beats: 21, beatUnit: 64, written: '21 64 1 8' },
  ])('writes $beats/$beatUnit', ({ beats, beatUnit, written }) => {
    const timed = { ...score, timeSignature: { beats, beatUnit } };
    expect(lines(timed)[0]).toContain(`0 timeSignature ${written}`);
  });

  it.each([
    { key: { tonic: 9, mode: 'major' }, written: '0 keySignature 3 0' },
    { key: { tonic: 3, mode: 'minor' }, written: '0 keySignature -6 1' },
  ] as const)('writes the key $key after the time signature', ({ key, written }) => {
    expect(lines({ ...score, key })[0]?.slice(3)).toEqual([
      '0 timeSignature 3 4 24 8',
      written,
      '1440 endOfTrack',
    ]);
  });

  it('writes a key that @tonejs/midi reads', () => {
    const { header } = new Midi(writeMidi({ ...score, key: { tonic: 3, mode: 'minor' } }));
    // Its names of keys are those of the signature's major form.
    expect(header.keySignatures).toEqual([{ key: 'Gb', scale: 'minor', ticks: 0 }]);
  });

  it.skipIf(!HAS_MIDO)('writes a key that mido reads, which is skipped where it is missing', () => {
    const keys = Array.from({ length: 12 }, (_, tonic) =>
      (['major', 'minor'] as const).map((mode) =>
        mido(writeMidi({ ...score, key: { tonic, mode } })),
      ),
    );
    expect(keys.map(([major]) => major).join(' ')).toBe('C Db D Eb E F F# G Ab A Bb B');
    expect(keys.map(([, minor]) => minor).join(' ')).toBe(
      'Cm C#m Dm Ebm Em Fm F#m Gm G#m Am Bbm Bm',
    );
  });

  it('writes a part without notes and a score without parts', () => {
    expect(lines({ ...score, parts: [{ ...part, notes: [] }] })[1]).toHaveLength(7);
    expect(lines({ ...score, parts: [] })).toHaveLength(1);
  });

  it('writes rests of any length', () => {
    const lengthTicks = 200_000_000;
    const startTicks = [3, 127, 128 + 3, 16_383 + 131, 2_097_151 + 20_000, lengthTicks - 5];
    const notes = startTicks.map((start) => ({ ...note, startTicks: start, durationTicks: 1 }));
    const written = lines({ ...score, lengthTicks, parts: [{ ...part, notes }] })[1];
    for (const start of startTicks) expect(written).toContain(`${start} noteOn 3 61 50`);
  });

  it('gives the same bytes for the same score, and leaves the score as it was', () => {
    const before = structuredClone(AWKWARD_SCORE);
    expect(writeMidi(AWKWARD_SCORE)).toEqual(writeMidi(structuredClone(AWKWARD_SCORE)));
    expect(AWKWARD_SCORE).toEqual(before);
  });

  it('refuses what does not fit, naming it', () => {
    const late = { ...score, parts: [{ ...part, notes: [{ ...note, startTicks: 1400 }] }] };
    expect(() => writeMidi(late)).toThrow(MirrorError);
    expect(() => writeMidi(late)).toThrow('part «clock», note 1, durationTicks is 100');
  });
});
