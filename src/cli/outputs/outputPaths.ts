import { access, constants } from 'node:fs/promises';
import { basename, dirname, extname, join, parse, resolve, sep } from 'node:path';
import { SOUND_FORMATS, soundFormatOf } from '../../audio/soundEncoder.js';
import { MirrorError } from '../../errors.js';
import { isFolder } from '../../files/disk/pathChecks.js';
import { lowestExisting, unwritable } from '../../files/disk/writeFileAtomically.js';
import { freeNames } from './freeNames.js';

/** Where one piece of music goes: into a MIDI file or, if -o asks for it, into a file of sound. */
export interface MusicOutput {
  /** Undefined where a file of sound is asked for instead. */
  readonly midi: string | undefined;
  /** The file of sound that -o names; undefined where it names none. */
  readonly audio: string | undefined;
  /** The path of whichever it is. */
  readonly path: string;
  /** The same without its ending: what else is written stands beside it. */
  readonly stem: string;
}

/** Where the music of one photo goes. */
export interface PhotoOutput extends MusicOutput {
  /** As the caller wrote it. */
  readonly photo: string;
  /** Where the explanation goes, if one is asked for. */
  readonly explanation: string;
  /** Whether it carries a number because another photo of this call has its name. */
  readonly numbered: boolean;
}

/**
 * Where the music of the photos goes: `<photo>.mid` in the working folder; with `out`, that file, or
 * into that folder if it is one, ends in a slash, or there are several photos.
 *
 * @param options.isSeveral whether there may be several photos, as of a folder; by default whether there are
 * @throws MirrorError `usage` if several photos would go into one file, or the file has an ending that nothing is written
 *   with; `input` if a folder cannot be written
 */
export async function photoOutputs(
  photos: readonly string[],
  out?: string,
  { isSeveral = photos.length > 1 }: { readonly isSeveral?: boolean } = {},
): Promise<PhotoOutput[]> {
  if (isSeveral && out) await checkIsForFolder(out);
  const folder = isSeveral && out ? `${out}/` : out;
  const outputs: PhotoOutput[] = [];
  for (const { photo, name, numbered } of nameFiles(photos)) {
    const music = await musicOutput(name, folder);
    outputs.push({ ...music, photo, explanation: `${music.stem}.explain.json`, numbered });
  }
  return outputs;
}

/**
 * Where one piece of music goes: into a MIDI file of that name in the working folder, or to `out`, a folder or a file whose
 * ending says what it is to hold; without an ending, MIDI.
 *
 * @param name of the MIDI file
 * @throws MirrorError `usage` for an empty `out` or one with another ending, `input` if the folder cannot be written
 */
export async function musicOutput(name: string, out?: string): Promise<MusicOutput> {
  if (out === '' || (out !== undefined && isStream(out))) {
    const what = out === '' ? '' : ', a stream';
    throw new MirrorError(
      'usage',
      `Expected -o to name a file or a folder but received ${JSON.stringify(out)}${what}. Write a name such as song.mid.`,
    );
  }
  const isForFolder = out !== undefined && (isNamedFolder(out) || (await isFolder(out)));
  if (!isForFolder && out !== undefined) checkEnding(out);
  const path = isForFolder ? join(out, name) : (out ?? name);
  await checkWritable(path, '-o');
  const isSound = soundFormatOf(path) !== undefined;
  return {
    path,
    midi: isSound ? undefined : path,
    audio: isSound ? path : undefined,
    stem: path.replace(/(?<=[^/\\])\.(?:midi?|wav|mp3|ogg)$/i, ''),
  };
}

/** Whether it names a stream that is open already, such as stdout, which has the lines of results. */
function isStream(out: string): boolean {
  return out === '-' || /^\/(?:dev\/(?:std(?:in|out|err)|fd\/\d+)|proc\/self\/fd\/\d+)$/.test(out);
}

/** A name that is nothing but an ending would be a hidden file, of MIDI whatever it says. */
const ONLY_ENDING = /^\.(?:midi?|wav|mp3|ogg)$/i;

/** What -o may end in. */
const ENDINGS = ['.mid', '.midi', ...SOUND_FORMATS.map((format) => `.${format}`)];

/** Whether music would be written under a name, by its ending. @example isMusicName('kitchen.wav') // true */
export function isMusicName(name: string): boolean {
  return ENDINGS.includes(extname(name).toLowerCase());
}

function checkEnding(out: string): void {
  const ending = ONLY_ENDING.test(basename(out)) ? basename(out) : extname(out);
  const isOnlyEnding = ending === basename(out);
  // A dot with spaces behind it, as in «No. 5», is a part of the name.
  const isWritten = ending === '' || /\s/.test(ending) || ENDINGS.includes(ending.toLowerCase());
  if (isWritten && !isOnlyEnding) return;
  const stem = isOnlyEnding ? `${out.slice(0, -ending.length)}song` : out.slice(0, -ending.length);
  throw new MirrorError(
    'usage',
    `Expected -o to end in ${ENDINGS.slice(0, -1).join(', ')} or ${ENDINGS.at(-1)}, or to have no ending, for MIDI, but received ${JSON.stringify(out)}. Write ${JSON.stringify(`${stem}.wav`)} for sound, or ${JSON.stringify(`${out}/`)} for a folder.`,
  );
}

function isNamedFolder(out: string): boolean {
  return out.endsWith('/') || out.endsWith(sep);
}

async function checkIsForFolder(out: string): Promise<void> {
  const isEnded = /\.\w+$/.test(out);
  if (isNamedFolder(out) || !isEnded || (await isFolder(out))) return;
  throw new MirrorError(
    'usage',
    `Expected -o to be a folder for several photos but received ${JSON.stringify(out)}. Write ${JSON.stringify(`${out}/`)} for a folder of that name.`,
  );
}

function nameFiles(photos: readonly string[]) {
  const nameOf = freeNames(new Set(), '.mid');
  return photos.map((photo) => {
    const stem = parse(photo).name;
    const name = nameOf(stem);
    return { photo, name, numbered: name !== `${stem}.mid` };
  });
}

/**
 * Finds out before the work, not after it, that its result could not be written.
 *
 * @param option where another path could be given
 * @throws MirrorError `input` if the folder cannot be written
 */
export async function checkWritable(path: string, option: string): Promise<void> {
  const folder = await lowestExisting(dirname(resolve(path)));
  if (!(await isFolder(folder))) {
    throw new MirrorError(
      'input',
      `${folder}: Expected a folder to write to but this is a file. Choose another with ${option}.`,
    );
  }
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}
