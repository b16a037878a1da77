import { MirrorError } from '../../errors.js';
import { count } from '../../format.js';
import { emptyRemovedRooms, emptyTrash, removeObject } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { collectionFolder, inOwnCollection } from '../options/home.js';
import { removedLine, removedNotes } from '../report/changeLines.js';
import { waitingLine } from '../report/waitingLine.js';

export interface RemoveArguments {
  readonly object?: string;
  /** File names; none stands for the whole object. */
  readonly recordings: readonly string[];
  readonly emptyTrash?: boolean;
  readonly home?: string;
}

/** `mirror remove <object> [recordings...]`: into the trash of the collection; or the trash emptied, that of the saved rooms as well. */
export async function remove(args: RemoveArguments, context: CommandContext): Promise<ExitCode> {
  const { object: name, recordings, home } = args;
  const { terminal, signal } = context;
  if ((args.emptyTrash === true) === (name !== undefined)) {
    throw new MirrorError(
      'usage',
      name === undefined
        ? 'Expected an object to remove but received none. `mirror objects` lists them.'
        : 'Expected --empty-trash alone but received an object too. Remove the object first.',
    );
  }
  const folder = await collectionFolder(home, context);
  if (name === undefined) {
    const entries = await emptyTrash(folder);
    const rooms = await emptyRemovedRooms(folder);
    terminal.result(emptiedLine({ entries, rooms }));
    return EXIT.done;
  }
  const removed = await inOwnCollection(home, context, () =>
    removeObject(folder, {
      name,
      recordings,
      onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'at work on it', owner })),
      signal,
    }),
  );
  terminal.result(removedLine(removed));
  for (const note of removedNotes(removed)) terminal.note(note);
  return EXIT.done;
}

function emptiedLine({ entries, rooms }: { readonly entries: number; readonly rooms: number }) {
  const parts = [
    ...(entries > 0 ? [entries === 1 ? '1 entry' : `${entries} entries`] : []),
    ...(rooms > 0 ? [count(rooms, 'removed room')] : []),
  ];
  if (parts.length === 0) return 'The trash was empty.';
  return `The trash is empty: ${parts.join(' and ')} gone.`;
}
