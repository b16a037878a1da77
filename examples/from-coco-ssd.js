// What a page saw with @tensorflow-models/coco-ssd becomes music here: node examples/from-coco-ssd.js photos/kitchen.jpg kitchen.mid [seen.json]
import { readFile, writeFile } from 'node:fs/promises';
import { mirrorPhoto, openCollection, readPhoto, writeMidi } from 'sound-mirror';
import { fromCocoSsd } from 'sound-mirror/coco-ssd';

const [file = 'photos/kitchen.jpg', out = 'kitchen.mid', seen] = process.argv.slice(2);
// As `await model.detect(canvas)` gave it on a canvas of 800 × 600, say in a p5 sketch, and JSON.stringify wrote it.
const objects = seen
  ? JSON.parse(await readFile(seen, 'utf8'))
  : [
      { class: 'refrigerator', score: 0.93, bbox: [640.2, 120.4, 150.1, 330.8] },
      { class: 'dining table', score: 0.71, bbox: [-2.5, 340.6, 560.3, 261.9] },
      { class: 'cup', score: 0.82, bbox: [520.7, 330.2, 40.6, 38.1] },
    ];
const photo = await readPhoto(await readFile(file));
const detections = fromCocoSsd(objects, { photo, picture: { width: 800, height: 600 } });
const { report, score } = await mirrorPhoto(photo, {
  detections,
  collection: await openCollection(),
});
await writeFile(out, writeMidi(score));
console.log(report.tracks.map(({ object, labels }) => `${object} for ${labels}`).join('\n'));
