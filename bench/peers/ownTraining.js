// node bench/peers/ownTraining.js <phrase|seed> <file>: our side of training, on wasm, one thread. Nothing to install.
// Writes the windows of `clock`, its sizes and its schedule into the file, for the peers in Python.
import { writeFileSync } from 'node:fs';
import {
  findObject,
  openBackend,
  openCollection,
  readRecordings,
  seededRandom,
} from 'sound-mirror';
import { fitPhrase } from '../../dist/autoencoder/phraseAutoencoder.js';
import { gatherEvents } from '../../dist/autoencoder/recordedEvents.js';
import { fitSeed } from '../../dist/autoencoder/seedAutoencoder.js';
import { spreadWindows, symbolAt, tableWindows } from '../../dist/autoencoder/windows.js';
import { answerRuns } from './answerRuns.js';

const [kind, file] = process.argv.slice(2);
const clock = findObject(await openCollection(), 'clock');
const { recordings } = await readRecordings(clock);
const recorded = await gatherEvents(recordings.map(({ performance }) => performance));
await openBackend('wasm');
const learn = () =>
  (kind === 'phrase' ? fitPhrase : fitSeed)(recorded, { random: seededRandom('a peer') });
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
  return { sizes: { ...sizes, symbols }, schedule, windows };
}
