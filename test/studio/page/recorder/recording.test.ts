import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRecording } from '../../../../src/recordings/readRecording.js';
import { RecorderError } from '../../../../src/studio/page/engine/recorder/inputDevice.js';
import type { KeyMessage } from '../../../../src/studio/page/engine/recorder/keyMessages.js';
import { microphoneFailure } from '../../../../src/studio/page/engine/recorder/microphone.js';
import {
  type MidiListeners,
  midiFailure,
} from '../../../../src/studio/page/engine/recorder/midiInputs.js';
import type { RecorderAudio } from '../../../../src/studio/page/engine/recorder/recorderAudio.js';
import { LIVE_CHANNEL } from '../../../../src/studio/page/engine/worklet/workletMessages.js';
import { openRecording } from '../../../../src/studio/page/state/recording.js';

const RATE = 8000;
const PIANO = { id: 'one', name: 'Stage piano' };
const ORGAN = { id: 'two', name: 'Organ' };

type MicrophoneOptions = Parameters<RecorderAudio['openMicrophone']>[0];

/** A recorder in a machine of our own: its clock stands still until it is told to go on. */
function fakes() {
  let now = 5;
  const orders: unknown[] = [];
  const sounded: (readonly number[])[] = [];
  const closed: string[] = [];
  let midi: MidiListeners | undefined;
  let microphone: MicrophoneOptions | undefined;
  let failure: string | undefined;
  let isUnlisted = false;
  const failIfTold = () => {
    if (failure !== undefined) throw new RecorderError(failure);
  };
  const audio: RecorderAudio = {
    sampleRateHz: RATE,
    seconds: () => now,
    heardSeconds: () => now,
    secondsOf: (milliseconds) => milliseconds / 1000,
    metronome: (order) => void orders.push(order),
    openMicrophone: async (options) => {
      failIfTold();
      microphone = options;
      return {
        device: { id: options.id ?? 'default', name: 'Built in' },
        devices: async () => {
          if (isUnlisted) throw new Error('no list');
          return [{ id: 'default', name: 'Built in' }];
        },
        close: () => void closed.push('microphone'),
      };
    },
    close: async () => void closed.push('audio'),
  };
  const recording = openRecording({
    live: (bytes) => void sounded.push(bytes),
    engine: {
      openAudio: async () => audio,
      openMidi: async (listeners) => {
        failIfTold();
        midi = listeners;
        listeners.onInputs([PIANO, ORGAN]);
        return () => void closed.push('midi');
      },
    },
  });
  return {
    recording,
    orders,
    sounded,
    closed,
    at: (seconds: number) => {
      now = seconds;
    },
    send: (message: KeyMessage, seconds: number, id = 'one') =>
      midi?.onMessage(message, 1000 * seconds, id),
    plugged: (devices: (typeof PIANO)[]) => midi?.onInputs(devices),
    /** A second of sound at this level, from a place on. */
    hear: (seconds: number, level: number) =>
      microphone?.onBlock({
        samples: new Float32Array(RATE).fill(level),
        firstFrame: Math.round(seconds * RATE),
      }),
    unplugMicrophone: () => microphone?.onEnd(),
    /** No browser lists its microphones from now on. */
    hideDevices: () => {
      isUnlisted = true;
      microphone?.onDevices();
    },
    fail: (message: string | undefined) => {
      failure = message;
    },
  };
}

const on = (pitch: number, velocity = 71): KeyMessage => ({ kind: 'noteOn', pitch, velocity });
const off = (pitch: number): KeyMessage => ({ kind: 'noteOff', pitch });

/** A take of one note of half a second, at 120 beats a minute in 4/4. */
async function oneTake({ recording, send, at, orders }: ReturnType<typeof fakes>, pitch = 60) {
  recording.set({ grid: { beatsPerMinute: 120, metre: { beats: 4, beatUnit: 4 } } });
  recording.record();
  const { startSeconds } = orders.at(-1) as { startSeconds: number };
  const first = startSeconds + 2;
  send(on(pitch), first + 1);
  send(off(pitch), first + 1.5);
  at(first + 2);
  recording.stop();
  return recording.takes.value.at(-1);
}

async function notesOf(file: File | undefined) {
  const bytes = new Uint8Array(await (file as File).arrayBuffer());
  return readRecording(bytes, 'x.mid').performance.notes;
}

