import type { CommandContext } from '../context.js';
import { openSoundFont } from '../options/soundFontFile.js';
import { type AudioArguments, audioOutputs, refuseIdleSoundFont } from '../outputs/audioOutputs.js';
import type { MusicOutput } from '../outputs/outputPaths.js';
import { type SoundingPart, type WrittenAudio, writeAudio } from '../outputs/writeAudio.js';

/** What writes the sound of pieces; nothing where no sound is asked for. */
export interface AudioWriter {
  readonly isAsked: boolean;
  /** The files of sound, but for stems, so that what they replace can be looked at before the work. */
  readonly files: string[];
  /** The sound of a piece, one of those for which it was opened; undefined where none is asked for. */
  readonly write: (
    output: MusicOutput,
    piece: {
      /** The bytes of its MIDI file, which need not be on the disk. */
      readonly midi: Uint8Array;
      readonly title: string;
      readonly parts: readonly SoundingPart[];
      readonly context: CommandContext;
    },
  ) => Promise<WrittenAudio | undefined>;
}

/**
 * Looks at what is asked for and reads the SoundFont, if one is needed, before the slow things begin.
 *
 * @param outputs where the pieces go
 * @throws MirrorError `usage` for a SoundFont without sound, `input` for one that cannot be used
 */
export async function openAudio(
  args: AudioArguments,
  outputs: readonly MusicOutput[],
): Promise<AudioWriter> {
  const isAsked = args.wav || args.stems || outputs.some(({ audio }) => audio !== undefined);
  if (!isAsked) {
    refuseIdleSoundFont(args);
    return { isAsked: false, files: [], write: async () => undefined };
  }
  const soundFont = await openSoundFont(args.soundfont);
  const all = await Promise.all(outputs.map((output) => audioOutputs(output, args)));
  return {
    isAsked: true,
    files: [...new Set(all.flatMap(({ audio, wav }) => [audio ?? [], wav ?? []].flat()))],
    write: async (output, piece) =>
      writeAudio({ ...piece, outputs: await audioOutputs(output, args), soundFont }),
  };
}
