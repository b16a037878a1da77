import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/report/columns.js';
import {
  filesOf,
  mirrorLine,
  mirrorNotes,
  mirrorRecord,
  trackLines,
  unheardLines,
} from '../../../src/cli/report/mirrorLines.js';
import type { MirrorReport } from '../../../src/index.js';

const report: MirrorReport = {
  photo: { width: 1600, height: 1067 },
  seed: 872118159,
  tempoBpm: 71.96,
  bars: 16,
  backend: 'wasm',
  detections: [
    { label: 'dining table', confidence: 0.871, box: { x: 0, y: 591, width: 1436, height: 467 } },
    { label: 'tie', confidence: 0.41, box: { x: 3, y: 5, width: 7, height: 11 } },
  ],
  tracks: [
    {
      object: 'kitchen-table',
      instance: 1,
      instances: 1,
      name: 'kitchen-table',
      labels: ['dining table'],
      areaShare: 0.393,
      gainDb: 0,
      trimDb: 0,
      pan: -0.104,
      midiChannel: 0,
      program: 0,
      notes: 213,
      semitones: 0,
      thinned: 11,
    },
    {
      object: '冷蔵庫',
      instance: 1,
      instances: 2,
      name: '冷蔵庫 1',
      labels: ['refrigerator', 'oven'],
      areaShare: 0.0447,
      gainDb: -9.44,
      trimDb: -2.5,
      pan: 0.75,
      midiChannel: 10,
      program: 19,
      notes: 1,
      semitones: -3,
      thinned: 0,
    },
    {
      object: '冷蔵庫',
      instance: 2,
      instances: 2,
      name: '冷蔵庫 2',
      labels: ['oven'],
      areaShare: 0.0224,
      gainDb: -12.44,
      trimDb: 0,
      pan: -0.5,
      midiChannel: 11,
      program: 19,
      notes: 14,
      semitones: 9,
      thinned: 0,
    },
  ],
  unheard: [{ label: 'tie', areaShare: 0.000045 }],
  notes: ['kettle is not trained yet: run `mirror train kettle`.'],
};
const mirrored = {
  photo: 'rooms/kitchen.jpg',
  path: 'kitchen.mid',
  midi: 'kitchen.mid',
  report,
  timeSignature: { beats: 4, beatUnit: 4 },
  numbered: false,
  milliseconds: { photo: 71.3, total: 901.4 },
};

describe('a mirrored photo', () => {
  it('is one line for a person', () => {
    expect(mirrorLine('kitchen.mid', mirrored)).toBe(
      'kitchen.mid  2 objects, 16 bars at 72 bpm: kitchen-table, 冷蔵庫 × 2',
    );
  });

  it.each([
    [6, 8, 132, '16 bars of 6/8 at 88 dotted quarters a minute'],
    [2, 2, 160, '16 bars of 2/2 at 80 half notes a minute'],
    [3, 4, 91, '16 bars of 3/4 at 91 bpm'],
  ])('counts the beats of %i/%i, which it names', (beats, beatUnit, tempoBpm, words) => {
    const timeSignature = { beats, beatUnit };
    const line = mirrorLine('kitchen.mid', { report: { ...report, tempoBpm }, timeSignature });
    expect(line).toContain(` ${words}: `);
  });

  it('tells who plays, how large, how loud and where', () => {
    expect(trackLines(report)).toEqual([
      '  kitchen-table  39 % of the photo   0.0 dB    10 % left   213 of 224 notes  for dining table',
      '  冷蔵庫 1       4.5 % of the photo  -9.4 dB   75 % right  1 note            for refrigerator, oven',
      '  冷蔵庫 2       2.2 % of the photo  -12.4 dB  50 % left   14 notes          for oven',
    ]);
  });

  it.each([80, 48])('tells it within %i columns', (width) => {
    const lines = trackLines(report, width);
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    expect(lines[0]).toBe(
      width === 80
        ? '  kitchen-table  39 %   0.0 dB    10 % left   213 of 224 notes  dining table'
        : '  kitchen-table  39 %   0.0 dB    10 % left',
    );
  });

  it('tells what was seen and not heard, or nothing', () => {
    expect(unheardLines(report)).toEqual(['  seen but not heard: tie (0.0 %)']);
    expect(unheardLines({ ...report, unheard: [] })).toEqual([]);
  });

  it('tells of every file that was written beside the music, and whom to train', () => {
    const levels = { frames: 44100, seconds: 1, gain: 2, peakDb: -1, loudnessLufs: -18.25 };
    const full = {
      ...mirrored,
      explanation: 'kitchen.explain.json',
      why: { parts: [] },
      picture: 'kitchen.mirror.png',
      sound: {
        audio: null,
        wav: { file: 'kitchen.wav', levels },
        stems: null,
        replaced: new Set<string>(),
        left: [],
      },
      numbered: true,
    };
    expect(mirrorNotes(full, { tracks: false })).toEqual([
      'kitchen.explain.json: where each note comes from',
      'kitchen.mirror.png: photo and piano roll on a page',
      'kitchen.wav: 1.0 s, peak -1.0 dBFS, -18.3 LUFS',
      'rooms/kitchen.jpg: written as kitchen.mid, for another photo has its name',
      'rooms/kitchen.jpg: kettle is not trained yet: run `mirror train kettle`.',
    ]);
    expect(mirrorNotes(full, { tracks: true })).toHaveLength(9);
    expect(filesOf(full)).toEqual([
      'kitchen.mid',
      'kitchen.explain.json',
      'kitchen.mirror.png',
      'kitchen.wav',
    ]);
    expect(filesOf(mirrored)).toEqual(['kitchen.mid']);
  });

  it('may be a file of sound instead of MIDI, which is named once', () => {
    const levels = { frames: 44100, seconds: 1, gain: 2, peakDb: -1, loudnessLufs: -18.25 };
    const song = { file: 'song.wav', levels };
    const sung = {
      ...mirrored,
      path: 'song.wav',
      midi: undefined,
      audio: 'song.wav',
      sound: { audio: song, wav: song, stems: null, replaced: new Set<string>(), left: [] },
    };
    expect(mirrorNotes({ ...sung, numbered: true }, { tracks: false })[1]).toBe(
      'rooms/kitchen.jpg: written as song.wav, for another photo has its name',
    );
    expect(filesOf(sung)).toEqual(['song.wav']);
    expect(mirrorNotes(sung, { tracks: false })).toEqual([
      'song.wav: 1.0 s, peak -1.0 dBFS, -18.3 LUFS',
      'rooms/kitchen.jpg: kettle is not trained yet: run `mirror train kettle`.',
    ]);
    expect(mirrorRecord(sung)).toMatchObject({
      midi: null,
      audio: 'song.wav',
      wav: { file: 'song.wav' },
    });
  });

  it('is a record whose keys other programs rely on', () => {
    const { photo, midi, milliseconds } = mirrored;
    const { seed, tempoBpm, bars, backend, detections, tracks, unheard } = report;
    expect(mirrorRecord(mirrored)).toEqual({
      photo: { file: photo, width: 1600, height: 1067 },
      midi,
      audio: null,
      explanation: null,
      picture: null,
      wav: null,
      stems: null,
      seed,
      tempoBpm,
      bars,
      backend,
      detections,
      // The name and the number of voices follow from object and instance.
      tracks: tracks.map(({ instances, name, ...record }) => record),
      unheard,
      milliseconds,
    });
    expect(Object.keys(mirrorRecord(mirrored))).toEqual(
      'photo midi audio explanation picture wav stems seed tempoBpm bars backend detections tracks unheard milliseconds'.split(
        ' ',
      ),
    );
  });
});
