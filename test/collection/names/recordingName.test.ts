import { describe, expect, it } from 'vitest';
import {
  freeAudioName,
  freeName,
  safeAudioName,
  safeRecordingName,
} from '../../../src/collection/names/recordingName.js';

describe('the name of a recording', () => {
  it.each([
    ['take.mid', 'take.mid'],
    ['Take 7.MIDI', 'Take 7.MIDI'],
    ['Café 冷蔵庫.mid', 'Café 冷蔵庫.mid'],
    ['song.rmi', 'song.rmi'],
    ['Song.KAR', 'Song.KAR'],
    ['take', 'take.mid'],
    ['take.wav', 'take.wav.mid'],
    ['.hidden.mid', 'hidden.mid'],
    ['a:b?.mid', 'a-b-.mid'],
    ['a\u001b[2J\u202eb.mid', 'a-[2J-b.mid'],
    ['take . .mid', 'take.mid'],
    ['.mid', 'mid.mid'],
    ['...', 'recording.mid'],
    ['con.mid', 'take-con.mid'],
    ['NUL', 'take-NUL.mid'],
    ['com1.take.mid', 'take-com1.take.mid'],
    [`${'x'.repeat(251)}.mid`, `${'x'.repeat(200)}.mid`],
    [`${'庫'.repeat(80)}.mid`, `${'庫'.repeat(66)}.mid`],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeRecordingName(given)).toBe(kept);
  });

  it('gets the first number that is free, capitals or not', () => {
    const taken = new Set(['take.mid', 'take-2.mid']);
    expect(freeName('Take.mid', taken)).toBe('Take-3.mid');
    expect(freeName('other.mid', taken)).toBe('other.mid');
  });
});

describe('the name of audio', () => {
  it.each([
    ['take.wav', 'take.wav'],
    ['Take 7.M4A', 'Take 7.M4A'],
    ['take', 'take.audio'],
    ['take.mid', 'take.mid.audio'],
    ['.wav', 'wav.audio'],
    ['a:b?.flac', 'a-b-.flac'],
    ['con.mp3', 'take-con.mp3'],
    [`${'x'.repeat(251)}.opus`, `${'x'.repeat(200)}.opus`],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeAudioName(given)).toBe(kept);
  });

  it('gets the first number that is free for its transcription as well', () => {
    const taken = new Set(['take.rmi', 'take-2.wav', 'take-3.midi']);
    expect(freeAudioName('Take.wav', taken)).toEqual({
      name: 'Take-4.wav',
      midiName: 'Take-4.mid',
    });
    expect(freeAudioName('take.b.flac', taken)).toEqual({
      name: 'take.b.flac',
      midiName: 'take.b.mid',
    });
  });
});
