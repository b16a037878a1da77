import {
  type Collection,
  type Detection,
  detectionsOf,
  MIRROR_DEFAULTS,
  matchObjects,
  type Photo,
  runInference,
  standInsFor,
  taughtThings,
  unplayableThings,
} from '../../index.js';
import { elongationAdvice } from '../../vision/tiles.js';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { forEachPhoto } from '../inputs/photos.js';
import { refuseRecording } from '../inputs/refuseRecording.js';
import { withInputs } from '../inputs/withInputs.js';
import { withDetector } from '../options/detector.js';
import { defaultLookers, photosAtOnce } from '../options/jobs.js';
import { openReported } from '../options/openReported.js';
import { STAGE_WORDS } from '../report/mirrorLines.js';
import { type AnsweredDetection, seenLines, seenRecord } from '../report/seenLines.js';

export interface LookArguments {
  readonly photos: readonly string[];
  readonly minConfidence?: number;
  readonly careful?: boolean;
  readonly json?: boolean;
  readonly jobs?: number;
  readonly home?: string;
  readonly recursive?: boolean;
}

/** `mirror look <photo...>`: only what is seen, and which object would answer it. */
export function look(args: LookArguments, context: CommandContext): Promise<ExitCode> {
  const { photos: paths, recursive: isRecursive = false, ...rest } = args;
  const steps = { kind: PHOTOS, isRecursive, refuse: refuseRecording, context };
  return withInputs(paths, steps, ({ files }) =>
    detectInPhotos({ ...rest, photos: files }, context),
  );
}

async function detectInPhotos(args: LookArguments, context: CommandContext): Promise<ExitCode> {
  const {
    photos,
    minConfidence = MIRROR_DEFAULTS.minConfidence,
    careful,
    json = false,
    jobs = defaultLookers(photos.length),
  } = args;
  const { terminal, signal } = context;
  const collection = await openReported(args.home, context);
  const { things, notes } = await taughtThings(collection);
  for (const note of notes) terminal.note(note);
  return withDetector(context, jobs, (loading) =>
    forEachPhoto(
      photos.map((photo) => ({ photo })),
      {
        context,
        atOnce: photosAtOnce(jobs),
        tools: loading,
        work: async ({ photo: file }, { photo, tools: detector, context: { terminal } }) => {
          terminal.showStatus([`${file}: ${STAGE_WORDS.detect}`]);
          const inference = await runInference(detector, photo, {
            careful,
            taught: things,
            signal,
          });
          const unplayable = await unplayableThings(inference.taught ?? [], collection);
          const detections = detectionsOf(inference, { minConfidence, unplayable });
          terminal.showStatus([]);
          const { width, height } = photo;
          // As a mirror would have it: what cannot play leaves its labels to others.
          const able = (await standInsFor(detections, collection)).collection;
          return {
            file,
            width,
            height,
            detections: answered(detections, { collection: able, photo }),
          };
        },
        report: (seen) => {
          const advice = elongationAdvice(seen);
          if (advice !== undefined) terminal.note(`${seen.file}: ${advice}`);
          if (json) terminal.json(seenRecord(seen));
          else for (const line of seenLines(seen, terminal.width)) terminal.result(line);
        },
      },
    ),
  );
}

/** Each detection with the object that a mirror of the photo would have answer it, boxes of one label dealt out. */
function answered(
  detections: readonly Detection[],
  options: { readonly collection: Collection; readonly photo: Photo },
): AnsweredDetection[] {
  const names = new Map<Detection, string>();
  for (const { object, detections: own } of matchObjects(detections, options).matched) {
    for (const detection of own) names.set(detection, object.name);
  }
  return detections.map((each) => ({ ...each, answeredBy: names.get(each) ?? null }));
}
