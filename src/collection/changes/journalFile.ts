import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { targetOutside } from '../../files/disk/assertInsideRoot.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import type { JournalStep } from './journalSteps.js';
import { isBelowHome, pathsOf } from './stepPaths.js';

const JOURNAL_VERSION = 1;

const LIMITS = { what: 'a journal of changes', mostBytes: 16e6 };

/** The fields of each kind of step, all of them text. */
const STEP_FIELDS: Readonly<Record<JournalStep['is'], readonly string[]>> = {
  move: ['from', 'to'],
  write: ['path', 'text'],
  nameDecoder: ['path', 'object'],
  delete: ['path'],
};

/** A folder outside the home that `models/` is a link to. */
interface LinkedModels {
  readonly path: string;
  /** In decimal digits. A collection that comes from others cannot know it, and so cannot have its journal write there. */
  readonly inode: string;
}

/** Beside the objects, so that it is on the disk that they are on. */
export function journalPath(home: string): string {
  return join(home, 'objects', '.journal.json');
}

/**
 * The bytes of a home's journal.
 *
 * @throws MirrorError `input` for a step that is not below the home, and for more steps than could be read again
 */
export async function formatJournal(
  home: string,
  steps: readonly JournalStep[],
): Promise<Uint8Array> {
  checkPaths(home, steps);
  const linkedModels = await findLinkedModels(home);
  const journal = { version: JOURNAL_VERSION, steps, linkedModels };
  const bytes = new TextEncoder().encode(JSON.stringify(journal));
  if (bytes.length > LIMITS.mostBytes) {
    throw new MirrorError(
      'input',
      `Expected changes of at most ${LIMITS.mostBytes / 1e6} MB at a time but received ${Math.ceil(bytes.length / 1e6)}. Change fewer files at a time.`,
    );
  }
  return bytes;
}

/**
 * The steps of a home's journal. A collection may come from others: nothing in its journal may reach beyond it.
 *
 * @throws MirrorError `input`, opened by the journal's path, for a journal that this version did not write or that leads out of the home
 */
export async function readJournal(home: string): Promise<readonly JournalStep[]> {
  const { steps, linkedModels } = parseJournal(
    home,
    await readRegularFile(journalPath(home), LIMITS),
  );
  checkPaths(home, steps);
  const changesModels = steps.flatMap(pathsOf).some((path) => /^models\b/.test(normalize(path)));
  const linked = await findLinkedModels(home);
  if (changesModels && linked !== undefined) {
    const isSame = linkedModels?.path === linked.path && linkedModels.inode === linked.inode;
    if (!isSame) {
      throw unusable(
        home,
        `Expected changes inside the collection but its models/ leads to ${linked.path}, which is not where the changes began. Open it on the machine where they did, or delete it.`,
      );
    }
  }
  return steps;
}

function parseJournal(
  home: string,
  bytes: Uint8Array,
): { readonly steps: readonly JournalStep[]; readonly linkedModels?: Partial<LinkedModels> } {
  try {
    const { version, steps, linkedModels } = JSON.parse(new TextDecoder().decode(bytes));
    const isOurs = version === JOURNAL_VERSION && Array.isArray(steps) && steps.every(isStep);
    if (isOurs) return { steps, linkedModels };
  } catch {
    // What is said below holds for what is no JSON, too.
  }
  throw unusable(
    home,
    'Expected a journal of changes by this version but received something else. Delete it.',
  );
}

function isStep(step: unknown): boolean {
  if (typeof step !== 'object' || step === null) return false;
  const fields = new Map(Object.entries(step));
  const kind = fields.get('is');
  if (!Object.keys(STEP_FIELDS).includes(kind)) return false;
  const names = STEP_FIELDS[kind as JournalStep['is']];
  return names.every((name) => typeof fields.get(name) === 'string');
}

function checkPaths(home: string, steps: readonly JournalStep[]): void {
  const outside = steps.flatMap(pathsOf).find((path) => !isBelowHome(path));
  if (outside === undefined) return;
  throw unusable(
    home,
    `Expected changes inside the collection but received one of ${JSON.stringify(outside)}. Delete it.`,
  );
}

async function findLinkedModels(home: string): Promise<LinkedModels | undefined> {
  const path = await targetOutside(join(home, 'models'), home);
  if (path === undefined) return undefined;
  return { path, inode: String((await stat(path, { bigint: true })).ino) };
}

function unusable(home: string, message: string): MirrorError {
  return aboutFile(journalPath(home), new MirrorError('input', message));
}
