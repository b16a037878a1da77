import { describe, expect, it } from 'vitest';
import { gridBeats } from '../../src/beats/gridBeats.js';
import { MirrorError } from '../../src/errors.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import {
  ascii,
  controller,
  end,
  type MidiParts,
  meta,
  midiFile,
  off,
  on,
  pedalDown,
  pedalUp,
  tempo,
  timeSignature,
  track,
  trackName,
} from './midiBuilder.js';

/** Notes as `pitch@start+duration`, in the performance's own order. */
function played(parts: MidiParts): string[] {
  return read(parts).performance.notes.map(
    ({ pitch, startTicks, durationTicks }) => `${pitch}@${startTicks}+${durationTicks}`,
  );
}

function read(parts: MidiParts) {
  return readRecording(midiFile(parts), 'take1.mid');
}

describe('readRecording', () => {
  it('reads a format 0 file into one performance', () => {
    const recording = read({
      format: 0,
      tracks: [
        track(
          tempo(0, 600_000),
          timeSignature(0, 3, 2),
          on(0, 64, { velocity: 33 }),
          on(0, 55, { velocity: 101 }),
          off(311, 64),
          off(40, 55),
          end(0),
        ),
      ],
    });
    expect(recording).toEqual({
      performance: {
        name: 'take1.mid',
        notes: [
          { pitch: 55, startTicks: 0, durationTicks: 351, velocity: 101 },
          { pitch: 64, startTicks: 0, durationTicks: 311, velocity: 33 },
        ],
        lengthTicks: 351,
        tempoBpm: 100,
        timeSignature: { beats: 3, beatUnit: 4 },
        tempoChanges: [{ ticks: 0, tempoBpm: 100 }],
        isFree: false,
      },
      startSeconds: 0,
      ticksPerQuarter: 480,
      skipped: [],
    });
  });

  it('merges the tracks of a format 1 file in order of time', () => {
    const notes = played({
      tracks: [
        track(tempo(0, 500_000), end(0)),
        track(on(240, 71), off(100, 71), end(0)),
        track(on(0, 43), off(480, 43), on(7, 44), off(9, 44), end(0)),
      ],
    });
    expect(notes).toEqual(['43@0+480', '71@240+100', '44@487+9']);
  });

  it('understands running status and note-ons of velocity 0', () => {
    const runs = [0, 0x90, 60, 70, 30, 60, 0, 5, 62, 70, 30, 62, 0];
    expect(played({ tracks: [track(runs, end(0))] })).toEqual(['60@0+30', '62@35+30']);
  });

  it.each([
    { division: 96, expected: ['60@480+240', '61@720+5'] },
    { division: 480, expected: ['60@96+48', '61@144+1'] },
    { division: 960, expected: ['60@48+24', '61@72+1'] },
    // 10,000 ticks a quarter: the note of one tick would vanish, and sounds for one of ours instead.
    { division: 10_000, expected: ['60@5+2', '61@7+1'] },
    { division: 1, expected: ['60@0+23040', '61@23040+480'] },
  ])('rescales $division ticks a quarter to 480', ({ division, expected }) => {
    const tracks = [track(on(96, 60), off(48, 60), on(0, 61), off(1, 61), end(0))];
    expect(played({ division, tracks })).toEqual(expected);
    expect(read({ division, tracks }).ticksPerQuarter).toBe(division);
  });

  it('lets notes that met in the file still meet after rescaling', () => {
    const run = Array.from({ length: 50 }, (_, i) =>
      track(on(0, 60 + (i % 7)), off(7, 60 + (i % 7))),
    );
    const { notes } = read({ division: 384, tracks: [track(...run, end(0))] }).performance;
    for (const [index, note] of notes.slice(1).entries()) {
      const before = notes[index];
      expect(note.startTicks).toBe((before?.startTicks ?? 0) + (before?.durationTicks ?? 0));
    }
  });

  it('gives a grace note that is released before it is struck one tick', () => {
    const tracks = [
      track([0, 0x90, 62, 0], on(0, 62), on(0, 60), off(480, 60), on(0, 62), off(480, 62), end(0)),
    ];
    expect(played({ tracks })).toEqual(['60@0+480', '62@0+1', '62@480+480']);
  });

  it('keeps the beat of the file through any tempo map', () => {
    const notes = played({
      tracks: [
        track(tempo(0, 500_000), tempo(480, 2_000_000), tempo(480, 111_111), end(0)),
        track(
          ...Array.from({ length: 4 }, (_, i) => track(on(i && 240, 60), off(240, 60))),
          end(0),
        ),
      ],
    });
    expect(notes).toEqual(['60@0+240', '60@480+240', '60@960+240', '60@1440+240']);
  });

  it.each([
    { first: 0, expected: 0 },
    { first: 1919, expected: 1919 },
    { first: 1920, expected: 0 },
    { first: 5000, expected: 1160 },
  ])(
    'starts at the bar of the first note: tick $first becomes $expected',
    ({ first, expected }) => {
      const { performance } = read({ tracks: [track(on(first, 60), off(77, 60), end(9000))] });
      expect(performance.notes[0]?.startTicks).toBe(expected);
      expect(performance.lengthTicks).toBe(expected + 77);
    },
  );

  it('gives a single note of no length one tick, and a tempo', () => {
    const tracks = [track(tempo(0, 750_000), on(30, 60), off(0, 60), end(0))];
    expect(read({ tracks }).performance).toMatchObject({
      notes: [{ startTicks: 30, durationTicks: 1 }],
      lengthTicks: 31,
      tempoBpm: 80,
    });
  });

  it('counts the bars of the time signature that holds at the first note', () => {
    const tracks = [
      track(
        timeSignature(0, 7, 3),
        timeSignature(1680, 3, 2),
        on(1440 + 100, 60),
        off(9, 60),
        end(0),
      ),
    ];
    expect(played({ tracks })).toEqual(['60@100+9']);
  });

  it('names the time signatures of a recording that has several', () => {
    const several = [timeSignature(0, 3, 2), on(1440, 60), timeSignature(1440, 6, 3), off(720, 60)];
    expect(read({ tracks: [track(...several, end(0))] }).performance).toMatchObject({
      timeSignature: { beats: 3, beatUnit: 4 },
      timeSignatures: [
        { beats: 3, beatUnit: 4 },
        { beats: 6, beatUnit: 8 },
      ],
    });
    const one = [timeSignature(0, 3, 2), on(1440, 60), off(720, 60), timeSignature(0, 6, 3)];
    expect(read({ tracks: [track(...one, end(0))] }).performance).not.toHaveProperty(
      'timeSignatures',
    );
  });

  it('counts an upbeat, written as a bar of 1/4 before 4/4, as the last beat of a bar', () => {
    const { performance, startSeconds } = read({
      tracks: [
        track(tempo(0, 600_000), timeSignature(0, 1, 2), timeSignature(480, 4, 2), end(0)),
        track(on(0, 60), off(480, 60), on(0, 64), off(960, 64), end(0)),
      ],
    });
    expect(performance.notes.map(({ startTicks }) => startTicks)).toEqual([1440, 1920]);
    expect(performance.timeSignature).toEqual({ beats: 4, beatUnit: 4 });
    expect(performance.timeSignatures).toBeUndefined();
    expect(performance.tempoChanges).toEqual([{ ticks: 0, tempoBpm: 100 }]);
    expect(startSeconds).toBeCloseTo(-1.8, 9);
    // No beat lies before the file does.
    const { beats, downbeats } = gridBeats(performance, startSeconds);
    expect(beats.map((each) => each.toFixed(3))).toEqual(['0.000', '0.600', '1.200', '1.800']);
    expect(downbeats.map((each) => each.toFixed(3))).toEqual(['0.600']);
  });

  it('counts a first bar of 5/4 before 4/4 from its end, where the bar line is', () => {
    const { performance, startSeconds } = read({
      tracks: [
        track(timeSignature(0, 5, 2), timeSignature(2400, 4, 2), end(0)),
        track(on(0, 60), off(480, 60), on(0, 64), off(1920, 64), on(0, 67), off(7680, 67), end(0)),
      ],
    });
    expect(performance.notes.map(({ startTicks }) => startTicks)).toEqual([1440, 1920, 3840]);
    expect(performance.timeSignature).toEqual({ beats: 4, beatUnit: 4 });
    expect(startSeconds).toBeCloseTo(-1.5, 9);
    expect(gridBeats(performance, startSeconds).downbeats.slice(0, 3)).toEqual([0.5, 2.5, 4.5]);
  });

  it('lays a file that counts film frames out at 120 quarters a minute, and says so', () => {
    // 25 frames a second of 40 ticks: a thousand ticks a second, 500 a quarter.
    const recording = read({
      division: ((256 - 25) << 8) | 40,
      tracks: [track(tempo(0, 250_000), on(500, 60), off(250, 60), end(0))],
    });
    expect(recording.performance).toMatchObject({
      notes: [{ startTicks: 480, durationTicks: 240 }],
      tempoBpm: 120,
    });
    expect(recording.skipped).toEqual([
      'the file counts film frames, not beats: laid out at 120 quarter notes a minute, 1 tempo event left out',
    ]);
  });

  it('hears the pedal of one track in the notes of another on the same channel', () => {
    const notes = played({
      tracks: [
        track(on(0, 60), off(100, 60), end(0)),
        track(pedalDown(50), pedalUp(850), end(0)),
        track(on(0, 72, { channel: 3 }), off(100, 72, { channel: 3 }), end(0)),
      ],
    });
    expect(notes).toEqual(['60@0+900', '72@0+100']);
  });

  it('keeps a note through a program change and other controllers', () => {
    const tracks = [
      track(on(0, 60), [10, 0xc0, 5], controller(10, 7, { value: 3 }), off(300, 60), end(0)),
    ];
    expect(played({ tracks })).toEqual(['60@0+320']);
  });

  it('passes over system-exclusive, aftertouch and texts', () => {
    const tracks = [
      track(
        [0, 0xf0, 3, 0x7e, 0x7f, 0xf7],
        on(0, 60),
        [10, 0xa0, 60, 12],
        [10, 0xd0, 12],
        [10, 0xf7, 2, 0x91, 0x40],
        meta(10, 0x05, ascii('la')),
        off(10, 60),
        end(0),
      ),
    ];
    expect(read({ tracks })).toMatchObject({
      performance: { notes: [{ pitch: 60, durationTicks: 50 }] },
      skipped: [],
    });
  });

  it('reads a view into a larger buffer', () => {
    const bytes = midiFile({ tracks: [track(on(0, 60), off(33, 60), end(0))] });
    const shifted = new Uint8Array(bytes.length + 20).fill(0xff);
    shifted.set(bytes, 7);
    const view = shifted.subarray(7, 7 + bytes.length);
    expect(readRecording(view, 'a')).toEqual(readRecording(bytes, 'a'));
  });

  it('does not change the bytes it is given', () => {
    const bytes = midiFile({ tracks: [track(on(0, 60), off(33, 60), end(0))] });
    const before = Uint8Array.from(bytes);
    readRecording(bytes, 'a');
    expect(bytes).toEqual(before);
  });
});

