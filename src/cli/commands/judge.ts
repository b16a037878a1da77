import { MirrorError } from '../../errors.js';
import {
  type DecoderKind,
  findObject,
  type JudgedObjects,
  type JudgeOptions,
  judgeObjects,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { defaultJobs } from '../options/jobs.js';
import { openForObjects } from '../options/openReported.js';
import type { PictureChoice } from '../outputs/pictures.js';
import { legendLines } from '../report/judge/judgeLegend.js';
import { judgeLines, judgeNotes, judgeRecord, judgeStatus } from '../report/judge/judgeLines.js';
import { leaveOutAll } from '../trainings/leaveOutAll.js';
import { openTrainingPicture } from '../trainings/trainingPicture.js';
import { type JudgePiecesArguments, judgePhotos } from './judgePieces.js';

export interface JudgeArguments extends Pick<JudgeOptions, 'draws' | 'seed' | 'variation'> {
  /** Names; none stands for all objects. */
  readonly objects: readonly string[];
  readonly kind?: DecoderKind;
  /** Whether to do without the trainings that leave a recording out. */
  readonly quick?: boolean;
  readonly picture?: PictureChoice;
  readonly jobs?: number;
  readonly home?: string;
  readonly json?: boolean;
  /** Photos whose pieces are judged, instead of objects. */
  readonly pieces?: readonly string[];
  /** Length of these pieces. */
  readonly bars?: number;
}

/** `mirror judge [objects...]`: how like their recordings the decoders play; with --pieces, whole pieces. */
export function judge(args: JudgeArguments, context: CommandContext): Promise<ExitCode> {
  const { pieces, ...rest } = args;
  return pieces === undefined
    ? judgeDecoders(rest, context)
    : judgePhotos(piecesArguments(pieces, rest), context);
}

async function judgeDecoders(
  args: Omit<JudgeArguments, 'pieces'>,
  context: CommandContext,
): Promise<ExitCode> {
  if (args.bars !== undefined) {
    throw new MirrorError(
      'usage',
      'Expected --pieces with photos but received --bars without it. Leave out --bars: draws are as long as recordings.',
    );
  }
  const { objects: names, quick = false, jobs = defaultJobs(), home, json = false } = args;
  const { kind, draws, seed, variation } = args;
  const { terminal, signal } = context;
  requestedBackend(context.env);
  if (quick && args.picture !== undefined) throw nothingToDraw();
  const picture = await openTrainingPicture(args.picture, {
    unnamed: 'judgement.png',
    title: 'Learned without one recording',
    context,
  });
  const { collection, codes } = await openForObjects(names, { home, context });
  const named = new Set(names.map((name) => findObject(collection, name)));
  const objects = named.size > 0 ? [...named] : collection.objects;
  const leftOut = quick
    ? undefined
    : await leaveOutAll(objects, { context, kind, seed, jobs, picture });
  const judged = await judgeObjects(objects, {
    collection,
    kind,
    draws,
    seed,
    variation,
    leftOut,
    signal,
    onProgress: (progress) => terminal.showStatus([judgeStatus(progress)]),
  }).finally(() => terminal.showStatus([]));
  reportJudged(judged, { context, json });
  await picture?.write(objects);
  const faults = judged.noted.flatMap(({ error }) => (error ? [exitCodeOf(error)] : []));
  return gravest([...codes, ...faults]);
}

/** What is judged of pieces, unless something was asked for that they do not have. */
function piecesArguments(
  photos: readonly string[],
  { objects, kind, quick, picture, jobs, ...rest }: Omit<JudgeArguments, 'pieces'>,
): JudgePiecesArguments {
  const stray = [
    ...objects.map((name) => `the object ${name}`),
    ...(kind === undefined ? [] : ['--kind']),
    ...(quick === undefined ? [] : ['--quick']),
    ...(picture === undefined ? [] : ['--picture']),
    ...(jobs === undefined ? [] : ['--jobs']),
  ];
  if (stray.length === 0) return { photos, ...rest };
  const those = stray.join(', ');
  throw new MirrorError(
    'usage',
    `Expected nothing but photos to judge with --pieces but received ${those} as well. Leave out ${those}, or --pieces.`,
  );
}

function nothingToDraw(): MirrorError {
  return new MirrorError(
    'usage',
    'Expected trainings to draw but --quick does without them. Leave out --quick or --picture.',
  );
}

function reportJudged(
  { judgements, overall, noted }: JudgedObjects,
  { context, json }: { context: CommandContext; json: boolean },
): void {
  const { terminal } = context;
  if (overall !== null && json) {
    for (const judged of [...judgements, overall]) terminal.json(judgeRecord(judged));
  } else if (overall !== null) {
    const { width, noteWidth } = terminal;
    for (const line of judgeLines(judgements, { overall, width })) terminal.result(line);
    for (const line of legendLines(judgements, { overall, width: noteWidth })) terminal.note(line);
  }
  for (const { error } of noted) if (error) terminal.error(error);
  for (const line of judgeNotes(noted)) terminal.note(line);
}
