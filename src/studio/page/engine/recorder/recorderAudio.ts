import { openClockOffset } from './clockOffset.js';
import type { MetronomeOrder } from './metronome.js';
import { type Microphone, openMicrophone } from './microphone.js';
import { METRONOME } from './worklet/recorderMessages.js';
import processorsUrl from './worklet/recorderProcessors.ts?worker&url';

/** The sound of a recorder: its clock, its metronome, and microphones. */
export interface RecorderAudio {
  readonly sampleRateHz: number;
  /** Seconds on the clock of the sound, of what is put together at the moment and heard a little later. */
  readonly seconds: () => number;
  /** Of what is heard at the moment. */
  readonly heardSeconds: () => number;
  /**
   * When something happened, on the clock of the sound: a key that is struck with a click that is heard has the time of the click.
   *
   * @param milliseconds time stamp of an event
   */
  readonly secondsOf: (milliseconds: number) => number;
  /** Clicks as it is told; undefined makes it silent. */
  readonly metronome: (order: MetronomeOrder | undefined) => void;
  readonly openMicrophone: (
    options: Omit<Parameters<typeof openMicrophone>[0], 'context'>,
  ) => Promise<Microphone>;
  readonly close: () => Promise<void>;
}

const MEASURE_MILLISECONDS = 100;

/** Opens the recorder's sound; must be called from a click or a key press. */
export async function openRecorderAudio(): Promise<RecorderAudio> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  try {
    return await openIn(context);
  } catch (error) {
    // Each try opens one, and a browser has few.
    await context.close();
    throw error;
  }
}

async function openIn(context: AudioContext): Promise<RecorderAudio> {
  await context.audioWorklet.addModule(processorsUrl);
  const metronome = new AudioWorkletNode(context, METRONOME, {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  metronome.connect(context.destination);
  await context.resume();
  const clock = openClockOffset();
  const measure = () => {
    const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
    // Both are 0 until the first sound has gone out.
    if (contextTime > 0) clock.measure(performanceTime - 1000 * contextTime);
  };
  const measuring = setInterval(measure, MEASURE_MILLISECONDS);
  return {
    sampleRateHz: context.sampleRate,
    seconds: () => context.currentTime,
    heardSeconds: () => {
      const { currentTime } = context;
      // 0 until the first sound has gone out.
      return Math.min(currentTime, context.getOutputTimestamp().contextTime || currentTime);
    },
    secondsOf: (milliseconds) => {
      measure();
      const offset = clock.offset();
      return offset === undefined ? context.currentTime : (milliseconds - offset) / 1000;
    },
    metronome: (order) => metronome.port.postMessage(order),
    openMicrophone: (options) => openMicrophone({ ...options, context }),
    close: async () => {
      clearInterval(measuring);
      await context.close();
    },
  };
}
