/** The four letters at a place, fewer at the end of the bytes. */
export function chunkId(bytes: Uint8Array, position: number): string {
  return String.fromCharCode(...bytes.subarray(position, position + 4));
}

/** The letters of a chunk as they can stand in a sentence. */
export function printableId(id: string): string {
  return id.replace(/[^ -~]/g, '?');
}

/** Where the chunk at a place ends by its own account, which may lie beyond the end of the bytes. */
export function declaredEnd(bytes: Uint8Array, position: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return position + 8 + view.getUint32(position + 4);
}

/** Whether the letters and the length of a track stand here, and the length fits or not. */
export function isTrackAt(bytes: Uint8Array, position: number): boolean {
  return position + 8 <= bytes.length && chunkId(bytes, position) === 'MTrk';
}

/**
 * Whether a chunk may have ended here: a track follows, another chunk that fits into the file, or nothing
 * more. Music does not look like that: letters as a length would be half a gigabyte.
 */
export function isChunkBorder(bytes: Uint8Array, position: number): boolean {
  if (position === bytes.length || isTrackAt(bytes, position)) return true;
  if (position + 8 > bytes.length || !/^[ -~]{4}$/.test(chunkId(bytes, position))) return false;
  return declaredEnd(bytes, position) <= bytes.length;
}

/** Where the next track begins, or the bytes end. */
export function nextTrack(bytes: Uint8Array, from: number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const next = buffer.indexOf('MTrk', from, 'latin1');
  return next === -1 ? bytes.length : next;
}
