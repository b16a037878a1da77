import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../src/audio/byteReader.js';
import { streamOf } from './fixtures.js';

const numbers = Uint8Array.from({ length: 23 }, (_, i) => i);
const from = (start: number, end: number) => numbers.slice(start, end);

describe.each([1, 4, 100])('a stream of bytes in pieces of %i', (pieceBytes) => {
  it('is looked at, taken, passed over and read to its end', async () => {
    const reader = createByteReader(streamOf(numbers, pieceBytes));
    expect(await reader.peek(5)).toEqual(from(0, 5));
    expect(await reader.take(7)).toEqual(from(0, 7));
    expect(await reader.skip(6)).toBe(6);
    expect(await reader.peek(2)).toEqual(from(13, 15));
    const rest: number[] = [];
    for await (const chunk of reader.rest()) rest.push(...chunk);
    expect(rest).toEqual([...from(13, 23)]);
    expect(await reader.take(1)).toHaveLength(0);
  });

  it('gives what there is where more is asked for', async () => {
    const reader = createByteReader(streamOf(numbers, pieceBytes));
    expect(await reader.skip(20)).toBe(20);
    expect(await reader.peek(9)).toEqual(from(20, 23));
    expect(await reader.skip(9)).toBe(3);
    expect(await reader.peek(9)).toHaveLength(0);
  });

  it('lets its source go when it is closed', async () => {
    const source = streamOf(numbers, pieceBytes);
    const reader = createByteReader(source);
    await reader.peek(1);
    await reader.close();
    expect((await source.next()).done).toBe(true);
    expect(await reader.take(5)).toHaveLength(0);
  });
});
