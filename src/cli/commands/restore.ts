import { listRestorable, restoreObject } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { collectionFolder, inOwnCollection, NO_COLLECTION, resolveHome } from '../options/home.js';
import { restorableLines, restoredLine, restoredNotes } from '../report/changeLines.js';
import { waitingLine } from '../report/waitingLine.js';

export interface RestoreArguments {
  readonly object?: string;
  readonly entry?: number;
  readonly home?: string;
}

/** `mirror restore [object]`: what can be taken back, or takes the last of it back. */
export async function restore(args: RestoreArguments, context: CommandContext): Promise<ExitCode> {
  const { object: name, entry: number } = args;
  const { terminal, signal } = context;
  const folder = await collectionFolder(args.home, context);
  if (name === undefined) {
    const entries = await listRestorable(folder);
    for (const line of restorableLines(entries)) terminal.result(line);
    if (entries.length === 0) {
      const isHere = (await resolveHome(args.home, context)) !== undefined;
      terminal.note(isHere ? 'Nothing was removed or edited here.' : NO_COLLECTION);
    }
    return EXIT.done;
  }
  const restored = await inOwnCollection(args.home, context, () =>
    restoreObject(folder, {
      name,
      number,
      onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'at work on it', owner })),
      signal,
    }),
  );
  terminal.result(restoredLine(restored));
  for (const note of restoredNotes(restored)) terminal.note(note);
  return EXIT.done;
}
