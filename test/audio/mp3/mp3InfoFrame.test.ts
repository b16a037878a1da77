import { describe, expect, it } from 'vitest';
import { createMp3InfoFrame } from '../../../src/audio/mp3/mp3InfoFrame.js';
import { mpegFrameBytes } from '../../../src/files/mpegFrame.js';

/** Frames of 128 and 64 kbit/s in turn, with some bytes in them. */
function sound(frames: number): Buffer {
  return Buffer.concat(
    Array.from({ length: frames }, (_, i) => {
      const isLarge = i % 2 === 0;
      const frame = Buffer.alloc(isLarge ? 417 : 208, i);
      frame.set([0xff, 0xfb, isLarge ? 0x90 : 0x50, 0x44]);
      return frame;
    }),
  );
}

function infoOf(bytes: Uint8Array, pieceBytes: number, sampleFrames: number): Buffer {
  const info = createMp3InfoFrame(sampleFrames);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    info.add(bytes.subarray(at, at + pieceBytes));
  return Buffer.from(info.bytes());
}

describe('the first frame of an MP3', () => {
  const bytes = sound(40);
  // 40 frames hold 46,080 samples, 576 of which LAME puts before the sound.
  const info = infoOf(bytes, bytes.length, 45_000);

  it('is a frame as long as its header says, and says how many frames and bytes follow', () => {
    expect(mpegFrameBytes(info, 0)).toBe(info.length);
    expect(info.toString('latin1', 36, 40)).toBe('Xing');
    expect(info.readUInt32BE(44)).toBe(40);
    expect(info.readUInt32BE(48)).toBe(info.length + bytes.length);
  });

  it('says how many samples are to be left out at the start and the end', () => {
    expect(info.toString('latin1', 156, 160)).toBe('LAME');
    const skipped = info.readUIntBE(177, 3);
    expect([skipped >> 12, skipped & 0xfff]).toEqual([576, 46_080 - 576 - 45_000]);
  });

  it('says where each hundredth begins', () => {
    const table = [...info.subarray(52, 152)];
    expect(table[0]).toBe(Math.floor((256 * 208) / (208 + bytes.length)));
    // Frame 20 of 40 begins after ten pairs.
    expect(table[50]).toBe(Math.floor((256 * (208 + 10 * 625)) / (208 + bytes.length)));
    expect(table).toEqual([...table].sort((a, b) => a - b));
  });

  it.each([1, 3, 4, 207, 208, 500, 1000])(
    'is the same when the sound comes in pieces of %i bytes',
    (pieceBytes) => {
      expect(infoOf(bytes, pieceBytes, 45_000).equals(info)).toBe(true);
    },
  );

  it('refuses bytes that are no frames', () => {
    expect(() => createMp3InfoFrame(10).add(Buffer.from('no frame'))).toThrow('no frame');
  });
});
