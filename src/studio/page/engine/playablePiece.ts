import { TICKS_PER_QUARTER, ticksPerBar } from '../../../music/time.js';
import type { TimedMessage } from '../../../output/midiBytes.js';
import { noteMessages, setupMessages } from '../../../output/partMessages.js';
import type { PieceAnswer } from '../../protocol/answers.js';
import { unpackNotes } from '../../protocol/packedNotes.js';
import { type PackedMessages, packMessages } from './packedMessages.js';

/** A piece as the scheduler plays it: the very messages of its MIDI file. */
export interface PlayablePiece {
  /** Counts up, so that it is known which piece sounds. */
  readonly id: number;
  readonly ticksPerSecond: number;
  readonly barTicks: number;
  readonly lengthTicks: number;
  /** What all channels are made louder by, as a factor. */
  readonly gain: number;
  /** What the channels are told before the first note. */
  readonly setup: readonly (readonly number[])[];
  /** Notes of all tracks in order of time; at one tick keys are let go before others are struck. */
  readonly messages: PackedMessages;
  /** What is played on which program: [program, pitch] each once, so that samples are decoded in time. */
  readonly keys: readonly (readonly [program: number, pitch: number])[];
}

const NOTE_ON = 0x90;

/** @param id which no piece before had */
export function playablePiece(piece: PieceAnswer, id: number): PlayablePiece {
  const parts = piece.tracks.map((track) => ({ ...track, notes: unpackNotes(track.notes) }));
  const messages = parts.flatMap((part) => noteMessages(part));
  const keys = new Map(
    parts.flatMap(({ program, notes }) =>
      notes.map(({ pitch }) => [`${program} ${pitch}`, [program, pitch] as const]),
    ),
  );
  return {
    id,
    ticksPerSecond: (piece.tempoBpm * TICKS_PER_QUARTER) / 60,
    barTicks: ticksPerBar(piece.timeSignature),
    lengthTicks: piece.lengthTicks,
    gain: 10 ** (piece.makeUpDb / 20),
    setup: parts.flatMap((part) => setupMessages(part)),
    messages: packMessages(messages.sort((a, b) => a.ticks - b.ticks || isOn(a) - isOn(b))),
    keys: [...keys.values()],
  };
}

function isOn({ bytes }: TimedMessage): number {
  return ((bytes[0] ?? 0) & 0xf0) === NOTE_ON ? 1 : 0;
}
