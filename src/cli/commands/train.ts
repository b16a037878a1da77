import { throwIfAborted } from '../../errors.js';
import {
  type DecoderKind,
  findObject,
  openCollection,
  type SoundObject,
  trainingState,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exitCodes.js';
import { collectionOptions } from '../home.js';
import { defaultJobs } from '../jobs.js';
import type { PictureChoice } from '../pictures.js';
import { trainAll } from '../trainAll.js';
import { openTrainingPicture } from '../trainingPicture.js';

export interface TrainArguments {
  /** Names; none stands for all objects. */
  readonly objects: readonly string[];
  readonly kind?: DecoderKind;
  readonly force?: boolean;
  readonly picture?: PictureChoice;
  readonly jobs?: number;
  readonly home?: string;
}

/** `mirror train [objects...]`: what is missing or stale. */
export async function train(args: TrainArguments, context: CommandContext): Promise<ExitCode> {
  const { objects: names, kind, force = false, jobs = defaultJobs() } = args;
  const picture = await openTrainingPicture(args.picture, {
    unnamed: 'training.png',
    title: 'How it was learned',
    context,
  });
  const collection = await openCollection(await collectionOptions(args.home, context));
  const named = new Set(names.map((name) => findObject(collection, name)));
  const wanted = named.size > 0 ? [...named] : collection.objects;
  const chosen = force ? wanted : await needingTraining(wanted, { kind, signal: context.signal });
  if (chosen.length === 0) {
    const who = wanted.length === 1 ? `${wanted[0]?.name} is` : 'All objects are';
    context.terminal.note(`${who} trained already. --force trains again.`);
  }
  const code = await trainAll(chosen, { context, kind, jobs, picture });
  await picture?.write(chosen);
  return code;
}

async function needingTraining(
  objects: readonly SoundObject[],
  { kind, signal }: { kind: DecoderKind | undefined; signal: AbortSignal },
): Promise<SoundObject[]> {
  const needing: SoundObject[] = [];
  for (const object of objects) {
    throwIfAborted(signal);
    const { state } = await trainingState(object, { kind });
    if (state !== 'trained') needing.push(object);
  }
  return needing;
}
