import type { StereoBlock } from './stereoBlock.js';
import { wavFrames, wavHeader, wavHeaderBytes } from './wav/writeWav.js';

/** The formats in which sound is written, by the ending of a file's name without its dot. */
export const SOUND_FORMATS = ['wav', 'mp3', 'ogg'] as const;

export type SoundFormat = (typeof SOUND_FORMATS)[number];

/**
 * The format that the ending of a file's name says, in capitals or not; undefined for any other.
 *
 * @example soundFormatOf('music/kitchen.MP3') // 'mp3'
 */
export function soundFormatOf(path: string): SoundFormat | undefined {
  // A name that begins with its only dot is hidden, and has no ending.
  const [, ending] = /[^/\\]\.(\w+)$/.exec(path.toLowerCase()) ?? [];
  return SOUND_FORMATS.find((format) => format === ending);
}

/**
 * What turns stereo sound at 44.1 kHz into a file of one format, block by block. The file is a head, whose length is known
 * at once and whose bytes only at the end, then the bytes of each block in their order, then the tail.
 *
 * Besides some kB at the beginning, it never gives more than eight bytes for each frame that went in.
 */
export interface SoundEncoder {
  readonly headBytes: number;
  /** What these frames add to the file; an encoder may hold some back until later. */
  readonly encode: (block: StereoBlock) => Uint8Array;
  /** Called once, after the last block. */
  readonly finish: () => { readonly head: Uint8Array; readonly tail: Uint8Array };
}

export interface SoundEncoderOptions {
  /** How many frames will come, all together. */
  readonly frames: number;
  /** What each sample is multiplied by. */
  readonly gain: number;
  /** The piece's name in tags of MP3 and Ogg Vorbis; empty for none. */
  readonly title: string;
}

/**
 * The encoder for a format: WAV of 24 bits, MP3 or Ogg Vorbis, both at a variable bit rate of 120 to 190 kbit/s. Equal sound
 * gives equal bytes. What encodes MP3 and Vorbis is loaded only when it is asked for.
 */
export async function createSoundEncoder(
  format: SoundFormat,
  options: SoundEncoderOptions,
): Promise<SoundEncoder> {
  switch (format) {
    case 'wav':
      return wavEncoder(options);
    case 'mp3':
      return (await import('./mp3/encodeMp3.js')).createMp3Encoder(options);
    case 'ogg':
      return (await import('./ogg/encodeVorbis.js')).createVorbisEncoder(options);
  }
}

function wavEncoder({ frames, gain }: SoundEncoderOptions): SoundEncoder {
  return {
    headBytes: wavHeaderBytes(frames),
    encode: (block) => wavFrames(block, gain),
    finish: () => ({ head: wavHeader(frames), tail: new Uint8Array() }),
  };
}
