// What the mirror sees, largest share first, and who would answer: node examples/what-is-seen.js photos/bedroom.jpg
import { readFile } from 'node:fs/promises';
import {
  detectObjects,
  loadDetector,
  matchObjects,
  openCollection,
  readDetectorFiles,
  readPhoto,
} from 'sound-mirror';

const [file = 'photos/bedroom.jpg'] = process.argv.slice(2);
const photo = await readPhoto(await readFile(file));
const detector = await loadDetector(await readDetectorFiles());
const detections = await detectObjects(detector, photo);
const { matched, unmatched } = matchObjects(detections, {
  collection: await openCollection(),
  photo,
});

for (const { object, labels, areaShare } of matched) {
  console.log(
    `${object.name} answers ${labels.join(', ')}: ${(100 * areaShare).toFixed(1)} % of the photo`,
  );
}
for (const { label } of unmatched) console.log(`no object answers ${label}`);
