import type { BeatHints } from '../../beats/beats.js';
import type { SoundObject } from '../soundObject.js';
import type { RecordingsPlan } from './planRecordings.js';
import { readTake } from './recordingFiles.js';
import type { TakeBeats } from './takeBeats.js';
import type { TranscribedAudio } from './transcribeNewAudio.js';

/** A recording of the call, on its beats. */
export interface AddedTake {
  /** The file name of the recording, or of the audio that it is the transcription of. */
  readonly name: string;
  readonly beats: TakeBeats;
}

/**
 * The recordings of a call on their beats, each once; what is said and found of them is kept from here on.
 *
 * @param object with the recordings as they stand now
 * @throws MirrorError `input` or `environment` if what is said cannot be kept
 */
export async function readAddedTakes(
  object: SoundObject,
  {
    plan,
    transcribed,
    hints,
  }: {
    plan: RecordingsPlan;
    transcribed: readonly TranscribedAudio[];
    hints: BeatHints | undefined;
  },
): Promise<AddedTake[]> {
  // A transcription that came with its beats was made by the hints already.
  const isSaid = new Set(transcribed.filter(({ beats }) => beats).map(({ midiName }) => midiName));
  const names = new Set([
    ...plan.recordings.filter(({ isJoined }) => !isJoined).map(({ name }) => name),
    ...plan.there,
    ...transcribed.map(({ midiName }) => midiName),
  ]);
  const takes: AddedTake[] = [];
  for (const file of object.recordings.filter(({ name }) => names.has(name))) {
    const said = isSaid.has(file.name) ? {} : { hints };
    const { beats } = await readTake(file, { ...said, kept: 'written' });
    const audio = object.audioFiles.find(({ transcription }) => transcription === file.name);
    takes.push({ name: audio?.name ?? file.name, beats });
  }
  return takes;
}
