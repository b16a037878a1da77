/** The checksum of a FLAC frame's header: x⁸ + x² + x + 1 (RFC 9639, 9.1.8). */
export function flacHeaderChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = HEADER_TABLE[sum ^ byte] as number;
  return sum;
}

/** The checksum of a whole FLAC frame: x¹⁶ + x¹⁵ + x² + 1 (RFC 9639, 9.3). */
export function flacFrameChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) {
    sum = ((sum << 8) & 0xffff) ^ (FRAME_TABLE[(sum >> 8) ^ (bytes[i] as number)] as number);
  }
  return sum;
}

const HEADER_TABLE = remainders({ bits: 8, polynomial: 0x07 });
const FRAME_TABLE = remainders({ bits: 16, polynomial: 0x8005 });

/** What is left of each byte, followed by zeros, once it is divided by the polynomial. */
function remainders({ bits, polynomial }: { bits: number; polynomial: number }): Uint16Array {
  const top = 1 << (bits - 1);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let rest = byte << (bits - 8);
    for (let step = 0; step < 8; step++) {
      rest = (rest & top) === 0 ? rest << 1 : (rest << 1) ^ polynomial;
    }
    return rest & (2 * top - 1);
  });
}
