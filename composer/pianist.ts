import { drawNormal, type Random } from '../src/math/random.js';
import type { Note } from '../src/music/note.js';
import { TICKS_PER_QUARTER, ticksPerBar } from '../src/music/time.js';
import { between } from './chance.js';
import { withFreeKeys } from './freeKeys.js';
import type { Hand, Stroke } from './passage.js';
import { type PedalMove, pedalMoves } from './pedal.js';
import type { Take } from './take.js';
import { type TempoMark, tempoMarks } from './tempo.js';

export interface PlayedNote extends Note {
  readonly hand: Hand;
}

/** A take as it was played: ready to be written down as MIDI. */
export interface Rendition {
  readonly notes: readonly PlayedNote[];
  readonly pedal: readonly PedalMove[];
  readonly tempo: readonly TempoMark[];
  readonly lengthTicks: number;
}

/** Further from its place than this, a note could be heard as the next twelfth of a quarter (40 ticks). */
const MOST_STRAY_TICKS = 16;
const MOST_STRAY_MS = 18;
/** The shortest touch of a key: about 25 ms at 100 a minute. */
const SHORTEST_TICKS = 20;

/** Plays a take: timing, rolled chords, voicing, phrase arcs, pedal. Notes come in order of playing. */
export function play(take: Take, random: Random): Rendition {
  const ticksPerMs = (TICKS_PER_QUARTER * take.tempoBpm) / 60_000;
  const sway = swaying(random, take.touch.timingMs);
  const notes: PlayedNote[] = [];
  let startBeats = 0;
  let previousTick = -1;
  let offsetMs = 0;
  for (const { strokes, lengthBeats } of take.passages) {
    for (const stroke of strokes) {
      const tick = Math.round((startBeats + stroke.atBeats) * TICKS_PER_QUARTER);
      // Both hands lean the same way: what is written together is heard as one chord.
      if (tick !== previousTick) offsetMs = sway();
      previousTick = tick;
      const emphasis =
        arcAt(stroke.atBeats / lengthBeats, take.touch.arc) * (1 + accentAt(tick, take));
      notes.push(...struck(stroke, { take, tick, offsetMs, emphasis, random }));
    }
    startBeats += lengthBeats;
  }
  return {
    notes: withFreeKeys(notes),
    pedal: pedalMoves(take.passages, { ticksPerMs, random }),
    tempo: tempoMarks(take),
    lengthTicks: Math.round(startBeats * TICKS_PER_QUARTER),
  };
}

/** Timing that wanders rather than jumps: early notes have early neighbours. In milliseconds. */
function swaying(random: Random, timingMs: number): () => number {
  let drift = 0;
  return () => {
    drift = 0.7 * drift + 0.5 * drawNormal(random);
    return clamped(timingMs * (drift + 0.7 * drawNormal(random)), MOST_STRAY_MS);
  };
}

/** What a place in a passage, 0 its start and 1 its end, does to the velocity: most in the middle. */
function arcAt(progress: number, arc: number): number {
  return 1 + arc * (Math.sin(Math.PI * progress) - 0.5);
}

function accentAt(tick: number, { timeSignature, touch }: Take): number {
  const inBar = tick % ticksPerBar(timeSignature);
  if (inBar === 0) return touch.accent;
  return inBar % TICKS_PER_QUARTER === 0 ? 0 : -touch.accent / 2;
}

interface Moment {
  readonly take: Take;
  readonly tick: number;
  readonly offsetMs: number;
  readonly emphasis: number;
  readonly random: Random;
}

/** The notes of one stroke, rolled from the lowest up, the top one brought out. */
function struck(
  { pitches, velocity, lengthBeats, hand }: Stroke,
  { take, tick, offsetMs, emphasis, random }: Moment,
): PlayedNote[] {
  const { touch, tempoBpm } = take;
  const ticksPerMs = (TICKS_PER_QUARTER * tempoBpm) / 60_000;
  const force = velocity * emphasis + touch.unevenness * drawNormal(random);
  const top = pitches.length - 1;
  const leadMs = ((touch.melodyLeadMs ?? 0) / 2) * (hand === 'right' ? -1 : 1);
  return pitches.map((pitch, voice) => {
    const rollMs = top === 0 ? 0 : (touch.rollMs * voice) / top + between(random, -1, 1);
    const balance = top === 0 ? 0 : voice === top ? touch.voicing / 2 : -touch.voicing / 2;
    const strayTicks = Math.round((offsetMs + leadMs + rollMs) * ticksPerMs);
    const heldTicks = lengthBeats * TICKS_PER_QUARTER * between(random, 0.95, 1.02);
    const heard = Math.round(force * (1 + balance) + between(random, -1, 1));
    return {
      pitch,
      hand,
      startTicks: Math.max(0, tick + clamped(strayTicks, MOST_STRAY_TICKS)),
      durationTicks: Math.max(SHORTEST_TICKS, Math.round(heldTicks)),
      velocity: Math.max(1, Math.min(127, heard)),
    };
  });
}

function clamped(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
