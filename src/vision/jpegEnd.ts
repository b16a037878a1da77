/**
 * The file with the two bytes that end a JPEG, where it lacks them; panoramas of some phones do. Whether all pixels are
 * there is for the decoder to say, which complains of a scan that ends early even if the end is marked.
 *
 * @returns undefined for a JPEG that ends as it should, and for one in several scans: of these the last may be missing
 *   without a complaint
 */
export function withJpegEnd(bytes: Uint8Array): Uint8Array | undefined {
  if (!hasSingleScan(bytes)) return undefined;
  // Half a marker may be left.
  const length = bytes.at(-1) === 0xff ? bytes.length - 1 : bytes.length;
  const ended = new Uint8Array(length + 2);
  ended.set(bytes.subarray(0, length));
  ended.set([0xff, 0xd9], length);
  return ended;
}

/** Whether the first scan holds all channels in full: the frame is sequential (SOF0, SOF1), not progressive (ITU-T T.81, B.2). */
function hasSingleScan(bytes: Uint8Array): boolean {
  let channels: number | undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1];
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    if (marker === 0xda) return bytes[at + 4] === channels;
    if (marker === 0xc0 || marker === 0xc1) channels = bytes[at + 9];
    at += 2 + length;
  }
  return false;
}
