import { join } from 'node:path';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { exists } from '../../files/disk/pathChecks.js';
import { checkTeachable, type NewTaughtPhoto, taughtThings, teachObject } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { refuseForgottenName } from '../inputs/forgottenName.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { withDetector } from '../options/detector.js';
import { collectionFolder } from '../options/home.js';
import { defaultLookers } from '../options/jobs.js';
import { taughtLine, taughtNotes } from '../report/taughtLines.js';
import { waitingLine } from '../report/waitingLine.js';
import type { BoxChoice } from '../terminal/boxChoice.js';
import { describeChosen } from './teach/teachBoxes.js';
import { checkTaughtObject } from './teach/teachCheck.js';
import { proposeChoices } from './teach/teachProposals.js';
import { stillFoundNotes } from './teach/teachStillFound.js';

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
  checkArguments(args);
  const steps = { kind: PHOTOS, isRecursive: false, isAllOrNothing: true, context };
  return withInputs(not, steps, async ({ files }) => {
    if (photo !== undefined && box.length === 0) return proposeChoices({ ...args, photo }, context);
    if (photo !== undefined || files.length > 0) {
      await learn({ ...args, box, not: files }, context);
    }
    return isCheck ? checkTaughtObject(args, context) : EXIT.done;
  });
}

function checkArguments({ object, photo, box = [], not = [], check }: TeachArguments): void {
  refuseForgottenName(object, { command: 'teach', kind: PHOTOS });
  if (photo === undefined && box.length > 0) {
    throw new MirrorError('usage', 'Expected a photo with --box but received none. Name it first.');
  }
  if (photo === undefined && not.length === 0 && check !== true) {
    throw new MirrorError(
      'usage',
      `Expected a photo that shows ${object}, --not with photos that do not, or --check, but received none. \`mirror teach --help\` shows how.`,
    );
  }
  const isAlone = not.length === 0 && check !== true;
  if (photo !== undefined && box.length === 0 && !isAlone) {
    throw new MirrorError(
      'usage',
      `Expected --box around ${object} but received none. Write --box x,y,width,height; a photo alone has boxes proposed.`,
    );
  }
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
  const isNewHome = !(await exists(join(home, 'objects')));
  const object = await checkTeachable(home, name);
  const shown = photo === undefined ? [] : [{ file: photo, choices: box }];
  const wanted = [...shown, ...not.map((file) => ({ file, choices: [] }))];
  await withDetector(context, defaultLookers(1), async (loading) => {
    const photos: NewTaughtPhoto[] = [];
    for (const { file, choices } of wanted) {
      throwIfAborted(signal);
      photos.push(await describeChosen(file, { choices, object, loading, context }));
    }
    terminal.showStatus([]);
    const taught = await teachObject(home, {
      name,
      photos,
      onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'at work on it', owner })),
      signal,
    });
    // Learned now, so that no mirror has to wait for it.
    const { things, notes } = await taughtThings({ objects: [taught.object] });
    terminal.result(taughtLine(taught));
    if (isNewHome) terminal.note(`It is kept in ${join(home, 'objects')}, a new collection.`);
    for (const note of [...taughtNotes(taught), ...notes]) terminal.note(note);
    const looking = { object: taught.object.name, things, detector: await loading, context };
    for (const note of await stillFoundNotes(not, looking)) terminal.note(note);
  });
}
