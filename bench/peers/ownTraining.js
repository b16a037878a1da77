// node bench/peers/ownTraining.js <phrase|seed> <file>: our side of training, on wasm, one thread. Nothing to install.
// Writes what there is to learn of `clock`, and how, into the file: the peers in Python read there whatever decides the
// training.
import { writeFileSync } from 'node:fs';
import { openBackend, seededRandom } from 'sound-mirror';
import { fitPhrase } from '../../dist/autoencoder/phrase/phraseAutoencoder.js';
import { fitSeed } from '../../dist/autoencoder/seed/seedAutoencoder.js';
import { answerRuns } from './answerRuns.js';
import { gatherClock } from './clock.js';
import { exportPhrase, exportSeed } from './exportTask.js';

const [kind, file] = process.argv.slice(2);
const [train, exported] = kind === 'phrase' ? [fitPhrase, exportPhrase] : [fitSeed, exportSeed];
const { recorded } = await gatherClock();
await openBackend('wasm');
let run = 0;
const learn = () => train(recorded, { random: seededRandom(`a peer ${run++}`) });
writeFileSync(file, JSON.stringify(exported(await learn(), recorded)));
await answerRuns(learn);
