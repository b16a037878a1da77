// Any sequence of edits, removals, restorings, additions, teachings and forgettings, on a small collection: each is done or refused in one line and then
// changes nothing; the collection opens after each; and nothing that a person had is lost unless the trash is emptied.
import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addObject,
  editObject,
  emptyTrash,
  forgetTaught,
  listRestorable,
  MirrorError,
  openCollection,
  removeObject,
  restoreObject,
  teachObject,
  writeMidi,
} from 'sound-mirror';
import { sha256Of } from '../../dist/files/checksum.js';
import { SHORT_SCORE } from './midiTargets.js';

const NAMES = ['kettle', 'kettle', 'mug', 'clock', 'samovar'];
const ODD_NAMES = [
  ...['Kettle', 'kettle-2', 'Wine Glass', 'Cafe\u0301', '冷蔵庫', '', '..', 'a/b', 'con', '.trash'],
  'x'.repeat(64),
];
const LABELS = ['cup', 'cup', 'Toaster', 'wine-glass', 'clock', 'tv'];
const ODD_LABELS = ['mug', '', '__proto__'];
const TEXTS = ['', 'Once.', 'a\u0000b\u001b[31m\n', '"}', 'x'.repeat(3000)];
const INSTRUMENTS = ['celesta', 'Violin'];
const FILES = ['a.mid', 'b.mid', 'own.mid', 'A.MID'];
const PHOTOS = ['a.jpg', 'b.jpg', 'c.jpg', '冷蔵庫.heic'];
const ACTIONS = [
  ...['edit', 'edit', 'edit', 'remove', 'remove', 'restore', 'restore', 'add', 'add'],
  ...['teach', 'teach', 'forget', 'restore'],
];

export function goodEdits() {
  return [
    [
      { is: 'edit', name: 'kettle', rename: 'samovar', addLabels: ['tv'] },
      { is: 'remove', name: 'samovar' },
      { is: 'restore', name: 'samovar' },
      { is: 'restore', name: 'samovar' },
    ],
    [
      { is: 'teach', name: 'kettle', photos: ['a.jpg', 'b.jpg'], shows: true, xs: [90] },
      { is: 'teach', name: 'clock', photos: ['a.jpg'], shows: false, xs: [] },
      { is: 'teach', name: 'kettle', photos: ['a.jpg'], shows: true, xs: [0, 90] },
      { is: 'forget', name: 'kettle', photos: ['b.jpg'] },
      { is: 'edit', name: 'kettle', rename: 'samovar' },
      { is: 'restore', name: 'samovar' },
      { is: 'forget', name: 'clock' },
      { is: 'restore', name: 'clock' },
    ],
    [
      { is: 'edit', name: 'clock', rename: 'tick', text: 'Tick.' },
      { is: 'add', name: 'tick', files: ['a.mid'], withStarter: true },
      { is: 'remove', name: 'tick', recordings: ['a.mid'] },
      { is: 'empty' },
      { is: 'remove', name: 'tick' },
    ],
  ];
}

/** Up to six steps; what comes before them stays at times. */
export function mutateEdits(edits, random) {
  const pick = (values) => values[Math.floor(random() * values.length)];
  const maybe = (chance, value) => (random() < chance ? value() : undefined);
  const list = (values) => Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(values));
  const name = () => pick(random() < 0.85 ? NAMES : ODD_NAMES);
  const labels = () => list(random() < 0.9 ? LABELS : ODD_LABELS);
  const steps = random() < 0.3 ? edits.slice(0, Math.floor(random() * edits.length)) : [];
  for (let count = 1 + Math.floor(random() * 5); count > 0; count--) {
    const is = random() < 0.05 ? 'empty' : pick(ACTIONS);
    const edit = {
      labels: maybe(0.2, labels),
      addLabels: maybe(0.3, labels),
      removeLabels: maybe(0.2, labels),
      instrument: maybe(0.3, () => pick(INSTRUMENTS)),
      text: maybe(0.3, () => pick(TEXTS)),
      rename: maybe(0.4, name),
    };
    const rest = {
      edit,
      remove: { recordings: maybe(0.4, () => list(FILES)) },
      restore: { number: maybe(0.2, () => Math.floor(random() * 6)) },
      add: {
        labels: edit.addLabels,
        text: edit.text,
        files: [pick(FILES), ...list(FILES)],
        withStarter: maybe(0.2, () => true),
      },
      teach: { photos: list(PHOTOS), shows: random() < 0.7, xs: list([0, 90, 180]) },
      forget: { photos: maybe(0.7, () => list(PHOTOS)) },
      empty: {},
    };
    steps.push({ is, name: name(), ...rest[is] });
  }
  // What cannot be said in JSON would not be read again as it was.
  return JSON.parse(JSON.stringify(steps));
}

