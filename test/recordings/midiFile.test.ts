import { describe, expect, it } from 'vitest';
import { MirrorError } from '../../src/errors.js';
import { MAX_MIDI_BYTES, readMidiFile } from '../../src/recordings/midiFile.js';
import { MAX_MIDI_EVENTS } from '../../src/recordings/trackChunks.js';
import { ascii, chunk, end, midiFile, off, on, tempo, track, trackName } from './midiBuilder.js';

const music = track(on(0, 60), off(480, 60), end(20));
const whole = midiFile({ tracks: [track(tempo(0, 500_000), end(0)), music] });

const EMPTY_TRACKS: number[][] = new Array(65_536).fill([]);

function read(bytes: ArrayLike<number>) {
  return readMidiFile(Uint8Array.from(bytes), 'take1.mid');
}

function errorOf(bytes: ArrayLike<number>): MirrorError {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof MirrorError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('readMidiFile', () => {
  it('takes a file apart into tracks and events', () => {
    const file = read(midiFile({ division: 96, tracks: [track(trackName(0, '冷蔵庫'), music)] }));
    expect(file).toEqual({
      ticksPerQuarter: 96,
      clock: 'beats',
      tracks: [
        {
          number: 1,
          events: [
            { kind: 'trackName', ticks: 0, track: 1, text: '冷蔵庫' },
            { kind: 'noteOn', ticks: 0, track: 1, midiChannel: 0, pitch: 60, velocity: 77 },
            { kind: 'noteOff', ticks: 480, track: 1, midiChannel: 0, pitch: 60 },
            { kind: 'endOfTrack', ticks: 500, track: 1 },
          ],
          endTicks: 500,
        },
      ],
      skipped: [],
    });
  });

  it('accepts a track without its end, ending it at its last event', () => {
    const { tracks } = read(midiFile({ tracks: [track(on(7, 60), off(9, 60))] }));
    expect(tracks[0]?.endTicks).toBe(16);
  });

  it('stops at the end of a track, whatever follows it', () => {
    const { tracks } = read(midiFile({ tracks: [track(music, [1, 2, 3])] }));
    expect(tracks[0]?.events).toHaveLength(3);
  });

  it('reads a header that is longer than today’s', () => {
    const longer = chunk('MThd', [0, 1, 0, 1, 0, 96, 1, 2, 3]);
    expect(read([...longer, ...chunk('MTrk', music)]).tracks).toHaveLength(1);
  });

  it('reads tracks beyond those the header promises', () => {
    expect(read(midiFile({ promised: 1, tracks: [music, music] })).tracks).toHaveLength(2);
  });

  it.each([
    [24, 40, 480],
    [25, 40, 500],
    [29, 100, (100 * 30_000) / 1001 / 2],
    [30, 80, 1200],
  ])('takes half a second of %i frames for a quarter', (rate, ticksPerFrame, expected) => {
    const file = read(midiFile({ division: ((256 - rate) << 8) | ticksPerFrame, tracks: [music] }));
    expect(file).toMatchObject({ clock: 'frames', ticksPerQuarter: expected });
  });

  it('names chunks that are no tracks, and bytes after the last', () => {
    const [header, rest] = [whole.subarray(0, 14), whole.subarray(14)];
    const file = read([
      ...header,
      ...chunk('XF\x01H', [1, 2]),
      ...rest,
      ...ascii('TAG of some sort'),
    ]);
    expect(file.tracks).toHaveLength(2);
    expect(file.skipped).toEqual([
      'chunk «XF?H» is not a track, left out',
      '16 bytes after the last track are not MIDI, left out',
    ]);
  });
});

describe('what readMidiFile refuses', () => {
  const header = whole.subarray(0, 14);
  const damage = (...events: number[]) => midiFile({ tracks: [events] });

  it.each<[string, ArrayLike<number>, string]>([
    ['an empty file', [], 'take1.mid is empty'],
    ['a picture', [0xff, 0xd8, 0xff, 0xe0], 'is a JPEG picture'],
    ['a text', ascii('not music'), 'is text'],
    ['a RIFF wrapper of nothing', [...ascii('RIFF'), 9, 9, 9, 9, ...ascii('RMID')], 'none in it'],
    ['the first four bytes alone', ascii('MThd'), 'header is incomplete'],
    ['a header too short to be one', [...chunk('MThd', [0, 1]), ...whole], 'header is incomplete'],
    [
      'a header longer than the file',
      [...ascii('MThd'), 255, 255, 255, 255, ...whole],
      'header is',
    ],
    ['format 2', midiFile({ format: 2, tracks: [music] }), 'is of format 2'],
    ['format 9', midiFile({ format: 9, tracks: [music] }), 'is of format 9'],
    ['no ticks in a quarter', midiFile({ division: 0, tracks: [music] }), 'no ticks in a quarter'],
    ['17 frames a second', midiFile({ division: (239 << 8) | 40, tracks: [music] }), 'counts 17'],
    ['frames of no ticks', midiFile({ division: 231 << 8, tracks: [music] }), 'of 0 ticks'],
    ['a header without its tracks', header, 'promises 2 tracks, 0 are there'],
    [
      'a track cut before its end, whatever it says of its length',
      [...header, ...chunk('MTrk', on(0, 60), 90)],
      '86 bytes before the end of track 1 are missing',
    ],
    [
      'a file cut within the letters of a track',
      [...header, ...chunk('MTrk', music), ...ascii('MT')],
      'stops at the beginning of track 2',
    ],
    [
      'a file cut within a chunk that is no track',
      [...header, ...chunk('XFIH', [1, 2], 99)],
      '97 bytes before the end of track 1 are missing',
    ],
    [
      'more tracks than a header can count',
      midiFile({ tracks: EMPTY_TRACKS }),
      'than 65535 chunks',
    ],
    ['a track cut within an event', damage(0, 0x90, 60), 'stops in the middle of an event'],
    ['a text longer than its track', damage(0, 0xff, 1, 100, 65), 'stops in the middle'],
    ['a number of five bytes', damage(0x81, 0x80, 0x80, 0x80, 0, 0x90, 60, 1), 'longer than four'],
    // This one sends a reader that wraps lengths to 32 bits back to the start of the track, for ever.
    ['a length that wraps below zero', damage(0, 255, 1, 0x8f, 255, 255, 255, 0x78), 'than four'],
    ['running status with nothing to run on', damage(0, 60, 70), '60 where an event should begin'],
  ])('refuses %s', (_, bytes, message) => {
    const error = errorOf(bytes);
    expect(error.code).toBe('input');
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^Expected .* but take1\.mid .*\. [A-Z][^\n]*\.$/);
  });

  it('refuses a file cut at any byte, but where nothing is missing of the tracks that are there', () => {
    // After the first track, and within the four bytes of the last end-of-track.
    const tracksByLength = new Map([[whole.length - chunk('MTrk', music).length, 1]]);
    for (let fromEnd = 0; fromEnd <= 4; fromEnd++) tracksByLength.set(whole.length - fromEnd, 2);
    for (let length = 0; length <= whole.length; length++) {
      const tracks = tracksByLength.get(length);
      if (tracks) expect(read(whole.subarray(0, length)).tracks).toHaveLength(tracks);
      else expect(() => read(whole.subarray(0, length)), `${length} bytes`).toThrow(MirrorError);
    }
  });

  it('refuses a file of more than 64 MB before reading it', () => {
    const huge = new Uint8Array(MAX_MIDI_BYTES + 1);
    huge.set(whole);
    expect(() => readMidiFile(huge, 'month.mid')).toThrow('month.mid has 65 MB');
  });

  it('refuses more events than memory is sure to hold', () => {
    const events = new Array<number>(3 * (MAX_MIDI_EVENTS + 1)).fill(60);
    const bytes = midiFile({ tracks: [] });
    const crowded = new Uint8Array(bytes.length + 8 + events.length + 2);
    crowded.set(bytes);
    crowded.set(chunk('MTrk', [], events.length + 2), bytes.length);
    crowded.set([60, 0x90], bytes.length + 8);
    crowded.set(events, bytes.length + 10);
    expect(() => readMidiFile(crowded, 'dense.mid')).toThrow('more than two million events');
  });
});
