import { describe, expect, it } from 'vitest';
import { readMidiFile } from '../../src/recordings/midiFile.js';
import { isMidi } from '../../src/recordings/midiWrapper.js';
import { ascii, end, midiFile, off, on, track } from './midiBuilder.js';

const midi = [...midiFile({ tracks: [track(on(0, 60), off(481, 60), end(0))] })];

function riff(id: string, data: readonly number[], { size = data.length, pad = [0] } = {}) {
  const bytes = [0, 8, 16, 24].map((shift) => (size >>> shift) & 0xff);
  return [...ascii(id), ...bytes, ...data, ...(data.length % 2 ? pad : [])];
}

const rmid = (...chunks: number[][]) => riff('RIFF', [...ascii('RMID'), ...chunks.flat()]);
const UNWRAPPED = 'the file was taken out of its RIFF wrapper';
const odd = [...midi, 0];

describe('a MIDI file in a wrapper', () => {
  it.each<[what: string, bytes: number[], skipped: string[]]>([
    ['RMID', rmid(riff('data', midi)), [UNWRAPPED]],
    [
      'RMID with other chunks around, of odd length',
      rmid(riff('DISP', [1, 2, 3]), riff('data', midi), riff('LIST', ascii('INFO'))),
      [`${UNWRAPPED}, chunk «DISP» left out, chunk «LIST» left out`],
    ],
    [
      'RMID without the padding of an odd chunk',
      rmid(riff('DISP', [1, 2, 3], { pad: [] }), riff('data', midi)),
      [`${UNWRAPPED}, chunk «DISP» left out`],
    ],
    ['RMID with a length of data of 0', rmid(riff('data', midi, { size: 0 })), [UNWRAPPED]],
    ['RMID with a length of data too large', rmid(riff('data', midi, { size: 9999 })), [UNWRAPPED]],
    [
      'RMID whose chunks lead nowhere',
      rmid(riff('DISP', [1, 2, 3], { size: 7777 }), riff('data', midi)),
      [UNWRAPPED],
    ],
    [
      'RMID with a wrong length of its own',
      [...ascii('RIFF'), 1, 0, 0, 0, ...ascii('RMID'), ...riff('data', midi)],
      [UNWRAPPED],
    ],
    ['RMID with a byte more in its data', rmid(riff('data', odd, { pad: [] })), [UNWRAPPED]],
    [
      'MacBinary',
      [0, 4, ...ascii('song'), ...new Array(122).fill(0), ...midi],
      ['the file has a MacBinary header, left out'],
    ],
    [
      'RMID with more in its data than a MIDI file',
      rmid(riff('data', [...midi, 7])),
      [UNWRAPPED, '1 byte after the last track is not MIDI, left out'],
    ],
    ['none', midi, []],
  ])('%s is read', (_, bytes, skipped) => {
    const file = readMidiFile(Uint8Array.from(bytes), 'song.rmi');
    expect(file.tracks.map(({ events }) => events.length)).toEqual([3]);
    expect(file.skipped).toEqual(skipped);
    expect(isMidi(Uint8Array.from(bytes).subarray(0, 132))).toBe(true);
  });

  it.each([
    ['a WAV file', [...ascii('RIFF'), 4, 0, 0, 0, ...ascii('WAVE')]],
    ['zeros', new Array(200).fill(0)],
    ['nothing', []],
  ])('%s is no MIDI file', (_, bytes) => {
    expect(isMidi(Uint8Array.from(bytes))).toBe(false);
  });
});
