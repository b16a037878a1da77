import {
  levelsAt,
  measureSound,
  type WavLevels,
  writeWavFile,
} from '../collection/writeWavFile.js';
import { renderAudio, type SoundFont } from '../index.js';
import { type AudioOutputs, olderStems, stemFiles } from './audioOutputs.js';
import type { CommandContext } from './context.js';
import { checkReplaced, followLink } from './replacing.js';

/** A WAV file that was written, and how loud it is. */
export interface WrittenWav {
  readonly file: string;
  readonly levels: WavLevels;
}

export interface WrittenStem extends WrittenWav {
  readonly object: string;
}

/** The sound of a MIDI file on the disk. */
export interface WrittenAudio {
  /** Null where the whole was not asked for. */
  readonly wav: WrittenWav | null;
  /** In the order of the tracks; null where they were not asked for. */
  readonly stems: readonly WrittenStem[] | null;
  /** What was there before and now is new. */
  readonly replaced: ReadonlySet<string>;
  /** Stems of an older call, which stay. */
  readonly left: readonly string[];
}

export interface AudioJob {
  readonly outputs: AudioOutputs;
  readonly soundFont: SoundFont;
  /** Names of the parts, in the order of the file's tracks after the conductor's. */
  readonly objects: readonly string[];
  readonly context: CommandContext;
}

/**
 * Renders the bytes of a MIDI file to what is asked for. All stems are as long as the whole and have its
 * gain, so that they add up to it.
 *
 * @throws MirrorError `usage` if a file that is no WAV stands where a stem goes, as `writeWavFile` does otherwise
 */
export async function writeAudio(midi: Uint8Array, job: AudioJob): Promise<WrittenAudio> {
  const { outputs, soundFont, objects, context } = job;
  const { terminal, signal } = context;
  const { wav, stems: folder } = outputs;
  const files = folder === undefined ? [] : stemFiles(folder, objects);
  const replaced = await checkReplaced(files, []);
  const left = folder === undefined ? [] : await olderStems(folder, files);
  const render = (what: string, options: { track?: number; frames?: number } = {}) =>
    renderAudio(midi, soundFont, {
      ...options,
      signal,
      onProgress: (share) =>
        terminal.showStatus([`${what}: rendering, ${Math.floor(share * 100)} %`]),
    });
  try {
    const whole =
      wav === undefined
        ? levelsAt(await measureSound(render(folder ?? '')))
        : await writeWavFile(await followLink(wav), render(wav), { signal });
    const stems: WrittenStem[] = [];
    for (const [index, file] of files.entries()) {
      // The first track is the conductor's.
      const sound = render(file, { track: index + 1, frames: whole.frames });
      const levels = await writeWavFile(await followLink(file), sound, {
        gain: whole.gain,
        signal,
      });
      stems.push({ object: objects[index] ?? '', file, levels });
    }
    return {
      wav: wav === undefined ? null : { file: wav, levels: whole },
      stems: folder === undefined ? null : stems,
      replaced,
      left,
    };
  } finally {
    terminal.showStatus([]);
  }
}
