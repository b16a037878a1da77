import { noteOff, noteOn, sustainPedal } from '../../../../output/midiBytes.js';

/** What a keyboard sends that belongs into a take. */
export type KeyMessage =
  | { readonly kind: 'noteOn'; readonly pitch: number; readonly velocity: number }
  | { readonly kind: 'noteOff'; readonly pitch: number }
  /** @param value of CC64, 0–127; down from 64 on */
  | { readonly kind: 'pedal'; readonly value: number }
  /** All keys are up: a panic button, or a keyboard that was unplugged. */
  | { readonly kind: 'releaseAll' };

/** A message, and when it came, in seconds on the clock of the sound. */
export type TimedKeyMessage = KeyMessage & { readonly seconds: number };

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;
const CONTROLLER = 0xb0;
const SUSTAIN = 64;
const ALL_SOUND_OFF = 120;
const ALL_NOTES_OFF = 123;

/**
 * A message as Web MIDI hands it over: whole, with its status byte, on whatever channel.
 *
 * @returns undefined for what no take keeps: clock, active sensing, bends, pressure, other controllers
 * @example keyMessage([0x95, 60, 0]) // { kind: 'noteOff', pitch: 60 }: a note-on of velocity 0 lets go
 */
export function keyMessage(bytes: ArrayLike<number>): KeyMessage | undefined {
  const [status = 0, number = 0, value = 0] = [bytes[0], bytes[1], bytes[2]];
  if (number > 127 || value > 127 || bytes.length < 3) return undefined;
  switch (status & 0xf0) {
    case NOTE_ON:
      return value === 0
        ? { kind: 'noteOff', pitch: number }
        : { kind: 'noteOn', pitch: number, velocity: value };
    case NOTE_OFF:
      return { kind: 'noteOff', pitch: number };
    case CONTROLLER:
      if (number === SUSTAIN) return { kind: 'pedal', value };
      return number === ALL_SOUND_OFF || number === ALL_NOTES_OFF
        ? { kind: 'releaseAll' }
        : undefined;
    default:
      return undefined;
  }
}

/** A message as bytes again, on one channel; `releaseAll` as «all notes off». */
export function keyMessageBytes(message: KeyMessage, midiChannel: number): number[] {
  switch (message.kind) {
    case 'noteOn':
      return noteOn(midiChannel, message);
    case 'noteOff':
      return noteOff(midiChannel, message.pitch);
    case 'pedal':
      return sustainPedal(midiChannel, message.value);
    case 'releaseAll':
      return [CONTROLLER | midiChannel, ALL_NOTES_OFF, 0];
  }
}
