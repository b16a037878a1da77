import { shellWord } from '../../collection/training/trainCommand.js';
import { MirrorError } from '../../errors.js';
import { exists } from '../../files/disk/pathChecks.js';
import type { PieceOptions } from '../../index.js';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { readAhead } from '../inputs/photos.js';
import { refuseRecording } from '../inputs/refuseRecording.js';
import { withInputs } from '../inputs/withInputs.js';
import { withDetector } from '../options/detector.js';
import { defaultLookers } from '../options/jobs.js';
import type { AudioArguments } from '../outputs/audioOutputs.js';
import { isMusicName } from '../outputs/outputPaths.js';
import type { PageArguments, PictureChoice } from '../outputs/pictures.js';

export interface MirrorArguments extends AudioArguments, PageArguments, PieceOptions {
  readonly photos: readonly string[];
  readonly out?: string;
  readonly home?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly title?: string;
  readonly picture?: PictureChoice;
  readonly jobs?: number;
  readonly recursive?: boolean;
}

/** `mirror <photo...>`: a MIDI file or one of sound for each photo, and whatever else is asked for beside it. */
export function mirror(args: MirrorArguments, context: CommandContext): Promise<ExitCode> {
  const { photos: paths, recursive: isRecursive = false, ...rest } = args;
  const steps = { kind: PHOTOS, isRecursive, refuse, context };
  return withInputs(paths, steps, ({ files, isSeveral }) => {
    const { jobs = defaultLookers(files.length), ...options } = rest;
    return withDetector(context, jobs, async (loading) => {
      // Threads start and decode the photo while the modules that compose are loaded: a tenth of a cold call.
      const first = files[0] === undefined ? undefined : readAhead(files[0], context);
      const { mirrorPhotos } = await import('../outputs/mirrorPhotos.js');
      const surroundings = { context, jobs, loading, first, isSeveral };
      return mirrorPhotos({ ...options, photos: files }, surroundings);
    });
  });
}

/** Among the photos may stand the name of music: a recording, or what was meant to be written, as behind --wav. */
async function refuse(path: string): Promise<MirrorError | undefined> {
  if (!isMusicName(path) || (await exists(path))) return refuseRecording(path);
  return new MirrorError(
    'input',
    `${path}: Expected a photo but there is no such file. To write music under that name, say \`-o ${shellWord(path)}\`.`,
  );
}
