import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../src/recordings/readRecording.js';
import { isNoteOn, readSchedule } from '../../src/synthesis/schedule.js';
import { ascii, chunk, end, meta, midiFile, off, on, track } from './midiBuilder.js';

const music = track(on(0, 60), off(480, 60), end(20));
const HEADER = chunk('MThd', [0, 1, 0, 2, 1, 0xe0]);
const inTwo = (...chunks: readonly (readonly number[])[]) => [...HEADER, ...chunks.flat()];

/** Pitches at both doors, and what each says of the file. */
function atBothDoors(bytes: ArrayLike<number>) {
  const midi = Uint8Array.from(bytes);
  const { performance, skipped } = readRecording(midi, 'theirs.mid');
  const schedule = readSchedule(midi, 'theirs.mid');
  return {
    learned: performance.notes.map(({ pitch }) => pitch),
    heard: schedule.events.filter(isNoteOn).map(({ message }) => message[1]),
    skipped,
    mended: schedule.skipped,
  };
}

describe('files of other programs', () => {
  // TiMidity++ 2.14 gives the same counts, but for junk-chunk, which it refuses, and count-zero, of which it plays nothing.
  it.each<[file: string, notes: number, skipped: string[]]>([
    ['song.rmi', 8, ['the file was taken out of its RIFF wrapper']],
    ['active-sensing.mid', 8, ['track 1: 1 real-time or system common message left out']],
    ['clock-f8.mid', 8, ['track 1: 1 real-time or system common message left out']],
    ['value-above-127.mid', 8, ['track 1: 1 value above 127 read as 127']],
    ['count-too-large.mid', 16, ['the header promises 3 tracks, 2 are there']],
    ['count-zero.mid', 8, ['the header promises 0 tracks, 1 is there']],
    ['length-too-long.mid', 8, ['track 1 has another length than it says, read to its end']],
    ['length-too-short.mid', 16, ['track 1 has another length than it says, read to its end']],
    ['header-8.mid', 8, ['2 more bytes in the header left out']],
    ['junk-chunk.mid', 8, ['chunk «XFIH» is not a track, left out']],
    ['events-after-end.mid', 8, ['track 1: 76 bytes behind its end-of-track left out']],
  ])('%s has %i notes at both doors', (file, notes, skipped) => {
    const found = atBothDoors(readFileSync(new URL(`./fixtures/${file}`, import.meta.url)));
    expect(found.learned).toHaveLength(notes);
    expect([...found.heard].sort()).toEqual([...found.learned].sort());
    expect(found).toMatchObject({ skipped, mended: skipped });
  });

  it('sjis-name.mid is named in Japanese where its drums are left out', () => {
    const bytes = readFileSync(new URL('./fixtures/sjis-name.mid', import.meta.url));
    const { learned, heard, skipped } = atBothDoors(bytes);
    expect([learned.length, heard.length]).toEqual([8, 16]);
    expect(skipped).toEqual(['track 2 «ピアノ»: 8 notes on channel 10 are drums, left out']);
  });
});

describe('grace-notes.mid', () => {
  it('has the lengths that were composed, and nothing to say of its pitch wheels', () => {
    const bytes = readFileSync(new URL('./fixtures/grace-notes.mid', import.meta.url));
    const { performance, skipped } = readRecording(bytes, 'grace-notes.mid');
    const grace = 1;
    const upper = [
      ...[
        [74, 0, 480],
        [76, 480, grace],
        [74, 480, 480],
        [76, 960, 480],
        [76, 1440, grace],
      ],
      ...[
        [74, 1440, 480],
        [78, 1920, grace],
        [76, 1920, grace],
        [74, 1920, 480],
        [76, 2400, 240],
      ],
      ...[
        [74, 2640, 240],
        [76, 2880, 480],
        [69, 3360, 480],
      ],
    ];
    const lower = [
      ...[
        [62, 0, 960],
        [57, 960, 960],
        [57, 1920, grace],
        [59, 1920, grace],
        [57, 1920, 960],
      ],
      [62, 2880, 960],
    ];
    const found = performance.notes.map((note) => [
      note.pitch,
      note.startTicks,
      note.durationTicks,
    ]);
    expect(found.map(String).sort()).toEqual([...upper, ...lower].map(String).sort());
    expect(skipped).toEqual([]);
  });
});

