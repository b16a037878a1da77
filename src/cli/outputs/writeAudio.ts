import { levelsAt, measureSound } from '../../audio/measureSound.js';
import { type SoundFormat, soundFormatOf } from '../../audio/soundEncoder.js';
import { writeSoundAs } from '../../collection/recordings/writeSoundFile.js';
import { renderAudio, type SoundFont, type SoundLevels, writeWavFile } from '../../index.js';
import type { CommandContext } from '../context.js';
import { type AudioOutputs, olderStems, stemFiles } from './audioOutputs.js';
import { checkReplaced, followLink } from './replacing.js';

/** A file of sound that was written, and how loud it is. */
export interface WrittenSound {
  readonly file: string;
  readonly levels: SoundLevels;
}

export interface WrittenStem extends WrittenSound {
  readonly object: string;
}

/** The sound of a piece on the disk. */
export interface WrittenAudio {
  /** The file that -o names; null where it names none of sound. */
  readonly audio: WrittenSound | null;
  /** The file of --wav, which may be the same; null where it was not asked for. */
  readonly wav: WrittenSound | null;
  /** In the order of the tracks; null where they were not asked for. */
  readonly stems: readonly WrittenStem[] | null;
  /** What was there before and now is new. */
  readonly replaced: ReadonlySet<string>;
  /** Stems of an older call, which stay. */
  readonly left: readonly string[];
}

/** Who sounds in a stem. */
export interface SoundingPart {
  /** Of the track: the object's, with a number where it has several voices. */
  readonly name: string;
  readonly object: string;
}

export interface AudioJob {
  /** The bytes of the piece's MIDI file. */
  readonly midi: Uint8Array;
  readonly title: string;
  readonly outputs: AudioOutputs;
  readonly soundFont: SoundFont;
  /** In the order of the file's tracks after the conductor's. */
  readonly parts: readonly SoundingPart[];
  readonly context: CommandContext;
}

/**
 * Renders the bytes of a MIDI file to what is asked for; the whole is rendered once, whatever its formats. All stems are as
 * long as the whole and have its gain, so that they add up to it.
 *
 * @throws MirrorError `usage` if a file that is no WAV stands where a stem goes, as `writeWavFile` does otherwise
 */
export async function writeAudio(job: AudioJob): Promise<WrittenAudio> {
  const { midi, title, outputs, soundFont, parts, context } = job;
  const { terminal, signal } = context;
  const { audio, wav, stems: folder } = outputs;
  const wholes = await soundFiles(audio, wav);
  const files =
    folder === undefined
      ? []
      : stemFiles(
          folder,
          parts.map(({ name }) => name),
        );
  const replaced = await checkReplaced(files, []);
  const left = folder === undefined ? [] : await olderStems(folder, files);
  const render = (what: string, options: { track?: number; frames?: number } = {}) =>
    renderAudio(midi, soundFont, {
      ...options,
      signal,
      onProgress: (share) =>
        terminal.showStatus([`${what}: rendering, ${Math.floor(share * 100)} %`]),
    });
  const onEncoded = (file: string, share: number) =>
    terminal.showStatus([`${file}: encoding, ${Math.floor(share * 100)} %`]);
  try {
    const whole =
      wholes.length === 0
        ? levelsAt(await measureSound(render(folder ?? '')))
        : await writeSoundAs(wholes, render(audio ?? wav ?? ''), { title, signal, onEncoded });
    const stems: WrittenStem[] = [];
    for (const [index, file] of files.entries()) {
      // The first track is the conductor's.
      const sound = render(file, { track: index + 1, frames: whole.frames });
      const levels = await writeWavFile(await followLink(file), sound, {
        gain: whole.gain,
        signal,
      });
      stems.push({ object: parts[index]?.object ?? '', file, levels });
    }
    return {
      audio: audio === undefined ? null : { file: audio, levels: whole },
      wav: wav === undefined ? null : { file: wav, levels: whole },
      stems: folder === undefined ? null : stems,
      replaced,
      left,
    };
  } finally {
    terminal.showStatus([]);
  }
}

/** Where the whole goes, each file once, through links. */
async function soundFiles(
  audio: string | undefined,
  wav: string | undefined,
): Promise<{ path: string; format: SoundFormat }[]> {
  const paths = new Set([audio, wav].filter((path) => path !== undefined));
  return Promise.all(
    [...paths].map(async (path) => ({
      path: await followLink(path),
      format: soundFormatOf(path) ?? 'wav',
    })),
  );
}
