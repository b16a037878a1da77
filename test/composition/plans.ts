import type { Cadence, Form } from '../../src/composition/form/form.js';
import type { Tuning } from '../../src/composition/harmony/commonKey.js';
import { openHarmony } from '../../src/composition/harmony/harmonyOfPiece.js';
import { cutBars } from '../../src/composition/passages.js';
import type { Passage, PiecePlan, PlannedPart } from '../../src/composition/planPiece.js';
import type { PlayedPart } from '../../src/composition/playing/playedPart.js';
import type { PlayedPiece } from '../../src/composition/playTogether.js';
import type { DecodedPhrase, PlayedEvent } from '../../src/decoding/decodePhrase.js';
import { STEP_TICKS } from '../../src/events/events.js';
import type { KeyEstimate } from '../../src/music/key.js';
import type { Note } from '../../src/music/note.js';
import { COMMON_TIME, type TimeSignature } from '../../src/music/time.js';
import { makePlayer, type PlayerOptions } from './players.js';

/** C major, and what shares its notes. */
export const C_MAJOR: KeyEstimate = { relativeMajor: 0, mode: 'major', clarity: 0.9 };
export const A_MINOR: KeyEstimate = { relativeMajor: 0, mode: 'minor', clarity: 0.9 };

/** A form of these bars of material, in phrases of four bars, some of which have a cadence. */
export function formOf(
  bars: readonly number[],
  cadences: Readonly<Record<number, Cadence>> = {},
): Form {
  const material = Array.from({ length: Math.max(...bars) + 1 }, (_, index) => {
    const cadence = cadences[index];
    return { letter: 'A', bar: bars.indexOf(index) % 4, ...(cadence && { cadence }) };
  });
  return { sections: [], bars, material, casts: [], holds: [], imitations: [] };
}

/** A part that plays these passages, given as [first bar, bars]. */
export function plannedPart(
  name: string,
  {
    passages,
    holds = [],
    stretch = 1,
    semitones = 0,
    strength = 1,
    ...player
  }: PlayerOptions &
    Partial<Tuning> & {
      passages: readonly (readonly [firstBar: number, bars: number])[];
      holds?: readonly number[];
      stretch?: number;
    },
): PlannedPart {
  const planned = passages.map(([firstBar, bars]): Passage => ({ firstBar, bars }));
  const tuned = { semitones, strength };
  return {
    ...makePlayer(name, player),
    ...tuned,
    passages: planned,
    holds,
    stretch,
    phraseTicks: 0,
  };
}

/** A plan for some parts, in C major and 4/4 where nothing is said. */
export function planOf(
  parts: readonly PlannedPart[],
  {
    form,
    key = C_MAJOR,
    timeSignature = COMMON_TIME,
  }: { form: Form; key?: KeyEstimate | undefined; timeSignature?: TimeSignature },
): PiecePlan {
  return {
    tempoBpm: 90,
    timeSignature,
    bars: form.bars.length,
    form,
    commonKey: { key, leader: 0 },
    mostOnsetsASecond: 12,
    parts,
  };
}

/** A piece whose decoders play phrases that are given; notes that begin together are an event. */
export function playPhrases(plan: PiecePlan, phrases: readonly (readonly Note[])[]): PlayedPiece {
  const harmony = openHarmony(plan);
  const parts = plan.parts.map((part, i): PlayedPart => {
    const phrase = phraseOf(phrases[i] as readonly Note[], part.phraseTicks);
    const bars = cutBars(phrase.notes, { plan, part });
    harmony?.follow(part, bars);
    return { ...part, phrase, bars, motifs: [] };
  });
  return { plan, parts, harmony };
}

function phraseOf(notes: readonly Note[], lengthTicks: number): DecodedPhrase {
  const chords = new Map<number, Note[]>();
  for (const note of notes) {
    chords.set(note.startTicks, [...(chords.get(note.startTicks) ?? []), note]);
  }
  const starts = [...chords.keys()].sort((a, b) => a - b);
  const events = starts.map((startTicks): PlayedEvent => {
    const own = chords.get(startTicks) as Note[];
    const { durationTicks, velocity } = own[0] as Note;
    const step = Math.round(startTicks / STEP_TICKS);
    const microtimingTicks = startTicks - step * STEP_TICKS;
    const pitches = own.map(({ pitch }) => pitch);
    return { pitches, step, microtimingTicks, durationTicks, velocity, latent: 0 };
  });
  const known = new Map(starts.map((startTicks, event) => [startTicks, event]));
  return {
    notes: notes.map((note) => ({ ...note, event: known.get(note.startTicks) as number })),
    lengthTicks,
    events,
    latents: [{ values: [0], start: 0 }],
  };
}