describe('lengths, counts and chunks that are wrong', () => {
  const long = chunk('MTrk', music, music.length + 3);
  const good = chunk('MTrk', music);
  const length1 = 'track 1 has another length than it says, read to its end';
  it.each<[what: string, bytes: readonly number[], notes: number, skipped: string[]]>([
    ['a length of 0', inTwo(chunk('MTrk', music, 0), good), 2, [length1]],
    ['a length of 0xffffffff', inTwo(chunk('MTrk', music, 0xffffffff), good), 2, [length1]],
    ['a length into the next track', inTwo(long, good), 2, [length1]],
    [
      'a length over the next track',
      inTwo(chunk('MTrk', music, music.length + good.length), good),
      2,
      [length1],
    ],
    [
      'a length that ends within an event',
      inTwo(chunk('MTrk', music, music.length - 6), good),
      2,
      [length1],
    ],
    [
      'a length never filled in and no end-of-track',
      inTwo(good, chunk('MTrk', music.slice(0, -4), 0xffffffff)),
      2,
      ['track 2 has another length than it says, read to its end'],
    ],
    [
      'an end-of-track that was cut off',
      inTwo(good, chunk('MTrk', music).slice(0, -2)),
      2,
      ['track 2 lacks its end-of-track, the file’s last event'],
    ],
    ['zeros that fill a track up', inTwo(chunk('MTrk', [...music, 0, 0, 0]), good), 2, []],
    [
      'bytes between the tracks',
      inTwo(good, [1, 2, 3, 4, 5, 6, 7, 8, 9], good),
      2,
      ['9 bytes before track 2 are not MIDI, left out'],
    ],
    [
      'chunks before, between and after the tracks',
      inTwo(chunk('XFIH', [1]), good, chunk('XFKM', [2]), good, chunk('TEXT', [3])),
      2,
      ['XFIH', 'XFKM', 'TEXT'].map((id) => `chunk «${id}» is not a track, left out`),
    ],
    [
      'a chunk whose length is wrong',
      inTwo(chunk('XFIH', [1], 90_000), good, good),
      2,
      ['9 bytes before track 1 are not MIDI, left out'],
    ],
    [
      'more tracks than promised',
      inTwo(good, good, good),
      3,
      ['the header promises 2 tracks, 3 are there'],
    ],
    [
      'one track where 65,535 are promised',
      [...midiFile({ promised: 65_535, tracks: [music] })],
      1,
      ['the header promises 65535 tracks, 1 is there'],
    ],
    [
      'a tag behind the last track',
      inTwo(good, good, ascii('TAG')),
      2,
      ['3 bytes after the last track are not MIDI, left out'],
    ],
  ])('%s: every note is read', (_, bytes, notes, skipped) => {
    const found = atBothDoors(bytes);
    expect(found.learned).toHaveLength(notes);
    expect(found).toMatchObject({ skipped, mended: skipped });
    expect(found.heard).toEqual(found.learned);
  });
});

describe('bytes that do not belong into a track', () => {
  const message = (many: number) =>
    `track 1: ${many} real-time or system common message${many === 1 ? '' : 's'} left out`;
  it.each<[what: string, events: readonly number[], skipped: string[]]>([
    ['clock within running status', [0, 0x90, 60, 80, 9, 0xf8, 9, 62, 80], [message(1)]],
    [
      'start, continue and stop',
      [0, 0xfa, 0, 0xfb, 0, 0xfc, 0, 0x90, 60, 80, 9, 62, 80],
      [message(3)],
    ],
    [
      'undefined ones',
      [0, 0xf4, 0, 0xf5, 0, 0xf9, 0, 0xfd, ...on(0, 60), ...on(9, 62)],
      [message(4)],
    ],
    [
      'song position, song and time code with their data',
      [0, 0xf2, 1, 2, 0, 0xf3, 5, 0, 0xf1, 0x33, 0, 0xf6, ...on(0, 60), ...on(9, 62)],
      [message(4)],
    ],
    [
      'a system exclusive message in three packets',
      [0, 0xf0, 2, 0x43, 1, 5, 0xf7, 1, 2, 5, 0xf7, 2, 3, 0xf7, ...on(0, 60), ...on(9, 62)],
      [],
    ],
    ['an escape', [0, 0xf7, 2, 0xf3, 1, ...on(0, 60), ...on(9, 62)], []],
    [
      'a velocity of 255',
      [...on(0, 60, { velocity: 255 }), ...on(9, 62)],
      ['track 1: 1 value above 127 read as 127'],
    ],
    [
      'pitches with their top bit set',
      [...on(0, 60 | 128), ...on(9, 62 | 128)],
      ['track 1: 2 pitch, controller or program numbers above 127 read without the top bit'],
    ],
    [
      'a program and a bend above 127',
      [0, 0xc0, 200, 0, 0xe0, 0, 200, ...on(0, 60), ...on(9, 62)],
      [
        'track 1: 1 pitch bend left out, the notes keep their own pitch',
        'track 1: 1 value above 127 read as 127',
        'track 1: 1 pitch, controller or program number above 127 read without the top bit',
      ],
    ],
  ])('%s: both notes are read', (_, events, skipped) => {
    const ends = track(off(480, 60), off(0, 62), end(0));
    const found = atBothDoors(midiFile({ tracks: [[...events, ...ends]] }));
    expect(found).toMatchObject({ learned: [60, 62], heard: [60, 62], skipped });
  });

  it('joins the packets of a system exclusive message for the synthesiser', () => {
    const packets = [0, 0xf0, 2, 0x43, 1, 5, 0xf7, 1, 2, 5, 0xf7, 2, 3, 0xf7];
    const whole = meta(0, 0x01, []);
    const { events } = readSchedule(midiFile({ tracks: [[...packets, ...whole, ...music]] }), 'x');
    expect(events[0]?.message).toEqual([0xf0, 0x43, 1, 2, 3, 0xf7]);
  });
});
