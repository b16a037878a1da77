import type { AudioArguments } from '../audioOutputs.js';
import type { CommandContext } from '../context.js';
import { withDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { defaultLookers } from '../jobs.js';
import type { PieceOptions } from '../mirrorToFiles.js';
import type { PageArguments, PictureChoice } from '../pictures.js';

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
  return withInputs(paths, { kind: PHOTOS, isRecursive, context }, ({ files, isSeveral }) => {
    const { jobs = defaultLookers(files.length), ...options } = rest;
    return withDetector(context, jobs, async (loading) => {
      // The detector's thread starts while the modules that compose are loaded: 50 ms of a cold call.
      const { mirrorPhotos } = await import('../mirrorPhotos.js');
      return mirrorPhotos({ ...options, photos: files }, { context, jobs, loading, isSeveral });
    });
  });
}
