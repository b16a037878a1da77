/** Where a page keeps its checksum, four bytes. */
const CHECKSUM_AT = 22;

/** Writes the checksum of an Ogg page into it: the polynomial 0x04c11db7, the highest bit first (RFC 3533, 6). */
export function writeOggChecksum(page: Uint8Array): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  view.setUint32(CHECKSUM_AT, 0, true);
  let sum = 0;
  for (const byte of page) {
    sum = ((sum << 8) ^ (CRC_TABLE[((sum >>> 24) ^ byte) & 0xff] as number)) >>> 0;
  }
  view.setUint32(CHECKSUM_AT, sum, true);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum >>> 0;
});
