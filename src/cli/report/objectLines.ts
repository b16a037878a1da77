import { shellWord, trainCommand } from '../../collection/training/trainCommand.js';
import { changesText } from '../../collection/training/trainingState.js';
import {
  countTaught,
  type DecoderKind,
  isSeenItself,
  type SoundObject,
  type TrainingState,
} from '../../index.js';
import { taughtTexts } from './answersText.js';
import { fitColumns } from './fitColumns.js';
import { count } from './format.js';

/** An object with what had to be read to know it. */
export interface KnownObject {
  readonly object: SoundObject;
  readonly training: TrainingState;
  /** Minutes of all its recordings; undefined if one of them cannot be read. */
  readonly minutes: number | undefined;
}

/**
 * The collection for a person, a line for each object, or more where the terminal is narrow.
 *
 * @param width columns of the terminal; undefined where there is none
 */
export function objectLines(known: readonly KnownObject[], width?: number): string[] {
  return fitColumns(
    known.map(({ object, training, minutes }) => [
      object.name,
      [...object.labels, ...taughtTexts(object)].join(', ') || 'no labels',
      recordingsOf(object),
      minutes === undefined ? 'unreadable' : `${minutes.toFixed(1)} min`,
      training.state,
      object.starterName === undefined ? object.shelf : `${object.shelf}, edited`,
    ]),
    width,
  );
}

/** How many there are, and how many of them were transcribed from audio. */
function recordingsOf({ recordings, audioFiles }: SoundObject): string {
  const transcribed = audioFiles.filter(({ transcription }) => transcription !== undefined).length;
  const all = count(recordings.length, 'recording');
  return transcribed === 0 ? all : `${all} (${transcribed} audio)`;
}

/** The record of one JSON line, written out key by key: other programs rely on these names. */
export function objectRecord({ object, training, minutes }: KnownObject) {
  return {
    object: object.name,
    labels: object.labels,
    // How many photos taught what it looks like.
    taughtPhotos: countTaught(object).positives,
    instrument: object.instrument,
    program: object.program,
    text: object.text,
    recordings: object.recordings.length,
    audioFiles: object.audioFiles.length,
    minutes: minutes === undefined ? null : Math.round(minutes * 100) / 100,
    state: training.state,
    shelf: object.shelf,
    // The name that the starter collection has for it; null unless the home has edited it.
    editedFrom: object.starterName ?? null,
  };
}

/** An object and how it stands with one kind of decoder. */
export interface KnownTraining extends Pick<KnownObject, 'object' | 'training'> {
  /** Where it is not the default kind. */
  readonly kind?: DecoderKind;
}

/** What is wrong with the decoders and what mends it, a line each; those never trained share one. */
export function trainingComplaints(known: readonly KnownTraining[]): string[] {
  const untrained = known
    .filter(({ training, object }) => training.state === 'untrained' && hasRecordings(object))
    .map(({ object }) => object.name);
  // With decoders of two kinds it is one object all the same.
  const objects = [...new Set(known.map(({ object }) => object))];
  return [
    ...known.flatMap(decoderComplaints),
    ...(untrained.length > 0
      ? [`Not trained yet: ${untrained.join(', ')}. Run \`mirror train\`.`]
      : []),
    ...objects
      .filter((object) => !hasRecordings(object))
      .map(
        ({ name }) => `No recordings of ${name} yet: \`mirror add ${shellWord(name)} take.mid\`.`,
      ),
    ...wordlessLines(objects),
  ];
}

function hasRecordings({ recordings, audioFiles }: SoundObject): boolean {
  return recordings.length + audioFiles.length > 0;
}

/** A line about the objects that no photo can let play, however many there are; none where there is none. */
function wordlessLines(objects: readonly SoundObject[]): string[] {
  const [first, ...others] = objects
    .filter((object) => object.labels.length === 0 && !isSeenItself(object))
    .map(({ name }) => name);
  if (first === undefined) return [];
  if (others.length === 0) {
    return [
      `${first} answers nothing yet: teach it with \`mirror teach ${shellWord(first)} photo.jpg\`, or give it labels with \`mirror edit\`.`,
    ];
  }
  return [
    `Answering nothing yet: ${[first, ...others].join(', ')}. Teach them with \`mirror teach <object> photo.jpg\`, or give them labels with \`mirror edit\`.`,
  ];
}

/** What is wrong with a decoder that is there, and what mends it; none where it is trained, or there is none. */
export function decoderComplaints({ object, training, kind }: KnownTraining): string[] {
  const who = kind === undefined ? object.name : `${object.name} (kind ${kind})`;
  switch (training.state) {
    case 'broken':
      return [`${who} is broken: ${training.error.message}`];
    case 'stale':
      if (training.error) return [training.error.message];
      return [`${who} is stale: ${changesText(training)}. Run ${trainCommand(object.name, kind)}.`];
    default:
      return [];
  }
}
