import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeObjects, openBackend, seededRandom, writeDecoder } from 'sound-mirror';
import { finishPhrase } from '../../dist/autoencoder/phrase/trainPhrase.js';
import { finishSeed } from '../../dist/autoencoder/seed/trainSeed.js';
import { buildVocabulary } from '../../dist/events/buildVocabulary.js';
import { buildChordDictionary } from '../../dist/events/chordDictionary.js';
import { gridTimeSignature } from '../../dist/events/gridTimeSignature.js';
import { keptTempo } from '../../dist/events/recordedTempo.js';
import { tableWindows } from '../../dist/events/windowTable.js';
import { gatherClock } from './clock.js';

/** What is reported of a judgement: shares, 0–1, and rank correlations, −1 to 1; NaN where a judgement lacks the figure. */
const FIGURES = [
  ['named by the classifier', ({ named }) => named.draws],
  ['overlap of histograms, mean', ({ overlap }) => overlap.pooled.mean],
  ['the same of one draw at a time', ({ overlap }) => overlap.single.mean],
  ['copied', ({ copied }) => copied.draws.share],
  ['order', ({ sequence }) => sequence?.position],
  ['variety', ({ variety }) => variety.draws],
  ['neighbours sound alike', ({ latent }) => latent.neighbours],
  ['chords that come back', ({ reconstruction }) => reconstruction.seen.chord],
  ['inter-onset intervals that come back', ({ reconstruction }) => reconstruction.seen.distance],
  ['chords predicted behind true events', ({ reconstruction }) => reconstruction.predicted?.chord],
  ['inter-onset intervals predicted', ({ reconstruction }) => reconstruction.predicted?.distance],
];

/**
 * Makes decoders of trained parameters, ours and a peer's by the same hand, and lets `mirror judge` say how like its
 * recordings each plays.
 *
 * @param options.task the file that ownTraining.js wrote
 * @param options.trained files of parameters, `{ ours, theirs }` for each training
 * @param options.folder for the decoders
 * @returns for each figure what it is and the values of the trainings of both sides
 */
export async function judgeTrained(kind, { task, trained, folder }) {
  const { collection, clock, recordings, recorded } = await gatherClock();
  await openBackend('wasm');
  const { sizes, schedule } = JSON.parse(readFileSync(task, 'utf8'));
  const known = kind === 'phrase' ? knownPhrase(recorded, sizes) : knownSeed(recorded, sizes);
  const side = async (name) => {
    const objects = [];
    for (const files of trained) {
      const parameters = readParameters(files[name]);
      const { summary, ...parts } = (kind === 'phrase' ? finishPhrase : finishSeed)(
        // The loss is not judged, and each framework would mean another one by it.
        { ...known, schedule, parameters, loss: 0 },
        { recorded, random: seededRandom('a peer is finished') },
      );
      const object = { ...clock, modelsFolder: mkdtempSync(join(folder, 'decoder-')) };
      await writeDecoder(object, {
        kind,
        object: clock.name,
        timeSignature: gridTimeSignature(recorded.recordings),
        ...parts,
        recordings: recordings.map(({ name, sha256 }, i) => {
          const { share } = recorded.recordings[i];
          return { name, sha256, share, tempoBpm: keptTempo(recorded.recordings[i]) };
        }),
        training: { seed: 1, ...summary, backend: 'wasm' },
      });
      objects.push(object);
    }
    return (await judgeObjects(objects, { collection, kind })).judgements;
  };
  const [ours, theirs] = [await side('ours'), await side('theirs')];
  return FIGURES.map(([what, figure]) => ({
    what,
    ours: ours.map((judgement) => figure(judgement) ?? Number.NaN),
    theirs: theirs.map((judgement) => figure(judgement) ?? Number.NaN),
  })).filter(({ ours, theirs }) => ![...ours, ...theirs].some(Number.isNaN));
}

/** What a trained autoencoder knows of the recordings beside its parameters. */
function knownPhrase(recorded, { latent, hidden, embedding, window, plan, symbols }) {
  const vocabulary = buildVocabulary(recorded);
  const sizes = { latent, hidden, embedding, window, plan, symbols };
  return { sizes, vocabulary, table: tableWindows(recorded, { vocabulary, size: window }) };
}

function knownSeed(recorded, sizes) {
  return { sizes, dictionary: buildChordDictionary(recorded) };
}

function readParameters(file) {
  const lists = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, Float32Array.from(values)]),
  );
}
