// PEERS_PYTHON=… node bench/peers/samePhrase.js: whether our network of kind phrase and PyTorch's are the same one. Trains
// `clock`, hands the parameters over, and compares: loss and gradients of one batch whose chance is fixed, with its windows cut
// and not, and mean losses over many draws with each kind of dropout alone. Ends with 1 where they differ.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBackend, seededRandom } from 'sound-mirror';
import { layEventRows } from '../../dist/autoencoder/phrase/eventRows.js';
import { fitPhrase } from '../../dist/autoencoder/phrase/phraseAutoencoder.js';
import { toBatch } from '../../dist/autoencoder/phrase/phraseBatch.js';
import { phraseGradients } from '../../dist/autoencoder/phrase/phraseGradients.js';
import { openPhraseNetwork, readParameters } from '../../dist/autoencoder/phrase/phraseNetwork.js';
import { drawNormal } from '../../dist/math/random.js';
import { gatherClock } from './clock.js';
import { exportPhrase } from './exportTask.js';

const WINDOWS = 64;
const DRAWS = 300;
const KL_WEIGHT = 0.01;
/** With this draw every time all notes are asked, nothing is forgotten, and the noise is one number. */
const sameDraw = () => 0.2;

if (process.env.PEERS_PYTHON === undefined) {
  console.error('PEERS_PYTHON is not set, see bench/peers/README.md.');
  process.exit(2);
}
const { recorded } = await gatherClock();
await openBackend('wasm');
const trained = await fitPhrase(recorded, { random: seededRandom('compared with a peer') });
const network = openPhraseNetwork(trained.parameters, trained.sizes);
const rows = layEventRows(trained.table, trained.sizes.symbols);
const task = exportPhrase(trained, recorded);
const chosen = Array.from({ length: WINDOWS }, (_, i) =>
  Math.floor((i * task.windows.length) / WINDOWS),
);

const { notesAsked } = task.forgetting;
const nothing = { dropped: 0, replaced: 0, cut: 0, unplanned: 0, alone: 0, dropout: 0 };
const ofHalf = Object.keys(nothing).map((name) => [name, { ...nothing, [name]: 0.5, notesAsked }]);
const cases = { 'no dropout': { ...nothing, notesAsked }, ...Object.fromEntries(ofHalf) };

// What is not known of held keys weighs little in a mean loss: only where nothing else is chance is it seen.
const fixed = { whole: nothing, cut: { ...nothing, cut: 1 } };
const theirs = askPython();

let differs = false;
const tell = (what, { said, isSame }) => {
  if (!isSame) differs = true;
  console.log(`${what}: ${said}, ${isSame ? 'same' : 'DIFFERENT'}`);
};
const report = (what, { mine, other, most }) => {
  const said = `${mine.toFixed(6)} ours, ${other.toFixed(6)} PyTorch`;
  // NaN is not the same either.
  tell(what, { said, isSame: Math.abs(mine - other) <= most });
};
for (const [batch, forgetting] of Object.entries(fixed)) {
  const ours = lossOf(forgetting, sameDraw);
  const other = theirs.fixed[batch];
  report(`loss, ${batch}`, { mine: ours.loss, other: other.loss, most: 1e-4 });
  for (const [name, values] of Object.entries(readParameters(network, ours.gradients))) {
    const distance = Math.hypot(...values.map((value, i) => value - other.gradients[name][i]));
    const share = distance / Math.hypot(...values);
    const said = `distance of the gradients ÷ length ${share.toExponential(1)}`;
    tell(`${name}, ${batch}`, { said, isSame: share <= 1e-3 });
  }
}
const random = seededRandom('dropouts of a peer');
for (const [name, forgetting] of Object.entries(cases)) {
  const draws = Array.from({ length: DRAWS }, () => lossOf(forgetting, random).loss);
  const mine = mean(draws);
  const variance = mean(draws.map((loss) => (loss - mine) ** 2));
  const other = theirs.means[name];
  // Four standard errors of the difference.
  const most = 4 * Math.sqrt((variance + other.deviation ** 2) / DRAWS);
  report(`mean loss, ${name} (± ${most.toFixed(4)})`, { mine, other: other.mean, most });
}
process.exitCode = Number(differs);

function lossOf({ dropout, ...forgotten }, random) {
  const windows = chosen.map((i) => task.windows[i]);
  const forgetting = { random, ...forgotten };
  const batch = toBatch(trained.table, { rows, windows, sizes: trained.sizes, forgetting });
  return phraseGradients(network, { batch, random, dropout, klWeight: KL_WEIGHT });
}

function askPython() {
  const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-peer-'));
  try {
    const write = (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const parameters = Object.fromEntries(
      Object.entries(trained.parameters).map(([name, values]) => [name, Array.from(values)]),
    );
    const check = {
      parameters,
      windows: chosen,
      klWeight: KL_WEIGHT,
      noise: drawNormal(sameDraw),
      fixed,
      cases,
      draws: DRAWS,
    };
    const script = fileURLToPath(new URL('torch_phrase_loss.py', import.meta.url));
    const files = [write('task.json', task), write('check.json', check)];
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
    const said = execFileSync(process.env.PEERS_PYTHON, [script, ...files], {
      env,
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(said.toString());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
