import type { KeySignature } from './keySignature.js';
import type { Note } from './note.js';
import type { TempoChange } from './tempo.js';
import type { TimeSignature } from './time.js';

/** The channel that MIDI keeps for drums: 10 to a musician, 9 in the file. */
export const DRUM_CHANNEL = 9;

/** One object's music: everything a MIDI track needs. */
export interface Part {
  /** The object's name, in any script. */
  readonly name: string;
  /** 0–15, never 9 (the drums' channel 10 to a musician); no two parts share one. */
  readonly midiChannel: number;
  /** General MIDI program, 0–127. */
  readonly program: number;
  /** Loudness against the loudest part, −18 to 0 dB. */
  readonly gainDb: number;
  /**
   * What is taken off besides, for an instrument, a register and a touch that are louder than others', −36 to 0 dB; 0 if it is not there.
   */
  readonly trimDb?: number;
  /** −1 (left) to 1 (right). */
  readonly pan: number;
  /** In order of playing, ticks from the start of the piece. */
  readonly notes: readonly Note[];
  /** Semitones that the phrase was moved by, for the common key and out of others' register. */
  readonly semitones?: number;
  /** How many notes of its phrase were left out, so that the piece does not crowd and comes to rest. */
  readonly thinned?: number;
}

/** A whole piece, ready for any output. */
export interface Score {
  readonly title: string;
  /** Quarter notes a minute, in every metre. */
  readonly tempoBpm: number;
  /** Its tempo map where the tempo bends, in order of time, the first at tick 0; without one, `tempoBpm` holds throughout. */
  readonly tempoChanges?: readonly TempoChange[];
  readonly timeSignature: TimeSignature;
  /** The time signature of a shorter first bar, after which `timeSignature` holds; without one, it holds from the start. */
  readonly firstBar?: TimeSignature;
  /** The key that it is in; without one, no key signature is written. */
  readonly key?: KeySignature;
  /** Length in whole bars; no note sounds beyond it. */
  readonly lengthTicks: number;
  readonly parts: readonly Part[];
}
