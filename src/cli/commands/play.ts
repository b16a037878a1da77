import { extname, parse, resolve } from 'node:path';
import { namedInstruments } from '../../arguments/namedInstruments.js';
import { formatOfFile } from '../../collection/recordings/audioFile.js';
import { shellWord } from '../../collection/training/trainCommand.js';
import { throwIfAborted } from '../../errors.js';
import { exists, isRegularFile } from '../../files/disk/pathChecks.js';
import { readBeginning } from '../../files/disk/readBeginning.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { type FileFormat, FORMAT_BYTES, fileFormatOf } from '../../files/fileFormat.js';
import {
  isMidi,
  MirrorError,
  mirrorPhoto,
  type PieceOptions,
  readPhoto,
  writeMidi,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { withDetector } from '../options/detector.js';
import { openReported, withoutBroken } from '../options/openReported.js';
import { PHOTO_FLAGS } from '../options/optionFlags.js';
import { unusedInstrumentLines } from '../report/instrumentLines.js';
import { mirrorLine, STAGE_WORDS } from '../report/mirrorLines.js';
import { findPlayers, playFile } from '../terminal/player.js';
import { playMidi } from '../terminal/playMidi.js';

export interface PlayArguments extends PieceOptions {
  readonly file: string;
  readonly soundfont?: string;
  readonly home?: string;
}

const WHAT = 'a photo, a MIDI file or a WAV file';

/** `mirror play <file>`: a MIDI file, a photo or a WAV file, aloud. */
export async function play(args: PlayArguments, context: CommandContext): Promise<ExitCode> {
  const { file, soundfont, home, ...options } = args;
  const kind = await kindOf(file);
  if (kind !== 'photo') refusePhotoOptions(file, options);
  if (kind === 'WAV' && soundfont !== undefined) throw notFor(file, '--soundfont');
  throwIfAborted(context.signal);
  const players = await findPlayers(context.env);
  if (kind === 'WAV') {
    await playFile(resolve(file), { players, signal: context.signal });
    return EXIT.done;
  }
  const { mostBytes } = photoLimits(context.env).file;
  // A MIDI file has a limit of its own.
  const bytes = await readRegularFile(file, { what: WHAT, mostBytes });
  const midi =
    kind === 'MIDI' ? bytes : await mirrorBytes(bytes, { file, home, ...options }, context);
  await playMidi(midi, { name: file, soundfont, players, context });
  return EXIT.done;
}

/** The photo's MIDI file, which is not kept; the line of the result says who plays. */
function mirrorBytes(
  bytes: Uint8Array,
  { file, home, instruments, ...options }: Omit<PlayArguments, 'soundfont'>,
  context: CommandContext,
): Promise<Uint8Array> {
  const { terminal, signal } = context;
  return withDetector(context, 1, async (loading) => {
    const collection = await openReported(home, context);
    const photo = await readPhoto(bytes, {
      maxPixels: photoLimits(context.env).maxPixels,
      signal,
    });
    if (photo.note !== undefined) terminal.note(`${file}: ${photo.note}`);
    const chosen = namedInstruments(instruments, collection);
    const { report, score } = await mirrorPhoto(photo, {
      ...options,
      instruments: chosen,
      title: parse(file).name,
      detector: await loading,
      collection,
      signal,
      onStage: (stage) => terminal.showStatus([`${file}: ${STAGE_WORDS[stage]}`]),
    }).finally(() => terminal.showStatus([]));
    terminal.result(mirrorLine(file, { report, timeSignature: score.timeSignature }));
    for (const note of withoutBroken(report.notes, collection)) terminal.note(`${file}: ${note}`);
    const objects = new Set(report.tracks.map(({ object }) => object));
    for (const line of unusedInstrumentLines(chosen, { photos: [file], objects }))
      terminal.note(line);
    return writeMidi(score);
  });
}

/** @throws MirrorError `input` for sound that no player of every system takes, and that is not to be transcribed unasked */
async function kindOf(file: string): Promise<'MIDI' | 'WAV' | 'photo'> {
  if (file.trim() !== '' && extname(file) === '' && !(await exists(file)))
    throw nothingToPlay(file);
  // The reader of photos says what is wrong with a path that is no file.
  if (!(await isRegularFile(file))) return 'photo';
  const bytes = await readBeginning(file, FORMAT_BYTES).catch(() => new Uint8Array());
  if (isMidi(bytes)) return 'MIDI';
  // What codec is in it is the player's business.
  if (/^WAV\b/.test(fileFormatOf(bytes).name)) return 'WAV';
  const format = await formatOfFile(file);
  if (format.is === 'decodable' || format.is === 'foreign') throw soundInstead(file, format);
  return 'photo';
}

/** A name without an ending is more likely an object's than a file's. */
function nothingToPlay(file: string): MirrorError {
  const mayBeObject = parse(file).base === file && file !== '-';
  const remedy = mayBeObject
    ? `; of an object, \`mirror hear ${shellWord(file)}\` writes what it has learned`
    : '';
  return new MirrorError(
    'input',
    `${file}: Expected ${WHAT} but there is no such file. Check the path${remedy}.`,
  );
}

/** It says what there is instead of playing it. */
function soundInstead(file: string, { is, name }: FileFormat): MirrorError {
  const what = is === 'decodable' ? `${name} audio` : name;
  return new MirrorError(
    'input',
    `${file}: Expected ${WHAT} but this is ${what}. Hear its beats with \`mirror beats --click\`, or what an object learned of it with \`mirror hear\`; a player of sound plays it as it is.`,
  );
}

/** Better said than ignored. */
function refusePhotoOptions(file: string, options: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(PHOTO_FLAGS).find(
    // Harmonising is what happens unless it is switched off.
    ([name]) => options[name] !== undefined && !(name === 'harmonise' && options[name] === true),
  );
  if (given !== undefined) throw notFor(file, given[1]);
}

function notFor(file: string, option: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected ${option === '--soundfont' ? 'a MIDI file or a photo' : 'a photo'} with ${option} but ${file} is none. Leave ${option} out.`,
  );
}