describe('what readRecording says it left out', () => {
  const music = track(on(0, 60), off(480, 60), end(0));

  it.each<{ what: string; tracks: number[][]; skipped: string[] }>([
    { what: 'nothing', tracks: [music], skipped: [] },
    {
      what: 'a conductor track, which has no notes by its nature',
      tracks: [track(trackName(0, 'Waltz'), tempo(0, 500_000), end(0)), music],
      skipped: [],
    },
    {
      what: 'tracks without notes',
      tracks: [music, track(trackName(0, 'lyrics'), meta(0, 5, ascii('la')), end(0)), end(0)],
      skipped: ['track 2 «lyrics» has no notes', 'track 3 has no notes'],
    },
    {
      what: 'a track that only puts its controllers back',
      tracks: [music, track(controller(0, 121), end(0))],
      skipped: ['track 2 has no notes'],
    },
    {
      what: 'drums',
      tracks: [
        music,
        track(
          trackName(0, 'Drums'),
          on(0, 36, { channel: 9 }),
          off(9, 36, { channel: 9 }),
          on(0, 38, { channel: 9 }),
          end(0),
        ),
      ],
      skipped: ['track 2 «Drums»: 2 notes on channel 10 are drums, left out'],
    },
    {
      what: 'one drum among notes',
      tracks: [track(on(0, 36, { channel: 9 }), music)],
      skipped: ['track 1: 1 note on channel 10 is drums, left out'],
    },
    {
      what: 'a note never released',
      tracks: [track(on(0, 60), on(0, 64), off(480, 60), end(0))],
      skipped: ['1 note was never released; it ends with the file'],
    },
    {
      what: 'notes never released whose key is struck again',
      tracks: [track(on(0, 60), on(480, 60), off(480, 60), end(0))],
      skipped: ['1 note was never released; it ends at the next note of the pitch'],
    },
    {
      what: 'notes of a file without note-offs',
      tracks: [track(on(0, 60), on(480, 60), on(480, 62), on(480, 60), end(0))],
      skipped: [
        '4 notes were never released; they end at the next note of the pitch, or with the file',
      ],
    },
    {
      what: 'no grace note, which is released before it is struck',
      tracks: [track(off(480, 60), [0, 0x90, 62, 0], on(0, 62), on(0, 60), music)],
      skipped: [],
    },
    {
      what: 'notes left in the pedal',
      tracks: [track(pedalDown(0), on(0, 60), on(0, 64), off(4, 60), off(0, 64), end(0))],
      skipped: ['2 notes were left in the pedal; they end with the file'],
    },
    {
      what: 'pitch bends',
      tracks: [track([0, 0xe0, 0, 65], [0, 0xe0, 0, 66], music)],
      skipped: ['track 1: 2 pitch bends left out, the notes keep their own pitch'],
    },
    {
      what: 'no pitch wheel at its centre',
      tracks: [track([0, 0xe0, 0, 64], music), track([0, 0xe1, 0, 64], music)],
      skipped: [],
    },
    {
      what: 'a track with nothing but a pitch wheel at its centre',
      tracks: [music, track([0, 0xe0, 0, 64], end(0))],
      skipped: ['track 2 has no notes'],
    },
    {
      what: 'pitch bends of several tracks together',
      tracks: [
        track([0, 0xe0, 1, 64], [0, 0xe0, 0, 64], music),
        music,
        track([0, 0xe1, 0, 65], [9, 0xe1, 127, 63], music),
      ],
      skipped: ['2 tracks: 3 pitch bends left out, the notes keep their own pitch'],
    },
    {
      what: 'a time signature and a tempo that cannot be',
      tracks: [track(timeSignature(0, 0, 2), timeSignature(0, 3, 8), tempo(0, 0), music)],
      skipped: [
        'track 1: a time signature of 0/4 cannot be, left out',
        'track 1: a time signature of 3/256 cannot be, left out',
        'track 1: a tempo of no length cannot be, left out',
      ],
    },
    {
      what: 'names that are not UTF-8, not on one line, or very long',
      tracks: [
        music,
        track(trackName(0, [0x43, 0x61, 0x66, 0xe9]), end(0)),
        track(trackName(0, ' a\r\n\u001b[31mb\0 '), end(0)),
        track(trackName(0, '冷'.repeat(99)), end(0)),
      ],
      skipped: [
        'track 2 «Café» has no notes',
        'track 3 «a [31mb» has no notes',
        `track 4 «${'冷'.repeat(40)}» has no notes`,
      ],
    },
  ])('names $what', ({ tracks, skipped }) => {
    expect(read({ tracks }).skipped).toEqual(skipped);
  });
});

describe('what readRecording refuses', () => {
  it.each<[string, MidiParts, string]>([
    ['a file without tracks', { tracks: [] }, 'has no notes at all'],
    ['a file without notes', { tracks: [track(tempo(0, 9), end(0))] }, 'has no notes at all'],
    [
      'a file of drums alone',
      { tracks: [track(on(0, 36, { channel: 9 }), off(9, 36, { channel: 9 }), end(0))] },
      'has only drums (1 on channel 10)',
    ],
    [
      'a file that lasts for years',
      { division: 1, tracks: [track(on(0, 60), off(0xfffffff, 60), end(0))] },
      'lasts 268435455',
    ],
  ])('refuses %s', (_, parts, has) => {
    expect(() => read(parts)).toThrow(MirrorError);
    expect(() => read(parts)).toThrow(has);
  });
});
