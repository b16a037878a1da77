import { mpegFrameBytes } from '../../files/mpegFrame.js';
import { clamp } from '../../math/clamp.js';

/** A frame of MPEG 1, layer III, at 64 kbit/s and 44.1 kHz, which is silent and holds the information. */
export const MP3_INFO_FRAME_BYTES = 208;

/** Without a checksum of its own; 64 kbit/s; 44.1 kHz; joint stereo; an original. */
const HEADER = [0xff, 0xfb, 0x50, 0x44];

/** Behind the header and the side information of two channels. */
const INFO_AT = 36;

/** Frames, bytes, table of contents and quality are given. */
const ALL_FIELDS = 15;

const TABLE_ENTRIES = 100;

/** What LAME calls -V 2 -q 2. */
const QUALITY = 78;

const SAMPLES_PER_FRAME = 1152;

/** Silence that LAME puts before the sound; a decoder adds 529 samples of its own, and knows it. */
const ENCODER_DELAY = 576;

/** The largest number that twelve bits hold. */
const MOST_PADDING = 0xfff;

/** The bit rate varies as LAME's newer method makes it. */
const VBR_METHOD = 4;

/** Joint stereo at 44.1 kHz. */
const MISCELLANEOUS = (1 << 6) | (3 << 2);

/** The checksum of the frame covers what stands before it. */
const CHECKED_BYTES = 190;

/** What an MP3's first frame says of all that follow. */
interface Mp3InfoFrame {
  /** Takes note of the next bytes of the sound, which may begin and end amid a frame. */
  readonly add: (bytes: Uint8Array) => void;
  /** The frame, once all bytes are in: 208 bytes. */
  readonly bytes: () => Uint8Array;
}

/**
 * The frame that stands before all others of an MP3 of variable bit rate: how many frames and bytes there are, where each
 * hundredth begins, and how many samples a player leaves out at the start and the end (the Xing header, and LAME's
 * extension of it as described in «Mp3 Info Tag rev 1», gabriel.mp3-tech.org/mp3infotag.html).
 *
 * @param sampleFrames how many frames of sound there are before they are encoded
 */
export function createMp3InfoFrame(sampleFrames: number): Mp3InfoFrame {
  const expected = Math.ceil((sampleFrames + ENCODER_DELAY) / SAMPLES_PER_FRAME);
  const table = new Array<number>(TABLE_ENTRIES).fill(0);
  let frames = 0;
  let soundBytes = 0;
  let checksum = 0;
  /** Bytes of a header that is not whole yet, and how many bytes of its frame are still to come. */
  let begun = new Uint8Array();
  let remaining = 0;

  const beginFrame = (at: number) => {
    const first = Math.ceil((frames * TABLE_ENTRIES) / expected);
    const next = Math.ceil(((frames + 1) * TABLE_ENTRIES) / expected);
    table.fill(MP3_INFO_FRAME_BYTES + at, first, next);
    frames++;
  };
  return {
    add(bytes) {
      checksum = crc16(bytes, checksum);
      const all = begun.length === 0 ? bytes : Uint8Array.of(...begun, ...bytes);
      const start = soundBytes - begun.length;
      soundBytes += bytes.length;
      let at = remaining;
      while (at + 4 <= all.length) {
        const length = mpegFrameBytes(all, at);
        if (length === undefined) throw new Error('The MP3 encoder gave bytes that are no frame.');
        beginFrame(start + at);
        at += length;
      }
      begun = all.slice(at);
      remaining = Math.max(0, at - all.length);
    },
    bytes: () => infoFrame({ sampleFrames, frames, soundBytes, checksum, table }),
  };
}

interface Mp3Information {
  readonly sampleFrames: number;
  readonly frames: number;
  readonly soundBytes: number;
  /** CRC-16 of all bytes of the sound. */
  readonly checksum: number;
  /** Where each hundredth begins, in bytes from the beginning of this frame. */
  readonly table: readonly number[];
}

function infoFrame(information: Mp3Information): Uint8Array {
  const { sampleFrames, frames, soundBytes, checksum, table } = information;
  const fileBytes = MP3_INFO_FRAME_BYTES + soundBytes;
  const padding = frames * SAMPLES_PER_FRAME - ENCODER_DELAY - sampleFrames;
  const frame = Buffer.alloc(MP3_INFO_FRAME_BYTES);
  frame.set(HEADER);
  let at = frame.write('Xing', INFO_AT) + INFO_AT;
  at = frame.writeUInt32BE(ALL_FIELDS, at);
  at = frame.writeUInt32BE(frames, at);
  at = frame.writeUInt32BE(fileBytes % 2 ** 32, at);
  for (const byte of table) at = frame.writeUInt8(Math.floor((256 * byte) / fileBytes), at);
  at = frame.writeUInt32BE(QUALITY, at);
  at += frame.write('LAME3.100', at);
  frame.writeUInt8(VBR_METHOD, at);
  // Twelve bits each.
  const skipped = (ENCODER_DELAY << 12) | clamp(padding, 0, MOST_PADDING);
  frame.writeUIntBE(skipped, at + 12, 3);
  frame.writeUInt8(MISCELLANEOUS, at + 15);
  frame.writeUInt32BE(fileBytes % 2 ** 32, at + 19);
  frame.writeUInt16BE(checksum, at + 23);
  frame.writeUInt16BE(crc16(frame.subarray(0, CHECKED_BYTES), 0), at + 25);
  return frame;
}

/** CRC-16/ARC of more bytes, going on from that of the bytes before. */
function crc16(bytes: Uint8Array, before: number): number {
  let sum = before;
  for (let i = 0; i < bytes.length; i++) {
    sum = (sum >> 8) ^ (CRC_TABLE[(sum ^ (bytes[i] as number)) & 0xff] as number);
  }
  return sum;
}

/** The reflected polynomial 0x8005. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) !== 0 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  return sum;
});
