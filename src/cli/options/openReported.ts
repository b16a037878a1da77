import { brokenNotes } from '../../collection/brokenNotes.js';
import { type Collection, findObject, openCollection } from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf } from '../exitCodes.js';
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
  for (const name of names) findObject(collection, name);
  reportBroken(collection, context.terminal);
  return { collection, codes: [] };
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
