import type { ByteCursor } from './byteCursor.js';
import type { ChannelPlace, EventPlace, MidiEvent } from './midiEvents.js';

const META = 0xff;
const SYSTEM_EXCLUSIVE = 0xf0;
const ESCAPE = 0xf7;

/**
 * The events of one track, in its own order, up to its end-of-track or its last byte.
 *
 * Sostenuto (CC66), soft pedal (CC67), aftertouch, programs and texts are passed over: they change how
 * a note sounds, not which notes there are. A track without end-of-track gets one at its last event.
 * Source: Standard MIDI Files 1.0 (RP-001). Running status is kept across meta and system messages,
 * as every reader in use does, although the standard would have it cancelled.
 *
 * @throws whatever the cursor throws where the bytes are no MIDI events
 */
export function* readMidiEvents(cursor: ByteCursor, track: number): Generator<MidiEvent> {
  let ticks = 0;
  let runningStatus = 0;
  while (!cursor.isAtEnd()) {
    ticks += cursor.varInt();
    const place = { ticks, track };
    // A byte below 128 is already data: the message has the status of the one before it.
    const status = cursor.peek() < 0x80 ? runningStatus : cursor.byte();
    if (status === META) {
      const event = readMeta(cursor, place);
      if (event) yield event;
      if (event?.kind === 'endOfTrack') return;
    } else if (status === SYSTEM_EXCLUSIVE || status === ESCAPE) {
      cursor.take(cursor.varInt());
    } else {
      const event = readChannelMessage(cursor, status, place);
      if (event) yield event;
      runningStatus = status;
    }
  }
  yield { kind: 'endOfTrack', ticks, track };
}

function readMeta(cursor: ByteCursor, place: EventPlace): MidiEvent | undefined {
  const type = cursor.byte();
  const data = cursor.take(cursor.varInt());
  switch (type) {
    case 0x03:
      return { kind: 'trackName', ...place, text: decodeText(data) };
    case 0x2f:
      return { kind: 'endOfTrack', ...place };
    case 0x51:
      return readTempo(data, place);
    case 0x58:
      return readTimeSignature(data, place);
    default:
      return undefined;
  }
}

function readTempo(data: Uint8Array, place: EventPlace): MidiEvent {
  const [high = 0, middle = 0, low = 0] = data;
  const microsecondsPerQuarter = (high << 16) | (middle << 8) | low;
  if (data.length !== 3 || microsecondsPerQuarter === 0) {
    return { kind: 'unusable', ...place, what: 'a tempo of no length' };
  }
  return { kind: 'tempo', ...place, microsecondsPerQuarter };
}

function readTimeSignature(data: Uint8Array, place: EventPlace): MidiEvent {
  const [beats = 0, power = 0] = data;
  // Beyond 1/128 a bar is no whole number of our ticks, and nobody has ever written one.
  if (data.length < 2 || beats === 0 || power > 7) {
    return { kind: 'unusable', ...place, what: `a time signature of ${beats}/${2 ** power}` };
  }
  return { kind: 'timeSignature', ...place, timeSignature: { beats, beatUnit: 2 ** power } };
}

function readChannelMessage(
  cursor: ByteCursor,
  status: number,
  { ticks, track }: EventPlace,
): MidiEvent | undefined {
  const midiChannel = status & 0x0f;
  switch (status & 0xf0) {
    case 0x80: {
      const pitch = cursor.dataByte();
      cursor.dataByte();
      return { kind: 'noteOff', ticks, track, midiChannel, pitch };
    }
    case 0x90: {
      const pitch = cursor.dataByte();
      const velocity = cursor.dataByte();
      if (velocity === 0) return { kind: 'noteOff', ticks, track, midiChannel, pitch };
      return { kind: 'noteOn', ticks, track, midiChannel, pitch, velocity };
    }
    case 0xb0:
      return readController(cursor, { ticks, track, midiChannel });
    case 0xe0:
      cursor.dataByte();
      cursor.dataByte();
      return { kind: 'pitchBend', ticks, track };
    case 0xa0:
      cursor.dataByte();
      cursor.dataByte();
      return undefined;
    case 0xc0:
    case 0xd0:
      cursor.dataByte();
      return undefined;
    default:
      throw cursor.error(`has ${status} where an event should begin`);
  }
}

function readController(cursor: ByteCursor, place: ChannelPlace): MidiEvent | undefined {
  const controller = cursor.dataByte();
  const value = cursor.dataByte();
  switch (controller) {
    case 64:
      return { kind: 'sustain', ...place, isDown: value >= 64 };
    case 120:
      return { kind: 'silence', ...place };
    case 121:
      // «Reset all controllers» puts the pedal back up.
      return { kind: 'sustain', ...place, isDown: false };
    case 123:
    case 124:
    case 125:
    case 126:
    case 127:
      // The four mode messages lift every key too (MIDI 1.0, channel mode messages).
      return { kind: 'releaseAll', ...place };
    default:
      return undefined;
  }
}

/** UTF-8 where it is, else Latin-1, which older programs wrote; on one line and without control characters. */
function decodeText(data: Uint8Array): string {
  const text = decodeUtf8(data) ?? new TextDecoder('latin1').decode(data);
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function decodeUtf8(data: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return undefined;
  }
}
