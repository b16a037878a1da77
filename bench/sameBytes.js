// node bench/sameBytes.js <node...>: what each of these Nodes makes of the kitchen and of an object's recordings, as checksums. Fails if they differ.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const kitchen = join(root, 'photos', 'kitchen.jpg');

/** Learns the clock's recordings, both kinds, and prints the decoders' checksums. */
const TRAIN = `
  import { createHash } from 'node:crypto';
  import { findObject, openCollection, readRecordings, saveDecoder, trainObject } from 'sound-mirror';
  const object = findObject(await openCollection(), 'clock');
  const { recordings } = await readRecordings(object);
  for (const kind of ['phrase', 'seed']) {
    const decoder = await trainObject(recordings, { object: 'clock', kind, backend: 'wasm' });
    const { json, weights } = saveDecoder(decoder);
    console.log(kind + ' ' + createHash('sha256').update(json).update(weights).digest('hex'));
  }
`;

const nodes = process.argv.slice(2);
if (nodes.length === 0) {
  console.error('Expected paths of Nodes: node bench/sameBytes.js /opt/node22/bin/node');
  process.exit(2);
}
const made = [process.execPath, ...nodes].map(fingerprints);
const differing = Object.keys(made[0].sums).filter((what) =>
  made.some(({ sums }) => sums[what] !== made[0].sums[what]),
);
for (const { version, sums } of made) {
  for (const [what, sum] of Object.entries(sums)) console.log(`${version}  ${what}  ${sum}`);
}
if (differing.length > 0)
  console.error(`Expected equal bytes but these differ: ${differing.join(', ')}.`);
process.exitCode = differing.length > 0 ? 1 : 0;

function fingerprints(node) {
  const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-bytes-'));
  const run = (words, cwd) =>
    execFileSync(node, words, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, MIRROR_BACKEND: 'wasm' },
    });
  try {
    const version = run(['--version'], folder).trim();
    const json = JSON.parse(
      run([join(root, 'bin', 'mirror.js'), kitchen, '--seed', '3', '--wav', '--json'], folder),
    );
    const trained = run(['--input-type=module', '-e', TRAIN], root).trim().split('\n');
    const sums = {
      // Milliseconds are the one thing in it that is never the same.
      json: sha256(JSON.stringify({ ...json, milliseconds: undefined })),
      midi: sha256(readFileSync(join(folder, 'kitchen.mid'))),
      wav: sha256(readFileSync(join(folder, 'kitchen.wav'))),
      ...Object.fromEntries(trained.map((line) => line.split(' '))),
    };
    return { version, sums };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
