import { join, resolve } from 'node:path';
import { checkHints } from '../../beats/beatHints.js';
import type { BeatHints } from '../../beats/beats.js';
import { checkEach, checkOptions, type OptionRules } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import type { Lock, LockOwner } from '../../files/disk/lock.js';
import { sweepTemporaryFiles } from '../../files/disk/temporaryFiles.js';
import { checkHomeCall, HOME_CALL_RULES } from '../changes/checkHomeCall.js';
import { finishJournal } from '../changes/journal.js';
import { findByName, findRemovedStarter, findStarter } from '../names/findByName.js';
import { checkNewObjectName, checkObjectName } from '../names/objectName.js';
import { assertObjectFileFits, formatObjectFile } from '../objectFile.js';
import { changeObjectFolder, createObjectFolder } from '../objectFolder.js';
import { lockObject } from '../objectLocks.js';
import type { SoundObject } from '../soundObject.js';
import { withTaughtOfStarter } from '../taught/taughtOf.js';
import { coveringNotes, labelNotes, noLabelsNotes, removedNote } from './addedNotes.js';
import { type AddedTake, readAddedTakes } from './addedTakes.js';
import { describeAdded, joinedRecordings } from './describeAdded.js';
import { type PlanOptions, planRecordings, type RecordingsPlan } from './planRecordings.js';
import {
  type AudioTranscriber,
  TRANSCRIBER_RULE,
  transcribeNewAudio,
} from './transcribeNewAudio.js';

export interface AddOptions {
  readonly name: string;
  /** COCO labels; they join those of an object that is there already. Without any, a new object has to be taught. */
  readonly labels?: readonly string[] | undefined;
  /** General MIDI name. */
  readonly instrument?: string | undefined;
  readonly text?: string | undefined;
  /** Whether the recordings of the starter's object of that name join these; false if left out. */
  readonly withStarter?: boolean | undefined;
  /** What a person says of the beats of all these files; of those that are there already, too. */
  readonly hints?: BeatHints | undefined;
  /** Whether audio that is there already is transcribed once more, its older transcription kept beside it; false if left out. */
  readonly again?: boolean | undefined;
  /** Paths of recordings, MIDI or audio, at least one unless those of the starter's join. */
  readonly files: readonly string[];
  /** Who makes MIDI of audio; without it, audio is refused. */
  readonly audioTranscriber?: AudioTranscriber | undefined;
  /** Called with another process that is adding to the object and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AddedObject {
  readonly object: SoundObject;
  /** The starter's object whose place it took by this call; undefined where there is none, or it had it before. */
  readonly starter?: SoundObject;
  /** Names under which the new recordings stand now; of audio that was there already, its transcription's. */
  readonly added: readonly string[];
  /** All that was handed in, what was there already included. */
  readonly takes: readonly AddedTake[];
  /** What a person should know, a line each. */
  readonly notes: readonly string[];
}

/** What would be written as it came, or understood as something else: `'no'` is as good as true. */
const ADD_RULES = {
  ...HOME_CALL_RULES,
  labels: 'array',
  instrument: 'string',
  text: 'string',
  withStarter: 'boolean',
  hints: 'record',
  again: 'boolean',
  files: 'array',
  audioTranscriber: TRANSCRIBER_RULE,
} as const satisfies OptionRules<AddOptions>;

/**
 * Copies recordings into an object of the home, which is made if it is not there yet. All are read and
 * checked before anything is written, and whatever fails leaves nothing behind.
 *
 * Audio is transcribed, and its transcription stands beside it as MIDI, which is what is learned. It is
 * made once: the same audio again, and what a person corrects in its MIDI, stay as they are. What was
 * transcribed when a call is stopped is kept below the home, hidden, until the next goes on with it.
 *
 * What a person says of the beats is kept beside each recording, and so is what is found of them, where a
 * recording does not keep to its own grid.
 *
 * Additions to one object come one after the other, across processes and machines. A process that is killed leaves
 * each recording whole or absent, and a new object whole or absent; the next addition sweeps up after it.
 *
 * A new object with the name of one in the starter collection takes its place and, as far as nothing
 * else is said, its labels, instrument and text. It holds the new recordings alone, or, with `withStarter`, those of the starter's
 * object as well, which are copied. What an object said of itself before a call can be restored by `restoreObject`.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @throws MirrorError `usage` for a home, a name, files or an option of another type, an option of no known name, for
 *   no files, a new object without labels in the place of one that was removed, audio without a transcriber,
 *   `withStarter` for a name that is no starter object's, for hints that cannot be and for a starter object in a
 *   checkout of the program, `input` for a name, label, instrument or recording that cannot be used and for a folder
 *   that cannot be written, `aborted` when the signal fires, `environment` if the disk fails, or if another process
 *   took over while this one was asleep
 */
