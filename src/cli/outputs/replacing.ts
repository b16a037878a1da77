import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { MirrorError } from '../../errors.js';
import { latin1 } from '../../files/bytePattern.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { readBeginning } from '../../files/disk/readBeginning.js';
import { refuseProtected } from '../../files/disk/refuseProtected.js';
import { bearsMidiMark, MARK_WITHIN } from '../../files/writtenBy.js';
import { WRITTEN_BY } from '../../index.js';
import { EXPLANATION_BEGINS } from '../report/explanationJson.js';

/**
 * Makes sure that a call may write what it will: as `checkKinds`, and no file that this process may not write.
 *
 * @returns the outputs that take the place of a file
 * @throws MirrorError as `checkKinds` does, and `input` for a file that is write-protected
 */
export async function checkReplaced(
  outputs: readonly string[],
  inputs: readonly string[],
  option?: string,
): Promise<ReadonlySet<string>> {
  const replaced = await checkKinds(outputs, inputs, option);
  for (const output of outputs) await refuseProtected(output);
  return replaced;
}

/**
 * Makes sure that whatever a call writes over is an older output of its kind: no file that it reads, whatever links or
 * spellings lead there, no pipe and no device, no recording of a collection, and nothing else but MIDI of another
 * maker, which is kept under another name when its place is taken (`writeMidiFile`).
 *
 * @param option that gives outputs another name, where it is not the usual one of their kind
 * @returns the outputs that take the place of a file
 * @throws MirrorError `usage` for the first that must not
 */
export async function checkKinds(
  outputs: readonly string[],
  inputs: readonly string[],
  option?: string,
): Promise<ReadonlySet<string>> {
  const inputFiles = new Set(await Promise.all(inputs.map(fileIdentity)));
  const replaced = new Set<string>();
  for (const output of outputs) {
    if (!(await isRegularFile(output))) {
      await refuseSpecialFile(output, option);
      continue;
    }
    if (inputFiles.has(await fileIdentity(output)))
      throw refuseReplacing(output, 'one of the inputs', option);
    const { what } = kindOf(output);
    if (!(await isOfKind(output))) throw refuseReplacing(output, `no ${what}`, option);
    if (await isRecording(output))
      throw refuseReplacing(output, 'a recording of a collection', option);
    if (!(await isKeptAside(output))) replaced.add(output);
  }
  return replaced;
}

/** Refuses a pipe, a socket, a device and a link to nothing; a folder is refused when the file is written. */
async function refuseSpecialFile(output: string, option: string | undefined): Promise<void> {
  const stats = await stat(output).catch(() => undefined);
  if (stats === undefined) return void (await followLink(output));
  if (stats.isDirectory()) return;
  const what = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
  throw refuseReplacing(output, what, option);
}

/**
 * Where a link leads, so that what it stands for is written and the link stays; any other path as it is.
 *
 * @throws MirrorError `usage` for a link to nothing
 */
export async function followLink(output: string): Promise<string> {
  const isLink = await lstat(output).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  if (!isLink) return output;
  return realpath(output).catch(() => {
    throw refuseReplacing(output, 'a link to nothing');
  });
}

/** What is said once an output has taken the place of a file. */
export function replacedLine(output: string): string {
  return `${output}: replaced the ${kindOf(output).what} that was there`;
}

/** What is said once a MIDI file that bears no mark of this program has another name. */
export function keptLine(output: string, kept: string): string {
  return `${output}: the MIDI file that was there is no output of this version of mirror; it is kept as ${kept}`;
}

/** What is said of an output that would take the place of something else. */
export function refuseReplacing(
  output: string,
  what: string,
  option: string = kindOf(output).option,
): MirrorError {
  return new MirrorError(
    'usage',
    `${output}: Expected a file that may be written over but this is ${what}. Choose another name with ${option}.`,
  );
}

/** Equal for all paths that lead to one file; undefined for a file that is not there. */
async function fileIdentity(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats === undefined ? undefined : `${stats.dev} ${stats.ino}`;
}

const DRAWN_HERE = { mark: WRITTEN_BY, option: '--picture' } as const;

/** Takes any name, and bears a mark as well; but what bears none is kept. */
const MUSIC = { ending: '', what: 'MIDI file', beginning: 'MThd', option: '-o' } as const;

/**
 * What is written here, by the end of its name; the bytes that every such file begins with, and a word that stands
 * near its beginning; the option that gives it another name. A file of sound could as well be a recording of the user's, a
 * PNG a photo and an SVG a drawing, so these must say who wrote them.
 */
const KINDS = [
  { ending: '.explain.json', what: 'explanation', beginning: EXPLANATION_BEGINS, option: '-o' },
  {
    ending: '.wav',
    what: 'WAV file of a mirror',
    beginning: 'RIFF',
    longBeginning: 'RF64',
    mark: WRITTEN_BY,
    option: '-o',
  },
  {
    ending: '.mp3',
    what: 'MP3 file of a mirror',
    beginning: 'ID3',
    mark: WRITTEN_BY,
    option: '-o',
  },
  {
    ending: '.ogg',
    what: 'Ogg file of a mirror',
    beginning: 'OggS',
    mark: WRITTEN_BY,
    option: '-o',
  },
  { ending: '.png', what: 'picture of a mirror', beginning: '\x89PNG', ...DRAWN_HERE },
  { ending: '.svg', what: 'picture of a mirror', beginning: '<svg', ...DRAWN_HERE },
  MUSIC,
] as const satisfies readonly FileKind[];

interface FileKind {
  readonly ending: string;
  readonly what: string;
  readonly beginning: string;
  /** Of a file beyond 4 GB. */
  readonly longBeginning?: string;
  readonly mark?: string;
  readonly option: string;
}

function kindOf(path: string): FileKind {
  const name = path.toLowerCase();
  return KINDS.find(({ ending }) => name.endsWith(ending)) ?? MUSIC;
}

async function isOfKind(path: string): Promise<boolean> {
  const { beginning, longBeginning = beginning, mark = '' } = kindOf(path);
  try {
    const text = latin1(await readBeginning(path, MARK_WITHIN));
    const isBegun = text.startsWith(beginning) || text.startsWith(longBeginning);
    return isBegun && text.includes(mark);
  } catch {
    // A process that may not read it does not replace it.
    return false;
  }
}

async function isKeptAside(path: string): Promise<boolean> {
  if (kindOf(path) !== MUSIC) return false;
  return !bearsMidiMark(await readBeginning(path, MARK_WITHIN));
}

/** Whether a file is a picture or sound that this program wrote; MIDI counts as music like any other, also with the mark. */
export async function isOwnOutput(path: string): Promise<boolean> {
  return kindOf(path).mark !== undefined && (await isOfKind(path));
}

/** Whether it lies in objects/<object>/recordings. */
async function isRecording(path: string): Promise<boolean> {
  const folder = await realpath(dirname(resolve(path)));
  return basename(folder) === 'recordings' && basename(dirname(dirname(folder))) === 'objects';
}
