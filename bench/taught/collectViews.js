// node bench/taught/collectViews.js <folder of JPEGs> <folder of boxes>...: copies rendered views into views/ and renews views.json there: of
// each view the room, whether it is there to teach or to test, and the box of every thing. Of boxes in several folders the first count.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Four or five views of each thing; all others test. */
const TEACH = [
  ...['table-1', 'table-5', 'table-8', 'table-10', 'board-2', 'board-4'],
  ...['stove-1', 'stove-3', 'stove-5', 'stove-6'],
  ...['corner-1', 'corner-3', 'corner-5', 'corner-8'],
  ...['desk-1', 'desk-3', 'desk-5', 'desk-7', 'books-1', 'books-3'],
  ...['bookcase-1', 'bookcase-3', 'floor-lamp-0', 'floor-lamp-1', 'floor-lamp-2', 'floor-lamp-3'],
  ...['left-lamp-0', 'left-lamp-2', 'right-lamp-1', 'right-lamp-3'],
];

const [pictures, ...boxes] = process.argv.slice(2);
const out = fileURLToPath(new URL('./views', import.meta.url));
const cameras = JSON.parse(readFileSync(new URL('./scenes/views.json', import.meta.url), 'utf8'));
for (const name of readdirSync(pictures).filter((file) => file.endsWith('.jpg'))) {
  copyFileSync(join(pictures, name), join(out, name));
}
const views = cameras
  .filter(({ name }) => existsSync(join(out, `${name}.jpg`)))
  .map(({ name, scene }) => {
    const file = boxes.map((folder) => join(folder, `${name}.json`)).find(existsSync);
    if (file === undefined) throw new Error(`Nothing says what ${name} shows.`);
    const { things } = JSON.parse(readFileSync(file, 'utf8'));
    return { name, scene, use: TEACH.includes(name) ? 'teach' : 'test', things };
  });
writeFileSync(join(out, 'views.json'), `${JSON.stringify(views, null, 1)}\n`);

const counts = {};
for (const { use, things } of views) {
  for (const { label, visible, box } of things) {
    if (visible < 0.7 || box[2] * box[3] < 0.02) continue;
    counts[label] ??= { teach: 0, test: 0 };
    counts[label][use]++;
  }
}
console.table(counts);
