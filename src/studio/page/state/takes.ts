import { writeTake } from '../../../output/writeTake.js';
import { type PackedNotes, packNotes } from '../../protocol/packedNotes.js';
import type { MidiTake } from '../engine/recorder/midiTake.js';
import { pcmWav } from '../engine/recorder/pcmWav.js';
import { PEAKS_PER_SECOND, type SoundTake } from '../engine/recorder/soundTake.js';

/** Something that was recorded, as a file that can be added to an object. */
export type Take = MidiFileTake | SoundFileTake;

interface TakeFile {
  /** Counts up from 1, as in the file's name. */
  readonly number: number;
  readonly file: File;
  readonly seconds: number;
  /** What a person should know of it before keeping it. */
  readonly warning?: string;
  /** It was handed over. */
  readonly isKept: boolean;
}

export interface MidiFileTake extends TakeFile {
  readonly kind: 'midi';
  /** As long as they sound. */
  readonly notes: PackedNotes;
  readonly tempoBpm: number;
}

export interface SoundFileTake extends TakeFile {
  readonly kind: 'sound';
  /** The loudest sample of each fiftieth of a second, 0–1. */
  readonly peaks: readonly number[];
}

/** Softer than −46 dB at its loudest is the noise of a room. */
const LEAST_PEAK = 0.005;

export function midiFileTake(take: MidiTake, number: number): MidiFileTake {
  return {
    kind: 'midi',
    number,
    file: new File([writeTake(take) as Uint8Array<ArrayBuffer>], `take-${number}.mid`, {
      type: 'audio/midi',
    }),
    seconds: take.seconds,
    notes: packNotes(take.notes),
    tempoBpm: take.tempoBpm,
    isKept: false,
  };
}

export function soundFileTake(
  take: SoundTake,
  { number, sampleRateHz }: { readonly number: number; readonly sampleRateHz: number },
): SoundFileTake {
  return {
    kind: 'sound',
    number,
    file: new File([pcmWav(take.samples(), sampleRateHz)], `take-${number}.wav`, {
      type: 'audio/wav',
    }),
    seconds: take.frames() / sampleRateHz,
    peaks: take.peaks(),
    warning: warningOf(take),
    isKept: false,
  };
}

function warningOf(take: SoundTake): string | undefined {
  const clipped = take.clippedPeaks();
  if (clipped > 0) {
    const seconds = clipped / PEAKS_PER_SECOND;
    const howLong = seconds < 1 ? 'in places' : `for ${Math.round(seconds)} s in all`;
    return `It was too loud ${howLong}: the sound is cut off there. Turn the input down or move away, and take it again.`;
  }
  const peak = take.peaks().reduce((most, each) => Math.max(most, each), 0);
  if (peak >= LEAST_PEAK) return undefined;
  return 'Hardly anything is heard in it. Is it the right microphone, and is it turned up?';
}
