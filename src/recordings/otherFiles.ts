/** First bytes by which files that are often taken for MIDI give themselves away; `.` stands for any byte. */
const SIGNATURES: readonly (readonly [pattern: string, description: string])[] = [
  ['RIFF....RMID', 'a MIDI file in a RIFF wrapper (.rmi)'],
  ['RIFF....WAVE', 'WAV audio'],
  ['FORM....AIF', 'AIFF audio'],
  ['ID3', 'MP3 audio'],
  ['\xff\xfb', 'MP3 audio'],
  ['fLaC', 'FLAC audio'],
  ['OggS', 'Ogg audio'],
  ['....ftypM4A', 'M4A audio'],
  ['....ftyphei', 'a HEIC picture'],
  ['....ftyp', 'an MP4 film'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['\x89PNG', 'a PNG picture'],
  ['GIF8', 'a GIF picture'],
  ['RIFF....WEBP', 'a WebP picture'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['MThd', 'a MIDI file'],
];

/**
 * What a file seems to be, in words that follow «but take1.mid is».
 *
 * @example describeFile(jpegBytes) // 'a JPEG picture'
 */
export function describeFile(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const known = SIGNATURES.find(([pattern]) => startsWith(bytes, pattern));
  if (known) return known[1];
  return isText(bytes.subarray(0, 512)) ? 'text' : 'something else';
}

function startsWith(bytes: Uint8Array, pattern: string): boolean {
  return [...pattern].every(
    (character, index) => character === '.' || bytes[index] === character.charCodeAt(0),
  );
}

function isText(bytes: Uint8Array): boolean {
  // Tab, line feed and carriage return are the only control characters that text is made of.
  return bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