describe('recording from a keyboard', () => {
  it('gives one file after another, numbered, each with what was played', async () => {
    const all = fakes();
    await all.recording.open('keyboard');
    for (const [i, pitch] of [60, 64, 67].entries()) {
      const take = await oneTake(all, pitch);
      expect(take?.file.name).toBe(`take-${i + 1}.mid`);
      expect(take?.seconds).toBeCloseTo(1.5);
      expect(await notesOf(take?.file)).toEqual([
        { pitch, startTicks: 960, durationTicks: 480, velocity: 71 },
      ]);
    }
    expect(all.recording.takes.value).toHaveLength(3);
    all.recording.drop(2);
    expect((await oneTake(all))?.number).toBe(4);
  });

  it('lists what was kept no more when it is opened for others, and what was not still', async () => {
    const all = fakes();
    await all.recording.open('keyboard');
    await oneTake(all);
    await oneTake(all);
    all.recording.kept(1);
    all.recording.begin([]);
    expect(all.recording.takes.value.map(({ number }) => number)).toEqual([2]);
    expect((await oneTake(all))?.number).toBe(3);
  });

  it('leaves out numbers whose files are there already', async () => {
    const all = fakes();
    all.recording.begin(['take-1.mid', 'take-2.wav', 'take-3.mid']);
    await all.recording.open('keyboard');
    expect((await oneTake(all))?.file.name).toBe('take-4.mid');
    expect((await oneTake(all))?.file.name).toBe('take-5.mid');
  });

  it('clicks from the count-in until the stop', async () => {
    const all = fakes();
    await all.recording.open('keyboard');
    await oneTake(all);
    expect(all.orders).toEqual([expect.objectContaining({ endSeconds: Infinity }), undefined]);
  });

  it('begins without clicks where there is no metronome', async () => {
    const { recording, send, at, orders } = fakes();
    await recording.open('keyboard');
    recording.set({ hasMetronome: false });
    send({ kind: 'pedal', value: 0 }, 1);
    send({ kind: 'pedal', value: 127 }, 4);
    recording.record();
    send(on(60), 7.3);
    send(off(60), 7.4);
    at(8.3);
    recording.stop();
    expect(orders.filter((order) => order !== undefined)).toEqual([]);
    // The pedal was down before it began.
    expect(await notesOf(recording.takes.value[0]?.file)).toMatchObject([
      { startTicks: 0, durationTicks: 960 },
    ]);
  });

  it('sounds what is played, unless it is told not to, and lets go of it at the end', async () => {
    const { recording, send, sounded } = fakes();
    await recording.open('keyboard');
    sounded.length = 0;
    send(on(60, 9), 6);
    expect(sounded).toEqual([[0x90 | LIVE_CHANNEL, 60, 9]]);
    recording.set({ isEchoed: false });
    expect(sounded.at(-1)).toEqual([0xb0 | LIVE_CHANNEL, 123, 0]);
    const before = sounded.length;
    send(off(60), 7);
    expect(sounded).toHaveLength(before);
    await recording.close();
    expect(sounded.at(-1)).toEqual([0xb0 | LIVE_CHANNEL, 123, 0]);
  });

  it('listens to the keyboard that was chosen, and to all again when it is unplugged', async () => {
    const { recording, send, sounded, plugged } = fakes();
    await recording.open('keyboard');
    await recording.choose('two');
    sounded.length = 0;
    send(on(60), 6, 'one');
    send(on(61), 6, 'two');
    expect(sounded.map(([, pitch]) => pitch)).toEqual([61]);
    plugged([PIANO]);
    expect(recording.device.value).toBeUndefined();
    send(on(62), 6, 'one');
    expect(sounded.map(([, pitch]) => pitch)).toEqual([61, 62]);
  });

  it.each([
    ['in the count-in', 5.5, 'Stopped before the take began.'],
    ['without a note', 9, 'No key was struck, so there is no take.'],
  ])(
    'says why there is no take where it is stopped %s, and uses up no number',
    async (_, seconds, words) => {
      const all = fakes();
      await all.recording.open('keyboard');
      all.recording.record();
      all.at(seconds);
      all.recording.stop();
      expect(all.recording.notice.value).toBe(words);
      expect(all.recording.takes.value).toEqual([]);
      expect((await oneTake(all))?.number).toBe(1);
    },
  );
});

