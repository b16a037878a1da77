// node bench/beats/generate.js --count 2000 --seed 1 > pieces.jsonl: piano-like takes unlike the starter collection, with their beats, to
// train and test the beat finder. One JSON line a take:
// {"notes":[[pitch,startSeconds,durationSeconds,velocity],…],"beats":[seconds],"downbeats":[seconds],"metre":"6/8","tempoBpm":54,"style":"nocturne","player":"romantic"}
// Beats are counted beats (dotted quarters in 6/8) between the first onset and the last; tempoBpm is their median.
import { parseArgs } from 'node:util';
import { chanceOf } from './unlike/chance.js';
import { withFaults } from './unlike/faults.js';
import { perform } from './unlike/performance.js';
import { composePiece } from './unlike/piece.js';
import { drawPlayer } from './unlike/playing.js';
import { STYLES } from './unlike/styles.js';

const WEIGHTS = Object.fromEntries(STYLES.map(({ weight }, index) => [index, weight]));

/**
 * A take drawn from a seed.
 *
 * @param {string | number} seed equal seeds give equal takes
 * @param {{ seconds?: number }} options about how long it lasts: drawn from 40–120 if left out
 */
export function generateTake(seed, { seconds } = {}) {
  const chance = chanceOf(`unlike ${seed}`);
  const style = STYLES[chance.weighted(WEIGHTS)];
  const piece = composePiece(style, { seconds: seconds ?? chance.between(40, 120), chance });
  const player = drawPlayer(style, chance);
  const { notes, beats, downbeats } = perform(piece, player, chance);
  return {
    notes: withFaults(notes, chance).map(({ pitch, start, end, velocity }) => [
      pitch,
      rounded(start),
      rounded(end - start),
      velocity,
    ]),
    beats: beats.map(rounded),
    downbeats: downbeats.map(rounded),
    metre: piece.metre.name,
    tempoBpm: Math.round(medianTempo(beats) * 10) / 10,
    style: style.name,
    player: player.kind,
  };
}

function medianTempo(beats) {
  const gaps = beats.slice(1).map((beat, i) => beat - beats[i]);
  gaps.sort((a, b) => a - b);
  return 60 / gaps[gaps.length >> 1];
}

function rounded(seconds) {
  return Math.round(seconds * 10000) / 10000;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  });
  for (let index = 0; index < Number(values.count); index++) {
    const line = `${JSON.stringify(generateTake(`${values.seed} ${index}`))}\n`;
    if (!process.stdout.write(line))
      await new Promise((resume) => process.stdout.once('drain', resume));
  }
}
