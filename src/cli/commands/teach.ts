import { basename, parse } from 'node:path';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import {
  checkTeachable,
  type Detection,
  type Detector,
  describeTaughtPhoto,
  drawBoxes,
  type NewTaughtPhoto,
  type Photo,
  proposeBoxes,
  readPictureFonts,
  runInference,
  taughtThings,
  teachObject,
} from '../../index.js';
import { type BoxChoice, boxInPixels } from '../boxChoice.js';
import type { CommandContext } from '../context.js';
import { withDetector } from '../detector.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { collectionFolder } from '../home.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { defaultLookers } from '../jobs.js';
import { aboutPhoto } from '../photos.js';
import { pictureBytes, picturePath } from '../pictures.js';
import { readOnePhoto } from '../readOnePhoto.js';
import { checkReplaced, followLink, replacedLine } from '../replacing.js';
import { choiceNote, proposalLines, taughtLine, taughtNotes } from '../taughtLines.js';
import { waitingLine } from '../waitingLine.js';
import { checkTaughtObject } from './teachCheck.js';

export interface TeachArguments {
  readonly object: string;
  /** That shows the object. */
  readonly photo?: string;
  readonly box?: readonly BoxChoice[];
  /** Photos that do not show it, or folders of them. */
  readonly not?: readonly string[];
  readonly check?: boolean;
  readonly home?: string;
}

/** `mirror teach <object> [photo]`: what the object looks like, or does not. */
export function teach(args: TeachArguments, context: CommandContext): Promise<ExitCode> {
  const { photo, box = [], not = [], check: isCheck = false } = args;
  checkArguments(args, context);
  const steps = { kind: PHOTOS, isRecursive: false, isAllOrNothing: true, context };
  return withInputs(not, steps, async ({ files }) => {
    if (photo !== undefined && box.length === 0) return propose({ ...args, photo }, context);
    if (photo !== undefined || files.length > 0) {
      await learn({ ...args, box, not: files }, context);
    }
    return isCheck ? checkTaughtObject(args, context) : EXIT.done;
  });
}

function checkArguments(
  { object, photo, box = [], not = [], check }: TeachArguments,
  { terminal }: CommandContext,
): void {
  if (photo === undefined && box.length > 0) {
    throw new MirrorError('usage', 'Expected a photo with --box but received none. Name it first.');
  }
  if (photo === undefined && not.length === 0 && check !== true) {
    throw new MirrorError(
      'usage',
      `Expected a photo that shows ${object}, --not with photos that do not, or --check, but received none. \`mirror teach --help\` shows how.`,
    );
  }
  if (photo !== undefined && box.length === 0 && terminal.width === undefined) {
    throw new MirrorError(
      'usage',
      `Expected --box around ${object} but received none. Write --box x,y,width,height; in a terminal, boxes are proposed.`,
    );
  }
}

/** What the detector sees, with numbers, in lines and drawn into a picture. */
async function propose(
  { object, photo: file }: TeachArguments & { readonly photo: string },
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
  if (proposed.length > 0) {
    const fonts = await readPictureFonts();
    const svg = await drawBoxes(photo, proposed, { fonts, title: basename(file) });
    await writeFileAtomically(await followLink(picture), await pictureBytes(svg, picture));
    if (replaced.has(picture)) terminal.note(replacedLine(picture));
  }
  terminal.note(choiceNote({ object, photo: file, picture }, proposed));
  return EXIT.done;
}

async function proposalsIn(
  photo: Photo,
  detector: Detector,
  { signal }: CommandContext,
): Promise<Detection[]> {
  return proposeBoxes(await runInference(detector, photo, { signal }));
}

/** All photos are read, checked and described before anything is written. */
async function learn(
  {
    object: name,
    photo,
    box,
    not,
    home: given,
  }: TeachArguments & Required<Pick<TeachArguments, 'box' | 'not'>>,
  context: CommandContext,
): Promise<void> {
  const { terminal, signal } = context;
  const home = await collectionFolder(given, context);
  await checkTeachable(home, name);
  const shown = photo === undefined ? [] : [{ file: photo, choices: box }];
  const wanted = [...shown, ...not.map((file) => ({ file, choices: [] }))];
  const photos = await withDetector(context, defaultLookers(1), async (loading) => {
    const described: NewTaughtPhoto[] = [];
    for (const { file, choices } of wanted) {
      throwIfAborted(signal);
      described.push(await describe(file, { choices, loading, context }));
    }
    terminal.showStatus([]);
    return described;
  });
  const taught = await teachObject(home, {
    name,
    photos,
    onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'at work on it', owner })),
    signal,
  });
  // Learned now, so that no mirror has to wait for it.
  const { notes } = await taughtThings({ objects: [taught.object] });
  terminal.result(taughtLine(taught));
  for (const note of [...taughtNotes(taught), ...notes]) terminal.note(note);
}

async function describe(
  file: string,
  {
    choices,
    loading,
    context,
  }: {
    readonly choices: readonly BoxChoice[];
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
      onBox: (number) => terminal.showStatus([`${file}: learning box ${number}`]),
      signal,
    });
  } catch (error) {
    throw aboutPhoto(file, error);
  }
}
