// Photo and piano roll on a page, as `mirror --picture` draws them: node examples/draw-a-room.js photos/kitchen.jpg kitchen.svg
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'node:path';
import {
  drawPng,
  drawRoom,
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  readPictureFonts,
} from 'sound-mirror';

const [photo = 'photos/kitchen.jpg', out = 'kitchen.svg'] = process.argv.slice(2);
const collection = await openCollection();
// Another backend may round a box to another pixel; this picture is to be the same on every machine.
const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
const title = parse(photo).name;
const room = await mirrorPhoto(await readFile(photo), { title, detector, collection });
const svg = await drawRoom(room, { fonts: await readPictureFonts() });
await writeFile(out, out.endsWith('.png') ? await drawPng(svg) : svg);
console.log(`${out}: ${room.score.parts.length} parts`);
