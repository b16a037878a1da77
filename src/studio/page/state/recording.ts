import { signal } from '@preact/signals';
import {
  barSeconds,
  type Grid,
  type RecordingPlace,
  recordingPlace,
} from '../engine/recorder/grid.js';
import { openIncomingNotes } from '../engine/recorder/incomingNotes.js';
import { keyMessageBytes, type TimedKeyMessage } from '../engine/recorder/keyMessages.js';
import { openMidiInputs } from '../engine/recorder/midiInputs.js';
import { midiTake } from '../engine/recorder/midiTake.js';
import { openRecorderAudio, type RecorderAudio } from '../engine/recorder/recorderAudio.js';
import { openSoundTake, type SoundTake } from '../engine/recorder/soundTake.js';
import { LIVE_CHANNEL } from '../engine/worklet/workletMessages.js';
import { openRecorderInputs, type RecorderEngine, type Source } from './recorderInputs.js';
import type { Studio } from './studio.js';
import { midiFileTake, soundFileTake, type Take } from './takes.js';

/** What a recording is made with. */
export interface RecordingSettings {
  readonly grid: Grid;
  /** Of a keyboard: clicks, count-in and bars, or free. */
  readonly hasMetronome: boolean;
  /** Of the microphone: one bar of clicks before it begins. */
  readonly hasCountIn: boolean;
  /** Whether the page sounds what is played on a keyboard. */
  readonly isEchoed: boolean;
}

/** The longest takes: ten minutes of 16 bits at 48 kHz are 58 MB. */
export const MOST_SECONDS: Readonly<Record<Source, number>> = { keyboard: 1800, microphone: 600 };

/** From the key press to the first click, so that it is not late. */
const LEAD_SECONDS = 0.15;

const BROWSER: RecorderEngine = { openAudio: openRecorderAudio, openMidi: openMidiInputs };

