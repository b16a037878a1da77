import { MIDI_MARK } from '../files/writtenBy.js';
import { fifthsOf, type KeySignature } from '../music/keySignature.js';
import { MICROSECONDS_PER_MINUTE } from '../music/tempo.js';
import type { TimeSignature } from '../music/time.js';

/** The bytes of one MIDI event and when it happens, in ticks from the start of the file. */
export interface TimedMessage {
  readonly ticks: number;
  readonly bytes: readonly number[];
}

/** Largest number that the four bytes of a variable-length quantity can hold. */
export const MAX_VAR_INT = 0x0fffffff;

/** A note-off's velocity where the speed of the key is not known (MIDI 1.0). */
const UNKNOWN_RELEASE_VELOCITY = 64;

const CHANNEL_VOLUME = 7;
const CHANNEL_PAN = 10;
const EXPRESSION = 11;
const REVERB_SEND = 91;
const SUSTAIN_PEDAL = 64;

/**
 * The header of a file whose tracks sound together (format 1).
 *
 * Source of all byte layouts here: Standard MIDI Files 1.0 (RP-001) and MIDI 1.0.
 */
export function headerChunk(trackCount: number, ticksPerQuarter: number): number[] {
  const format = 1;
  return chunk('MThd', [...uint16(format), ...uint16(trackCount), ...uint16(ticksPerQuarter)]);
}

/** A track of these messages, which are in order of time, ending at `endTicks`. */
export function trackChunk(messages: readonly TimedMessage[], endTicks: number): number[] {
  const endOfTrack: TimedMessage = { ticks: endTicks, bytes: meta(0x2f, []) };
  const all = [...messages, endOfTrack];
  return chunk(
    'MTrk',
    all.flatMap(({ ticks, bytes }, index) => [
      ...varInt(ticks - (all[index - 1]?.ticks ?? 0)),
      ...bytes,
    ]),
  );
}

/** Says that the file was written here; it comes first, so that it is found near the file's beginning. */
export function writtenByMark(): number[] {
  return meta(0x7f, MIDI_MARK);
}

/** A track's name, and on the first track the piece's; in UTF-8, as today's programs read it. */
export function trackName(name: string): number[] {
  return meta(0x03, [...new TextEncoder().encode(name)]);
}

/** Tempo, rounded to a whole microsecond a quarter. */
export function tempo(tempoBpm: number): number[] {
  return tempoOf(Math.round(MICROSECONDS_PER_MINUTE / tempoBpm));
}

/** @param microseconds a quarter, whole, 1 to 16,777,215 */
export function tempoOf(microseconds: number): number[] {
  return meta(0x51, [(microseconds >> 16) & 0xff, (microseconds >> 8) & 0xff, microseconds & 0xff]);
}

/** Time signature with the metronome on its beats; the standard counts 24 clocks and 8 thirty-seconds a quarter. */
export function timeSignature({ beats, beatUnit }: TimeSignature): number[] {
  const clocksPerBeat = Math.max(1, Math.floor(96 / beatUnit));
  return meta(0x58, [beats, Math.log2(beatUnit), clocksPerBeat, 8]);
}

/** Key signature: sharps or flats, the latter below 0, in two's complement, and 1 for minor. */
export function keySignature(key: KeySignature): number[] {
  return meta(0x59, [fifthsOf(key) & 0xff, key.mode === 'minor' ? 1 : 0]);
}

export function programChange(midiChannel: number, program: number): number[] {
  return [0xc0 | midiChannel, program];
}

export function channelVolume(midiChannel: number, value: number): number[] {
  return [0xb0 | midiChannel, CHANNEL_VOLUME, value];
}

export function channelPan(midiChannel: number, value: number): number[] {
  return [0xb0 | midiChannel, CHANNEL_PAN, value];
}

export function expression(midiChannel: number, value: number): number[] {
  return [0xb0 | midiChannel, EXPRESSION, value];
}

export function reverbSend(midiChannel: number, value: number): number[] {
  return [0xb0 | midiChannel, REVERB_SEND, value];
}

/** The sustain pedal, CC64: down from 64 on, and what lies between 0 and 127 is a half pedal. */
export function sustainPedal(midiChannel: number, value: number): number[] {
  return [0xb0 | midiChannel, SUSTAIN_PEDAL, value];
}

export function noteOn(midiChannel: number, key: { pitch: number; velocity: number }): number[] {
  return [0x90 | midiChannel, key.pitch, key.velocity];
}

/** A real note-off (0x80), not a note-on of velocity 0, which some programs show as a note. */
export function noteOff(midiChannel: number, pitch: number): number[] {
  return [0x80 | midiChannel, pitch, UNKNOWN_RELEASE_VELOCITY];
}

function meta(type: number, data: readonly number[]): number[] {
  return [0xff, type, ...varInt(data.length), ...data];
}

function chunk(id: string, data: readonly number[]): number[] {
  const letters = [...id].map((letter) => letter.charCodeAt(0));
  return letters.concat(uint16(data.length >>> 16), uint16(data.length & 0xffff), data);
}

function uint16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

/** Seven bits a byte, highest first; the top bit says that another byte follows. */
function varInt(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
