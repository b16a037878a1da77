import {
  type NamedRecording,
  openCollection,
  readRecordings,
  type SoundObject,
  ticksToSeconds,
  trainingState,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { resolveHome } from '../home.js';
import { type KnownObject, objectLines, objectRecord, trainingComplaints } from '../objectLines.js';
import type { Terminal } from '../terminal.js';

export interface ObjectsArguments {
  readonly home?: string;
  readonly json?: boolean;
}

/** `mirror objects`: the collection. */
export async function objects(args: ObjectsArguments, context: CommandContext): Promise<ExitCode> {
  const { terminal } = context;
  const collection = await openCollection(await resolveHome(args.home, context));
  const known = await Promise.all(collection.objects.map((object) => learnAbout(object, terminal)));
  if (args.json === true) {
    for (const each of known) terminal.json(objectRecord(each));
  } else {
    for (const line of objectLines(known)) terminal.result(line);
  }
  for (const complaint of trainingComplaints(known)) terminal.note(complaint);
  if (known.length === 0) {
    terminal.note('The collection is empty. `mirror add --help` says how to record an object.');
  }
  return EXIT.done;
}

async function learnAbout(object: SoundObject, terminal: Terminal): Promise<KnownObject> {
  try {
    const { recordings } = await readRecordings(object);
    const training = await trainingState(object, { recordings });
    return { object, training, minutes: minutesOf(recordings) };
  } catch (error) {
    terminal.error(error);
    return { object, training: await trainingState(object), minutes: undefined };
  }
}

function minutesOf(recordings: readonly NamedRecording[]): number {
  const seconds = recordings.map(({ performance }) =>
    ticksToSeconds(performance.lengthTicks, performance.tempoBpm),
  );
  return seconds.reduce((sum, each) => sum + each, 0) / 60;
}
