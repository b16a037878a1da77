import { describe, expect, it } from 'vitest';
import { describeFile } from '../../src/files/describeFile.js';
import { fixture } from '../audio/fixtures.js';
import { ascii } from '../recordings/midiBuilder.js';

describe('describeFile', () => {
  it.each<[string, number[]]>([
    ['empty', []],
    ['a JPEG picture', [0xff, 0xd8, 0xff, 0xe0, 0, 16]],
    ['a PNG picture', [0x89, ...ascii('PNG'), 13, 10, 26, 10]],
    ['WAV audio', [...ascii('RIFF'), 36, 0, 0, 0, ...ascii('WAVEfmt ')]],
    ['a MIDI file in a RIFF wrapper (.rmi)', [...ascii('RIFF'), 36, 0, 0, 0, ...ascii('RMIDdata')]],
    ['MP3 audio', [...ascii('ID3'), 4, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfb]],
    ['Ogg Vorbis audio', [...fixture('tone.ogg')]],
    ['an AVI film', [...ascii('RIFF'), 36, 0, 0, 0, ...ascii('AVI LIST')]],
    ['a HEIC picture', [0, 0, 0, 24, ...ascii('ftypheic')]],
    ['M4A audio', [0, 0, 0, 24, ...ascii('ftypM4A ')]],
    ['a ZIP archive', [...ascii('PK'), 3, 4]],
    ['text', ascii('<?xml version="1.0"?>\r\n\t<score-partwise/>')],
    ['text', [...new TextEncoder().encode('Notizen über das Brotmesser')]],
    ['something else', [0, 1, 2, 3]],
    ['something else', [...ascii('RIFF'), 1, 2, 3]],
  ])('recognises %s', (expected, bytes) => {
    expect(describeFile(Uint8Array.from(bytes))).toBe(expected);
  });
});
