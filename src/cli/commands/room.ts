import { listSavedRooms, MirrorError, readSavedRoom } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { withDetector } from '../options/detector.js';
import { collectionFolder } from '../options/home.js';
import type { AudioArguments } from '../outputs/audioOutputs.js';
import type { PageArguments, PictureChoice } from '../outputs/pictures.js';

export interface RoomArguments extends AudioArguments, PageArguments {
  /** Of a room that was saved in the studio; without it, all of them are listed. */
  readonly name?: string;
  readonly out?: string;
  readonly picture?: PictureChoice;
  readonly explain?: boolean;
  readonly home?: string;
  readonly json?: boolean;
}

/** `mirror room [name]`: a room that was saved in the studio as the files that its page would give, or the names of all. */
export async function room(args: RoomArguments, context: CommandContext): Promise<ExitCode> {
  const { name, ...options } = args;
  if (name === undefined) return listRooms(options, context);
  const home = await collectionFolder(options.home, context);
  // Before threads are started for a name that no room has.
  const saved = await readSavedRoom(home, name);
  return withDetector(context, 1, async (detector) => {
    const { mirrorSavedRoom } = await import('../outputs/mirrorSavedRoom.js');
    return mirrorSavedRoom(saved, { args: { ...options, name }, home, context, detector });
  });
}

async function listRooms(
  { home, json = false, ...others }: Omit<RoomArguments, 'name'>,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const names = await listSavedRooms(await collectionFolder(home, context));
  const [idle] = Object.keys(others);
  if (idle !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected the name of a room with --${idle} but received none. Run \`mirror room\` for the names, then write \`mirror room <name> --${idle}\`.`,
    );
  }
  for (const each of names) {
    if (json) terminal.json({ room: each });
    else terminal.result(each);
  }
  if (names.length === 0) terminal.note('No room is saved here yet: save one in the studio.');
  return EXIT.done;
}
