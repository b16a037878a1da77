// node bench/beats/otherTempi.js [--takes n] [--seed text]: how often half or twice the tempo is told beside the one that was found, of takes whose tempo is
// right and of takes whose tempo is half or twice the true one. Takes are those of generate.js, and starter takes in quarters, played steadily at their own
// tempo and at 140–170 beats a minute, whatever that is: many are ballads then, of which people tap every second beat. Two seconds a take.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findBeats, openCollection } from 'sound-mirror';
import { drawNormal, seededRandom } from '../../dist/math/random.js';
import { readRecording } from '../../dist/recordings/readRecording.js';
import { generateTake } from './generate.js';

/** The command line asks for hints below this, and names both tempi anyway. */
const HARDLY_SURE = 0.4;
const SAME_TEMPO = 0.06;
const FAST_BPM = [140, 150, 160, 170];

const { values: options } = parseArgs({
  options: {
    takes: { type: 'string', default: '200' },
    seed: { type: 'string', default: 'other tempi' },
  },
});

const generated = Array.from({ length: Number(options.takes) }, (_, i) => {
  const { notes, tempoBpm } = generateTake(`${options.seed} ${i}`, { seconds: 45 });
  return {
    tempoBpm,
    notes: notes.map(([pitch, start, length, velocity]) => noteOf(pitch, start, length, velocity)),
  };
});
const { objects } = await openCollection({ home: new URL('../..', import.meta.url).pathname });
const starter = objects.filter(({ shelf }) => shelf === 'starter');
/** Starter takes in quarters, two of each object, each at the tempo that is chosen for it. */
const starterTakes = (tempoOf) =>
  starter.flatMap(({ recordings }, object) =>
    [0, 4].flatMap((take) => {
      const { path, name } = recordings[take];
      const { performance } = readRecording(readFileSync(path), name);
      if (performance.timeSignature.beatUnit !== 4) return [];
      const tempoBpm = tempoOf(performance, object + take / 4);
      return [{ tempoBpm, notes: playedAt(performance, tempoBpm) }];
    }),
  );
const groups = {
  generated,
  'starter takes': starterTakes(({ tempoBpm }) => tempoBpm),
  'starter takes, fast': starterTakes((_, i) => FAST_BPM[i % FAST_BPM.length]),
};

console.log(
  '| takes | tempo that was found | n | the true one is told beside it | another one is |',
);
console.log('| --- | --- | --- | --- | --- |');
for (const [name, takes] of Object.entries(groups)) report(name, takes);

function report(name, takes) {
  const told = takes.flatMap(({ notes, tempoBpm }) => {
    const found = findBeats(notes);
    return found.tempoBpm === null || found.confidence < HARDLY_SURE
      ? []
      : [{ ...found, truth: tempoBpm }];
  });
  for (const [kind, ratio] of Object.entries({ right: 1, half: 0.5, twice: 2 })) {
    const some = told.filter(({ tempoBpm, truth }) => isNear(tempoBpm, ratio * truth));
    const named = some.filter(({ otherTempoBpm }) => otherTempoBpm !== undefined);
    const right = named.filter(({ otherTempoBpm, truth }) => isNear(otherTempoBpm, truth));
    console.log(
      `| ${name} | ${kind} | ${some.length} | ${right.length} | ${named.length - right.length} |`,
    );
  }
}

function isNear(some, other) {
  return Math.abs(Math.log(some / other)) < SAME_TEMPO;
}

function noteOf(pitch, startSeconds, durationSeconds, velocity) {
  return { pitch, startSeconds, durationSeconds, velocity };
}

/** To a clock, with noise of the hands of 12 ms. */
function playedAt({ notes, name }, tempoBpm) {
  const random = seededRandom(`fast ${name}`);
  const tickSeconds = 60 / tempoBpm / 480;
  return notes
    .map(({ pitch, startTicks, durationTicks, velocity }) => {
      const start = Math.max(0, 0.3 + startTicks * tickSeconds + 0.012 * drawNormal(random));
      return noteOf(pitch, start, durationTicks * tickSeconds, velocity);
    })
    .filter(({ startSeconds }) => startSeconds < 45);
}
