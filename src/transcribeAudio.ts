import { decodeAudio } from './audio/decodeAudio.js';
import { resample } from './audio/resample.js';
import type { BeatHints, Beats } from './beats/beats.js';
import { findBeatsOfNotes } from './beats/findRecordingBeats.js';
import { checkArguments, checkOptions, type OptionResult } from './checks/checkOptions.js';
import { MirrorError } from './errors.js';
import { transcribedScore } from './output/transcribedScore.js';
import { writeUnmarkedMidi } from './output/writeMidi.js';
import { holdsMusic } from './transcription/holdsMusic.js';
import { type HumOptions, type RemovedHum, removeHum } from './transcription/hum/removeHum.js';
import { transcribe } from './transcription/transcribe.js';
import type { TranscribedStretch } from './transcription/transcribedStretch.js';
import type { Transcriber } from './transcription/transcriber.js';
import { velocitiesOf } from './transcription/velocities.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from './transcription/windows.js';

export interface TranscribeAudioOptions {
  /** The audio's file name, for messages and for the name of the track. */
  readonly name: string;
  readonly transcriber: Transcriber;
  /** What an earlier call transcribed of the same bytes, from their beginning on: this one goes on from there. */
  readonly transcribed?: readonly TranscribedStretch[] | undefined;
  /** Called with each stretch that follows, and waited for. */
  readonly onStretch?: ((stretch: TranscribedStretch) => void | Promise<void>) | undefined;
  /** What a person says of its beats. */
  readonly hints?: BeatHints | undefined;
  /** Called with its beats, once all of it is transcribed. */
  readonly onBeats?: ((beats: Beats) => void) | undefined;
  /** Called with a line about what was left out of the audio, a steady hum, when it is found. */
  readonly onNotice?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const TRANSCRIBER_RULE: OptionResult = {
  givenBy: 'await loadTranscriber(await readTranscriberFiles())',
  fields: ['network'],
};

const TRANSCRIBE_RULES = {
  name: 'string',
  transcriber: TRANSCRIBER_RULE,
  transcribed: 'array',
  onStretch: 'function',
  hints: 'record',
  onBeats: 'function',
  onNotice: 'function',
  signal: 'signal',
} as const;

/**
 * Audio in, as it streams by, and a MIDI file of the notes in it out: one track, times as in the audio, and its
 * beats as tempo map, so that a sequencer shows its bars; 120 quarters a minute where no beat is found.
 *
 * However often it was stopped and gone on with, equal bytes give equal MIDI.
 *
 * @throws MirrorError `usage` for what is no stream of bytes, no name or no transcriber, and for an option of another
 *   type or of no known name, `input` for audio that `decodeAudio` refuses or in which no notes are found, `aborted`
 *   when the signal fires
 */
export async function transcribeAudio(
  bytes: AsyncIterable<Uint8Array>,
  options: TranscribeAudioOptions,
): Promise<Uint8Array> {
  checkOptions('transcribeAudio', options, TRANSCRIBE_RULES);
  checkArguments({ bytes }, { bytes: 'stream' });
  const {
    name,
    transcriber,
    transcribed = [],
    onStretch,
    onNotice,
    hints,
    onBeats,
    signal,
  } = options;
  checkArguments({ name, transcriber }, { name: 'string', transcriber: TRANSCRIBER_RULE });
  const onHum = (hum: RemovedHum) => onNotice?.(humNotice(name, hum));
  const samples = transcribableSamples(bytes, { name, onHum, signal });
  let stretches = transcribed;
  const fromSeconds = transcribed.at(-1)?.toSeconds ?? 0;
  for await (const stretch of transcribe(transcriber, samples, { fromSeconds, signal })) {
    // The last stretch ends with the recording, not where another begins, so that it may be transcribed again.
    const before = stretches.filter((each) => each.fromSeconds < stretch.fromSeconds);
    stretches = [...before, stretch];
    await onStretch?.(stretch);
  }
  return writeTranscription(stretches, { name, hints, onBeats });
}

/**
 * Audio, as it streams by, as the samples that are transcribed: mono, 22,050 Hz, without steady hum. What is left out
 * at a place depends on all that was heard before it.
 *
 * @throws MirrorError `input` as `decodeAudio` does, `aborted` when the signal fires
 */
export function transcribableSamples(
  bytes: AsyncIterable<Uint8Array>,
  { name, ...options }: HumOptions & { readonly name: string },
): AsyncGenerator<Float32Array> {
  return removeHum(resample(decodeAudio(bytes, name), TRANSCRIPTION_SAMPLE_RATE_HZ), options);
}

/**
 * All stretches of a recording as a MIDI file, without the mark of this program: it is what a person played, and no
 * output is written over it.
 *
 * @throws MirrorError `input` if there is no music in them
 */
export function writeTranscription(
  stretches: readonly TranscribedStretch[],
  { name, hints, onBeats }: Pick<TranscribeAudioOptions, 'name' | 'hints' | 'onBeats'>,
): Uint8Array {
  if (!holdsMusic(stretches)) throw withoutMusic(name);
  const notes = stretches.flatMap((stretch) => stretch.notes);
  const velocities = velocitiesOf(notes);
  const sounded = notes.map((note, i) => ({ ...note, velocity: velocities[i] as number }));
  const beats = findBeatsOfNotes(sounded, hints);
  onBeats?.(beats);
  return writeUnmarkedMidi(transcribedScore(sounded, { name, beats }));
}

/** The line about a hum that was left out of a recording. */
export function humNotice(name: string, hum: RemovedHum): string {
  return `${name}: ${humLine(hum)}`;
}

/** @example humLine({ hertz: 49.98, hasHarmonics: true }) // 'a steady hum at 50 Hz and its harmonics was left out' */
function humLine({ hertz, hasHarmonics }: RemovedHum): string {
  const what = hertz < 400 ? 'hum' : 'whine';
  return `a steady ${what} at ${Math.round(hertz)} Hz${hasHarmonics ? ' and its harmonics' : ''} was left out`;
}

function withoutMusic(name: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected music but in ${name} no notes are found, or nothing but noise or hum. Name a recording in which something is played.`,
  );
}
