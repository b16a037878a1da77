import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeTaughtPhoto,
  detectObjects,
  forgetTaught,
  loadDetector,
  openCollection,
  readDetectorFiles,
  readPhoto,
  taughtThings,
  teachObject,
} from 'sound-mirror';
import { measureCommand, secondsOf, spread } from '../measure/measure.js';

const THINGS = 10;
const RUNS = 15;
const GOAL = '≤ 1.25, + 10 MB';

/** What is taught stands in these; the photo that is looked at is another. */
const TAUGHT_ROOMS = ['study', 'living-room', 'bedroom'];

/** What ten taught things cost: seconds and memory with them beside those without, measured in turns. */
export async function benchTaught({ folder, root, table }) {
  const detector = await loadDetector(await readDetectorFiles());
  const [bare, home] = ['bare', 'taught'].map((name) => join(folder, name));
  for (const each of [bare, home]) await leaveOutShipped(each);
  await teachThings(home, { detector, root });
  const collection = await openCollection({ home });
  // Learned once, and kept beside the photos.
  const { things } = await taughtThings(collection);
  if (things.length !== THINGS) throw new Error(`Expected ${THINGS} things, not ${things.length}.`);
  const kitchen = join(root, 'photos', 'kitchen.jpg');
  const photo = await readPhoto(readFileSync(kitchen));
  const look = (taught) => secondsOf(() => detectObjects(detector, photo, { taught }));
  await inTurns(table, '`detectObjects`, warm, one thread', {
    without: async () => ({ seconds: await look([]) }),
    taught: async () => ({ seconds: await look(things) }),
  });
  detector.dispose();
  const two = await loadDetector(await readDetectorFiles(), { threads: 2 });
  const twoThreads = (taught) => secondsOf(() => detectObjects(two, photo, { taught }));
  await inTurns(table, 'the same in two threads', {
    without: async () => ({ seconds: await twoThreads([]) }),
    taught: async () => ({ seconds: await twoThreads(things) }),
  });
  two.dispose();
  const cold = async (words) => {
    const { median, peakMb } = await measureCommand([kitchen, '-o', 'cost.mid', ...words], {
      folder,
      runs: 1,
    });
    return { seconds: median, peakMb };
  };
  await inTurns(table, '`mirror photos/kitchen.jpg`, cold', {
    without: () => cold(['--home', bare]),
    taught: () => cold(['--home', home]),
  });
}

/** Two kinds of run, one after the other, so that both meet the same machine. The ratio is the median over the turns. */
async function inTurns(table, what, { without, taught }) {
  await without();
  await taught();
  const turns = [];
  for (let run = 0; run < RUNS; run++) turns.push([await without(), await taught()]);
  const ratio = spread(turns.map(([a, b]) => b.seconds / a.seconds));
  const row = (side) => {
    const runs = turns.map((turn) => turn[side]);
    const { peakMb } = runs[0];
    return [
      `${what}: ${['nothing taught', 'ten things'][side]}`,
      spread(runs.map(({ seconds }) => seconds)),
      { peakMb: peakMb && spread(runs.map((run) => run.peakMb)).median },
    ];
  };
  table.add(...row(0));
  const [name, seconds, more] = row(1);
  const least = `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`;
  table.add(name, seconds, { ...more, ratio: `${ratio.median.toFixed(2)} (${least})`, goal: GOAL });
}

/** A collection that does without what ships taught. */
async function leaveOutShipped(home) {
  mkdirSync(join(home, 'objects'), { recursive: true });
  for (const { name, taught } of (await openCollection({ home })).objects) {
    if (taught?.length > 0) await forgetTaught(home, { name });
  }
}

/** Teaches objects of the starter collection that ship untaught one thing each that stands in the rooms. */
async function teachThings(home, { detector, root }) {
  const { objects } = await openCollection({ home });
  const untaught = objects.filter(({ taught = [] }) => taught.length === 0);
  const names = untaught.slice(0, THINGS).map(({ name }) => name);
  for (const room of TAUGHT_ROOMS) {
    const file = `${room}.jpg`;
    const photo = await readPhoto(readFileSync(join(root, 'photos', file)));
    const seen = await detectObjects(detector, photo, { minConfidence: 0.2 });
    // Smaller or thinner ones may be refused.
    const boxes = seen.map(({ box }) => box).filter((box) => Math.min(box.width, box.height) > 60);
    for (const box of boxes.slice(0, Math.ceil(THINGS / TAUGHT_ROOMS.length))) {
      const name = names.shift();
      const taught = await describeTaughtPhoto(photo, { detector, name: file, boxes: [box] });
      await teachObject(home, { name, photos: [taught] });
      if (names.length === 0) return;
    }
  }
}
