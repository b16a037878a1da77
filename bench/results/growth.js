import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import {
  findObject,
  loadDetector,
  mirrorObject,
  openCollection,
  readDetectorFiles,
  readPhoto,
  writeMidi,
} from 'sound-mirror';
import { measureCommand, memoryDrift, repeat, spread } from '../measure/measure.js';
import { drawGrowth } from './drawGrowth.js';
import { fitPower } from './fitPower.js';

const learnRecordings = fileURLToPath(new URL('./learnRecordings.js', import.meta.url));
/** Other takes than those of the starter collection, which are of seed 1. */
const SEED = 7;

/** How cost grows with what there is: time should be linear at most, memory flat. */
export async function benchGrowth({ folder, root, table, isLong }) {
  const series = [];
  const close = (title, points, goal) => {
    const { exponent, tail } = fitPower(points);
    table.add(`↳ ${title}: exponent`, undefined, {
      exponent: `${exponent.toFixed(2)} (last two ${tail.toFixed(2)})`,
      goal,
    });
    series.push({ title, points, exponent });
  };
  const context = { folder, root, table, isLong, close };
  await growInTiles(context);
  await growInBars(context);
  await growInPixels(context);
  await growInPhotos(context);
  await growInRecordings(context);
  writeFileSync(new URL('./growth.svg', import.meta.url), drawGrowth(series));
  table.note(
    'Exponents: least squares of log(cost) on log(n), and between the last two points, where what is paid only once counts least. Drawn: ![growth](results/growth.svg)',
  );
}

async function growInTiles({ root, table, close }) {
  const detector = await loadDetector(await readDetectorFiles());
  const photo = await readPhoto(readFileSync(join(root, 'photos', 'kitchen.jpg')));
  const { width, height } = photo.pixels;
  const points = [];
  for (const n of [1, 2, 5, 10, 20]) {
    const views = Array.from({ length: n }, () => ({ x: 0, y: 0, width, height }));
    const result = await repeat(5, () => detector.infer(photo.pixels, views));
    table.add(`detector, ${n} views`, result);
    points.push({ n, cost: result.median });
  }
  detector.dispose();
  close('seconds by views', points, '≤ 1');
}

async function growInBars({ table, close }) {
  const clock = findObject(await openCollection(), 'clock');
  const decoding = [];
  const writing = [];
  for (const bars of [4, 20, 100, 400]) {
    const decoded = await repeat(5, () => mirrorObject(clock, { bars }));
    table.add(`decode ${bars} bars of \`clock\``, decoded);
    const score = await mirrorObject(clock, { bars });
    const { length } = writeMidi(score);
    const written = await repeat(9, () => writeMidi(score));
    table.add(`write them as MIDI, ${length} bytes`, written);
    decoding.push({ n: bars, cost: decoded.median });
    writing.push({ n: length, cost: written.median });
  }
  close('decoding by bars', decoding, '≤ 1');
  close('writing by bytes', writing, '≤ 1');
}

async function growInPixels({ folder, root, table, close }) {
  const points = [];
  const sizes = [
    [0.3, [671, 447]],
    [2, [1732, 1155]],
    [12, [4243, 2829]],
    [48, [8486, 5657]],
  ];
  for (const [megapixels, [width, height]] of sizes) {
    const file = join(folder, `${megapixels}-megapixels.jpg`);
    const kitchen = join(root, 'photos', 'kitchen.jpg');
    await sharp(kitchen).resize(width, height, { fit: 'fill' }).jpeg().toFile(file);
    const result = await measureCommand([file], { folder, runs: 5 });
    const goal = megapixels === 2 ? '1.2 s' : '';
    table.add(`\`mirror\`, ${megapixels} megapixels, cold`, result, {
      peakMb: result.peakMb,
      goal,
    });
    points.push({ n: megapixels, cost: result.median, peakMb: result.peakMb });
  }
  const memory = points.map(({ n, peakMb }) => ({ n, cost: peakMb }));
  close('seconds by megapixels', points, '≤ 1');
  close('memory by megapixels', memory, 'about 0');
}

async function growInPhotos({ folder, root, table, close }) {
  const files = [];
  for (let i = 0; i < 100; i++) {
    const file = join(folder, `crop-${i}.jpg`);
    await sharp(join(root, 'photos', 'kitchen.jpg'))
      .extract({ left: i * 2, top: i, width: 1400, height: 960 })
      .jpeg()
      .toFile(file);
    files.push(file);
  }
  const seconds = [];
  const memory = [];
  let last;
  for (const n of [1, 10, 100]) {
    const words = [...files.slice(0, n), '-o', `many-${n}/`];
    last = await measureCommand(words, { folder, runs: n === 100 ? 1 : 3 });
    table.add(`\`mirror\` of ${n} photos in one call`, last, { peakMb: last.peakMb });
    seconds.push({ n, cost: last.median });
    memory.push({ n, cost: last.peakMb });
  }
  await compareJobs({ folder, table, files });
  table.add('memory during those 100, second and last fifth', undefined, {
    peakMb: memoryDrift(last),
    goal: 'flat',
  });
  close('seconds by photos', seconds, '≤ 1');
  close('memory by photos', memory, 'about 0');
}

/** Three times in turns: the same photos with one thread and with two. */
async function compareJobs({ folder, table, files }) {
  const turns = [];
  for (let turn = 0; turn < 3; turn++) {
    const seconds = {};
    for (const jobs of [1, 2]) {
      const words = [...files, '-o', `jobs-${jobs}/`, '--jobs', String(jobs)];
      seconds[jobs] = (await measureCommand(words, { folder, runs: 1 })).median;
    }
    turns.push(seconds);
  }
  table.add('those 100 with --jobs 1', spread(turns.map((turn) => turn[1])));
  const { median, least, most } = spread(turns.map((turn) => turn[1] / turn[2]));
  table.add('those 100 with --jobs 2', spread(turns.map((turn) => turn[2])), {
    ratio: `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)}) times as many`,
    goal: '≥ 1.7',
  });
}

/** Reading and packing up to a thousand recordings, and learning up to a hundred; `--long`: a thousand. */
async function growInRecordings({ folder, root, table, isLong, close }) {
  const options = { object: 'clock', takes: 1000, seed: SEED, out: join(folder, 'objects') };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  execFileSync('npm', ['run', 'compose', '--', ...words], { cwd: root, stdio: 'ignore' });
  for (const work of ['read', 'train']) {
    const counts = work === 'read' || isLong ? [1, 10, 100, 1000] : [1, 10, 100];
    const seconds = [];
    const memory = [];
    for (const takes of counts) {
      const result = await measureCommand([folder, 'clock', String(takes), work], {
        folder,
        runs: work === 'read' ? 3 : 1,
        script: learnRecordings,
      });
      const told = result.outputs.map((output) => JSON.parse(output));
      const { events, steps } = told[0];
      const what = work === 'read' ? `read ${takes} recordings` : `learn ${takes} recordings`;
      const times = spread(told.map((each) => each.seconds));
      const size = work === 'read' ? `${events} events` : `${steps} steps`;
      table.add(`${what}, ${size}`, times, { peakMb: result.peakMb });
      seconds.push({ n: work === 'read' ? events : takes, cost: times.median });
      memory.push({ n: takes, cost: result.peakMb });
    }
    close(work === 'read' ? 'reading by events' : 'learning by recordings', seconds, '≤ 1');
    close(`memory by recordings, ${work}`, memory, 'about 0');
  }
}
