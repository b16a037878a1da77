import { detectObjects, MIRROR_DEFAULTS } from '../../index.js';
import type { CommandContext } from '../context.js';
import { withDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { defaultLookers, photosAtOnce } from '../jobs.js';
import { STAGE_WORDS } from '../mirrorLines.js';
import { forEachPhoto } from '../photos.js';
import { seenLines, seenRecord } from '../seenLines.js';

export interface LookArguments {
  readonly photos: readonly string[];
  readonly minConfidence?: number;
  readonly json?: boolean;
  readonly jobs?: number;
  readonly recursive?: boolean;
}

/** `mirror look <photo...>`: only what is seen. */
export function look(args: LookArguments, context: CommandContext): Promise<ExitCode> {
  const { photos: words, recursive: isRecursive = false, ...rest } = args;
  return withInputs(words, { kind: PHOTOS, isRecursive, context }, ({ files }) =>
    lookAt({ ...rest, photos: files }, context),
  );
}

function lookAt(args: LookArguments, context: CommandContext): Promise<ExitCode> {
  const {
    photos,
    minConfidence = MIRROR_DEFAULTS.minConfidence,
    json = false,
    jobs = defaultLookers(photos.length),
  } = args;
  const { terminal, signal } = context;
  return withDetector(context, jobs, (loading) =>
    forEachPhoto(
      photos.map((photo) => ({ photo })),
      {
        context,
        atOnce: photosAtOnce(jobs),
        tools: loading,
        work: async ({ photo: file }, { photo, tools: detector, context: { terminal } }) => {
          terminal.showStatus([`${file}: ${STAGE_WORDS.detect}`]);
          const detections = await detectObjects(detector, photo, { minConfidence, signal });
          terminal.showStatus([]);
          return { file, width: photo.width, height: photo.height, detections };
        },
        tell: (seen) => {
          if (json) terminal.json(seenRecord(seen));
          else for (const line of seenLines(seen, terminal.width)) terminal.result(line);
        },
      },
    ),
  );
}
