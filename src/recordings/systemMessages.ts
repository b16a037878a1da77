import type { ByteCursor } from './byteCursor.js';
import type { EventPlace, MidiEvent } from './midiEvents.js';

type SystemExclusive = Extract<MidiEvent, { kind: 'systemExclusive' }>;

const END_OF_EXCLUSIVE = 0xf7;

/** Data bytes of the system common messages (MIDI 1.0); all others of F1–FE have none. */
const SYSTEM_COMMON_DATA: ReadonlyMap<number, number> = new Map([
  [0xf1, 1],
  [0xf2, 2],
  [0xf3, 1],
]);

/**
 * Passes over the data of a real-time or system common message (F1–F6, F8–FE), whose status was read.
 *
 * Clock, active sensing and the like are sent on cables and have no place in a file, but programs that
 * write down all that arrives put them there.
 */
export function passSystemMessage(cursor: ByteCursor, status: number): void {
  for (let left = SYSTEM_COMMON_DATA.get(status) ?? 0; left > 0; left--) {
    // A status byte is no data: this message was cut short, the next one is not.
    if (cursor.isAtEnd() || cursor.peek() > 127) return;
    cursor.byte();
  }
}

/** Puts system exclusive messages together that were written in several packets. */
export interface ExclusiveJoiner {
  /** Takes the data of an F0 or F7 event; a message that ends with it is handed on. */
  readonly add: (data: Uint8Array, event: PacketEvent) => void;
  /** Hands on the message that is still open, as none stays open across any other event. */
  readonly close: () => void;
}

interface PacketEvent {
  readonly place: EventPlace;
  /** F0 begins a message; F7 goes on with one, or escapes bytes that are no message of a file. */
  readonly begins: boolean;
}

export function exclusiveJoiner(onMessage: (message: SystemExclusive) => void): ExclusiveJoiner {
  let open: { place: EventPlace; data: number[] } | undefined;

  const close = () => {
    if (!open) return;
    const { place, data } = open;
    open = undefined;
    if (data.at(-1) !== END_OF_EXCLUSIVE) data.push(END_OF_EXCLUSIVE);
    // With a byte above 127 in the middle it is no message, and no synthesiser can know what to do.
    const isMessage = data.length > 1 && data.findIndex((byte) => byte > 127) === data.length - 1;
    if (isMessage) onMessage({ kind: 'systemExclusive', ...place, data });
  };

  return {
    add: (data, { place, begins }) => {
      if (begins) {
        close();
        open = { place, data: [] };
      }
      if (!open) return;
      for (const byte of data) open.data.push(byte);
      if (data.at(-1) === END_OF_EXCLUSIVE) close();
    },
    close,
  };
}
