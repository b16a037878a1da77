/** The samples of a segment as they lie in the store: 32-bit floats, little-endian. */
export function bytesOf(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(4 * samples.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++) view.setFloat32(4 * i, samples[i] as number, true);
  return bytes;
}

/** The other way. */
export function samplesOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = new Float32Array(bytes.length / 4);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getFloat32(4 * i, true);
  return samples;
}
