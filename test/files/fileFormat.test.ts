import { describe, expect, it } from 'vitest';
import { type FileFormat, fileFormatOf } from '../../src/files/fileFormat.js';
import { fixture } from '../audio/fixtures.js';

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const joined = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
/** An ID3v2.4 tag of so many bytes in all. */
const tag = (bytes: number) =>
  joined(
    latin1('ID3\x04\0\0\0\0'),
    Uint8Array.of((bytes - 10) >> 7, (bytes - 10) & 127),
    new Uint8Array(bytes - 10),
  );

describe('a container tells', () => {
  it.each<[file: string, is: FileFormat['is'], name: string]>([
    ['stereo16.wav', 'decodable', 'WAV'],
    ['extensible.wav', 'decodable', 'WAV'],
    ['float32-rf64.wav', 'decodable', 'WAV'],
    ['adpcm.wav', 'foreign', 'WAV audio in IMA ADPCM'],
    ['msadpcm.wav', 'foreign', 'WAV audio in Microsoft ADPCM'],
    ['alaw.wav', 'foreign', 'WAV audio in A-law'],
    ['mulaw.wav', 'foreign', 'WAV audio in µ-law'],
    ['rifx.wav', 'foreign', 'RIFX audio'],
    ['sound.w64', 'foreign', 'W64 audio'],
    ['sound.au', 'foreign', 'AU audio'],
    ['stereo16.aiff', 'foreign', 'AIFF audio'],
    ['tone.flac', 'decodable', 'FLAC'],
    ['id3.flac', 'decodable', 'FLAC'],
    ['tone.mp3', 'decodable', 'MP3'],
    ['cover.mp3', 'decodable', 'MP3'],
    ['tone.aac', 'foreign', 'AAC audio'],
    ['id3.aac', 'foreign', 'AAC audio'],
    ['tone.ogg', 'decodable', 'Ogg Vorbis'],
    ['skeleton.ogg', 'decodable', 'Ogg Vorbis'],
    ['voice.opus', 'decodable', 'Ogg Opus'],
    ['stereo.oga', 'decodable', 'Ogg FLAC'],
    ['film.ogv', 'other', 'an Ogg film'],
    ['sound.webm', 'foreign', 'WebM audio'],
    ['sound.mka', 'foreign', 'Matroska audio'],
    ['film.webm', 'other', 'a WebM or Matroska (MKV) film'],
    ['film.mkv', 'other', 'a WebM or Matroska (MKV) film'],
    ['film.avi', 'other', 'an AVI film'],
    ['sound.wma', 'foreign', 'WMA audio'],
    ['film.wmv', 'other', 'a WMV film'],
    // Whether there is a film in these, their tracks say, which may stand at the end.
    ['tone.m4a', 'foreign', 'M4A audio'],
    ['sound.mov', 'foreign', 'QuickTime audio'],
    ['film.mp4', 'foreign', 'MP4 audio'],
  ])('that %s is %s: %s', (file, is, name) => {
    expect(fileFormatOf(fixture(file))).toMatchObject({ is, name });
  });
});

