import { parse } from 'node:path';
import { cutBytes, DEVICE_NAME, FORBIDDEN_CHARACTERS } from '../../files/disk/portableNames.js';

/** File systems keep 255 bytes; this leaves room for a number and an ending. */
const MOST_STEM_BYTES = 200;

/** How files of MIDI end, as other programs write them: bare, in a RIFF wrapper, or with a song's words. */
const MIDI_ENDINGS = ['.mid', '.midi', '.rmi', '.kar', '.smf'] as const;

/** A name that ends as MIDI does. */
export const MIDI_ENDING = new RegExp(`(?:${MIDI_ENDINGS.join('|').replaceAll('.', '\\.')})$`, 'i');

/**
 * A file name for a recording that Windows, macOS and Linux can all keep, that is not hidden, and that
 * says that the file is MIDI. Its own ending stays, since its bytes do.
 *
 * @param name in Unicode NFC, without a folder
 * @example safeRecordingName('.what?') // 'what-.mid'
 * @example safeRecordingName('song.rmi') // 'song.rmi'
 */
export function safeRecordingName(name: string): string {
  return safeName(name, { endings: MIDI_ENDING, otherwise: '.mid' });
}

/**
 * The same for audio, whose ending stays whatever other programs know it by.
 *
 * @example safeAudioName('take?') // 'take-.audio'
 */
export function safeAudioName(name: string): string {
  return safeName(name, { endings: AUDIO_ENDING, otherwise: '.audio' });
}

/** How files of audio end. */
export const AUDIO_ENDING =
  /\.(?:wav|wave|rf64|bwf|flac|mp[123]|ogg|oga|opus|spx|m4[ab]|mp4|3gp|mov|aac|aiff?|aifc|caf|amr|wma|wv|ape|tta|au|snd|w64|mka|web[am]|audio)$/i;

function safeName(
  name: string,
  { endings, otherwise }: { readonly endings: RegExp; readonly otherwise: string },
): string {
  const safe = name.replace(FORBIDDEN_CHARACTERS, '-').replace(/^[.\s]+/, '');
  const found = endings.exec(safe);
  const hasStem = found !== null && found.index > 0;
  const given = hasStem ? safe.slice(0, found.index) : safe;
  const ending = hasStem ? found[0] : otherwise;
  // Windows drops dots and spaces before it looks whether a name is one of its devices.
  const stem = cutBytes(given, MOST_STEM_BYTES).replace(/[.\s]+$/, '') || 'recording';
  return `${DEVICE_NAME.test(stem) ? `take-${stem}` : stem}${ending}`;
}

/**
 * `take.mid`, or `take-2.mid`, `take-3.mid` … where that is taken; capitals make no difference.
 * @param taken names in small letters
 */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${ext}`;
  return free;
}

/**
 * The same for audio, with which its transcription's name must be free.
 *
 * @example freeAudioName('take.wav', new Set(['take.mid'])) // { name: 'take-2.wav', midiName: 'take-2.mid' }
 */
export function freeAudioName(
  name: string,
  taken: ReadonlySet<string>,
): { name: string; midiName: string } {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number++) {
    const free = number === 1 ? stem : `${stem}-${number}`;
    const names = [`${free}${ext}`.toLowerCase(), ...midiNames(free)];
    if (!names.some((each) => taken.has(each)))
      return { name: `${free}${ext}`, midiName: `${free}.mid` };
  }
}

/**
 * The names, in small letters, of MIDI that counts as the transcription of audio: those that differ by the ending only.
 *
 * @example namesOfTranscription('Take.wav') // ['take.mid', 'take.midi', …]
 */
export function namesOfTranscription(audioName: string): string[] {
  return midiNames(parse(audioName).name);
}

function midiNames(stem: string): string[] {
  return MIDI_ENDINGS.map((ending) => `${stem}${ending}`.toLowerCase());
}

/** The name that the transcription of audio has. @example transcriptionName('take.wav') // 'take.mid' */
export function transcriptionName(audioName: string): string {
  return `${parse(audioName).name}.mid`;
}

/**
 * The name under which a transcription is kept that another takes the place of. It no longer ends as MIDI does, so
 * that it is not learned as a second recording.
 *
 * @param taken names in small letters
 * @example olderTranscriptionName('take.mid', new Set()) // 'take.mid.old-1'
 */
export function olderTranscriptionName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const older = `${name}.old-${number}`;
    if (!taken.has(older.toLowerCase())) return older;
  }
}

/** Whether a file is a transcription that another took the place of. */
export function isOlderTranscription(name: string): boolean {
  const [older, recording] = /^(.*)\.old-\d+$/is.exec(name) ?? [];
  return older !== undefined && MIDI_ENDING.test(recording as string);
}
