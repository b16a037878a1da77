const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const PCM = 1;

/**
 * A WAV file of one channel in 16 bits.
 *
 * Source: Multimedia Programming Interface and Data Specifications 1.0.
 *
 * @param pieces samples one after another, at most 2 GB in all
 * @returns 44 bytes of header and two bytes a sample, little-endian
 */
export function pcmWav(
  pieces: readonly Int16Array[],
  sampleRateHz: number,
): Uint8Array<ArrayBuffer> {
  const samples = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const dataBytes = samples * SAMPLE_BYTES;
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(bytes.buffer);
  const letters = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  letters(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  letters(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * SAMPLE_BYTES, true);
  view.setUint16(32, SAMPLE_BYTES, true);
  view.setUint16(34, 8 * SAMPLE_BYTES, true);
  letters(36, 'data');
  view.setUint32(40, dataBytes, true);
  let at = HEADER_BYTES;
  for (const piece of pieces) {
    for (const sample of piece) {
      view.setInt16(at, sample, true);
      at += SAMPLE_BYTES;
    }
  }
  return bytes;
}
