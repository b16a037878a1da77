import { MirrorError } from '../../../errors.js';
import { findObject, judgeTaught, surveyCollection } from '../../../index.js';
import type { CommandContext } from '../../context.js';
import { EXIT, type ExitCode } from '../../exitCodes.js';
import { collectionOptions } from '../../options/home.js';
import { teachCheckLines, teachCheckNotes } from '../../report/teachCheckLines.js';

/** `mirror teach <object> --check`: how well it was taught, and what would help. */
export async function checkTaughtObject(
  { object: name, home }: { readonly object: string; readonly home?: string },
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const { collection } = await surveyCollection(await collectionOptions(home, context));
  const object = findObject(collection, name);
  if (object.taught === undefined) {
    throw new MirrorError(
      'usage',
      `Expected an object that was taught but ${object.name} was not. \`mirror teach --help\` shows how.`,
    );
  }
  const judged = await judgeTaught(object);
  for (const line of teachCheckLines(judged, terminal.width)) terminal.result(line);
  for (const note of teachCheckNotes(object.name, judged)) terminal.note(note);
  return EXIT.done;
}
