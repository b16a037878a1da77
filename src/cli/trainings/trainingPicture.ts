import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { drawTrainings, readPictureFonts, type Training } from '../../index.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
import type { CommandContext } from '../context.js';
import { type PictureChoice, pictureBytes, pictureLine, picturePath } from '../outputs/pictures.js';
import { checkReplaced, followLink, replacedLine } from '../outputs/replacing.js';

/** A picture of trainings that is still to be drawn. */
export interface TrainingPicture {
  /** Takes a training, in whichever order they end. */
  readonly add: (training: Training) => void;
  /** Draws all of them in the order of those names and writes the file, with a line; nothing without any. */
  readonly write: (objects: readonly { readonly name: string }[]) => Promise<void>;
}

/**
 * Finds out, before the slow things begin, where the picture of trainings goes.
 *
 * @param options.unnamed its file if none is named
 * @returns undefined where none is asked for
 * @throws MirrorError `usage` for a name that cannot be, or a file that must not be written over; `input` if the
 *   folder cannot be written
 */
export async function openTrainingPicture(
  choice: PictureChoice | undefined,
  options: {
    readonly unnamed: string;
    readonly title: string;
    readonly context: CommandContext;
  },
): Promise<TrainingPicture | undefined> {
  const { unnamed, title, context } = options;
  const { terminal, signal } = context;
  const picture = await picturePath(choice, unnamed);
  if (picture === undefined) return undefined;
  const replaced = await checkReplaced([picture], []);
  const trainings = new Map<string, Training>();
  return {
    add: (training) => trainings.set(training.object, training),
    write: async (objects) => {
      const drawn = objects.flatMap(({ name }) => trainings.get(name) ?? []);
      if (drawn.length === 0) {
        terminal.note(`${picture}: not drawn, for nothing was trained`);
        return;
      }
      const svg = await drawTrainings(drawn, { title, fonts: await readPictureFonts() });
      const bytes = await pictureBytes(svg, { picture, terminal });
      await yieldToEventLoop(signal);
      await writeFileAtomically(await followLink(picture), bytes);
      terminal.note(pictureLine(picture, 'curves of loss and maps of latents'));
      if (replaced.has(picture)) terminal.note(replacedLine(picture));
    },
  };
}
