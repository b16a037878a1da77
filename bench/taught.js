// node bench/taught.js [--draws 4]: teaches four things of the sample rooms from one, two, three and five rendered views and looks for them
// in the others. Prints a table and writes it to bench/TAUGHT.md. Three minutes.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  describeExample,
  learnThing,
  loadDetector,
  readBankFile,
  readDetectorFiles,
  readPhoto,
  seededRandom,
} from 'sound-mirror';
import { intersectionOverUnion } from '../dist/vision/box.js';
import { inferCrops } from '../dist/vision/inference.js';
import { embedAnchors } from '../dist/vision/taught/embedAnchors.js';
import { findThing } from '../dist/vision/taught/findTaught.js';
import { averagePrecision, reliability } from './taught/measures.js';

const DRAWS = process.argv.includes('--draws')
  ? Number(process.argv[process.argv.indexOf('--draws') + 1])
  : 4;
const THINGS = [
  ['coffee_grinder', 'coffee grinder'],
  ['espressokettle', 'moka pot'],
  ['bread', 'loaf'],
  ['desk_lamp', 'lamp'],
];
const TAUGHT_FROM = [1, 2, 3, 5];
/** A thing is asked for where it takes this much of the picture, and this much of it is not hidden. */
const LEAST_SHARE = 0.02;
const LEAST_VISIBLE = 0.7;
/** The least confidence that counts by default. */
const COUNTS = 0.4;
const FOUND = 0.5;
/** A box that touches the thing at all is no false alarm, but a bad box. */
const TOUCHES = 0.1;

const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm', threads: 2 });
const bank = await readBankFile();
const folder = new URL('./taught/views/', import.meta.url);
const views = await Promise.all(
  JSON.parse(readFileSync(new URL('views.json', folder), 'utf8')).map(openView),
);
const results = [];
for (const [label, title] of THINGS) {
  const shown = views.filter(({ truth }) =>
    truth.some((thing) => thing.label === label && thing.isAskedFor),
  );
  for (const count of TAUGHT_FROM) {
    if (shown.length > count) results.push(await judge(label, title, count));
  }
}
detector.dispose();
const report = reportOf();
writeFileSync(new URL('./TAUGHT.md', import.meta.url), report);
console.log(report);

/** A view with its anchors, and where its things stand in its pixels. */
async function openView({ name, things }) {
  const photo = await readPhoto(readFileSync(new URL(`${name}.jpg`, folder)));
  const { width, height } = photo.pixels;
  const inference = await inferCrops(detector, photo, { withMaps: true });
  const picture = { x: 0, y: 0, width, height };
  const { logitScale } = inference;
  const anchors = inference.crops.flatMap((look) => embedAnchors(look, { picture, logitScale }));
  const truth = things.map(({ label, visible, box: [x, y, w, h] }) => ({
    label,
    isAskedFor: w * h >= LEAST_SHARE && visible >= LEAST_VISIBLE,
    box: { x: x * width, y: y * height, width: w * width, height: h * height },
  }));
  return { name, photo, anchors, truth, examples: new Map() };
}

