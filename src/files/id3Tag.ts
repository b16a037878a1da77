import { startsLike } from './bytePattern.js';

/** What has to be there to tell the length of a tag. */
export const ID3_HEADER_BYTES = 10;

/**
 * The length of the ID3v2 tag that these bytes begin with, pictures in it included; 0 if they do not.
 *
 * Taggers put it before MP3, and before AAC and FLAC too. Its length stands in four bytes of seven bits
 * (id3.org, ID3v2.4.0 structure, 3.1).
 *
 * @param bytes at least ten, or all there are
 */
export function id3TagBytes(bytes: Uint8Array): number {
  if (bytes.length < ID3_HEADER_BYTES || !startsLike(bytes, 'ID3')) return 0;
  const contentBytes = bytes.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 127), 0);
  const hasFooter = ((bytes[5] as number) & 0x10) !== 0;
  return ID3_HEADER_BYTES + contentBytes + (hasFooter ? 10 : 0);
}
