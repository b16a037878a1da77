/**
 * The file with the two bytes that end a JPEG, where it lacks them; panoramas of some phones do. Whether the last scan
 * is whole is for the decoder to say, which complains of one that ends early even if the end is marked.
 *
 * @returns undefined for a JPEG of which whole scans are missing; of these a decoder says nothing
 */
export function withJpegEnd(bytes: Uint8Array): Uint8Array | undefined {
  if (!hasAllScans(bytes)) return undefined;
  // Half a marker may be left.
  const length = bytes.at(-1) === 0xff ? bytes.length - 1 : bytes.length;
  const ended = new Uint8Array(length + 2);
  ended.set(bytes.subarray(0, length));
  ended.set([0xff, 0xd9], length);
  return ended;
}

/** Whether the scans that begin give every coefficient of every channel to its last bit (ITU-T T.81, B.2.3 and G.1.1.1). */
export function hasAllScans(bytes: Uint8Array): boolean {
  /** For each channel, how many low bits of its 64 coefficients no scan has given yet. */
  const missingBits = new Map<number, Uint8Array>();
  for (let at = 2; at + 4 < bytes.length; ) {
    // Entropy-coded data, the 0 behind an 0xff in it and the markers of restarts are passed over.
    if (bytes[at] !== 0xff || isWithinScan(bytes[at + 1] as number)) {
      at++;
      continue;
    }
    const marker = bytes[at + 1] as number;
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (isFrame(marker)) {
      for (let i = 6; i < segment.length; i += 3) {
        missingBits.set(segment[i] as number, new Uint8Array(64).fill(ALL_BITS));
      }
    }
    if (marker === SCAN) noteScan(segment, missingBits);
    at += 2 + length;
  }
  return (
    missingBits.size > 0 && [...missingBits.values()].every((bits) => bits.every((n) => n === 0))
  );
}

const SCAN = 0xda;

/** More than any coefficient has. */
const ALL_BITS = 16;

function isWithinScan(marker: number): boolean {
  return marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
}

/** Sequential, extended and progressive frames of Huffman codes; decoders know no others. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

function noteScan(segment: Uint8Array, missingBits: ReadonlyMap<number, Uint8Array>): void {
  const [count = 0] = segment;
  const [first = 0, last = 63, approximation = 0] = segment.subarray(1 + 2 * count);
  for (let i = 0; i < count; i++) {
    const bits = missingBits.get(segment[1 + 2 * i] as number);
    bits?.fill(approximation & 0x0f, first, last + 1);
  }
}
