import { trainableIn } from '../../collection/training/trainableIn.js';
import { shellWord } from '../../collection/training/trainCommand.js';
import { whyUnplayable } from '../../composition/whyUnplayable.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { type DecoderKind, findObject, type SoundObject } from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, gravest } from '../exitCodes.js';
import { defaultJobs } from '../options/jobs.js';
import { needsTraining } from '../options/needsTraining.js';
import { openForObjects } from '../options/openReported.js';
import type { PictureChoice } from '../outputs/pictures.js';
import { trainAll } from '../trainings/trainAll.js';
import { openTrainingPicture } from '../trainings/trainingPicture.js';
import { trainOverQueue } from '../trainings/trainOverQueue.js';

export interface TrainArguments {
  /** Names; none stands for all objects. */
  readonly objects: readonly string[];
  readonly kind?: DecoderKind;
  /** A decoder of another seed counts as one that needs training. */
  readonly seed?: number;
  readonly force?: boolean;
  readonly picture?: PictureChoice;
  readonly jobs?: number;
  readonly home?: string;
  /** Of the workers that are to train; without it this process does. */
  readonly queue?: string;
}

/** `mirror train [objects...]`: what is missing or stale; of the starter collection only in a checkout of the program. */
export async function train(args: TrainArguments, context: CommandContext): Promise<ExitCode> {
  const { objects: names, kind, seed, force = false, jobs = defaultJobs(), queue } = args;
  if (queue !== undefined && args.picture !== undefined) throw refusalOfPicture();
  const picture = await openTrainingPicture(args.picture, {
    unnamed: 'training.png',
    title: 'How it was learned',
    context,
  });
  const { collection, codes } = await openForObjects(names, { home: args.home, context });
  const named = new Set(names.map((name) => findObject(collection, name)));
  const mayTrain = await trainableIn(collection);
  const wanted = named.size > 0 ? [...named] : collection.objects.filter(mayTrain);
  if (wanted.length === 0) {
    context.terminal.note('You have no object to train; the starter collection ships trained.');
    return gravest(codes);
  }
  // One that is taught may still wait for its recordings; where it is named, the training says so.
  const hasRecordings = ({ recordings, audioFiles }: SoundObject) =>
    recordings.length + audioFiles.length > 0;
  const recorded = wanted.filter((object) => named.has(object) || hasRecordings(object));
  const chosen = force
    ? recorded
    : await needingTraining(recorded, { kind, seed, signal: context.signal });
  const shipped = chosen.find((object) => !mayTrain(object));
  if (shipped !== undefined) throw refusalOfStarter(shipped);
  for (const object of wanted.filter((each) => !recorded.includes(each))) {
    context.terminal.note(whyUnplayable(object, kind));
  }
  if (chosen.length === 0 && recorded.length > 0) {
    const who = recorded.length === 1 ? `${recorded[0]?.name} is` : 'All objects are';
    const remedy = wanted.some(mayTrain) ? ' --force trains again.' : '';
    context.terminal.note(`${who} trained already.${remedy}`);
  }
  const { home } = collection;
  if (queue !== undefined && home !== undefined && chosen.length > 0) {
    const options = { queue, home, kind, seed, force, context };
    return gravest([...codes, await trainOverQueue(chosen, options)]);
  }
  const code = await trainAll(chosen, { context, kind, seed, jobs, picture });
  await picture?.write(chosen);
  return gravest([...codes, code]);
}

/** What is drawn never leaves the process that trains. */
function refusalOfPicture(): MirrorError {
  return new MirrorError(
    'usage',
    'Expected --picture without --queue but received both. Leave one of them out.',
  );
}

/** The package may be closed to its user, and what is written there is lost with the next version. */
function refusalOfStarter({ name }: SoundObject): MirrorError {
  return new MirrorError(
    'usage',
    `Expected an object of yours but ${name} ships with the program, trained, and is not written to. \`mirror add ${shellWord(name)} --with-starter\` makes it yours and trains it.`,
  );
}

async function needingTraining(
  objects: readonly SoundObject[],
  {
    signal,
    ...asked
  }: { kind: DecoderKind | undefined; seed: number | undefined; signal: AbortSignal },
): Promise<SoundObject[]> {
  const needing: SoundObject[] = [];
  for (const object of objects) {
    throwIfAborted(signal);
    if (await needsTraining(object, asked)) needing.push(object);
  }
  return needing;
}
