import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AudioBlock } from '../../src/audio/audioBlock.js';

/** A file of the fixtures, whose README says how they are made. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

export function fixture(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(fixturePath(name)));
}

/** Bytes as a stream of pieces of so many. */
export async function* streamOf(bytes: Uint8Array, pieceBytes = 4096): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.slice(at, at + pieceBytes);
}

/** All blocks as one. */
export async function gather(
  blocks: AsyncIterable<AudioBlock>,
): Promise<{ sampleRateHz: number; samples: Float32Array }> {
  const all: Float32Array[] = [];
  let rate = 0;
  for await (const { sampleRateHz, samples } of blocks) {
    all.push(samples);
    rate = sampleRateHz;
  }
  return { sampleRateHz: rate, samples: joined(all) };
}

export function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
