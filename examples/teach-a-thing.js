// A thing that COCO has no word for, by a box around it: node examples/teach-a-thing.js photos/kitchen.jpg blue-mug 1080,741,97,117 my-sounds
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  countTaught,
  describeTaughtPhoto,
  detectObjects,
  loadDetector,
  openCollection,
  readDetectorFiles,
  readPhoto,
  taughtThings,
  teachObject,
} from 'sound-mirror';

const [
  file = 'photos/kitchen.jpg',
  name = 'blue-mug',
  edges = '1080,741,97,117',
  home = 'my-sounds',
] = process.argv.slice(2);
const [x, y, width, height] = edges.split(',').map(Number);
const detector = await loadDetector(await readDetectorFiles());
const photo = await readPhoto(await readFile(file));
const boxes = [{ x, y, width, height }];
const described = await describeTaughtPhoto(photo, { detector, name: basename(file), boxes });
const { object } = await teachObject(home, { name, photos: [described] });
console.log(`${object.name} was taught from ${countTaught(object).positives} photo`);

// mirrorPhoto does this by itself.
const { things } = await taughtThings(await openCollection({ home }));
const detections = await detectObjects(detector, photo, { taught: things });
for (const { label, confidence } of detections.filter(({ taught }) => taught)) {
  console.log(`${label}: ${confidence}`);
}
detector.dispose();
