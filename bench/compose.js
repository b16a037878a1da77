// node bench/compose.js [--repeats 15]: how long a sample room takes to compose again in one process, photo and detections at hand,
// after each change that a person makes in a studio. Median milliseconds on the clock, and of processor time behind it, which a
// busy machine stretches less. Half a minute.
import { readFile } from 'node:fs/promises';
import {
  detectObjects,
  loadDetector,
  openCollection,
  openComposer,
  readDetectorFiles,
  readPhoto,
} from 'sound-mirror';

const ROOMS = ['kitchen', 'living-room', 'bedroom', 'study'];
const BARS = 16;
const REPEATS = process.argv.includes('--repeats')
  ? Number(process.argv[process.argv.indexOf('--repeats') + 1])
  : 15;
const WARM_UPS = 10;

/** What is composed before a change, and after it; `i` counts the repeats, so that each change is a new one. */
const CHANGES = {
  'another seed': ({ room }, i) => [
    [room, { seed: i }],
    [room, { seed: i + 1 }],
  ],
  'nothing but the title': ({ room }, i) => [
    [room, { seed: i }],
    [room, { seed: i, title: 'Another' }],
  ],
  'a dial (variation)': ({ room }, i) => [
    [room, { seed: i }],
    [room, { seed: i, variation: 0.6 }],
  ],
  'the tempo': ({ room }, i) => [
    [room, { seed: i }],
    [room, { seed: i, tempoBpm: 90 }],
  ],
  'the smallest box narrowed': ({ room }, i) => [
    [room, { seed: i }],
    [narrowSmallest(room), { seed: i }],
  ],
  'the smallest object muted': ({ room }, i) => [
    [room, { seed: i }],
    [withoutSmallest(room), { seed: i }],
  ],
  'that undone': ({ room }, i) => [
    [room, { seed: i }],
    [withoutSmallest(room), { seed: i }],
    [room, { seed: i }],
  ],
};

const collection = await openCollection();
const detector = await loadDetector(await readDetectorFiles());
console.log(`| room | parts | ${Object.keys(CHANGES).join(' | ')} |`);
console.log(`| --- | --- ${'| --- '.repeat(Object.keys(CHANGES).length)}|`);
for (const name of ROOMS) {
  const bytes = await readFile(new URL(`../photos/${name}.jpg`, import.meta.url));
  const photo = await readPhoto(bytes);
  const room = await detectObjects(detector, photo);
  const { score } = await warmed(photo, room);
  const cells = [];
  for (const calls of Object.values(CHANGES)) {
    const times = [];
    for (let i = 0; i < REPEATS; i++) times.push(await timeLast(photo, calls({ room }, i)));
    const [clock, processor] = [0, 1].map((which) => median(times.map((time) => time[which])));
    cells.push(`${clock.toFixed(0)} (${processor.toFixed(0)})`);
  }
  console.log(`| ${name} | ${score.parts.length} | ${cells.join(' | ')} |`);
}
detector.dispose();

/** The last of some compositions, after which the machine code is there. */
async function warmed(photo, room) {
  let piece;
  for (let seed = 100; seed < 100 + WARM_UPS; seed++) {
    piece = await openComposer(photo, { collection }).compose(room, { bars: BARS, seed });
  }
  return piece;
}

/** Milliseconds of the last of some compositions, on the clock and of processor time. */
async function timeLast(photo, calls) {
  const { compose } = openComposer(photo, { collection });
  let time = [0, 0];
  for (const [detections, options] of calls) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await compose(detections, { bars: BARS, ...options });
    const { user, system } = process.cpuUsage(used);
    time = [performance.now() - start, (user + system) / 1000];
  }
  return time;
}

function smallestOf(room) {
  const area = ({ box }) => box.width * box.height;
  return room.reduce((least, each) => (area(each) < area(least) ? each : least));
}

function narrowSmallest(room) {
  const smallest = smallestOf(room);
  const box = { ...smallest.box, width: 0.9 * smallest.box.width };
  return room.map((each) => (each === smallest ? { ...each, box } : each));
}

function withoutSmallest(room) {
  const { label } = smallestOf(room);
  return room.filter((each) => each.label !== label);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
