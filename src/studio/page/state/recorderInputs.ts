import { signal } from '@preact/signals';
import { type InputDevice, RecorderError } from '../engine/recorder/inputDevice.js';
import type { TimedKeyMessage } from '../engine/recorder/keyMessages.js';
import type { MidiListeners } from '../engine/recorder/midiInputs.js';
import type { RecorderAudio } from '../engine/recorder/recorderAudio.js';
import { type Level, levelOf } from '../engine/recorder/soundTake.js';
import type { CapturedBlock } from '../engine/recorder/worklet/recorderMessages.js';

export type Source = 'keyboard' | 'microphone';

/** How the chosen source is. */
export type Input =
  | { readonly state: 'closed' | 'opening' }
  | { readonly state: 'open'; readonly devices: readonly InputDevice[] }
  | { readonly state: 'failed'; readonly message: string };

export interface RecorderEngine {
  readonly openAudio: () => Promise<RecorderAudio>;
  readonly openMidi: (listeners: MidiListeners) => Promise<() => void>;
}

const SILENCE: Level = { peak: 0, isClipped: false };

/**
 * What is listened to: keyboards or a microphone, one of the two at a time.
 *
 * @param options.onMessage hears of the keys of the chosen keyboard
 * @param options.onBlock hears of what the microphone takes up
 * @param options.onLost the microphone is there no more
 */
export function openRecorderInputs({
  engine,
  onMessage,
  onBlock,
  onLost,
}: {
  readonly engine: RecorderEngine;
  readonly onMessage: (message: TimedKeyMessage) => void;
  readonly onBlock: (block: CapturedBlock) => void;
  readonly onLost: () => void;
}) {
  const source = signal<Source>('keyboard');
  const input = signal<Input>({ state: 'closed' });
  /** Id of the device that is listened to; undefined for all keyboards, or before a microphone is open. */
  const device = signal<string | undefined>(undefined);
  const level = signal<Level>(SILENCE);
  let audio: RecorderAudio | undefined;
  /** Of one sound, however often it is asked for until it is there. */
  let openingAudio: Promise<RecorderAudio> | undefined;
  /** Counts what was opened: what opens late, when another was asked for, is closed again. */
  let opened = 0;
  let close: () => void = () => {};

  const fail = (message: string) => {
    device.value = undefined;
    input.value = { state: 'failed', message };
  };
  /** Lets go of the source that is open. */
  const shut = () => {
    opened++;
    close();
    close = () => {};
    level.value = SILENCE;
  };
  const openKeyboard = ({ secondsOf }: RecorderAudio) =>
    engine.openMidi({
      onMessage: (message, milliseconds, id) => {
        if (device.value !== undefined && device.value !== id) return;
        onMessage({ ...message, seconds: secondsOf(milliseconds) });
      },
      onInputs: (devices) => {
        if (!devices.some(({ id }) => id === device.value)) device.value = undefined;
        input.value = { state: 'open', devices };
      },
    });
  const openMicrophone = async (sound: RecorderAudio) => {
    const number = opened;
    const microphone = await sound.openMicrophone({
      id: device.value,
      onBlock: (block) => {
        level.value = levelOf(block.samples);
        onBlock(block);
      },
      onEnd: () => {
        onLost();
        shut();
        fail('The microphone was unplugged or taken back. Plug it in, then try again.');
      },
      // What cannot be listed just now is as it was.
      onDevices: () => void list().catch(() => {}),
    });
    const list = async () => {
      const devices = await microphone.devices();
      if (number === opened) input.value = { state: 'open', devices };
    };
    if (number === opened) device.value = microphone.device.id;
    try {
      await list();
    } catch (error) {
      microphone.close();
      throw error;
    }
    return microphone.close;
  };
  const open = async (chosen: Source, id?: string): Promise<void> => {
    shut();
    const number = opened;
    source.value = chosen;
    device.value = id;
    input.value = { state: 'opening' };
    try {
      openingAudio ??= engine.openAudio();
      const sound = await openingAudio;
      if (number !== opened) return;
      audio = sound;
      const closing = await (chosen === 'keyboard' ? openKeyboard(sound) : openMicrophone(sound));
      if (number === opened) close = closing;
      else closing();
    } catch (error) {
      if (audio === undefined) openingAudio = undefined;
      if (number !== opened) return;
      // What has no sentence of its own is said as it is, so that the page does not seem to wait.
      fail(
        error instanceof RecorderError ? error.message : `The recorder did not start (${error}).`,
      );
    }
  };
  return {
    source,
    input,
    device,
    level,
    /** The clock and the metronome; undefined before something was opened. */
    audio: () => audio,
    open,
    /** Another device of the same source. @param id undefined for all keyboards, or the system's own microphone */
    choose: async (id: string | undefined): Promise<void> => {
      if (source.value === 'microphone') await open('microphone', id);
      else device.value = id;
    },
    close: async (): Promise<void> => {
      shut();
      input.value = { state: 'closed' };
      const closing = openingAudio;
      openingAudio = undefined;
      audio = undefined;
      // One that never opened was told about when it was asked for.
      await closing?.then((sound) => sound.close()).catch(() => {});
    },
  };
}
