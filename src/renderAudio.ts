import { RENDER_RATE_HZ, type StereoBlock } from './audio/stereoBlock.js';
import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { readSchedule } from './synthesis/schedule.js';
import type { SoundFont } from './synthesis/soundFont.js';
import { SYNTHESIS_RANGES, type SynthesisOptions, synthesise } from './synthesis/synthesise.js';
import { yieldToEventLoop } from './yieldToEventLoop.js';

export interface RenderOptions extends SynthesisOptions {
  /** The file's name, for messages. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each block with the share of the piece that has sounded, 0–1; what rings on counts as all. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Called before the sound begins, with a plain sentence for each thing of the file that had to be put right. */
  readonly onSkipped?: ((line: string) => void) | undefined;
}

const RENDER_RULES = {
  ...SYNTHESIS_RANGES,
  name: 'string',
  signal: 'signal',
  onProgress: 'function',
  onSkipped: 'function',
} as const;

/**
 * The sound of any MIDI file, 44.1 kHz in stereo, block after block so that an hour needs no more memory
 * than a minute; equal bytes and an equal SoundFont give equal samples.
 *
 * @param soundFont such as `await readSoundFont(await readSoundFontFile())`, the one of the package
 * @returns blocks of up to 16,384 frames as the synthesiser gives them, not normalised; each loop over them renders
 *   anew, from the beginning
 * @throws MirrorError, once the first block is asked for, `usage` for what is no bytes, such as a score, for an option
 *   out of its range, of another type or of no known name, `input` for bytes that are no MIDI file, `aborted` when the
 *   signal fires
 * @example for await (const { left, right } of renderAudio(writeMidi(score), soundFont)) …
 */
export function renderAudio(
  midi: Uint8Array,
  soundFont: SoundFont,
  options: RenderOptions = {},
): AsyncIterable<StereoBlock> {
  return { [Symbol.asyncIterator]: () => renderBlocks(midi, soundFont, options) };
}

async function* renderBlocks(
  midi: Uint8Array,
  soundFont: SoundFont,
  given: RenderOptions,
): AsyncGenerator<StereoBlock> {
  checkOptions('renderAudio', given, RENDER_RULES);
  checkArguments({ midi }, { midi: 'bytes' });
  const { name = 'the file', signal, onProgress, onSkipped, ...options } = given;
  const schedule = readSchedule(midi, name);
  for (const line of schedule.skipped) onSkipped?.(line);
  let frames = 0;
  for await (const block of synthesise(schedule, soundFont, options)) {
    await yieldToEventLoop(signal);
    yield block;
    frames += block.left.length;
    onProgress?.(Math.min(1, frames / (schedule.seconds * RENDER_RATE_HZ)));
  }
}
