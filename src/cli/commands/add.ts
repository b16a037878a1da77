import type { QueueEngine } from '../../batch/queue/openEngine.js';
import { trainCommand } from '../../collection/training/trainCommand.js';
import { addObject, type BeatHints, trainingState } from '../../index.js';
import { createQueueTranscriber } from '../batches/queueTranscriber.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { createTranscriberWithProgress } from '../inputs/audioTranscriber.js';
import { RECORDINGS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { requestedBackend } from '../options/backend.js';
import { collectionFolder } from '../options/home.js';
import { withQueue } from '../options/queue.js';
import { answersText } from '../report/answersText.js';
import { beatsLine } from '../report/beatsLines.js';
import { groupNotes } from '../report/groupNotes.js';
import { decoderComplaints } from '../report/objectLines.js';
import { waitingLine } from '../report/waitingLine.js';
import { trainAll } from '../trainings/trainAll.js';

export interface AddArguments {
  readonly object: string;
  readonly recordings: readonly string[];
  readonly labels?: readonly string[];
  readonly instrument?: string;
  readonly text?: string;
  readonly hints: BeatHints;
  readonly again?: boolean;
  readonly withStarter?: boolean;
  readonly train: boolean;
  readonly home?: string;
  readonly recursive?: boolean;
  /** Of the workers that are to transcribe audio; without it this process does. */
  readonly queue?: string;
}

/** How long a slow disk may take to take back what was written of an addition, which is added whole or not at all. */
const UNDOING_MILLISECONDS = 10_000;

/** `mirror add <object> <recordings...>`: copies recordings into the collection, then trains. */
export function add(args: AddArguments, context: CommandContext): Promise<ExitCode> {
  const { recordings: paths, recursive: isRecursive = false, ...rest } = args;
  // A decoder that learned a part of the recordings would not be the one that was asked for.
  const steps = { kind: RECORDINGS, isRecursive, isAllOrNothing: true, context };
  return withInputs(paths, steps, ({ files }) =>
    withQueue(args.queue, context, (engine) =>
      addFiles({ ...rest, recordings: files }, { context, engine }),
    ),
  );
}

async function addFiles(
  args: AddArguments,
  {
    context,
    engine,
  }: { readonly context: CommandContext; readonly engine: QueueEngine | undefined },
): Promise<ExitCode> {
  const {
    object: name,
    recordings: files,
    labels,
    instrument,
    text,
    hints,
    again,
    withStarter,
  } = args;
  const { terminal, signal } = context;
  // What would fail after the copying is better said before it.
  const backend = requestedBackend(context.env);
  const home = await collectionFolder(args.home, context);
  context.endWithin?.(UNDOING_MILLISECONDS);
  const { object, starter, added, takes, notes } = await addObject(home, {
    name,
    labels,
    instrument,
    text,
    files,
    hints,
    again,
    withStarter,
    audioTranscriber:
      engine === undefined
        ? createTranscriberWithProgress(terminal, {
            backend,
            signal,
            now: () => performance.now(),
          })
        : createQueueTranscriber(engine, { home, context }),
    onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'adding to it', owner })),
    signal,
  });
  context.endWithin?.();
  terminal.showStatus([]);
  for (const note of groupNotes(notes, files)) terminal.note(note);
  for (const { name, beats } of takes) {
    const { timeSignatures } = beats.performance;
    terminal.note(beatsLine({ name, ...beats, timeSignatures }));
  }
  const what = added.length === 0 ? 'no new recordings' : `${added.join(', ')} added`;
  terminal.result(`${object.folder}  ${what}, ${answersText(object)}`);
  const training = await trainingState(object);
  if (args.train && training.state !== 'trained') {
    return trainAll([object], { context, jobs: 1, told: added });
  }
  for (const line of decoderComplaints({ object, training })) terminal.note(line);
  if (training.state === 'untrained') {
    terminal.note(`Not trained yet. Run ${trainCommand(object.name)}.`);
    if (starter !== undefined) terminal.note(`Until then the starter's ${starter.name} plays.`);
  }
  return EXIT.done;
}
