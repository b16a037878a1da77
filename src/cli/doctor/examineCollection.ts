import { brokenNotes } from '../../collection/brokenNotes.js';
import { throwIfAborted } from '../../errors.js';
import {
  type Collection,
  canPlay,
  DECODER_KINDS,
  DEFAULT_DECODER_KIND,
  openLearner,
  readTaughtPhotos,
  type SoundObject,
  surveyCollection,
  trainingState,
  untranscribedLines,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { collectionOptions, resolveHome } from '../options/home.js';
import { taughtTexts } from '../report/answersText.js';
import { type KnownTraining, trainingComplaints } from '../report/objectLines.js';
import type { Diagnostic } from './diagnostics.js';

/** Where the collection stands, and which of its objects are broken, untrained or stale. */
export async function examineCollection(
  home: string | undefined,
  context: CommandContext,
): Promise<Diagnostic[]> {
  try {
    const found = await resolveHome(home, context);
    const where: Diagnostic = {
      state: 'ok',
      subject: 'home',
      text:
        found === undefined
          ? 'none, only the starter collection; `mirror add` makes one in the folder you stand in'
          : `${found.home} (${found.source})`,
    };
    const { collection, skipped, unfinishedChange } = await surveyCollection(
      await collectionOptions(home, context),
    );
    return [
      where,
      ...(unfinishedChange === undefined ? [] : [unfinishedFinding(unfinishedChange)]),
      ...brokenNotes(collection).map(
        (text): Diagnostic => ({ state: 'mend', subject: 'object', text }),
      ),
      ...skipped.map(
        (folder): Diagnostic => ({
          state: 'mend',
          subject: 'object',
          text: `${folder} is passed over, for it holds no object.json. Write one, or move the folder out of objects/.`,
        }),
      ),
      ...editFindings(collection),
      ...(await examineObjects(collection, context.signal)),
      ...(await examineTaught(collection)),
    ];
  } catch (error) {
    throwIfAborted(context.signal);
    const text = error instanceof Error ? error.message : String(error);
    return [{ state: 'fail', subject: 'home', text }];
  }
}

function unfinishedFinding(journal: string): Diagnostic {
  return {
    state: 'mend',
    subject: 'home',
    text: `${journal} is of a change that is half made, and this folder cannot be written. Run \`mirror objects\` where it can be.`,
  };
}

/** What the home says of starter objects, where it says anything. */
function editFindings({ objects, covered = [], removed = [] }: Collection): Diagnostic[] {
  const edited = [...objects, ...covered].flatMap(({ name, starterName }) =>
    starterName === undefined ? [] : name === starterName ? name : `${name} (${starterName})`,
  );
  const text = [
    ...(edited.length > 0 ? [`edited: ${edited.join(', ')}`] : []),
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
  ].join('; ');
  return text === '' ? [] : [{ state: 'ok', subject: 'starter', text }];
}

async function examineObjects({ objects }: Collection, signal: AbortSignal): Promise<Diagnostic[]> {
  const known: KnownTraining[] = [];
  const others: KnownTraining[] = [];
  for (const object of objects) {
    throwIfAborted(signal);
    known.push({ object, training: await trainingState(object) });
    others.push(...(await otherTrainings(object)));
  }
  const playing = known.filter(({ training }) => canPlay(training));
  return [
    {
      state: playing.length > 0 ? 'ok' : 'fail',
      subject: 'objects',
      text: `${playing.length} of ${objects.length} can play`,
    },
    ...trainingComplaints([...known, ...others]).map(
      (text): Diagnostic => ({ state: 'mend', subject: 'training', text }),
    ),
    ...objects
      .filter(({ otherFiles }) => otherFiles.length > 0)
      .map(
        ({ name, otherFiles }): Diagnostic => ({
          state: 'mend',
          subject: 'recordings',
          text: `${name}: ${otherFiles.join(', ')} is neither MIDI nor audio and is not learned from. Export it as one of them.`,
        }),
      ),
    ...objects.flatMap((object) =>
      untranscribedLines(object).map(
        (line): Diagnostic => ({
          state: 'mend',
          subject: 'recordings',
          text: `${object.name}: ${line}`,
        }),
      ),
    ),
  ];
}

/** What was taught, and which of its photos cannot be used. */
async function examineTaught({ objects }: Collection): Promise<Diagnostic[]> {
  const taught = objects.filter((object) => object.taught !== undefined);
  if (taught.length === 0) return [];
  const learner = await openLearner();
  const diagnostics: Diagnostic[] = [];
  for (const object of taught) {
    const { notes } = await readTaughtPhotos(object, learner);
    diagnostics.push(
      ...notes.map((text): Diagnostic => ({ state: 'mend', subject: 'taught', text })),
    );
  }
  const names = taught.map((object) => `${object.name} (${taughtTexts(object).join()})`);
  return [{ state: 'ok', subject: 'taught', text: names.join(', ') }, ...diagnostics];
}

/** The decoders of other kinds, where there are any: they need not be trained. */
async function otherTrainings(object: SoundObject): Promise<KnownTraining[]> {
  const trainings: KnownTraining[] = [];
  for (const kind of DECODER_KINDS.filter((each) => each !== DEFAULT_DECODER_KIND)) {
    const training = await trainingState(object, { kind });
    if (training.state !== 'untrained') trainings.push({ object, kind, training });
  }
  return trainings;
}
