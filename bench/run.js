// npm run bench: what is fast, measured in one run, printed and written to bench/RESULTS.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import {
  findObject,
  mirrorObject,
  openCollection,
  readRecordings,
  readSoundFont,
  renderAudio,
  trainObject,
  writeMidi,
} from 'sound-mirror';
import { measureCommand, spread } from './measure.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const kitchen = join(root, 'photos', 'kitchen.jpg');
const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-bench-'));
const rows = [];

try {
  await benchCommands();
  await benchLibrary();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const table = [
  '| what | median s | least–most s | peak MB | goal |',
  '| --- | --- | --- | --- | --- |',
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];
const machine = `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}, ${process.platform} ${process.arch}`;
const report = [
  '# Results of `npm run bench`',
  '',
  machine,
  '',
  ...table,
  '',
  'How like its recordings each object plays is measured by `mirror judge`.',
  '',
].join('\n');
writeFileSync(new URL('./RESULTS.md', import.meta.url), report);
console.log(report);

/** Whole processes, cold, as a person starts them. */
async function benchCommands() {
  const large = join(folder, 'large.jpg');
  await sharp(kitchen).resize(4243, 2829).jpeg().toFile(large);
  const fifty = [];
  for (let i = 0; i < 50; i++) {
    const file = join(folder, `crop-${i}.jpg`);
    await sharp(kitchen)
      .extract({ left: i * 4, top: i * 2, width: 1400, height: 960 })
      .jpeg()
      .toFile(file);
    fifty.push(file);
  }
  await command('`mirror photos/kitchen.jpg`, cold', [kitchen], { goal: '3 s, 700 MB' });
  await command('`mirror hear clock`, cold', ['hear', 'clock'], { goal: '0.4 s' });
  await command('`mirror` of a 12-megapixel photo, cold', [large]);
  await command('`mirror photos/kitchen.jpg --wav`, cold', [kitchen, '--wav']);
  await command('`mirror photos/kitchen.jpg --stems`, ten objects, cold', [kitchen, '--stems'], {
    runs: 3,
  });
  await benchLongSound();
  const many = await command('`mirror` of 50 photos in one call', [...fifty, '-o', 'many/'], {
    runs: 1,
    goal: 'memory flat',
  });
  addMemory('memory during those 50, second and last fifth', many);
}

/** 400 bars of four quarters at 80 a minute. */
async function benchLongSound() {
  const long = await command(
    'a WAV file of 20 minutes (`--bars 400 --tempo 80 --wav`)',
    [kitchen, '--bars', '400', '--tempo', '80', '--wav', '-o', 'long.mid'],
    { runs: 1, goal: 'memory flat' },
  );
  addMemory('memory during it, second and last fifth', long);
}

function addMemory(what, { samples }) {
  const part = (from, to) =>
    spread(samples.slice(samples.length * from, samples.length * to)).median;
  rows.push([what, '', '', `${part(0.2, 0.4)} → ${part(0.8, 1)}`, 'flat']);
}

async function command(what, args, { runs = 5, goal = '' } = {}) {
  const result = await measureCommand(args, { folder, runs });
  add(what, result, { goal, peakMb: result.peakMb });
  return result;
}

/** Single stages, warm, inside one process. */
async function benchLibrary() {
  const collection = await openCollection();
  const clock = findObject(collection, 'clock');
  const { recordings } = await readRecordings(clock);
  for (const kind of ['phrase', 'seed']) {
    await repeat(`train \`clock\`, kind ${kind}`, 3, () =>
      trainObject(recordings, { object: 'clock', kind }),
    );
  }
  const score = await mirrorObject(clock, { bars: 128 });
  await repeat('decode 128 bars of `clock`', 5, () => mirrorObject(clock, { bars: 128 }));
  await repeat('write them as MIDI', 5, () => writeMidi(score));
  await benchSound();
}

/** Rendering alone, the SoundFont read and its samples decoded. */
async function benchSound() {
  const soundFontFile = join(root, 'soundfonts', 'FluidR3Mono_GM.sf3');
  await repeat('read the SoundFont', 3, async () => readSoundFont(readFileSync(soundFontFile)));
  const soundFont = await readSoundFont(readFileSync(soundFontFile));
  const midi = readFileSync(join(folder, 'kitchen.mid'));
  let frames = 0;
  const { median } = await repeat('render `kitchen.mid`, ten parts', 3, async () => {
    frames = 0;
    for await (const { left } of renderAudio(midi, soundFont)) frames += left.length;
  });
  const faster = Math.round(frames / 44_100 / median);
  rows.push(['seconds of music rendered in a second of that', String(faster), '', '', '15']);
}

async function repeat(what, runs, work) {
  await work();
  const seconds = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    seconds.push((performance.now() - started) / 1000);
  }
  const result = spread(seconds);
  add(what, result);
  return result;
}

function add(what, { median, least, most }, { goal = '', peakMb = '' } = {}) {
  rows.push([what, show(median), `${show(least)}–${show(most)}`, peakMb, goal]);
}

function show(seconds) {
  return seconds >= 0.1 ? seconds.toFixed(2) : seconds.toPrecision(2);
}
