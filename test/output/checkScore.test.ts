import { describe, expect, it } from 'vitest';
import { MirrorError } from '../../src/errors.js';
import type { Note } from '../../src/music/note.js';
import type { Part, Score } from '../../src/music/score.js';
import { checkScore } from '../../src/output/checkScore.js';
import { AWKWARD_SCORE } from './awkwardScore.js';

const [first, second] = AWKWARD_SCORE.parts as [Part, Part];
const note: Note = { pitch: 60, startTicks: 5, durationTicks: 9, velocity: 64 };

const withPart = (change: Partial<Part>): Score => ({
  ...AWKWARD_SCORE,
  parts: [first, { ...second, ...change }],
});
const withTempos = (...ticks: number[]): Score => ({
  ...AWKWARD_SCORE,
  tempoChanges: ticks.map((each) => ({ ticks: each, tempoBpm: 90 })),
});
const withNote = (change: Partial<Note>) => withPart({ notes: [note, { ...note, ...change }] });

describe('checkScore', () => {
  it('lets a score pass that uses all there is', () => {
    expect(() => checkScore(AWKWARD_SCORE)).not.toThrow();
  });

  it.each<[string, Score]>([
    ['the last tick of the score', withNote({ startTicks: AWKWARD_SCORE.lengthTicks - 9 })],
    ['the lowest and softest note', withNote({ pitch: 0, velocity: 1, durationTicks: 1 })],
    ['the highest and loudest note', withNote({ pitch: 127, velocity: 127 })],
    ['a part that is silent', withPart({ gainDb: -Infinity })],
    ['a part from which nothing is taken off', withPart({ trimDb: undefined })],
  ])('lets %s pass', (_, score) => {
    expect(() => checkScore(score)).not.toThrow();
  });

  it.each<[string, Score, string]>([
    ['a tempo of 0', { ...AWKWARD_SCORE, tempoBpm: 0 }, 'tempoBpm is 0'],
    ['a tempo too slow to write', { ...AWKWARD_SCORE, tempoBpm: 3.5 }, 'tempoBpm is 3.5'],
    ['no tempo', { ...AWKWARD_SCORE, tempoBpm: Number.NaN }, 'tempoBpm is NaN'],
    [
      'a bar of thirds',
      { ...AWKWARD_SCORE, timeSignature: { beats: 4, beatUnit: 3 } },
      'beatUnit is 3, not a power of two',
    ],
    [
      'a bar of nothing',
      { ...AWKWARD_SCORE, timeSignature: { beats: 0, beatUnit: 4 } },
      'beats is 0',
    ],
    [
      'a thirteenth key',
      { ...AWKWARD_SCORE, key: { tonic: 12, mode: 'major' } },
      'key.tonic is 12',
    ],
    [
      'a first bar of thirds',
      { ...AWKWARD_SCORE, firstBar: { beats: 1, beatUnit: 3 } },
      'firstBar.beatUnit is 3, not a power of two',
    ],
    ['a tempo that begins late', withTempos(9), 'tempo change 1, ticks is 9, not 0 to 0'],
    ['two tempos at once', withTempos(0, 7, 7), 'tempo change 3, ticks is 7, not 8 to'],
    ['a tempo between two ticks', withTempos(0, 7.5), 'ticks is 7.5, not a whole number'],
    [
      'a tempo beyond the end',
      withTempos(0, AWKWARD_SCORE.lengthTicks + 1),
      `tempo change 2, ticks is ${AWKWARD_SCORE.lengthTicks + 1}`,
    ],
    ['a score of half a tick', { ...AWKWARD_SCORE, lengthTicks: 0.5 }, 'not a whole number'],
    ['an endless score', { ...AWKWARD_SCORE, lengthTicks: 2 ** 28 }, 'lengthTicks is 268435456'],
    ['the drums’ channel', withPart({ midiChannel: 9 }), '«Café 冷蔵庫», midiChannel is 9'],
    ['a seventeenth channel', withPart({ midiChannel: 16 }), 'midiChannel is 16'],
    ['a shared channel', withPart({ midiChannel: 0 }), 'not that of «breadknife»'],
    ['program 128', withPart({ program: 128 }), 'program is 128, not 0 to 127'],
    ['a part louder than the loudest', withPart({ gainDb: 0.1 }), 'gainDb is 0.1'],
    ['a part that is raised', withPart({ trimDb: 0.01 }), 'trimDb is 0.01, not -Infinity to 0'],
    ['a pan that is no number', withPart({ pan: Number.NaN }), 'pan is NaN'],
    ['a pan beyond the edge', withPart({ pan: -1.01 }), 'pan is -1.01'],
    ['pitch 128', withNote({ pitch: 128 }), 'note 2, pitch is 128'],
    ['a pitch between two keys', withNote({ pitch: 60.5 }), 'pitch is 60.5, not a whole number'],
    ['velocity 0, which would be a note-off', withNote({ velocity: 0 }), 'velocity is 0'],
    ['velocity 128', withNote({ velocity: 128 }), 'velocity is 128'],
    ['a note of no length', withNote({ durationTicks: 0 }), 'durationTicks is 0'],
    ['a note before the start', withNote({ startTicks: -1 }), 'startTicks is -1'],
    [
      'a note that sounds beyond the end',
      withNote({ startTicks: AWKWARD_SCORE.lengthTicks - 8 }),
      'durationTicks is 9, not 1 to 8',
    ],
  ])('refuses %s', (_, score, message) => {
    expect(() => checkScore(score)).toThrow(MirrorError);
    expect(() => checkScore(score)).toThrow(message);
  });
});