export async function collectionIsTended(edits) {
  const top = await mkdtemp(join(tmpdir(), 'sound-mirror-fuzz-'));
  try {
    await putCollection(top);
    let refused;
    for (const edit of edits) {
      const error = await attempt(top, edit);
      refused ??= error;
    }
    if (refused !== undefined) throw new MirrorError('input', refused.message);
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

async function putCollection(top) {
  for (const [i, file] of ['a.mid', 'b.mid', 'A.MID'].entries()) {
    await writeFile(join(top, file), writeMidi({ ...SHORT_SCORE, title: file, tempoBpm: 80 + i }));
  }
  for (const name of ['kettle', 'mug']) {
    const folder = join(top, 'home', 'objects', name);
    await mkdir(join(folder, 'recordings'), { recursive: true });
    await writeFile(
      join(folder, 'object.json'),
      JSON.stringify({ name, labels: ['cup'], instrument: 'celesta', text: name, ours: 1 }),
    );
    for (const file of ['a.mid', 'own.mid']) {
      const bytes = writeMidi({ ...SHORT_SCORE, title: `${name} ${file}` });
      await writeFile(join(folder, 'recordings', file), bytes);
    }
    const models = join(top, 'home', 'models', name);
    await mkdir(models, { recursive: true });
    await writeFile(join(models, 'decoder.json'), JSON.stringify({ object: name }));
    await writeFile(join(models, 'weights.bin'), `weights of ${name}`);
  }
}

/** Does one step and holds it to what is promised; returns the refusal, if it is one. */
async function attempt(top, edit) {
  const home = join(top, 'home');
  const before = await filesOf(home);
  let refused;
  try {
    await run(top, edit);
  } catch (error) {
    if (!(error instanceof MirrorError)) throw error;
    assert(['usage', 'input'].includes(error.code), error.code);
    assert(/^[^\n]+$/.test(error.message), error.message);
    refused = error;
  }
  const after = await filesOf(home);
  if (refused !== undefined) assert.deepEqual(after, before);
  assert.equal((await openCollection({ home })).broken, undefined);
  await listRestorable(home);
  const isKept = edit.is === 'empty' ? (path) => !path.includes('.trash') : () => true;
  const kept = new Set(userData(after, () => true));
  for (const datum of userData(before, isKept)) assert(kept.has(datum), datum);
  assert(![...after.keys()].some((path) => /\.mirror[-.]|journal|staging/.test(path)));
  return refused;
}

/** What a photo taught, without a detector. */
function taughtPhoto(name, { shows, xs }) {
  const sha256 = sha256Of(new TextEncoder().encode(name));
  const vectors = (value) => [new Float32Array(400).fill(value)];
  const taught = {
    photo: { sha256, name, width: 640, height: 427 },
    detector: sha256Of(new Uint8Array()),
    examples: shows
      ? xs.map((x) => ({
          photoSha256: sha256,
          box: { x, y: 5, width: 70, height: 110 },
          positive: vectors(x),
          offsets: vectors(x).map(() => [0, 0.5, -0.1, 0.2]),
          near: [],
          background: vectors(-x),
        }))
      : [],
    ...(!shows && { negative: { photoSha256: sha256, background: vectors(1) } }),
  };
  return { taught, crops: shows ? xs.map((x) => Uint8Array.of(0xff, 0xd8, x)) : [] };
}

function run(top, { is, files, ...options }) {
  const home = join(top, 'home');
  switch (is) {
    case 'edit':
      return editObject(home, options);
    case 'remove':
      return removeObject(home, options);
    case 'restore':
      return restoreObject(home, options);
    case 'add':
      return addObject(home, { ...options, files: files.map((file) => join(top, file)) });
    case 'teach':
      return teachObject(home, {
        name: options.name,
        photos: options.photos.map((photo) => taughtPhoto(photo, options)),
      });
    case 'forget':
      return forgetTaught(home, options);
    case 'empty':
      return emptyTrash(home);
  }
}

/** Every file below the home with its bytes, by path. */
async function filesOf(home) {
  const files = new Map();
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(home.length), await readFile(path));
  }
  return files;
}

/** What must not be lost: recordings and weights, the boxes of each photo, and what each object said of itself, under whatever name. */
function* userData(files, isKept) {
  for (const [path, bytes] of files) {
    if (!isKept(path)) continue;
    if (/\.mid$|weights\.bin$/i.test(path)) yield sha256Of(bytes);
    if (path.endsWith('taught.json')) {
      const { photo, examples } = JSON.parse(bytes);
      // A new description may take the place of another.
      yield photo.sha256;
      for (const { box } of examples) yield JSON.stringify([photo.sha256, box]);
    }
    if (!path.endsWith('object.json')) continue;
    const { labels, instrument, text, ours } = JSON.parse(bytes);
    yield JSON.stringify({ labels, instrument, text, ours });
  }
}
