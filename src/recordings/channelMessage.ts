import type { ChannelEvent, EventPlace, MidiEvent } from './midiEvents.js';

/** A message to one channel as it stands in a file: the status byte and one or two data bytes. */
export interface ChannelMessage {
  /** 0x80–0xef; its low half is the channel. */
  readonly status: number;
  readonly first: number;
  /** 0 where the message has one data byte only. */
  readonly second: number;
}

/** How many data bytes follow a status byte of 0x80–0xef. */
export function dataByteCount(status: number): 1 | 2 {
  const type = status & 0xf0;
  return type === 0xc0 || type === 0xd0 ? 1 : 2;
}

/**
 * What a message says; `messageBytes` turns it back.
 *
 * @param message both data bytes 0–127
 * @example channelEvent({ status: 0x91, first: 60, second: 0 }, place) // noteOff of 60 on channel 1
 */
export function channelEvent(
  { status, first, second }: ChannelMessage,
  { ticks, track }: EventPlace,
): ChannelEvent {
  const midiChannel = status & 0x0f;
  switch (status & 0xf0) {
    case 0x80:
      return { kind: 'noteOff', ticks, track, midiChannel, pitch: first };
    case 0x90:
      if (second === 0) return { kind: 'noteOff', ticks, track, midiChannel, pitch: first };
      return { kind: 'noteOn', ticks, track, midiChannel, pitch: first, velocity: second };
    case 0xa0:
      return { kind: 'keyPressure', ticks, track, midiChannel, pitch: first, value: second };
    case 0xb0:
      return { kind: 'controller', ticks, track, midiChannel, controller: first, value: second };
    case 0xc0:
      return { kind: 'program', ticks, track, midiChannel, program: first };
    case 0xd0:
      return { kind: 'channelPressure', ticks, track, midiChannel, value: first };
    default:
      return { kind: 'pitchBend', ticks, track, midiChannel, value: second * 128 + first };
  }
}

/** A note-off's velocity where nothing says how the key was let go (MIDI 1.0). */
const UNKNOWN_RELEASE_VELOCITY = 64;

/** The bytes of a message, status first. */
export function messageBytes(event: ChannelEvent): number[] {
  const { midiChannel } = event;
  switch (event.kind) {
    case 'noteOff':
      return [0x80 | midiChannel, event.pitch, UNKNOWN_RELEASE_VELOCITY];
    case 'noteOn':
      return [0x90 | midiChannel, event.pitch, event.velocity];
    case 'keyPressure':
      return [0xa0 | midiChannel, event.pitch, event.value];
    case 'controller':
      return [0xb0 | midiChannel, event.controller, event.value];
    case 'program':
      return [0xc0 | midiChannel, event.program];
    case 'channelPressure':
      return [0xd0 | midiChannel, event.value];
    case 'pitchBend':
      return [0xe0 | midiChannel, event.value & 0x7f, event.value >> 7];
  }
}

/**
 * A message with data bytes above 127, brought into range, and what was done to it.
 *
 * An amount (velocity, value, bend) becomes 127, the nearest that can be, as mido does with
 * `clip`. The number of a pitch, controller or program loses its top bit, as in TiMidity: the nearest number
 * would be another thing altogether.
 */
export function mendedMessage(
  { status, first, second }: ChannelMessage,
  place: EventPlace,
): MidiEvent[] {
  const type = status & 0xf0;
  const isNumber = type !== 0xd0 && type !== 0xe0;
  const inRange = {
    status,
    first: isNumber ? first & 0x7f : Math.min(127, first),
    second: Math.min(127, second),
  };
  const events: MidiEvent[] = [channelEvent(inRange, place)];
  if (first > 127) events.push({ kind: 'mended', ...place, mend: isNumber ? 'number' : 'value' });
  if (second > 127) events.push({ kind: 'mended', ...place, mend: 'value' });
  return events;
}
