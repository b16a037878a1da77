import { readRegularFile } from '../../files/disk/readRegularFile.js';
import {
  type Detector,
  judgePieces,
  MirrorError,
  type NamedPhoto,
  readPhoto,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { aboutPhoto } from '../inputs/photos.js';
import { withInputs } from '../inputs/withInputs.js';
import { withDetector } from '../options/detector.js';
import { defaultLookers } from '../options/jobs.js';
import { openReported } from '../options/openReported.js';
import {
  pieceLegendLines,
  piecesLines,
  piecesRecord,
  piecesStatus,
} from '../report/judge/piecesLines.js';

export interface JudgePiecesArguments {
  /** Paths as the caller wrote them. */
  readonly photos: readonly string[];
  readonly draws?: number | undefined;
  readonly seed?: number | undefined;
  readonly bars?: number | undefined;
  readonly variation?: number | undefined;
  readonly home?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `mirror judge --pieces <photo...>`: how far the parts of whole pieces agree, and what is left of each object in
 * them.
 */
export function judgePhotos(
  args: JudgePiecesArguments,
  context: CommandContext,
): Promise<ExitCode> {
  const { photos, ...options } = args;
  return withInputs(photos, { kind: PHOTOS, isRecursive: false, context }, ({ files }) =>
    withDetector(context, defaultLookers(files.length), (loading) =>
      judgeFiles(files, { ...options, context, loading }),
    ),
  );
}

async function judgeFiles(
  files: readonly string[],
  options: Omit<JudgePiecesArguments, 'photos'> & {
    readonly context: CommandContext;
    readonly loading: Promise<Detector>;
  },
): Promise<ExitCode> {
  const { context, loading, home, json = false, ...pieces } = options;
  const { terminal, signal } = context;
  const collection = await openReported(home, context);
  const codes: ExitCode[] = [];
  const tellError = (error: unknown) => {
    terminal.error(error);
    codes.push(exitCodeOf(error));
  };
  const judged = await judgePieces(readPhotos(files, { context, onError: tellError }), {
    ...pieces,
    detector: await loading,
    collection,
    signal,
    onProgress: (progress) => terminal.showStatus([piecesStatus(progress)]),
  }).finally(() => terminal.showStatus([]));
  if (judged.overall !== null && json) terminal.json(piecesRecord(judged));
  else if (judged.overall !== null) {
    for (const line of piecesLines(judged, terminal.width)) terminal.result(line);
    for (const line of pieceLegendLines(terminal.noteWidth)) terminal.note(line);
  }
  for (const { photo, error } of judged.failed) tellError(aboutPhoto(photo, error));
  for (const { error } of judged.broken) tellError(error);
  return codes.length > 0 ? gravest(codes) : EXIT.done;
}

/** The photos, one after another; one that cannot be read is told of and left out. */
async function* readPhotos(
  files: readonly string[],
  {
    context,
    onError,
  }: { readonly context: CommandContext; readonly onError: (error: unknown) => void },
): AsyncGenerator<NamedPhoto> {
  const { env, signal, terminal } = context;
  const { maxPixels, file } = photoLimits(env);
  for (const name of files) {
    try {
      const bytes = await readRegularFile(name, file);
      const photo = await readPhoto(bytes, { maxPixels, signal });
      if (photo.note !== undefined) terminal.note(`${name}: ${photo.note}`);
      yield { name, photo };
    } catch (error) {
      if (!(error instanceof MirrorError) || exitCodeOf(error) === EXIT.stopped) throw error;
      terminal.showStatus([]);
      onError(aboutPhoto(name, error));
    }
  }
}
