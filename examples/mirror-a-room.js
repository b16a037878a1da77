// A photo in, a room in sound out: node examples/mirror-a-room.js photos/study.jpg study.mid
import { readFile, writeFile } from 'node:fs/promises';
import {
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  writeMidi,
} from 'sound-mirror';

const [photo = 'photos/kitchen.jpg', out = 'kitchen.mid'] = process.argv.slice(2);
const collection = await openCollection();
const detector = await loadDetector(await readDetectorFiles());
const { report, score } = await mirrorPhoto(await readFile(photo), { detector, collection });
await writeFile(out, writeMidi(score));
console.log(report.tracks.map((track) => `${track.object}: ${track.notes} notes`).join('\n'));
