/** The takes that the beat finder is measured on: starter takes, played again to clocks that are known. */
import { readFileSync } from 'node:fs';
import { seededRandom } from '../../dist/math/random.js';
import { countedBeatTicks, isCompound } from '../../dist/music/metre.js';
import { ticksPerBar } from '../../dist/music/time.js';
import { readRecording } from '../../dist/recordings/readRecording.js';
import { drawHumanClock, playTo } from './humanClock.js';
import { measuredObjects } from './measuredObjects.js';
import { isSwungAlready } from './swing.js';

/** Each object is played in all of them, a take of its own in each. */
export const CONDITIONS = ['straight', 'swung', 'rubato', 'rubato, faster'];

const SLOWEST_BPM = 40;
const FASTEST_BPM = 180;
/** Longer takes are cut, so that a slow one does not weigh more than a quick one. */
const LONGEST_SECONDS = 90;

/**
 * Starter takes at other tempi, every second one free MIDI, the others audio.
 *
 * @param objects of the starter collection
 * @returns by object, then condition: `{ name, condition, medium: 'midi' | 'audio', program, notes: SoundedNote[], truth }`, where truth is
 *   `{ tempoBpm, metre, beats: seconds[], downbeats: seconds[] }`; beats are counted beats, tempoBpm the median of them
 */
export function steadyAndBentTakes(objects) {
  const drafts = measuredObjects(objects).flatMap((object, row) =>
    CONDITIONS.map((condition, column) => {
      const recording = object.recordings[(2 * column + (row % 2)) % object.recordings.length];
      const { performance } = readRecording(readFileSync(recording.path), recording.name);
      const medium = (row + column) % 2 === 0 ? 'midi' : 'audio';
      const name = `${object.name}-${recording.name.replace(/\.mid$/, '')}-${condition.replace(/\W+/g, '-')}-${medium}`;
      return { name, condition, medium, program: object.program, performance };
    }),
  );
  const tempi = spreadTempi(drafts);
  return drafts.map(({ performance, ...draft }, i) => {
    const random = seededRandom(`take ${draft.name}`);
    return { ...draft, ...playedAt(performance, { ...draft, tempoBpm: tempi[i], random }) };
  });
}

/** Counted beats a minute of a performance, by its own tempo map. */
export function countedTempo({ tempoBpm, timeSignature }) {
  return (tempoBpm * 480) / countedBeatTicks(timeSignature);
}

/**
 * Tempi spread evenly over the logarithm from 40 to 180, the quicker ones for what is quicker by itself, faster in the
 * second rubato, and none further than an octave from the take's own.
 */
function spreadTempi(drafts) {
  const random = seededRandom('tempi');
  const wanted = drafts.map(({ performance, condition }, index) => {
    const own = countedTempo(performance);
    const leaning = condition === 'rubato' ? -0.35 : condition === 'rubato, faster' ? 0.35 : 0;
    return { index, own, octaves: Math.log2(own) + leaning + random() - 0.5 };
  });
  wanted.sort((a, b) => a.octaves - b.octaves);
  const tempi = [];
  for (const [rank, { index, own }] of wanted.entries()) {
    const spread = SLOWEST_BPM * (FASTEST_BPM / SLOWEST_BPM) ** ((rank + 0.5) / wanted.length);
    tempi[index] = Math.max(own / 2, Math.min(own * 2, spread));
  }
  return tempi;
}

function playedAt(performance, { condition, tempoBpm, random }) {
  const { timeSignature, notes, lengthTicks } = performance;
  const beatTicks = countedBeatTicks(timeSignature);
  const barTicks = ticksPerBar(timeSignature);
  // A take that swings by itself, or counts in threes, stays as it is.
  const swings =
    condition === 'swung' && !isCompound(timeSignature) && !isSwungAlready(notes, beatTicks);
  const clock = drawHumanClock({
    tempoBpm,
    beatTicks,
    barTicks,
    lengthTicks,
    rubato: condition.startsWith('rubato') ? 0.15 : 0,
    swing: swings ? 1.5 + 0.5 * random() : 1,
    random,
  });
  const played = playTo(notes, clock, random);
  const heard = played.filter(({ startSeconds }) => startSeconds < LONGEST_SECONDS);
  const onsets = heard.map(({ startSeconds }) => startSeconds);
  const [first, last] = [Math.min(...onsets), Math.max(...onsets)];
  const places = Array.from({ length: Math.ceil(lengthTicks / beatTicks) + 1 }, (_, i) => ({
    // A bar of 7/8 or 5/4 ends on a beat too, since its beats are printed units.
    isDownbeat: (i * beatTicks) % barTicks === 0,
    seconds: clock.secondsAt(i * beatTicks),
  })).filter(({ seconds }) => seconds > first - 0.07 && seconds < last + 0.07);
  const beats = places.map(({ seconds }) => seconds);
  const downbeats = places.filter(({ isDownbeat }) => isDownbeat).map(({ seconds }) => seconds);
  return {
    notes: heard,
    truth: { tempoBpm: medianTempo(beats), metre: timeSignature, beats, downbeats },
  };
}

function medianTempo(beats) {
  const gaps = beats.slice(1).map((beat, i) => beat - beats[i]);
  gaps.sort((a, b) => a - b);
  return 60 / gaps[gaps.length >> 1];
}
