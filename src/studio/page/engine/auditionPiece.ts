import { TICKS_PER_QUARTER } from '../../../music/time.js';
import { noteMessages, setupMessages } from '../../../output/partMessages.js';
import { type PackedNotes, unpackNotes } from '../../protocol/packedNotes.js';
import { packMessages } from './packedMessages.js';
import type { PlayablePiece } from './playablePiece.js';

/**
 * What takes and keyboards are made louder by, as a factor: 15 dB bring recordings of one instrument to about the loudness of a room,
 * −25 to −10 LUFS.
 */
export const APART_GAIN = 10 ** (15 / 20);

/** Where an audition sounds; what the room's piece has there is given back after it. */
export const AUDITION_CHANNEL = 0;

export interface AuditionSettings {
  /** General MIDI program, 0–127. */
  readonly program: number;
  /** Quarter notes a minute. */
  readonly tempoBpm: number;
  /** Until when it lasts, in ticks; by default the end of its last note. */
  readonly lengthTicks?: number;
}

/**
 * Some notes as a piece of their own, in one bar, so that another one follows it at its end and not before.
 *
 * @param options.id which no audition before had
 */
export function auditionPiece(
  notes: PackedNotes,
  { program, tempoBpm, lengthTicks, id }: AuditionSettings & { readonly id: number },
): PlayablePiece {
  const part = {
    name: '',
    midiChannel: AUDITION_CHANNEL,
    program,
    gainDb: 0,
    pan: 0,
    notes: unpackNotes(notes),
  };
  const end = part.notes.reduce(
    (last, { startTicks, durationTicks }) => Math.max(last, startTicks + durationTicks),
    1,
  );
  const length = lengthTicks ?? end;
  const pitches = new Set(part.notes.map(({ pitch }) => pitch));
  return {
    id,
    ticksPerSecond: (tempoBpm * TICKS_PER_QUARTER) / 60,
    barTicks: length,
    lengthTicks: length,
    gain: APART_GAIN,
    setup: setupMessages(part),
    messages: packMessages(noteMessages(part)),
    keys: [...pitches].map((pitch) => [program, pitch]),
  };
}
