import { type InputDevice, RecorderError } from './inputDevice.js';
import { type KeyMessage, keyMessage } from './keyMessages.js';

/** What keyboards send, and which there are. */
export interface MidiListeners {
  /**
   * @param milliseconds time stamp of the message
   * @param input id of the keyboard
   */
  readonly onMessage: (message: KeyMessage, milliseconds: number, input: string) => void;
  /** Hears of all keyboards that are connected, at first and whenever one comes or goes. */
  readonly onInputs: (inputs: readonly InputDevice[]) => void;
}

/**
 * Listens to all MIDI keyboards, also to those that are plugged in later. The keys of one that is unplugged are let go.
 *
 * @returns a function that ends it
 * @throws RecorderError where the browser has no Web MIDI, it is not allowed, or it does not start
 */
export async function openMidiInputs({ onMessage, onInputs }: MidiListeners): Promise<() => void> {
  if (!('requestMIDIAccess' in navigator)) throw new RecorderError(NO_WEB_MIDI);
  const access = await navigator.requestMIDIAccess().catch((error) => {
    throw new RecorderError(midiFailure(error));
  });
  const tell = () =>
    onInputs(connected(access).map(({ id, name }) => ({ id, name: nameOf(name) })));
  const listen = () => {
    for (const input of connected(access)) {
      input.onmidimessage = ({ data, timeStamp }) => {
        const message = keyMessage(data ?? []);
        if (message !== undefined) onMessage(message, timeStamp, input.id);
      };
    }
  };
  access.onstatechange = ({ port, timeStamp }) => {
    if (port?.type !== 'input') return;
    if (port.state === 'disconnected') onMessage({ kind: 'releaseAll' }, timeStamp, port.id);
    listen();
    tell();
  };
  listen();
  tell();
  return () => {
    access.onstatechange = null;
    for (const input of access.inputs.values()) input.onmidimessage = null;
  };
}

const NO_WEB_MIDI =
  'This browser has no Web MIDI, so no keyboard can be heard here. Chrome, Edge, Opera and Firefox have it; the microphone works in all of them.';

/** @example midiFailure(new DOMException('', 'NotAllowedError')) // 'This page was not allowed to …' */
export function midiFailure(error: unknown): string {
  const { name, message } = error as Partial<Error>;
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return 'This page was not allowed to use MIDI keyboards. Allow it beside the address of the page, then try again.';
  }
  return `The MIDI of this machine did not start (${message || error}). Close other programs that use it, then try again.`;
}

function connected(access: MIDIAccess): MIDIInput[] {
  return [...access.inputs.values()].filter(({ state }) => state === 'connected');
}

function nameOf(name: string | null): string {
  return name || 'Keyboard without a name';
}