/** Something that is being recorded. */
interface Running {
  /** Of the first beat, on the clock of the sound. */
  readonly startSeconds: number;
  readonly grid: Grid | undefined;
  /** Undefined for a keyboard. */
  readonly sound: SoundTake | undefined;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * A recorder: what it listens to, its settings, what is being recorded, and the takes that were.
 *
 * @param options.live sounds a channel message at once
 */
export function openRecording({
  live,
  engine = BROWSER,
}: {
  readonly live: (bytes: readonly number[]) => void;
  readonly engine?: RecorderEngine;
}) {
  const settings = signal<RecordingSettings>({
    grid: { beatsPerMinute: 90, metre: { beats: 4, beatUnit: 4 } },
    hasMetronome: true,
    hasCountIn: false,
    isEchoed: true,
  });
  const isRecording = signal(false);
  const takes = signal<readonly Take[]>([]);
  /** Why there is no take. */
  const notice = signal<string | undefined>(undefined);
  let running: Running | undefined;
  /** Of what is being recorded, and how far the pedal was down before. */
  let messages: TimedKeyMessage[] = [];
  let incoming = openIncomingNotes();
  /** Number of the last take. */
  let last = 0;
  let takenNames: readonly string[] = [];

  const inputs = openRecorderInputs({
    engine,
    onMessage: (message) => {
      if (settings.value.isEchoed) live(keyMessageBytes(message, LIVE_CHANNEL));
      incoming.add(message);
      if (running === undefined)
        messages = messages.filter(({ kind }) => kind === 'pedal').slice(-1);
      messages.push(message);
    },
    onBlock: ({ samples, firstFrame }) => {
      running?.sound?.add(samples, firstFrame);
      if (running?.sound?.isFull()) stop();
    },
    onLost: () => stop(),
  });
  const silenceEcho = () => {
    live(keyMessageBytes({ kind: 'pedal', value: 0 }, LIVE_CHANNEL));
    live(keyMessageBytes({ kind: 'releaseAll' }, LIVE_CHANNEL));
  };

  const record = () => {
    const audio = inputs.audio();
    if (audio === undefined || inputs.input.value.state !== 'open' || isRecording.value) return;
    const isKeyboard = inputs.source.value === 'keyboard';
    const { hasMetronome, hasCountIn, grid: chosen } = settings.value;
    const grid = (isKeyboard ? hasMetronome : hasCountIn) ? chosen : undefined;
    const now = audio.seconds();
    const startSeconds = grid === undefined ? now : now + LEAD_SECONDS + barSeconds(grid);
    if (grid !== undefined) {
      // A click in the room would be heard in the take: the microphone's ends with the count-in.
      const endSeconds = isKeyboard ? Infinity : startSeconds;
      audio.metronome({ grid, startSeconds: now + LEAD_SECONDS, endSeconds });
    }
    notice.value = undefined;
    messages = messages.filter(({ kind }) => kind === 'pedal').slice(-1);
    incoming = openIncomingNotes();
    const longest = startSeconds - now + MOST_SECONDS[inputs.source.value];
    running = {
      startSeconds,
      grid,
      sound: isKeyboard ? undefined : newSoundTake(audio, startSeconds),
      timer: setTimeout(stop, 1000 * longest),
    };
    isRecording.value = true;
  };
  const stop = () => {
    const audio = inputs.audio();
    if (running === undefined || audio === undefined) return;
    const { startSeconds, sound, timer } = running;
    clearTimeout(timer);
    audio.metronome(undefined);
    const take = takeOf(running, audio);
    running = undefined;
    isRecording.value = false;
    if (take !== undefined) takes.value = [...takes.value, take];
    else if (audio.heardSeconds() < startSeconds) notice.value = 'Stopped before the take began.';
    else notice.value = sound ? 'Nothing was recorded.' : 'No key was struck, so there is no take.';
  };
  const takeOf = ({ sound, grid, startSeconds }: Running, audio: RecorderAudio) => {
    const { sampleRateHz } = audio;
    if (sound?.frames() === 0) return undefined;
    if (sound) return soundFileTake(sound, { number: nextNumber(), sampleRateHz });
    // The two clocks are some milliseconds astray: what came before the stop is in the take.
    const lastSeconds = messages.at(-1)?.seconds ?? 0;
    const stopSeconds = Math.max(audio.heardSeconds(), lastSeconds + 0.001);
    const number = nextNumber();
    const take = midiTake(messages, { name: `Take ${number}`, grid, startSeconds, stopSeconds });
    if (take !== undefined) return midiFileTake(take, number);
    last = number - 1;
    return undefined;
  };
  /** One that no file has, whatever its kind: audio and what is transcribed of it bear one name. */
  const nextNumber = () => {
    do last++;
    while (takenNames.some((name) => name.startsWith(`take-${last}.`)));
    return last;
  };

  return {
    source: inputs.source,
    input: inputs.input,
    device: inputs.device,
    level: inputs.level,
    settings,
    isRecording,
    takes,
    notice,
    /**
     * Makes room for other takes: those that were kept are listed no more.
     *
     * @param names of files that takes must not have
     */
    begin: (names: readonly string[]) => {
      takenNames = names;
      takes.value = takes.value.filter(({ isKept }) => !isKept);
    },
    /** Listens to keyboards or the microphone; must be called from a click or a key press. */
    open: (chosen: Source): Promise<void> => {
      stop();
      silenceEcho();
      notice.value = undefined;
      return inputs.open(chosen);
    },
    /** Another keyboard or microphone. @param id undefined for all keyboards */
    choose: (id: string | undefined): Promise<void> => {
      silenceEcho();
      return inputs.choose(id);
    },
    set: (changed: Partial<RecordingSettings>) => {
      settings.value = { ...settings.value, ...changed };
      if (changed.isEchoed === false) silenceEcho();
    },
    /** Ends what is being recorded, lets go of keyboard and microphone, and keeps the takes. */
    close: async (): Promise<void> => {
      stop();
      silenceEcho();
      await inputs.close();
    },
    record,
    stop,
    drop: (number: number) => {
      takes.value = takes.value.filter((take) => take.number !== number);
    },
    /** Notes that a take was handed over. */
    kept: (number: number) => {
      takes.value = takes.value.map((take) =>
        take.number === number ? { ...take, isKept: true } : take,
      );
    },
    /** Where the recording is; undefined where none is. */
    place: (): RecordingPlace | undefined => {
      const heard = inputs.audio()?.heardSeconds() ?? 0;
      return running && recordingPlace(heard - running.startSeconds, running.grid);
    },
    /** What comes in, on the clock of the sound, for a picture of it. */
    seen: () => ({
      nowSeconds: inputs.audio()?.heardSeconds() ?? 0,
      startSeconds: running?.startSeconds,
      grid: running?.grid,
      notes: incoming.notes(),
      isPedalDown: incoming.isPedalDown(),
    }),
  };
}

export type Recording = ReturnType<typeof openRecording>;

const recordings = new WeakMap<Pick<Studio, 'live'>, Recording>();

/** The one recorder of a page: a take that was not kept is there still when another part of the page was looked at. */
export function recordingOf(studio: Pick<Studio, 'live'>): Recording {
  const recording = recordings.get(studio) ?? openRecording({ live: studio.live });
  recordings.set(studio, recording);
  return recording;
}

function newSoundTake({ sampleRateHz }: RecorderAudio, startSeconds: number): SoundTake {
  return openSoundTake({
    startFrame: Math.ceil(startSeconds * sampleRateHz),
    mostFrames: Math.round(MOST_SECONDS.microphone * sampleRateHz),
    sampleRateHz,
  });
}
