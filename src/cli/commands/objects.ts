import { throwIfAborted } from '../../errors.js';
import {
  performanceSeconds,
  type RecordingChecksum,
  type SoundObject,
  streamRecordings,
  trainingState,
  untranscribedLines,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { openForObjects } from '../options/openReported.js';
import {
  type KnownObject,
  objectLines,
  objectRecord,
  trainingComplaints,
} from '../report/objectLines.js';

export interface ObjectsArguments {
  readonly home?: string;
  readonly json?: boolean;
}

/** `mirror objects`: the collection. */
export async function objects(args: ObjectsArguments, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const opened = await openForObjects([], { home: args.home, context });
  const { collection } = opened;
  const known: KnownObject[] = [];
  const codes = [...opened.codes];
  // One after another: of all the music, no more than a recording is held at a time.
  for (const object of collection.objects) {
    const { training, minutes, error } = await learnAbout(object, signal);
    known.push({ object, training, minutes });
    if (error === undefined) continue;
    terminal.error(error);
    codes.push(exitCodeOf(error));
  }
  if (args.json === true) {
    for (const each of known) terminal.json(objectRecord(each));
  } else {
    for (const line of objectLines(known, terminal.width)) terminal.result(line);
  }
  for (const complaint of trainingComplaints(known)) terminal.note(complaint);
  for (const object of collection.objects) {
    for (const line of untranscribedLines(object)) terminal.note(`${object.name}: ${line}`);
  }
  if (known.length === 0) {
    terminal.note('The collection is empty. `mirror add --help` says how to record an object.');
  }
  return gravest(codes);
}

async function learnAbout(object: SoundObject, signal: AbortSignal) {
  try {
    const recordings: RecordingChecksum[] = [];
    let minutes = 0;
    for await (const recording of streamRecordings(object, { signal })) {
      recordings.push({ name: recording.name, sha256: recording.sha256 });
      minutes += performanceSeconds(recording.performance) / 60;
    }
    return { training: await trainingState(object, { recordings }), minutes };
  } catch (error) {
    throwIfAborted(signal);
    return { training: await trainingState(object), error };
  }
}
