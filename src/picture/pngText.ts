/**
 * A PNG with a line of text right behind its header, where a program that reads the first bytes alone finds it.
 *
 * @param png a whole PNG file
 * @param text.keyword one of the words of the PNG specification (third edition, 11.3.3.1), Latin-1 like the text
 */
export function withTextChunk(
  png: Uint8Array,
  { keyword, text }: { readonly keyword: string; readonly text: string },
): Uint8Array {
  const body = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  // The length counts the data alone, not the four letters of its type; the checksum counts both.
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, HEADER_BYTES), chunk, png.subarray(HEADER_BYTES)]);
}

/** Signature and IHDR, which comes first in every PNG. */
const HEADER_BYTES = 8 + 25;

/** CRC-32 as PNG has it (annex D); zlib's own is not in every Node 20. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
