import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  detectObjects,
  findObject,
  loadDetector,
  mirrorObject,
  openCollection,
  readDetectorFiles,
  readPhoto,
  readRecording,
  readRecordings,
  readSoundFont,
  renderAudio,
  trainObject,
  writeMidi,
} from 'sound-mirror';
import { measureCommand, repeat } from '../measure/measure.js';

const BARS = 128;

/** Single stages, warm, inside one process. */
export async function benchStages({ folder, root, table }) {
  const collection = await openCollection();
  const clock = findObject(collection, 'clock');
  const stage = async (what, runs, work) => {
    const result = await repeat(runs, work);
    table.add(what, result);
    return result;
  };
  const detector = await loadDetector(await readDetectorFiles());
  const bytes = readFileSync(join(root, 'photos', 'kitchen.jpg'));
  await stage('read `kitchen.jpg`', 7, () => readPhoto(bytes));
  const photo = await readPhoto(bytes);
  const { width, height } = photo.pixels;
  const whole = { x: 0, y: 0, width, height };
  await stage('one pass of the network over a photo', 9, () =>
    detector.infer(photo.pixels, [whole]),
  );
  await stage('`detectObjects`: whole photo and tiles, five passes', 9, () =>
    detectObjects(detector, photo),
  );
  const two = await loadDetector(await readDetectorFiles(), { threads: 2 });
  await stage('the same in two threads', 9, () => detectObjects(two, photo));
  two.dispose();
  await benchMidi({ collection, stage });
  const { recordings } = await readRecordings(clock);
  for (const kind of ['phrase', 'seed']) {
    await stage(`train \`clock\`, kind ${kind}`, 3, () =>
      trainObject(recordings, { object: 'clock', kind }),
    );
  }
  const score = await mirrorObject(clock, { bars: BARS });
  const decoded = await repeat(9, () => mirrorObject(clock, { bars: BARS }));
  table.add(`decode a bar of \`clock\` (of ${BARS})`, each(decoded, BARS));
  await stage(`write those ${BARS} bars as MIDI`, 9, () => writeMidi(score));
  detector.dispose();
  await measureCommand([join(root, 'photos', 'kitchen.jpg')], { folder, runs: 1 });
  const midi = readFileSync(join(folder, 'kitchen.mid'));
  await benchSound({ root, table, stage, midi });
}

/** A thousand files of the starter collection, some of them more than once, read from memory. */
async function benchMidi({ collection, stage }) {
  const paths = collection.objects.flatMap(({ recordings }) => recordings.map(({ path }) => path));
  const files = Array.from({ length: 1000 }, (_, i) => readFileSync(paths[i % paths.length]));
  await stage('read 1000 MIDI files', 9, () => {
    for (const bytes of files) readRecording(bytes, 'take.mid');
  });
}

/** Rendering alone, the SoundFont read and its samples decoded. */
async function benchSound({ root, table, stage, midi }) {
  const soundFontFile = join(root, 'soundfonts', 'FluidR3Mono_GM.sf3');
  await stage('read the SoundFont', 3, async () => readSoundFont(readFileSync(soundFontFile)));
  const soundFont = await readSoundFont(readFileSync(soundFontFile));
  let frames = 0;
  const { median } = await stage('render `kitchen.mid`, ten parts', 3, async () => {
    frames = 0;
    for await (const { left } of renderAudio(midi, soundFont)) frames += left.length;
  });
  table.add('seconds of music rendered in a second of that', undefined, {
    median: String(Math.round(frames / 44_100 / median)),
    goal: '15',
  });
}

function each({ median, least, most }, count) {
  return { median: median / count, least: least / count, most: most / count };
}