async function judge(label, title, count) {
  const showing = views.filter(({ truth }) =>
    truth.some((thing) => thing.label === label && thing.isAskedFor),
  );
  const without = views.filter(({ truth }) => truth.every((thing) => thing.label !== label));
  const answers = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const random = seededRandom(`draw ${label} ${draw}`);
    const shuffled = [...showing].map((view) => [random(), view]).sort((a, b) => a[0] - b[0]);
    const taught = shuffled.slice(0, count).map(([, view]) => view);
    const examples = await Promise.all(taught.map((view) => exampleOf(view, label)));
    const thing = learnThing(label, examples, [], bank);
    for (const view of showing.filter((view) => !taught.includes(view))) {
      answers.push(answerOf(view, thing, view.truth.find((each) => each.label === label).box));
    }
    for (const view of without) answers.push(answerOf(view, thing));
  }
  const shown = answers.filter(({ box }) => box);
  const empty = answers.filter(({ box }) => !box);
  const mean = (rows, of) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const counted = (answer) => answer.boxes.filter(({ confidence }) => confidence >= COUNTS);
  return {
    title,
    count,
    views: showing.length,
    answers,
    found: mean(shown, (a) => Number(counted(a).some(({ overlap }) => overlap >= TOUCHES))),
    boxed: mean(shown, (a) => Number(counted(a).some(({ overlap }) => overlap >= FOUND))),
    falseBoxes: mean(empty, (a) => counted(a).length),
    photoPrecision: averagePrecision(
      answers.map(({ boxes, box }) => ({
        score: Math.max(0, ...boxes.map(({ confidence }) => confidence)),
        isRight: box !== undefined,
      })),
      shown.length,
    ),
    boxPrecision: averagePrecision(
      answers.flatMap(({ boxes }) => {
        const first = boxes.findIndex(({ overlap }) => overlap >= FOUND);
        return boxes.map(({ confidence }, i) => ({ score: confidence, isRight: i === first }));
      }),
      shown.length,
    ),
  };
}

async function exampleOf(view, label) {
  const { examples, photo, truth } = view;
  const known = examples.get(label);
  if (known) return known;
  const { box } = truth.find((thing) => thing.label === label);
  const example = await describeExample(detector, photo, box);
  examples.set(label, example);
  return example;
}

function answerOf({ anchors }, thing, box) {
  const boxes = findThing(anchors, thing).map((found) => ({
    confidence: found.confidence,
    overlap: box ? intersectionOverUnion(found.box, box) : 0,
  }));
  return { box, boxes };
}

function reportOf() {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const figure = (value) => value.toFixed(2);
  const answers = results.filter(({ count }) => count > 1).flatMap((result) => result.answers);
  return [
    '# What is found of taught things: results of `node bench/taught.js`',
    '',
    `Rendered views of the sample rooms (bench/taught/views): ${views.length}, of which each thing is taught from some and looked for in the others,`,
    `${DRAWS} draws of each. A view is asked for a thing that takes 2 % of it and is hidden by less than a third.`,
    '',
    '- found: a box of at least 0.4 touches it (an intersection over union of 0.1); box: its intersection over union is 0.5 or more;',
    '- false: boxes of at least 0.4 a view that does not show it;',
    '- AP50: average precision of boxes at an intersection over union of 0.5; photo AP: of views that show it, by their best box.',
    '',
    line(['thing', 'views', 'taught from', 'found', 'box', 'false', 'AP50', 'photo AP']),
    line(['---', '---', '---', '---', '---', '---', '---', '---']),
    ...results.map((r) =>
      line([
        r.title,
        r.views,
        r.count,
        figure(r.found),
        figure(r.boxed),
        r.falseBoxes.toFixed(3),
        figure(r.boxPrecision),
        figure(r.photoPrecision),
      ]),
    ),
    ...TAUGHT_FROM.map((count) => {
      const rows = results.filter((r) => r.count === count);
      const mean = (of) => rows.reduce((sum, r) => sum + of(r), 0) / rows.length;
      return line([
        '**mean**',
        '',
        count,
        figure(mean((r) => r.found)),
        figure(mean((r) => r.boxed)),
        mean((r) => r.falseBoxes).toFixed(3),
        figure(mean((r) => r.boxPrecision)),
        figure(mean((r) => r.photoPrecision)),
      ]);
    }),
    '',
    'How often a confidence is right (taught from two views and more; right: an intersection over union of 0.5 with the thing):',
    '',
    line(['confidence', 'boxes', 'mean confidence', 'right']),
    line(['---', '---', '---', '---']),
    ...reliability(
      answers.flatMap(({ boxes }) =>
        boxes.map(({ confidence, overlap }) => ({ confidence, isRight: overlap >= FOUND })),
      ),
    ).map((bin) => line([bin.title, bin.count, figure(bin.confidence), figure(bin.right)])),
    '',
  ].join('\n');
}
