import { brokenNotes } from '../../collection/brokenNotes.js';
import { type Collection, findObject, openCollection } from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf } from '../exitCodes.js';
import type { Terminal } from '../terminal/terminal.js';
import { collectionOptions } from './home.js';

/**
 * The collection that a command works with. Of each object that is broken, a line says so, and what plays until it is mended.
 *
 * @throws MirrorError as `openCollection` does
 */
export async function openTold(
  home: string | undefined,
  context: Pick<CommandContext, 'env' | 'workingFolder' | 'terminal' | 'signal'>,
): Promise<Collection> {
  const collection = await openCollection(await collectionOptions(home, context));
  tellBroken(collection, context.terminal);
  return collection;
}

/** Those lines of a piece that `openTold` has not said already. */
export function withoutBroken(notes: readonly string[], collection: Collection): string[] {
  const told = brokenNotes(collection);
  return notes.filter((note) => !told.includes(note));
}

/**
 * The collection for a command about objects that are named, or, where none is, about all: of these, the broken ones cannot be done.
 *
 * @returns with the exit codes of those that cannot be done
 * @throws MirrorError as `openCollection` does, and for a name whose object is broken
 */
export async function openForObjects(
  names: readonly string[],
  { home, context }: { readonly home: string | undefined; readonly context: CommandContext },
): Promise<{ readonly collection: Collection; readonly codes: readonly ExitCode[] }> {
  const collection = await openCollection(await collectionOptions(home, context));
  if (names.length === 0) return { collection, codes: failBroken(collection, context.terminal) };
  // What is said of it then is all that there is to say.
  for (const name of names) findObject(collection, name);
  tellBroken(collection, context.terminal);
  return { collection, codes: [] };
}

function tellBroken(collection: Collection, terminal: Terminal): void {
  for (const note of brokenNotes(collection)) terminal.note(note);
}

/**
 * Says what is wrong with each object that is broken, where a command is about all objects of a collection: those cannot be done.
 *
 * @returns the exit code of each
 */
function failBroken({ broken = [] }: Collection, terminal: Terminal): ExitCode[] {
  return broken.map(({ error }) => {
    terminal.error(error);
    return exitCodeOf(error);
  });
}
