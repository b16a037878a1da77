import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import { aboutFile } from '../files/disk/aboutFile.js';
import { exists } from '../files/disk/pathChecks.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { byName } from './names/byName.js';
import { checkObjectName } from './names/objectName.js';
import { checkInstrument, checkOwnLabels, shown } from './objectFile.js';
import type { SoundObject } from './soundObject.js';
import { withTaught } from './taught/taughtOf.js';

/**
 * What a home says of an object of the starter collection. The object itself, which ships with the package, is never
 * written; a key that is left out stays as the starter collection has it.
 */
export interface StarterEdit {
  /** The name it has in this home. */
  readonly name?: string;
  readonly labels?: readonly string[];
  readonly instrument?: string;
  readonly text?: string;
  /** Folders of what ships of its look and this home has forgotten. */
  readonly forgottenPhotos?: readonly string[];
  /** Whether this home does without it. */
  readonly removed?: boolean;
}

/** The edits of a home, by the name that the starter collection has for each object. */
export type StarterEdits = Readonly<Record<string, StarterEdit>>;

/** Below the home; beside the folders of its own objects, and a file, so that it is taken for none of them. */
export const STARTER_EDITS_FILE = 'objects/starter-edits.json';

const LIMITS = { what: 'the edits of the starter collection', mostBytes: 1e6 };

const EXAMPLE = '{ "clock": { "labels": ["clock", "tv"] }, "dog": { "removed": true } }';

/**
 * The edits that a home keeps; none where it keeps none.
 *
 * @throws MirrorError `input`, opened by the file's path, if they cannot be used
 */
export async function readStarterEdits(home: string | undefined): Promise<StarterEdits> {
  if (home === undefined) return {};
  const path = join(home, STARTER_EDITS_FILE);
  if (!(await exists(path))) return {};
  const bytes = await readRegularFile(path, LIMITS);
  try {
    return parseStarterEdits(new TextDecoder().decode(bytes));
  } catch (error) {
    throw error instanceof MirrorError ? aboutFile(path, error) : error;
  }
}

/**
 * Reads the text of the file back.
 *
 * @throws MirrorError `input` for the first field that cannot be used
 */
export function parseStarterEdits(text: string): StarterEdits {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unlike('something else', cause);
  }
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([starter, edit]) => [starter, checkEdit(edit)]),
  );
}

/**
 * The text of the file, by name; edits that say nothing are left out.
 *
 * @throws MirrorError `input` if it would be too large to be read again
 */
export function formatStarterEdits(edits: StarterEdits): string {
  const entries = Object.entries(edits)
    .filter(([, edit]) => Object.keys(edit).length > 0)
    .sort(([a], [b]) => byName(a, b));
  const text = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
  const bytes = Buffer.byteLength(text);
  if (bytes <= LIMITS.mostBytes) return text;
  throw new MirrorError(
    'input',
    `Expected at most ${LIMITS.mostBytes} bytes of edits of the starter collection but there would be ${bytes}. Give its objects shorter texts.`,
  );
}

/**
 * The starter collection as a home has edited it, by name.
 *
 * @throws MirrorError `input` if an edit gives an object the name of another one
 */
export function applyStarterEdits(
  starters: readonly SoundObject[],
  edits: StarterEdits,
): SoundObject[] {
  const edited = starters
    .filter(({ name }) => editOf(edits, name).removed !== true)
    .map((object) => applyEdit(object, editOf(edits, object.name)));
  const names = new Set<string>();
  for (const { name } of edited) {
    if (names.has(name)) {
      throw new MirrorError(
        'input',
        `Expected each starter object to have a name of its own but ${STARTER_EDITS_FILE} gives two of them the name ${JSON.stringify(name)}. Mend it.`,
      );
    }
    names.add(name);
  }
  return edited.sort((a, b) => byName(a.name, b.name));
}

/** What those of the starter collection were called that a home does without. */
export function removedStarterNames(
  starters: readonly SoundObject[],
  edits: StarterEdits,
): string[] {
  return starters
    .filter(({ name }) => editOf(edits, name).removed === true)
    .map(({ name }) => editOf(edits, name).name ?? name);
}

/** The edit of the object that the starter collection calls so; an empty one where there is none. */
export function editOf(edits: StarterEdits, starter: string): StarterEdit {
  return Object.hasOwn(edits, starter) ? (edits[starter] as StarterEdit) : {};
}

function applyEdit(object: SoundObject, edit: StarterEdit): SoundObject {
  if (Object.keys(edit).length === 0) return object;
  const { name = object.name, labels = object.labels, text = object.text } = edit;
  const { taught = [] } = object;
  const left = taught.filter(({ id, isShipped }) => !(isShipped && isForgotten(edit, id)));
  return {
    ...withTaught(object, left),
    ...checkInstrument(edit.instrument ?? object.instrument),
    name,
    labels,
    text,
    starterName: object.name,
    givenLabels: labels.filter((label) => !object.labels.includes(label)),
  };
}

function isForgotten({ forgottenPhotos = [] }: StarterEdit, id: string): boolean {
  return forgottenPhotos.includes(id);
}

function checkEdit(value: unknown): StarterEdit {
  const { name, labels, instrument, text, forgottenPhotos, removed } = recordOf(value);
  return {
    ...(name !== undefined && { name: checkObjectName(textOf(name)) }),
    ...(labels !== undefined && { labels: checkOwnLabels(labels) }),
    ...(instrument !== undefined && {
      instrument: checkInstrument(textOf(instrument)).instrument,
    }),
    ...(text !== undefined && { text: textOf(text) }),
    ...(forgottenPhotos !== undefined && { forgottenPhotos: textsOf(forgottenPhotos) }),
    ...(removed === true && { removed }),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw unlike(shown(value));
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf);
  throw unlike(shown(value));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw unlike(shown(value));
}

function unlike(received: string, cause?: unknown): MirrorError {
  return new MirrorError(
    'input',
    `Expected edits such as ${EXAMPLE} but received ${received}. Mend it.`,
    {
      cause,
    },
  );
}
