import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchesWithin, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const DORIAN = scaleNamed('D dorian');
const STATEMENTS = [
  'Dm9 G6 Bbmaj7 Am7',
  'Dm9 Fmaj9 G6 A7sus4',
  'Dm9 Am7 Bbmaj7 Gm9',
  'Dm9 Dm9/C Bm7b5 Bbmaj7',
];
const ANSWERS = ['Gm9 Fmaj9 Em7b5 A7sus4', 'Bbmaj7 Gm9 Dm7/A A7sus4', 'Fmaj9 G6 Am7 Dm9'];
/** A slice, a slice and its echo, a slice and a second thought. */
const CUTS = ['h h', 'h. q', 'h q q', 'q h q', 'q q h'];

export const breadknife: Cycle = {
  name: 'breadknife',
  labels: ['knife'],
  instrument: 'acoustic grand piano',
  text: 'Slow chords come down like a blade through a loaf, each left to ring until the next; now and then three crumbs fall.',
  tempoBpm: 60,
  timeSignature: COMMON_TIME,
  seconds: [70, 80],
  touch: { ...AT_EASE, rollMs: 13, arc: 0.2, rubato: 0.1, timingMs: 8 },
  compose: (desk: Desk) => {
    const statement = chordsNamed(pick(desk.random, STATEMENTS));
    const answer = chordsNamed(pick(desk.random, ANSWERS));
    return form(desk, 'ABAC', {
      A: (round) => slices(desk, { chords: statement, velocity: 50 + 4 * round }),
      B: () => slices(desk, { chords: answer, velocity: 58 }),
      C: () => slices(desk, { chords: chordsNamed(pick(desk.random, ANSWERS)), velocity: 66 }),
      Z: () => lastSlice(),
    });
  },
};

/** One chord a bar over its bass, cut again softer; in the fourth bar the crumbs fall. */
function slices(
  { random }: Desk,
  { chords, velocity }: { chords: readonly Chord[]; velocity: number },
): Passage {
  const bars = voiceChords(chords, { lowest: 55, highest: 74 }).map((voicing, bar) => {
    const chord = chords[bar] as Chord;
    const low = bassPitch(chord, 36);
    const bass = line(rhythm('w'), [[low, low + 12]], { velocity: velocity * 0.85, hand: 'left' });
    const crumbs = bar === 3 || (bar === 1 && happens(random, 0.5));
    const cut = crumbs ? 'h -h' : pick(random, CUTS);
    // Between two cuts the top voice leans on its neighbour.
    const neighbour = pitchesWithin(DORIAN, (voicing.at(-1) ?? 70) + 1, 84)[0] ?? 76;
    const leaning = [...voicing.slice(0, -1), neighbour];
    const blade = line(rhythm(cut), [voicing, leaning, voicing], {
      velocity: [velocity, velocity * 0.75],
    });
    return crumbs ? together(bass, blade, fallen(voicing, velocity * 0.6)) : together(bass, blade);
  });
  return pedalled(inTurn(bars), 4);
}

function fallen(voicing: readonly number[], velocity: number): Passage {
  const above = pitchesWithin(DORIAN, (voicing.at(-1) ?? 70) + 1, 84);
  const notes = [above[3], above[1], above[0]].map((pitch) => pitch ?? 81);
  return line(rhythm('-h e e q'), notes, { velocity: [velocity, velocity * 0.8] });
}

function lastSlice(): Passage {
  const chords = chordsNamed('Gm9 Dm9');
  const [first = [], last = []] = voiceChords(chords, { lowest: 55, highest: 74 });
  const blade = line(rhythm('w w'), [first, last], { velocity: [52, 40] });
  const bass = line(rhythm('w w'), [[43], [38, 50]], { velocity: [44, 36], hand: 'left' });
  return pedalled(together(bass, blade), 4);
}
