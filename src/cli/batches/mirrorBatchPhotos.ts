import type { BatchSettings } from '../../batch/batch.js';
import type { MirrorPhotos } from '../../batch/photoSteps.js';
import { photoSourceOf } from '../../batch/photos/photoSourceOf.js';
import { pieceOptions } from '../../batch/settings.js';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import type { Collection, Detector } from '../../index.js';
import type { CommandContext } from '../context.js';
import { openAudio } from '../inputs/openAudio.js';
import { forEachPhoto } from '../inputs/photos.js';
import { photosAtOnce } from '../options/jobs.js';
import { errorInFlags } from '../options/optionFlags.js';
import { mirrorToFiles } from '../outputs/mirrorToFiles.js';
import { mirrorRecord } from '../report/mirrorLines.js';
import type { StageMilliseconds } from '../terminal/stopwatch.js';

/** What the photos of a batch are mirrored with. */
export interface BatchTools {
  readonly context: CommandContext;
  readonly detector: Promise<Detector>;
  readonly collection: Collection;
  readonly settings: BatchSettings;
  /** Threads that look. */
  readonly jobs: number;
}

/** Mirrors photos of a batch in this process, as `mirror <photos...>` does: the same bytes. */
export function mirrorBatchPhotos({
  context,
  detector: loading,
  collection,
  settings,
  jobs,
}: BatchTools): MirrorPhotos {
  const options = pieceOptions(settings);
  // The limit of the machine that made the batch.
  const { maxMegapixels } = settings;
  const limit = maxMegapixels === null ? undefined : `${maxMegapixels}`;
  const env = { ...context.env, MIRROR_MAX_MEGAPIXELS: limit };
  return async (photos, { writeMusic, begin, done, failed, signal }) => {
    const audio = await openAudio({}, []);
    const items = photos.map((each) => ({ each, photo: each.path }));
    await forEachPhoto(items, {
      context: { ...context, env, signal },
      atOnce: photosAtOnce(jobs),
      tools: loading.then((detector) => ({ detector, collection, audio })),
      read: async (path, file) => (await photoSourceOf(path)).read(path, { ...file, signal }),
      examine: async ({ each }, bytes) => {
        if (sha256Of(bytes) !== each.sha256) throw changed();
        await begin(each);
      },
      work: async ({ each, photo }, opened) => {
        const mirrored = await mirrorToFiles(
          { photo, ...musicOnly(each.key) },
          {
            opened,
            options: { ...options, title: each.title },
            page: {},
            writeMusic: (_, music) => writeMusic(each, music),
          },
        );
        await done(each, pieceRecord(mirrored));
      },
      report: () => {},
      // What is kept of it is read on the command line.
      fail: ({ each }, error) => failed(each, errorInFlags(error)),
    });
  };
}

/** Music, and nothing else that is written. */
function musicOnly(midi: string) {
  return {
    midi,
    path: midi,
    stem: midi,
    audio: undefined,
    explanation: undefined,
    picture: undefined,
    numbered: false,
  };
}

/** What `mirror --json` says of a piece, but for what differs from call to call: paths and milliseconds. */
function pieceRecord(mirrored: Parameters<typeof mirrorRecord>[0]): Record<string, unknown> {
  const none: StageMilliseconds = {};
  const { photo, seed, tempoBpm, bars, backend, detections, tracks, unheard } = mirrorRecord({
    ...mirrored,
    milliseconds: none,
  });
  const { width, height } = photo;
  const size = { width, height };
  return { photo: size, seed, tempoBpm, bars, backend, detections, tracks, unheard };
}

function changed(): MirrorError {
  return new MirrorError(
    'input',
    'Expected the photo as it was when the batch began but it has changed. Call `mirror batch` again.',
  );
}