describe('recording from the microphone', () => {
  it('keeps no sample of the count-in, in which alone it clicks', async () => {
    const { recording, hear, at, orders } = fakes();
    await recording.open('microphone');
    recording.set({
      hasCountIn: true,
      grid: { beatsPerMinute: 60, metre: { beats: 2, beatUnit: 4 } },
    });
    recording.record();
    const { startSeconds, endSeconds } = orders[0] as { startSeconds: number; endSeconds: number };
    expect(endSeconds).toBeCloseTo(startSeconds + 2);
    hear(5, 0.3);
    hear(6, 0.3);
    hear(endSeconds, 0.5);
    at(endSeconds + 1);
    recording.stop();
    const take = recording.takes.value[0];
    expect(take).toMatchObject({ kind: 'sound', seconds: 1, warning: undefined });
    expect(take?.file.name).toBe('take-1.wav');
    expect(take?.kind === 'sound' && Math.min(...take.peaks)).toBe(0.5);
  });

  it.each([
    [1, /too loud/],
    [0.001, /Hardly anything/],
    [0.2, undefined],
  ])('warns of what is wrong with a take at %s of full scale', async (level, words) => {
    const { recording, hear } = fakes();
    await recording.open('microphone');
    recording.record();
    hear(5, level);
    recording.stop();
    const { warning } = recording.takes.value[0] ?? {};
    if (words === undefined) expect(warning).toBeUndefined();
    else expect(warning).toMatch(words);
  });

  it('stops when it is full', async () => {
    const { recording, hear } = fakes();
    await recording.open('microphone');
    recording.record();
    for (let second = 0; second < 601; second++) hear(5 + second, 0.1);
    expect(recording.isRecording.value).toBe(false);
    expect(recording.takes.value[0]?.seconds).toBe(600);
  });

  it('keeps what was recorded when the microphone is unplugged, and says so', async () => {
    const { recording, hear, unplugMicrophone, closed } = fakes();
    await recording.open('microphone');
    recording.record();
    hear(5, 0.1);
    unplugMicrophone();
    expect(recording.takes.value).toHaveLength(1);
    expect(recording.input.value).toMatchObject({ state: 'failed' });
    expect(closed).toContain('microphone');
    recording.record();
    expect(recording.isRecording.value).toBe(false);
  });
});

describe('the inputs of a recorder', () => {
  it('lets go of a microphone whose list cannot be had, and keeps one that is open', async () => {
    const { recording, closed, hideDevices } = fakes();
    await recording.open('microphone');
    hideDevices();
    await Promise.resolve();
    expect(recording.input.value).toMatchObject({ state: 'open' });
    await recording.open('microphone');
    expect(recording.input.value).toEqual({
      state: 'failed',
      message: 'The recorder did not start (Error: no list).',
    });
    expect(closed).toEqual(['microphone', 'microphone']);
  });

  it('are closed when another is opened, when the recorder closes, and when they open too late', async () => {
    const { recording, closed } = fakes();
    await recording.open('keyboard');
    await recording.open('microphone');
    expect(closed).toEqual(['midi']);
    const late = recording.open('keyboard');
    await recording.open('microphone');
    await late;
    // The late one found another asked for before it opened anything.
    expect(closed).toEqual(['midi', 'microphone']);
    expect(recording.source.value).toBe('microphone');
    await recording.close();
    expect(closed).toEqual(['midi', 'microphone', 'microphone', 'audio']);
    expect(recording.input.value).toEqual({ state: 'closed' });
  });

  it('close the sound that opens when the recorder is closed already', async () => {
    const { recording, closed } = fakes();
    const opening = recording.open('keyboard');
    await recording.close();
    await opening;
    expect(closed).toEqual(['audio']);
    expect(recording.input.value).toEqual({ state: 'closed' });
    await recording.open('keyboard');
    expect(recording.input.value.state).toBe('open');
  });

  it('say in a sentence why they do not open, and open when they are asked again', async () => {
    const { recording, fail } = fakes();
    fail('This browser has none.');
    await recording.open('keyboard');
    expect(recording.input.value).toEqual({ state: 'failed', message: 'This browser has none.' });
    recording.record();
    expect(recording.isRecording.value).toBe(false);
    fail(undefined);
    await recording.open('keyboard');
    expect(recording.input.value.state).toBe('open');
  });

  it.each([
    [midiFailure, 'NotAllowedError', /not allowed to use MIDI/],
    [midiFailure, 'SecurityError', /not allowed to use MIDI/],
    [midiFailure, 'InvalidStateError', /did not start \(why\)/],
    [microphoneFailure, 'NotAllowedError', /not allowed to use the microphone/],
    [microphoneFailure, 'NotFoundError', /No microphone is connected/],
    [microphoneFailure, 'OverconstrainedError', /not there any more/],
    [microphoneFailure, 'NotReadableError', /did not start \(why\)/],
  ])('say what to do: %o, %s', (failure, name, words) => {
    expect(failure(new DOMException('why', name))).toMatch(words);
  });
});

describe('a recording that is not stopped', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('stops by itself after half an hour', async () => {
    const { recording, send, at } = fakes();
    await recording.open('keyboard');
    recording.set({ hasMetronome: false });
    recording.record();
    send(on(60), 7);
    at(5 + 1800);
    vi.advanceTimersByTime(1_799_000);
    expect(recording.isRecording.value).toBe(true);
    vi.advanceTimersByTime(1001);
    expect(recording.isRecording.value).toBe(false);
    expect(recording.takes.value[0]?.seconds).toBeCloseTo(1798);
  });
});
