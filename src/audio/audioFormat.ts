import { findMpegFrame } from './mpegFrame.js';

/** What this package decodes itself. */
export type DecodableFormat = 'WAV' | 'FLAC' | 'MP3' | 'Ogg Vorbis' | 'Ogg Opus';

/** What a file's own first bytes say it is. */
export type AudioFormat =
  | { readonly is: 'decodable'; readonly name: DecodableFormat }
  /** Audio that another program of the machine may decode. */
  | { readonly is: 'foreign'; readonly name: string }
  /** No audio; `name` reads after «is». */
  | { readonly is: 'other'; readonly name: string; readonly remedy: string };

/** So many first bytes are looked at. */
export const FORMAT_BYTES = 64 * 1024;

/**
 * Names the format of a file by its first bytes; its name on disk is often wrong.
 *
 * @param bytes the first 64 KB, or all there are
 * @example audioFormatOf(new TextEncoder().encode('fLaC…')) // { is: 'decodable', name: 'FLAC' }
 */
export function audioFormatOf(bytes: Uint8Array): AudioFormat {
  const opening = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const signature = SIGNATURES.find(([pattern]) => matches(opening, pattern));
  if (signature !== undefined) return signature[1];
  if (opening.startsWith('OggS')) return oggFormat(opening);
  if (bytes.length === 0) return { is: 'other', name: 'empty', remedy: 'Copy it again.' };
  // Before its first frame, an MP3 may have a tag of any length, and any garbage.
  if (opening.startsWith('ID3') || findMpegFrame(bytes) !== undefined) return decodable('MP3');
  return isText(bytes)
    ? { is: 'other', name: 'text', remedy: 'Name a recording instead.' }
    : { is: 'other', name: 'something else', remedy: 'Export the sound as WAV.' };
}

function decodable(name: DecodableFormat): AudioFormat {
  return { is: 'decodable', name };
}

function foreign(name: string): AudioFormat {
  return { is: 'foreign', name };
}

function film(name: string): AudioFormat {
  return { is: 'other', name, remedy: 'Export its sound as WAV first.' };
}

function notAudio(name: string): AudioFormat {
  return { is: 'other', name, remedy: 'Name a recording instead.' };
}

/** First bytes, read as Latin-1; `.` stands for any byte. Of several that match, the first holds. */
const SIGNATURES: readonly (readonly [pattern: string, format: AudioFormat])[] = [
  ['RIFF....WAVE', decodable('WAV')],
  ['RF64....WAVE', decodable('WAV')],
  ['BW64....WAVE', decodable('WAV')],
  ['fLaC', decodable('FLAC')],
  // Whether sound is all there is in it, its tracks say.
  ['....ftypM4A', foreign('M4A audio')],
  ['....ftypM4B', foreign('M4A audio')],
  ['....ftypqt', foreign('QuickTime audio')],
  ['....ftyphei', notAudio('a HEIC picture')],
  ['....ftypmif1', notAudio('a HEIC picture')],
  ['....ftypavif', notAudio('an AVIF picture')],
  ['....ftyp', foreign('MP4 audio')],
  ['\xff\xf1', foreign('AAC audio')],
  ['\xff\xf9', foreign('AAC audio')],
  ['FORM....AIF', foreign('AIFF audio')],
  ['caff', foreign('CAF audio')],
  ['#!AMR', foreign('AMR audio')],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', foreign('WMA audio')],
  ['wvpk', foreign('WavPack audio')],
  ['MAC ', foreign("Monkey's Audio")],
  ['RIFF....AVI ', film('an AVI film')],
  ['\x1a\x45\xdf\xa3', film('a WebM or Matroska (MKV) film')],
  ['\x00\x00\x01\xba', film('an MPEG film')],
  ['FLV\x01', film('a Flash film')],
  ['RIFF....WEBP', notAudio('a WebP picture')],
  ['\xff\xd8\xff', notAudio('a JPEG picture')],
  ['\x89PNG', notAudio('a PNG picture')],
  ['GIF8', notAudio('a GIF picture')],
  ['MThd', notAudio('a MIDI file')],
  ['%PDF', notAudio('a PDF document')],
  ['PK\x03\x04', { is: 'other', name: 'a ZIP archive', remedy: 'Unpack it first.' }],
];

function matches(opening: string, pattern: string): boolean {
  return [...pattern].every(
    (character, index) => character === '.' || opening[index] === character,
  );
}

/** The first packet of an Ogg stream names its codec; it begins after the page's header of 27 bytes and its lengths. */
function oggFormat(opening: string): AudioFormat {
  const packet = opening.slice(27 + (opening.charCodeAt(26) || 0));
  if (packet.startsWith('\x01vorbis')) return decodable('Ogg Vorbis');
  if (packet.startsWith('OpusHead')) return decodable('Ogg Opus');
  // The decoder of FLAC reads it in either wrapping.
  if (packet.startsWith('\x7fFLAC')) return decodable('FLAC');
  if (packet.startsWith('\x80theora') || packet.startsWith('fishead')) return film('an Ogg film');
  if (packet.startsWith('Speex')) return foreign('Ogg Speex audio');
  return film('Ogg of an unknown kind');
}

function isText(bytes: Uint8Array): boolean {
  // Tab, line feed and carriage return are the only control characters that text is made of.
  return bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
