import type { ByteCursor } from './byteCursor.js';
import { channelEvent, dataByteCount, mendedMessage } from './channelMessage.js';
import { decodeText } from './decodeText.js';
import type { EventPlace, MidiEvent } from './midiEvents.js';
import { exclusiveJoiner, passSystemMessage } from './systemMessages.js';

const META = 0xff;
const SYSTEM_EXCLUSIVE = 0xf0;
const ESCAPE = 0xf7;

export interface EventSink {
  /** Counted from 1. */
  readonly track: number;
  /** Takes the events in the track's own order. */
  readonly onEvent: (event: MidiEvent) => void;
}

/**
 * Reads the events of one track, up to its end-of-track or its last byte.
 *
 * Texts other than names are passed over. Source: Standard MIDI Files 1.0 (RP-001). Running status is
 * kept across meta and system messages, as every reader in use does, although the standard would have it
 * cancelled. What belongs on a cable and not into a file is left out, and values above 127 are brought
 * into range; a `mended` event says so.
 *
 * @returns where the track ends, in ticks
 * @throws whatever the cursor throws where the bytes are no MIDI events, and whatever `onEvent` does
 */
export function readMidiEvents(cursor: ByteCursor, { track, onEvent }: EventSink): number {
  let ticks = 0;
  let runningStatus = 0;
  const exclusive = exclusiveJoiner(onEvent);
  while (!cursor.isAtEnd()) {
    ticks += cursor.varInt();
    const place = { ticks, track };
    // A byte below 128 is already data: the message has the status of the one before it.
    const status = cursor.peek() < 0x80 ? runningStatus : cursor.byte();
    if (status === SYSTEM_EXCLUSIVE || status === ESCAPE) {
      const data = cursor.take(cursor.varInt());
      exclusive.add(data, { place, begins: status === SYSTEM_EXCLUSIVE });
      continue;
    }
    exclusive.close();
    if (status === META) {
      const event = readMeta(cursor, place);
      if (event) onEvent(event);
      if (event?.kind === 'endOfTrack') return ticks;
    } else if (status > SYSTEM_EXCLUSIVE) {
      passSystemMessage(cursor, status);
      onEvent({ kind: 'mended', ...place, mend: 'systemMessage' });
    } else {
      if (status < 0x80) throw cursor.error(`has ${cursor.peek()} where an event should begin`);
      const first = cursor.byte();
      const second = dataByteCount(status) === 2 ? cursor.byte() : 0;
      const message = { status, first, second };
      if ((first | second) < 0x80) onEvent(channelEvent(message, place));
      else for (const event of mendedMessage(message, place)) onEvent(event);
      runningStatus = status;
    }
  }
  exclusive.close();
  return ticks;
}

function readMeta(cursor: ByteCursor, place: EventPlace): MidiEvent | undefined {
  const type = cursor.byte();
  const data = cursor.take(cursor.varInt());
  switch (type) {
    case 0x03:
      return { kind: 'trackName', ...place, text: decodeText(data) };
    case 0x21:
      return { kind: 'port', ...place, port: (data[0] ?? 0) & 0x7f };
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
  if (data.length < 3 || microsecondsPerQuarter === 0) {
    return { kind: 'unusable', ...place, what: 'a tempo of no length' };
  }
  return { kind: 'tempo', ...place, microsecondsPerQuarter };
}

function readTimeSignature(data: Uint8Array, place: EventPlace): MidiEvent {
  const [beats = 0, power = 0] = data;
  // Beyond 1/128 a bar is no whole number of our ticks, and no known file has one.
  if (data.length < 2 || beats === 0 || power > 7) {
    return { kind: 'unusable', ...place, what: `a time signature of ${beats}/${2 ** power}` };
  }
  return { kind: 'timeSignature', ...place, timeSignature: { beats, beatUnit: 2 ** power } };
}
