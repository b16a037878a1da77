import { nearestNames } from '../checks/nearestNames.js';
import { MirrorError } from '../errors.js';
import { aboutFile } from '../files/disk/aboutFile.js';
import { type ReadOptions, readRegularFile } from '../files/disk/readRegularFile.js';
import { INSTRUMENTS, instrumentName, programOf } from '../music/instruments.js';
import { COCO_LABELS } from '../vision/labels.js';
import { checkObjectName } from './names/objectName.js';
import { labelsFor, understandName } from './names/understandName.js';
import { shellWord } from './training/trainCommand.js';

/** What an object.json says, checked. */
export interface ObjectDescription {
  readonly name: string;
  readonly labels: readonly string[];
  readonly instrument: string;
  readonly program: number;
  readonly text: string;
}

export const DEFAULT_INSTRUMENT = 'acoustic grand piano';

/** Far more than a person writes about a thing; a larger file is no object.json. */
export const OBJECT_FILE_LIMITS: ReadOptions = {
  what: "an object's description",
  mostBytes: 64 * 1024,
};

/** What an object.json looks like, for messages. */
export const EXAMPLE_OBJECT_FILE =
  '{ "name": "kettle", "labels": ["cup"], "instrument": "celesta", "text": "…" }';

/** An object whose file cannot be read is left out of its collection. */
const REMEDY = "Correct it, or move the object's folder out of objects/ for a while.";

/**
 * What an object.json says. Keys that are not ours are let be; `instrument` and `text` may be left out.
 *
 * @param bytes UTF-8, with or without a byte order mark
 * @param folderName the folder it stands in, which its name must repeat
 *
 * @throws MirrorError `input` for anything that cannot be used as it is
 */
export function parseObjectFile(bytes: Uint8Array, folderName: string): ObjectDescription {
  const record = parseRecord(bytes);
  const name = checkObjectName(textAt(record, 'name'));
  if (name !== folderName.normalize('NFC')) {
    throw new MirrorError(
      'input',
      `Expected "name" to be that of its folder, ${JSON.stringify(folderName)}, but received ${JSON.stringify(name)}. Name the folder ${JSON.stringify(name)} again. \`mirror edit ${shellWord(name)} --rename ${shellWord(folderName)}\` then renames all of it.`,
    );
  }
  const { instrument, program } = checkInstrument(textAt(record, 'instrument', DEFAULT_INSTRUMENT));
  const labels = checkOwnLabels(own(record, 'labels'));
  return { name, labels, instrument, program, text: textAt(record, 'text', '') };
}

/**
 * Reads an object.json from the disk.
 *
 * @throws MirrorError `input`, opened by the path, for anything that cannot be used as it is
 */
export async function readObjectFile(path: string, folderName: string): Promise<ObjectDescription> {
  const bytes = await readRegularFile(path, OBJECT_FILE_LIMITS);
  try {
    return parseObjectFile(bytes, folderName);
  } catch (error) {
    throw error instanceof MirrorError ? aboutFile(path, error) : error;
  }
}

/**
 * The text of an object.json that says this.
 * @param previous an object.json whose other keys are to be kept
 */
export function formatObjectFile(description: ObjectDescription, previous?: Uint8Array): string {
  const { name, labels, instrument, text } = description;
  const others = previous === undefined ? {} : parseRecord(previous);
  return `${JSON.stringify({ ...others, name, labels, instrument, text }, null, 2)}\n`;
}

/**
 * Makes sure that an object.json can be read again once it is written.
 *
 * @param text of the file
 * @throws MirrorError `input` if it is larger than `OBJECT_FILE_LIMITS` allow
 */
export function assertObjectFileFits(text: string, name: string): void {
  const bytes = Buffer.byteLength(text);
  const { mostBytes } = OBJECT_FILE_LIMITS;
  if (bytes <= mostBytes) return;
  throw new MirrorError(
    'input',
    `Expected an object.json of at most ${mostBytes} bytes but that of ${name} would have ${bytes}. Give it a shorter text.`,
  );
}

/**
 * The labels in COCO's spelling, each once, in the order given; capitals, hyphens and spaces make no difference.
 *
 * @example checkLabels(['Wine-Glass', 'cup']) // ['wine glass', 'cup']
 * @throws MirrorError `input` that names the first unknown one and those nearest in meaning or spelling
 */
export function checkLabels(labels: unknown): string[] {
  if (!Array.isArray(labels) || labels.length === 0) {
    throw new MirrorError(
      'input',
      `Expected "labels" to be a list of at least one COCO label but received ${shown(labels)}. Write for example ["cup"].`,
    );
  }
  return [...new Set(labels.map(checkLabel))];
}

/** The same for an object that may be taught instead: the list may be empty. */
export function checkOwnLabels(labels: unknown): string[] {
  return Array.isArray(labels) && labels.length === 0 ? [] : checkLabels(labels);
}

function checkLabel(label: unknown): string {
  const understood = typeof label === 'string' ? understandName(label, COCO_LABELS) : undefined;
  if (understood !== undefined) return understood;
  const meant = typeof label === 'string' ? labelsFor(label, COCO_LABELS) : [];
  const remedy =
    meant.length > 0
      ? `Did you mean ${meant.join(' or ')}?`
      : `\`mirror labels\` lists all ${COCO_LABELS.length}.`;
  throw new MirrorError('input', `Expected COCO labels but received ${shown(label)}. ${remedy}`);
}

/**
 * An instrument's General MIDI name as the standard writes it, with its program.
 *
 * @throws MirrorError `input` for a name there is not, with those most like it
 */
export function checkInstrument(instrument: string): { instrument: string; program: number } {
  const program = programOf(instrument);
  if (program === undefined) {
    throw new MirrorError(
      'input',
      `Expected the General MIDI name of an instrument but received ${shown(instrument)}. ${suggestion(instrument, INSTRUMENTS)}`,
    );
  }
  return { instrument: instrumentName(program), program };
}

function parseRecord(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // V8 quotes the file, line breaks and all.
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
    throw new MirrorError(
      'input',
      `Expected JSON such as ${EXAMPLE_OBJECT_FILE} but ${reason}. ${REMEDY}`,
      {
        cause: error,
      },
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MirrorError(
      'input',
      `Expected ${EXAMPLE_OBJECT_FILE} but received ${shown(value)}. ${REMEDY}`,
    );
  }
  return value as Readonly<Record<string, unknown>>;
}

/** Only what the file itself says: `constructor` and the like come with every record. */
function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function textAt(record: Readonly<Record<string, unknown>>, key: string, fallback?: string): string {
  const value = own(record, key) ?? fallback;
  if (typeof value === 'string') return value;
  throw new MirrorError(
    'input',
    `Expected "${key}" to be text but received ${shown(value)}. Write it as in ${EXAMPLE_OBJECT_FILE}.`,
  );
}

function suggestion(wrong: unknown, names: readonly string[]): string {
  const nearest = typeof wrong === 'string' ? nearestNames(wrong, names) : [];
  return nearest.length > 0
    ? `Did you mean ${nearest.join(' or ')}?`
    : `There are, among others, ${names.slice(0, 3).join(', ')}.`;
}

/** A value as it would stand in the file, cut short: a message is one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
