import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../src/audio/byteReader.js';
import { recogniseAudio } from '../../src/audio/recogniseAudio.js';
import { fixture, streamOf } from './fixtures.js';

const recognise = (bytes: Uint8Array) => recogniseAudio(createByteReader(streamOf(bytes, 1000)));

describe('what a file is', () => {
  it.each([
    ['stereo16.wav', 'WAV'],
    ['float32-rf64.wav', 'WAV'],
    ['tone.flac', 'FLAC'],
    ['tone.mp3', 'MP3'],
    ['cover.mp3', 'MP3'],
    ['tone.ogg', 'Ogg Vorbis'],
    ['voice.opus', 'Ogg Opus'],
    ['skeleton.ogg', 'Ogg Vorbis'],
    ['stereo.oga', 'Ogg FLAC'],
    ['id3.flac', 'FLAC'],
  ])('%s is decodable: %s', async (file, name) => {
    expect(await recognise(fixture(file))).toEqual({ is: 'decodable', name });
  });

  it.each([
    ['tone.m4a', 'M4A audio'],
    ['tone.aac', 'AAC audio'],
    ['id3.aac', 'AAC audio'],
    ['sound.webm', 'WebM audio'],
    ['sound.mka', 'Matroska audio'],
    ['sound.mov', 'QuickTime audio'],
    ['alaw.wav', 'WAV audio in A-law'],
    ['stereo16.aiff', 'AIFF audio'],
  ])('%s takes another program: %s', async (file, name) => {
    expect(await recognise(fixture(file))).toEqual({ is: 'foreign', name });
  });

  it.each([
    ['film.mp4', 'an MP4 film'],
    ['film.avi', 'an AVI film'],
    ['film.mkv', 'a WebM or Matroska (MKV) film'],
    ['film.webm', 'a WebM or Matroska (MKV) film'],
    ['film.ogv', 'an Ogg film'],
    ['film.wmv', 'a WMV film'],
  ])('%s is %s', async (file, name) => {
    expect(await recognise(fixture(file))).toMatchObject({ is: 'other', name });
  });

  it('is looked for behind ID3 tags of any length, which are passed over', async () => {
    // A cover of 300 kB, more than is looked at.
    const cover = Buffer.concat([
      Buffer.from('ID3\x04\0\0\0\x12\0\0', 'latin1'),
      new Uint8Array(18 * 2 ** 14),
    ]);
    const reader = createByteReader(streamOf(Buffer.concat([cover, cover, fixture('tone.flac')])));
    expect(await recogniseAudio(reader)).toEqual({ is: 'decodable', name: 'FLAC' });
    expect(Buffer.from(await reader.peek(4)).toString('latin1')).toBe('fLaC');
  });

  it('is told by the tracks alone, wherever their list stands: recorders of Android write mp42 for sound', async () => {
    const sound = fixture('tone.m4a').slice();
    sound.set(new TextEncoder().encode('mp42'), 8);
    expect(await recognise(sound)).toEqual({ is: 'foreign', name: 'MP4 audio' });
    const film = fixture('film.mp4').slice();
    film.set(new TextEncoder().encode('M4A '), 8);
    expect(await recognise(film)).toMatchObject({ is: 'other', name: 'an MP4 film' });
    // A box that says that it goes on to the end, and one that is cut in its middle.
    const endless = film.slice(0, 40).fill(0, 32, 36);
    expect(await recognise(endless)).toMatchObject({ is: 'foreign' });
    expect(await recognise(film.slice(0, film.length / 2))).toMatchObject({ is: 'foreign' });
  });
});
