// Teaches the starter collection what its objects look like: npm run teach-starter, from those of bench/taught/views that are there to teach.
// Or from a list of your own: npm run teach-starter -- list.json, [{ "object": "clock", "photo": "hall.jpg", "boxes": [[0.1, 0.2, 0.3, 0.4]] }, …],
// boxes as x, y, width, height in shares of the upright photo, none where the photo does not show the object; photos beside the list.
// What shipped before is replaced as a whole, so that the same photos give the same folders.
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  countTaught,
  describeTaughtPhoto,
  loadDetector,
  readDetectorFiles,
  readPhoto,
  taughtThings,
  teachObject,
} from 'sound-mirror';

const objects = fileURLToPath(new URL('../objects', import.meta.url));
const views = fileURLToPath(new URL('../bench/taught/views/views.json', import.meta.url));

/** What the views call the starter objects that COCO has no word for, or none for what they stand in. */
const LABELS = {
  'coffee-grinder': 'coffee_grinder',
  'moka-pot': 'espressokettle',
  bread: 'bread',
  lamp: 'desk_lamp',
  breadknife: 'kitchenKnifeStandSet',
  'spoon-and-fork': 'utensilsPot',
};
/** A view teaches a thing where it takes this much of the picture, and this much of it is not hidden. */
const LEAST_SHARE = 0.02;
const LEAST_VISIBLE = 0.65;
/** More than five views of one thing teach little more: bench/TAUGHT.md. */
const MOST_VIEWS = 5;

const [list = views] = process.argv.slice(2);
const parsed = JSON.parse(await readFile(list, 'utf8'));
const entries = list === views ? entriesOf(parsed) : parsed;
await checkStarters(entries.map(({ object }) => object));
const described = await describeAll(entries);
for (const name of await starters()) {
  await rm(join(objects, name, 'taught'), { recursive: true, force: true });
}
const home = await mkdtemp(join(tmpdir(), 'sound-mirror-'));
try {
  for (const [name, photos] of described) {
    const { object } = await teachObject(home, { name, photos });
    // Learned now, so that no mirror has to.
    const { notes } = await taughtThings({ objects: [object] });
    if (notes.length > 0) throw new Error(notes.join('\n'));
    const to = join(objects, name, 'taught');
    await cp(join(home, 'objects', '.taught', name), to, { recursive: true });
    const { positives, negatives } = countTaught(object);
    console.log(`${name}: ${positives} photos show it, ${negatives} do not`);
  }
} finally {
  await rm(home, { recursive: true, force: true });
}

/** The entries of a list, from the views. */
function entriesOf(shown) {
  return Object.entries(LABELS).flatMap(([object, label]) => {
    const isShown = (thing) =>
      thing.label === label &&
      thing.visible >= LEAST_VISIBLE &&
      thing.box[2] * thing.box[3] >= LEAST_SHARE;
    return shown
      .filter(({ use, things }) => use === 'teach' && things.some(isShown))
      .slice(0, MOST_VIEWS)
      .map(({ name, things }) => ({
        object,
        photo: `${name}.jpg`,
        boxes: things.filter(({ label: each }) => each === label).map(({ box }) => box),
      }));
  });
}

/** The descriptions of all photos, by the name of the object. */
async function describeAll(entries) {
  const detector = await loadDetector(await readDetectorFiles());
  const described = new Map();
  for (const { object, photo: file, boxes } of entries) {
    const path = resolve(dirname(list), file);
    const photo = await readPhoto(await readFile(path));
    const inPixels = boxes.map(([x, y, width, height]) => ({
      x: Math.round(x * photo.width),
      y: Math.round(y * photo.height),
      width: Math.round(width * photo.width),
      height: Math.round(height * photo.height),
    }));
    const taught = await describeTaughtPhoto(photo, {
      detector,
      name: basename(path),
      boxes: inPixels,
    });
    described.set(object, [...(described.get(object) ?? []), taught]);
  }
  detector.dispose();
  return described;
}

async function starters() {
  const names = new Set(JSON.parse(await readFile(join(objects, 'starter.json'), 'utf8')));
  return (await readdir(objects)).filter((name) => names.has(name));
}

async function checkStarters(names) {
  const known = await starters();
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new Error(`Expected starter objects but received ${stranger}.`);
}
