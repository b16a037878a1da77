import { basename } from 'node:path';
import { shellWord } from '../../../collection/training/trainCommand.js';
import { type Detector, MIRROR_DEFAULTS, runInference, type TaughtThing } from '../../../index.js';
import type { CommandContext } from '../../context.js';
import { readOnePhoto } from '../../inputs/readOnePhoto.js';

/** Photos that are looked at once more, a second each: a folder may hold hundreds. */
const MOST_LOOKED_AT = 4;

/**
 * A line for each photo that does not show an object, and in which it is found all the same with what it is taught by now.
 *
 * @param files of which the first few are looked at
 * @param options.things what the object was taught
 */
export async function stillFoundNotes(
  files: readonly string[],
  {
    object,
    things,
    detector,
    context,
  }: {
    readonly object: string;
    readonly things: readonly TaughtThing[];
    readonly detector: Detector;
    readonly context: CommandContext;
  },
): Promise<string[]> {
  const { terminal, signal } = context;
  const notes: string[] = [];
  if (things.length === 0) return notes;
  for (const file of files.slice(0, MOST_LOOKED_AT)) {
    terminal.showStatus([`${file}: looking for ${object}`]);
    // Stopped now, all that was asked for is done already.
    if (signal.aborted) break;
    const photo = await readOnePhoto(file, context);
    const { taught = [] } = await runInference(detector, photo, { taught: things });
    const [best] = taught;
    if (best === undefined || best.confidence < MIRROR_DEFAULTS.minConfidence) continue;
    const name = basename(file);
    notes.push(
      `${name}: still found there, ${best.confidence.toFixed(2)}. If it does show it: \`mirror forget ${shellWord(object)} ${shellWord(name)}\`.`,
    );
  }
  terminal.showStatus([]);
  return notes;
}
