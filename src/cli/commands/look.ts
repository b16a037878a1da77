import { detectObjects, MIRROR_DEFAULTS, readPhoto } from '../../index.js';
import type { CommandContext } from '../context.js';
import { openDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { forEachPhoto } from '../photos.js';
import { seenLines, seenRecord } from '../seenLines.js';

export interface LookArguments {
  readonly photos: readonly string[];
  readonly minConfidence?: number;
  readonly json?: boolean;
}

/** `mirror look <photo...>`: only what is seen. */
export function look(args: LookArguments, context: CommandContext): Promise<ExitCode> {
  const { photos, minConfidence = MIRROR_DEFAULTS.minConfidence, json = false } = args;
  const { terminal, signal } = context;
  return forEachPhoto(
    photos.map((photo) => ({ photo })),
    {
      context,
      prepare: () => openDetector(context),
      work: async ({ photo: file, bytes }, detector) => {
        const photo = await readPhoto(bytes);
        const detections = await detectObjects(detector, photo, { minConfidence, signal });
        const seen = { file, width: photo.width, height: photo.height, detections };
        if (json) terminal.json(seenRecord(seen));
        else for (const line of seenLines(seen)) terminal.result(line);
      },
    },
  );
}
