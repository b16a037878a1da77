/** The header, and an empty frame is nothing but that. */
const LEAST_FRAME_BYTES = 7;

/** The index of a sampling frequency has 13 meanings (ISO/IEC 14496-3, 1.6.3.4). */
const SAMPLE_RATES = 13;

/** The length of the AAC frame whose ADTS header stands there (ISO/IEC 13818-7, 6.2); undefined if none does. */
export function adtsFrameBytes(bytes: Uint8Array, at: number): number | undefined {
  const [sync = 0, first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = bytes.subarray(
    at,
    at + 6,
  );
  // The two bits of the layer are zero, which no MPEG audio of layers I to III has.
  if (sync !== 0xff || (first & 0xf6) !== 0xf0) return undefined;
  if (((second >> 2) & 15) >= SAMPLE_RATES) return undefined;
  const length = ((third & 3) << 11) | (fourth << 3) | (fifth >> 5);
  return length < LEAST_FRAME_BYTES ? undefined : length;
}
