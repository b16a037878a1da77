import { basename, parse } from 'node:path';
import { writeFileAtomically } from '../../../files/disk/writeFileAtomically.js';
import {
  type Detection,
  type Detector,
  drawBoxes,
  type Photo,
  proposeBoxes,
  readPictureFonts,
  runInference,
} from '../../../index.js';
import type { CommandContext } from '../../context.js';
import { EXIT, type ExitCode } from '../../exitCodes.js';
import { readOnePhoto } from '../../inputs/readOnePhoto.js';
import { withDetector } from '../../options/detector.js';
import { defaultLookers } from '../../options/jobs.js';
import { pictureBytes, picturePath } from '../../outputs/pictures.js';
import { checkReplaced, followLink, replacedLine } from '../../outputs/replacing.js';
import { choiceNote, proposalLines } from '../../report/taughtLines.js';

/** `mirror teach <object> <photo>`: what the detector sees, with numbers, in lines and drawn into a picture. */
export async function proposeChoices(
  { object, photo: file }: { readonly object: string; readonly photo: string },
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const picture = (await picturePath(true, `${parse(file).name}.boxes.png`)) as string;
  const replaced = await checkReplaced([picture], [file]);
  const photo = await readOnePhoto(file, context);
  const proposed = await withDetector(context, defaultLookers(1), async (loading) =>
    proposalsIn(photo, await loading, context),
  );
  for (const line of proposalLines(proposed, terminal.width)) terminal.result(line);
  const fonts = await readPictureFonts();
  const svg = await drawBoxes(photo, proposed, { fonts, title: basename(file) });
  const bytes = await pictureBytes(svg, { picture, terminal });
  await writeFileAtomically(await followLink(picture), bytes);
  if (replaced.has(picture)) terminal.note(replacedLine(picture));
  terminal.note(choiceNote({ object, photo: file, picture }, proposed));
  return EXIT.done;
}

/** What `--box` with a number chooses from. */
export async function proposalsIn(
  photo: Photo,
  detector: Detector,
  { signal }: CommandContext,
): Promise<Detection[]> {
  return proposeBoxes(await runInference(detector, photo, { signal }));
}
