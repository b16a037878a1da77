import { type AudioArguments, audioOutputs, checkAudioArguments } from './audioOutputs.js';
import type { CommandContext } from './context.js';
import { openSoundFont } from './soundFontFile.js';
import { type WrittenAudio, writeAudio } from './writeAudio.js';

/** What writes the sound beside MIDI files; nothing where no sound is asked for. */
export interface AudioWriter {
  readonly isAsked: boolean;
  /** The WAV files beside these MIDI files, so that what they replace can be looked at before the work. */
  readonly files: (midis: readonly string[]) => Promise<string[]>;
  /** The sound of a MIDI file that stands at that path; undefined where none is asked for. */
  readonly write: (
    midi: string,
    content: {
      readonly bytes: Uint8Array;
      readonly objects: readonly string[];
      readonly context: CommandContext;
    },
  ) => Promise<WrittenAudio | undefined>;
}

/**
 * Looks at what is asked for and reads the SoundFont, if one is needed, before the slow things begin.
 *
 * @throws MirrorError `usage` for a SoundFont without sound, `input` for one that cannot be used
 */
export async function openAudio(args: AudioArguments): Promise<AudioWriter> {
  checkAudioArguments(args);
  if (!args.wav && !args.stems) {
    return { isAsked: false, files: async () => [], write: async () => undefined };
  }
  const soundFont = await openSoundFont(args.soundfont);
  return {
    isAsked: true,
    async files(midis) {
      const outputs = await Promise.all(midis.map((midi) => audioOutputs(midi, args)));
      return outputs.flatMap(({ wav }) => wav ?? []);
    },
    write: async (midi, { bytes, objects, context }) =>
      writeAudio(bytes, {
        outputs: await audioOutputs(midi, args),
        soundFont,
        objects,
        context,
      }),
  };
}
