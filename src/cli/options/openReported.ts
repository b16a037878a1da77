import { extname } from 'node:path';
import { brokenNotes } from '../../collection/brokenNotes.js';
import { shellWord } from '../../collection/training/trainCommand.js';
import { isRegularFileNow } from '../../files/disk/pathChecks.js';
import { type Collection, findObject, MirrorError, openCollection } from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf } from '../exitCodes.js';
import { RECORDINGS } from '../inputs/inputKinds.js';
import type { Terminal } from '../terminal/terminal.js';
import { collectionOptions } from './home.js';

/**
 * Opens the collection that a command works with, with a note for each object that is broken: what is wrong with it,
 * and what plays until it is mended.
 *
 * @throws MirrorError as `openCollection` does
 */
export async function openReported(
  home: string | undefined,
  context: Pick<CommandContext, 'env' | 'workingFolder' | 'terminal' | 'signal'>,
): Promise<Collection> {
  const collection = await openCollection(await collectionOptions(home, context));
  reportBroken(collection, context.terminal);
  return collection;
}

/** The notes of a piece without those that `openReported` has reported. */
export function withoutBroken(notes: readonly string[], collection: Collection): string[] {
  const reported = brokenNotes(collection);
  return notes.filter((note) => !reported.includes(note));
}

/**
 * Opens the collection for a command about the objects that are named, or about all where none is; an object that is broken fails then.
 *
 * @returns with the exit codes of those that fail
 * @throws MirrorError as `openCollection` does, and for a name whose object is broken
 */
export async function openForObjects(
  names: readonly string[],
  { home, context }: { readonly home: string | undefined; readonly context: CommandContext },
): Promise<{ readonly collection: Collection; readonly codes: readonly ExitCode[] }> {
  const collection = await openCollection(await collectionOptions(home, context));
  if (names.length === 0)
    return { collection, codes: reportFailures(collection, context.terminal) };
  // The error of a broken object is reported alone, without notes on others.
  for (const name of names) refuseMissing(collection, name);
  reportBroken(collection, context.terminal);
  return { collection, codes: [] };
}

/** @throws MirrorError as `findObject` does; where the name is that of a file that lies here, with what takes a file */
function refuseMissing(collection: Collection, name: string): void {
  try {
    findObject(collection, name);
  } catch (error) {
    const isFile = extname(name) !== '' && isRegularFileNow(name);
    if (!isFile || !(error instanceof MirrorError) || error.code !== 'usage') throw error;
    const word = shellWord(name);
    const remedy = RECORDINGS.isNamedSo(name)
      ? `\`mirror play ${word}\` plays it, and an object learns it with \`mirror add <object> ${word}\`.`
      : '`mirror objects` lists those there are.';
    throw new MirrorError(
      'usage',
      `Expected an object of the collection but ${name} is a file. ${remedy}`,
      { cause: error },
    );
  }
}

function reportBroken(collection: Collection, terminal: Terminal): void {
  for (const note of brokenNotes(collection)) terminal.note(note);
}

/**
 * Reports each object that is broken as an error, where a command is about all objects of a collection.
 *
 * @returns the exit code of each
 */
function reportFailures({ broken = [] }: Collection, terminal: Terminal): ExitCode[] {
  return broken.map(({ error }) => {
    terminal.error(error);
    return exitCodeOf(error);
  });
}
