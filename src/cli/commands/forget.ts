import { isOfPhoto } from '../../collection/taught/taughtFolders.js';
import { exists } from '../../files/disk/pathChecks.js';
import { findObject, forgetTaught, photoSha256, surveyCollection } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { readOnePhoto } from '../inputs/readOnePhoto.js';
import { collectionFolder, collectionOptions, inOwnCollection } from '../options/home.js';
import { forgottenLine, forgottenNotes } from '../report/changeLines.js';
import { waitingLine } from '../report/waitingLine.js';

export interface ForgetArguments {
  readonly object: string;
  /** Files, or names of files that are gone; none stands for all. */
  readonly photos: readonly string[];
  readonly home?: string;
}

/** `mirror forget <object> [photos...]`: what the object was taught from, into the trash of the collection. */
export function forget(args: ForgetArguments, context: CommandContext): Promise<ExitCode> {
  return inOwnCollection(args.home, context, () => forgetOwn(args, context));
}

async function forgetOwn(args: ForgetArguments, context: CommandContext): Promise<ExitCode> {
  const { object: name, photos, home: given } = args;
  const { terminal, signal } = context;
  const home = await collectionFolder(given, context);
  const { collection } = await surveyCollection(await collectionOptions(given, context));
  const { taught = [] } = findObject(collection, name);
  const known: string[] = [];
  for (const photo of photos) {
    const sha256 = await checksumOf(photo, context);
    // A photo that was edited since is known by its name alone.
    const isKnown = sha256 !== undefined && taught.some((each) => isOfPhoto(each, sha256));
    known.push(isKnown ? sha256 : photo);
  }
  const forgotten = await forgetTaught(home, {
    name,
    photos: known,
    onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'at work on it', owner })),
    signal,
  });
  terminal.result(forgottenLine(forgotten));
  for (const note of forgottenNotes(forgotten)) terminal.note(note);
  return EXIT.done;
}

/** Undefined for a photo that is gone, or cannot be read any longer. */
async function checksumOf(path: string, context: CommandContext): Promise<string | undefined> {
  if (!(await exists(path))) return undefined;
  const photo = await readOnePhoto(path, context).catch(() => undefined);
  return photo && photoSha256(photo);
}
