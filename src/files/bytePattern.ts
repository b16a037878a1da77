/**
 * Whether bytes begin like a pattern of Latin-1, in which `?` stands for any byte.
 *
 * @example startsLike(bytes, 'RIFF????WAVE')
 */
export function startsLike(bytes: Uint8Array, pattern: string): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const wanted = pattern.charCodeAt(i);
    if (wanted !== ANY && bytes[i] !== wanted) return false;
  }
  return true;
}

const ANY = '?'.charCodeAt(0);

/** Bytes as the letters of Latin-1, one each. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
