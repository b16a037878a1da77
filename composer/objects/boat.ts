import { shuffled } from '../../src/math/random.js';
import { pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { tuneOver, turnsInRound } from '../melody.js';
import type { Motif } from '../motif.js';
import { inTurn, line, type Passage, together, transposed } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { degreeNear, nearestPitch, pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('F# minor');
/** A stroke of the oars, a bar of 12/8 each: pulled, and let run. */
const OARS: readonly Motif[] = [
  { rhythm: rhythm('h. q. q e'), steps: [0, 1, 0, -1] },
  { rhythm: rhythm('q. q e h.'), steps: [0, 2, 1, 0] },
  { rhythm: rhythm('h q h.'), steps: [0, 1, 2] },
  { rhythm: rhythm('q. q. q. q e'), steps: [0, 2, 1, 0, -1] },
];
const SHORES = ['F#m Bm C#7 F#m', 'F#m D Bm C#7', 'F#m A D C#7'];
const HOMES = ['Bm F#m C#7 F#m', 'D A C#7 F#m', 'Bm D C#7 F#m'];

export const boat: Cycle = {
  name: 'boat',
  labels: ['boat'],
  instrument: 'accordion',
  text: 'A barcarolle in F sharp minor: the left hand rocks in twelve, the right sings in thirds and sixths, and a single wave lifts it all by a minor third and sets it down.',
  tempoBpm: 88,
  timeSignature: { beats: 12, beatUnit: 8 },
  seconds: [62, 76],
  touch: { ...AT_EASE, timingMs: 7, arc: 0.16, rubato: 0.06, accent: 0.04, voicing: 0.06 },
  compose: (desk: Desk) => {
    const [oar = OARS[0] as Motif, other = oar] = shuffled(OARS, desk.random);
    const shore = chordsNamed(pick(desk.random, SHORES));
    const home = chordsNamed(pick(desk.random, HOMES));
    return form(desk, pick(desk.random, ['ABW', 'AWB', 'BAW']), {
      A: (round) => rowed(shore, { oar, round, velocity: 62 }),
      B: (round) => rowed(home, { oar: other, round, velocity: 68 }),
      W: () => wave(),
      Z: () => rowed(home, { oar, round: 0, velocity: 50 }),
    });
  },
};

function rowed(
  chords: readonly Chord[],
  { oar, round, velocity }: { oar: Motif; round: number; velocity: number },
): Passage {
  const tune = tuneOver(chords, {
    motif: oar,
    scale: SCALE,
    range: { lowest: 68, highest: 83 },
    near: 73,
    turns: turnsInRound(round),
    close: rhythm('h. h.'),
    strongEvery: 1.5,
    velocity,
    held: 1,
  });
  return together(doubled(tune, chords), rocking(chords, velocity * 0.7));
}

/** The tune with a second voice under it: a third or a sixth below, as the bar's chord has it. */
function doubled(tune: Passage, chords: readonly Chord[]): Passage {
  const strokes = tune.strokes.map((stroke) => {
    const pitch = stroke.pitches[0] as number;
    const pitchClasses = chords[Math.floor(stroke.atBeats / 6)]?.pitchClasses ?? [];
    const isChordTone = pitchClasses.includes(pitch % 12);
    const below = isChordTone
      ? (closest(pitchClasses, pitch, [3, 4, 8, 9]) ?? pitch - 12)
      : pitchAt(SCALE, degreeNear(SCALE, pitch) - 2);
    return { ...stroke, pitches: [below, pitch] };
  });
  return { ...tune, strokes };
}

/** The first of the intervals under a pitch that belongs to the chord. */
function closest(
  pitchClasses: readonly number[],
  pitch: number,
  intervals: readonly number[],
): number | undefined {
  return intervals
    .map((interval) => pitch - interval)
    .find((below) => pitchClasses.includes(below % 12));
}

/** The oar goes in on the root, and three ripples run off: fifth, tenth, octave; twice a bar. */
function rocking(chords: readonly Chord[], velocity: number): Passage {
  const bars = chords.map((chord) => {
    const [root, fifth, octave, tenth] = swell(chord) as [number, number, number, number];
    return line(rhythm('q. e*3 q. e*3'), [root, fifth, tenth, octave], {
      velocity: [velocity + 3, velocity - 3],
      hand: 'left',
      held: 1,
    });
  });
  return inTurn(bars);
}

/** Root, fifth, octave and tenth of a chord from the bottom of the accordion's left hand. */
function swell(chord: Chord): number[] {
  const low = bassPitch(chord, 42);
  const [, third = 0, fifth = 0] = chord.pitchClasses;
  return [low, nearestPitch([fifth], low + 7), low + 12, nearestPitch([third], low + 15)];
}

/** Four bars: up, up again from a minor third higher, over the crest, and down where it was. */
function wave(): Passage {
  const rise = (velocity: readonly [number, number]) => {
    const arpeggio = [42, 49, 54, 57, 61, 66, 69, 66, 61, 57, 54, 49];
    const water = line(rhythm('e*12'), arpeggio, { velocity, hand: 'left', held: 1 });
    const sixths = [0, 1, 2, 4].map((step) => [pitchAt(SCALE, step), pitchAt(SCALE, step + 5)]);
    return together(water, line(rhythm('q. q. q. q.'), sixths, { velocity, held: 1 }));
  };
  const crest = chordsNamed('C#7 F#m');
  const fall = line(
    rhythm('q. q. q. q. h. h.'),
    [
      [80, 83],
      [77, 80],
      [73, 77],
      [71, 74],
      [69, 73],
      [66, 69],
    ],
    { velocity: [88, 50], held: 1 },
  );
  return inTurn([
    rise([54, 72]),
    transposed(rise([74, 98]), 3),
    together(fall, rocking(crest, 58)),
  ]);
}
