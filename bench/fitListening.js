// node bench/fitListening.js: trains what tells notes from ghosts (src/transcription/noteProbabilityWeights.ts) on takes of
// the starter collection, played by the package's own synthesiser, clean and in noise, and on noise alone. Writes the
// weights and prints how well candidates are told apart. Ten minutes; bench/transcription.js then measures other takes.
import { writeFileSync } from 'node:fs';
import { openCollection } from 'sound-mirror';
import { readTranscriberFiles } from '../dist/collection/graphFiles.js';
import { seededRandom } from '../dist/math/random.js';
import { findCandidates } from '../dist/transcription/candidates.js';
import { cutWindows } from '../dist/transcription/cutWindows.js';
import { noteFeatures } from '../dist/transcription/noteFeatures.js';
import { joinPosteriorgrams, withoutMargins } from '../dist/transcription/posteriorgrams.js';
import { LOWEST_PITCH } from '../dist/transcription/spectrum.js';
import { loadTranscriber } from '../dist/transcription/transcriber.js';
import { FRAME_SECONDS } from '../dist/transcription/windows.js';
import { addNoise, noises, renderTake } from './transcription/roundTrip.js';
import { trainNoteProbability } from './transcription/trainNoteProbability.js';

/** Takes 1 and 2 of each object are learned clean, take 1 in noise as well. */
const CLEAN_TAKES = [1, 2];
const NOISY_TAKES = [1];
const NOISE_SECONDS = 50;
/** On takes not learned, after 250 steps: 8 units F1 0.908, 10 units 0.910, 16 units 0.922. */
const UNITS = 10;
const STEPS = 350;
/** The best onset this near a note is that note; the network hears notes some milliseconds late. */
const REACH_SECONDS = 0.05;
const LATE_SECONDS = 0.004;
/** A minute of noise counts as a take with so many notes. */
const NOISE_COUNTS_AS = 60;

const random = seededRandom('what tells notes from ghosts');
const { network } = await loadTranscriber(await readTranscriberFiles());
const { objects } = await openCollection({ home: new URL('..', import.meta.url).pathname });
const examples = [];
for (const object of objects.filter(({ shelf }) => shelf === 'starter')) {
  for (const take of CLEAN_TAKES) {
    const { samples, notes } = await renderTake(object, object.recordings[take - 1]);
    examples.push(...(await examplesOf(samples, notes)));
    if (NOISY_TAKES.includes(take)) {
      examples.push(...(await examplesOf(addNoise(samples, random), notes)));
    }
  }
  console.error(`${object.name}: ${examples.length} candidates so far`);
}
for (const samples of Object.values(noises(NOISE_SECONDS, random))) {
  examples.push(...(await examplesOf(samples, [])));
}
const trained = trainNoteProbability(examples, { units: UNITS, steps: STEPS, random });
writeFileSync(
  new URL('../src/transcription/noteProbabilityWeights.ts', import.meta.url),
  fileOf(trained),
);
console.log(`Trained on ${examples.length} candidates. Now: npm run format && npm run build`);

async function examplesOf(samples, notes) {
  const parts = [];
  const chunks = (async function* () {
    yield samples;
  })();
  for await (const window of cutWindows(chunks, { fromWindow: 0 })) {
    parts.push(withoutMargins(await network.run(window.samples)));
  }
  const posteriorgrams = joinPosteriorgrams(parts);
  const candidates = findCandidates(posteriorgrams);
  const featuresOf = noteFeatures(posteriorgrams);
  const played = candidatesPlayed(candidates, notes);
  return candidates.map((candidate) => ({
    features: featuresOf(candidate),
    isNote: played.has(candidate) ? 1 : 0,
    // Each take counts alike, however many notes it has.
    counts: 1 / (notes.length || NOISE_COUNTS_AS),
  }));
}

/** For each note the candidate near it with the largest onset, if no other note has it. */
function candidatesPlayed(candidates, notes) {
  const played = new Set();
  for (const { pitch, startSeconds } of notes) {
    const [best] = candidates
      .filter(({ key }) => key + LOWEST_PITCH === pitch)
      .filter((candidate) => !played.has(candidate))
      .filter(({ frame }) => {
        const distance = frame * FRAME_SECONDS - LATE_SECONDS - startSeconds;
        return Math.abs(distance) <= REACH_SECONDS;
      })
      .sort((a, b) => b.onset - a.onset);
    if (best !== undefined) played.add(best);
  }
  return played;
}

function fileOf({ weights, biases, outputWeights, outputBias }) {
  const short = (value) => Number(value.toPrecision(4));
  const list = (values) => `[${values.map(short).join(', ')}]`;
  return `/**
 * What \`noteProbabilityOf\` multiplies by, one row a unit; the columns are those of \`noteFeatures\`. Written by
 * \`node bench/fitListening.js\`, which says what they were trained on; not to be changed by hand.
 */
export const WEIGHTS: readonly (readonly number[])[] = [
${weights.map((row) => `  ${list(row)},`).join('\n')}
];
export const BIASES: readonly number[] = ${list(biases)};
export const OUTPUT_WEIGHTS: readonly number[] = ${list(outputWeights)};
export const OUTPUT_BIAS = ${short(outputBias)};
`;
}