describe('first bytes tell', () => {
  it.each<[bytes: string, is: FileFormat['is'], name: string]>([
    ['MThd\0\0\0\x06', 'midi', 'a MIDI file'],
    ['RIFF\x24\0\0\0RMIDdata', 'midi', 'a MIDI file in a RIFF wrapper (.rmi)'],
    ['RIFF\x24\0\0\0sfbkLIST', 'other', 'a SoundFont'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'decodable', 'WAV'],
    ['BW64\xff\xff\xff\xffWAVEds64', 'decodable', 'WAV'],
    ['caff\0\x01\0\0desc', 'foreign', 'CAF audio'],
    ['ADIF\0\0', 'foreign', 'AAC audio'],
    [`G${'\0'.repeat(187)}`.repeat(3), 'other', 'an MPEG film'],
    ['#!AMR-WB\n', 'foreign', 'AMR audio'],
    ['FORM\0\0\0\x20AIFCFVER', 'foreign', 'AIFF audio'],
    ['wvpk\x20\0\0\0', 'foreign', 'WavPack audio'],
    ['MAC \x96\x0f', 'foreign', "Monkey's Audio (APE)"],
    ['\0\0\0\x18ftyp3gp5', 'foreign', '3GP audio'],
    ['\0\0\0\x18ftypheic', 'other', 'a HEIC picture'],
    ['\0\0\0\x18ftypavif', 'other', 'an AVIF picture'],
    ['\0\0\0\x08wide\0\0\0\x10mdat', 'foreign', 'QuickTime audio'],
    ['\x89PNG\r\n\x1a\n', 'other', 'a PNG picture'],
    ['II*\0\x08\0\0\0', 'other', 'a TIFF picture'],
    ['PK\x03\x04', 'other', 'a ZIP archive'],
    ['Rar!\x1a\x07\x01\0', 'other', 'a RAR archive'],
    ['%PDF-1.7', 'other', 'a PDF document'],
    ['<?xml version="1.0"?>\n<score-partwise/>', 'other', 'text'],
    ['', 'other', 'empty'],
    ['\0\x01\x02\x03', 'other', 'something else'],
    ['OggS\0\x02', 'other', 'Ogg of an unknown kind'],
    ['\x1a\x45\xdf\xa3', 'other', 'something else'],
  ])('%j is %s: %s', (bytes, is, name) => {
    expect(fileFormatOf(latin1(bytes))).toMatchObject({ is, name });
  });

  it('what each is that is no recording, with a remedy', () => {
    for (const bytes of ['MThd', 'PK\x03\x04', '%PDF', 'text', '', '\0\x01', 'GIF89a', 'OggS']) {
      const format = fileFormatOf(latin1(bytes));
      expect('remedy' in format && format.remedy).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('an ID3 tag', () => {
  it.each([10, 138, 5000])('of %i bytes hides neither FLAC, AAC, MP3 nor WAV', (bytes) => {
    for (const file of ['tone.flac', 'tone.aac', 'tone.mp3', 'stereo16.wav']) {
      const plain = fileFormatOf(fixture(file));
      expect(fileFormatOf(joined(tag(bytes), fixture(file)))).toEqual(plain);
      expect(fileFormatOf(joined(tag(bytes), tag(20), fixture(file)))).toEqual(plain);
    }
  });

  it('makes an MP3 of what is unknown behind it, for an MP3 may begin with garbage', () => {
    expect(fileFormatOf(joined(tag(20), new Uint8Array(9000)))).toEqual({
      is: 'decodable',
      name: 'MP3',
    });
    expect(fileFormatOf(new Uint8Array(9000), { isTagged: true })).toEqual({
      is: 'decodable',
      name: 'MP3',
    });
  });
});

describe('the format chunk of a WAV', () => {
  it.each([
    ['bext\x03\0\0\0abc\0', 'behind one of odd length'],
    ['bext\x03\0\0\0abc', 'behind one of odd length without its zero'],
    [`JUNK\x00\x10\0\0${'\0'.repeat(4096)}`, 'behind a long one'],
  ])('is found behind %j', (before) => {
    const file = fixture('alaw.wav');
    const moved = joined(file.subarray(0, 12), latin1(before), file.subarray(12));
    expect(fileFormatOf(moved)).toEqual({ is: 'foreign', name: 'WAV audio in A-law' });
  });

  it('names a codec that is not known by its number', () => {
    const file = fixture('alaw.wav');
    file[20] = 99;
    expect(fileFormatOf(file)).toEqual({ is: 'foreign', name: 'WAV audio in codec 99' });
  });
});

describe('bytes that are cut anywhere', () => {
  it.each([
    'skeleton.ogg',
    'sound.webm',
    'film.mkv',
    'sound.wma',
    'rifx.wav',
    'alaw.wav',
    'id3.aac',
  ])('still have a format: %s', (file) => {
    const bytes = fixture(file);
    for (let end = 0; end < Math.min(bytes.length, 700); end++) {
      const { is, name } = fileFormatOf(bytes.subarray(0, end));
      expect(['decodable', 'foreign', 'midi', 'other']).toContain(is);
      expect(name).not.toBe('');
    }
  });
});