export async function addObject(home: string, options: AddOptions): Promise<AddedObject> {
  checkOptions('addObject', options, ADD_RULES);
  checkHomeCall(home, options);
  checkEach('files', options.files, 'string');
  const root = resolve(home);
  const { signal, onWaiting, hints = {} } = options;
  checkHints(hints);
  if (options.files.length === 0 && options.withStarter !== true) throw noFiles();
  const name = checkObjectName(options.name);
  const lock = await lockObject(root, { name, signal, onWaiting });
  try {
    const either = signal === undefined ? lock.lost : AbortSignal.any([signal, lock.lost]);
    await finishJournal(root, { signal: either, onWaiting });
    return await addUnderLock(root, { options: { ...options, name, signal: either }, lock });
  } catch (error) {
    throw lock.lost.aborted ? lock.lost.reason : error;
  } finally {
    await lock.release();
  }
}

async function addUnderLock(
  root: string,
  { options, lock }: { readonly options: AddOptions; readonly lock: Lock },
): Promise<AddedObject> {
  const { audioTranscriber, signal, hints, again: isAgain } = options;
  const own = await findByName(root, options.name);
  if (own?.shelf === 'starter') throw refusalOfStarter(own, root);
  const starter = await findStarter(root, options.name);
  const isNew = own === undefined && starter === undefined;
  const removed = isNew ? await findRemovedStarter(root, options.name) : undefined;
  const name = own?.name ?? starter?.name ?? checkNewObjectName(options.name);
  const joined = joinedRecordings({ ...options, name }, { starter, removed });
  const description = describeAdded({ ...options, name }, { own, starter, removed });
  if (options.text !== undefined) assertObjectFileFits(formatObjectFile(description), name);
  for (const folder of own === undefined ? [] : [own.folder, join(own.folder, 'recordings')]) {
    await sweepTemporaryFiles(folder, lock.acquiredMs);
  }
  const plan = await planRecordings([...joined, ...options.files], {
    object: own,
    joined,
    hints,
    isAgain,
    signal,
    onChecked: checking(audioTranscriber),
  });
  const { transcribed, forget } = await transcribePlanned(plan, {
    home: root,
    audioTranscriber,
    signal,
  });
  const contents = {
    description,
    recordings: plan.recordings,
    audio: transcribed,
    signal,
    lock: lock.owned,
  };
  if (own === undefined) await createObjectFolder(root, contents);
  else await changeObjectFolder(own, contents);
  await forget();
  const object = withTaughtOfStarter(
    (await findByName(root, name)) as SoundObject,
    starter?.name === name ? starter : undefined,
  );
  const covered = own === undefined ? starter : undefined;
  return {
    object,
    ...(covered && { starter: covered }),
    takes: await readAddedTakes(object, { plan, transcribed, hints }),
    added: [
      ...plan.recordings.map((recording) => recording.name),
      ...transcribed.map(({ name, midiName, isThere }) => (isThere ? midiName : name)),
    ],
    notes: [
      ...plan.notes,
      ...transcribed.flatMap(({ name, midiName, olderName, notices }) => [
        ...notices,
        `${name}: its transcription stands beside it as ${midiName}`,
        ...(olderName === undefined ? [] : [`${midiName}: the older one is kept as ${olderName}`]),
      ]),
      ...(own === undefined ? [] : labelNotes(own, options.labels)),
      ...(covered === undefined ? [] : coveringNotes(covered, { joined })),
      ...(removed === undefined ? [] : [removedNote(removed)]),
      ...noLabelsNotes(object),
    ],
  };
}

function noFiles(): MirrorError {
  return new MirrorError(
    'usage',
    "Expected recordings to add but received none. Name at least one file, or let the starter's join.",
  );
}

/** In a checkout of the program, the home holds the starter collection itself. */
function refusalOfStarter({ name }: SoundObject, root: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected an object of your own but ${name} in ${root} ships with the program, which is not written to. Choose another folder as \`home\`; recordings that are added there join it with \`withStarter: true\`.`,
  );
}

function checking(audioTranscriber: AudioTranscriber | undefined): PlanOptions['onChecked'] {
  return (name, seconds) => audioTranscriber?.onProgress?.({ name, stage: 'checked', seconds });
}

async function transcribePlanned(
  { audio }: RecordingsPlan,
  {
    audioTranscriber,
    ...options
  }: { home: string; audioTranscriber?: AudioTranscriber; signal?: AbortSignal },
): ReturnType<typeof transcribeNewAudio> {
  if (audio[0] === undefined) return { transcribed: [], forget: async () => {} };
  if (audioTranscriber !== undefined)
    return transcribeNewAudio(audio, { ...options, audioTranscriber });
  throw aboutFile(
    audio[0].source,
    new MirrorError(
      'usage',
      'Expected MIDI, since no transcriber was handed in, but this is audio. Hand in `audioTranscriber: createAudioTranscriber()`.',
    ),
  );
}
