import { basename } from 'node:path';
import {
  type Detector,
  describeTaughtPhoto,
  type NewTaughtPhoto,
  photoSha256,
  type SoundObject,
  taughtBoxes,
} from '../../../index.js';
import type { CommandContext } from '../../context.js';
import { aboutPhoto } from '../../inputs/photos.js';
import { readOnePhoto } from '../../inputs/readOnePhoto.js';
import { type BoxChoice, boxInPixels } from '../../terminal/boxChoice.js';
import { proposalsIn } from './teachProposals.js';

/** What the chosen boxes of a photo show, or what the photo shows that does not show the object where none are chosen. */
export async function describeChosen(
  file: string,
  {
    choices,
    object,
    loading,
    context,
  }: {
    readonly choices: readonly BoxChoice[];
    /** Undefined where there is none yet. */
    readonly object: SoundObject | undefined;
    readonly loading: Promise<Detector>;
    readonly context: CommandContext;
  },
): Promise<NewTaughtPhoto> {
  const { terminal, signal } = context;
  const photo = await readOnePhoto(file, context);
  const isByNumber = choices.some((choice) => choice.in === 'list');
  // What can be said of a box without the detector does not wait for it.
  const proposed = isByNumber ? await proposalsIn(photo, await loading, context) : [];
  try {
    const boxes = choices.map((choice) => boxInPixels(choice, { photo, proposed }));
    return await describeTaughtPhoto(photo, {
      detector: await loading,
      name: basename(file),
      boxes,
      known: boxes.length === 0 ? [] : await taughtBoxes(object ?? {}, photoSha256(photo)),
      onBox: (number) => terminal.showStatus([`${file}: learning box ${number}`]),
      signal,
    });
  } catch (error) {
    throw aboutPhoto(file, error);
  }
}
