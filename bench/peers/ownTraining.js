// node bench/peers/ownTraining.js <phrase|seed> <file>: our side of training, on wasm, one thread. Nothing to install.
// Writes what there is to learn of `clock`, and how, into the file: the peers in Python read there whatever decides the
// training.
import { writeFileSync } from 'node:fs';
import { openBackend, seededRandom } from 'sound-mirror';
import { LONGEST_GRADIENT, oneCycleRate } from '../../dist/autoencoder/adam.js';
import { FIELD_WEIGHTS } from '../../dist/autoencoder/eventLoss.js';
import {
  fitPhrase,
  highestRate,
  PHRASE_DEFAULTS,
} from '../../dist/autoencoder/phraseAutoencoder.js';
import { fitSeed } from '../../dist/autoencoder/seedAutoencoder.js';
import { EVENT_FIELDS } from '../../dist/events/vocabulary.js';
import { spreadWindows, symbolAt, tableWindows } from '../../dist/events/windows.js';
import { answerRuns } from './answerRuns.js';
import { gatherClock } from './clock.js';

const [kind, file] = process.argv.slice(2);
const { recorded } = await gatherClock();
await openBackend('wasm');
let run = 0;
const learn = () =>
  (kind === 'phrase' ? fitPhrase : fitSeed)(recorded, { random: seededRandom(`a peer ${run++}`) });
writeFileSync(file, JSON.stringify(exported(await learn())));
await answerRuns(learn);

function exported({ sizes, schedule, dictionary }) {
  const size = sizes.window ?? sizes.sequence;
  const table = tableWindows(recorded, { dictionary, size });
  const symbols = sizes.symbols ?? [dictionary.chord.length];
  const windows = spreadWindows(table, Number.POSITIVE_INFINITY).map((window) =>
    Array.from({ length: size }, (_, position) =>
      symbols.map((_, field) => symbolAt(table, { window, position, field })),
    ),
  );
  // How often each window is seen in an epoch, as a share of all that are.
  const shares = table.recordings.flatMap(({ windows: count, share }) =>
    new Array(count).fill(share / count),
  );
  return { sizes, symbols, schedule, windows, shares, ...(kind === 'phrase' && rule(schedule)) };
}

/** What decides a training of kind `phrase` beside its data; Adam's own constants are the same on both sides. */
function rule(schedule) {
  const { epochs, examples, batchSize } = schedule;
  const steps = epochs * Math.ceil(examples / batchSize);
  const highest = highestRate(schedule);
  return {
    rates: Array.from({ length: steps }, (_, step) => oneCycleRate(step / steps, highest)),
    fieldWeights: EVENT_FIELDS.map((name) => FIELD_WEIGHTS[name]),
    klWeight: PHRASE_DEFAULTS.klWeight,
    longestGradient: LONGEST_GRADIENT,
  };
}
