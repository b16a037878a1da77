import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeExample, learnThing, readPhoto, seededRandom } from 'sound-mirror';
import { intersectionOverUnion } from '../../dist/vision/box.js';
import { inferCrops } from '../../dist/vision/inference.js';
import { embedAnchors } from '../../dist/vision/taught/embedAnchors.js';
import { findThing } from '../../dist/vision/taught/findTaught.js';

/** A thing is asked for where it takes this much of the picture, and this much of it is not hidden. */
const LEAST_SHARE = 0.02;
const LEAST_VISIBLE = 0.7;

/** The least intersection over union of a box that is right. */
const RIGHT = 0.5;

/**
 * The pictures of a folder with their anchors, and where its things stand in their pixels.
 *
 * @param folder with JPEG files and views.json: [{ name, place?, use?, things: [{ label, visible, box: [x, y, width, height] }] }],
 *   boxes in shares of the picture, visible the share of the thing that nothing hides. Pictures of one place are never taught
 *   from and looked into at once; use is 'teach' or 'test' where a picture is there for one of these only.
 * @param options.wanted whether a picture's name is wanted
 */
export async function openViews(folder, { detector, wanted = () => true }) {
  const views = [];
  for (const { name, place, use, things } of JSON.parse(
    readFileSync(join(folder, 'views.json'), 'utf8'),
  )) {
    if (!wanted(name)) continue;
    const photo = await readPhoto(readFileSync(join(folder, `${name}.jpg`)));
    const { width, height } = photo.pixels;
    const { crops, logitScale } = await inferCrops(detector, photo, { withMaps: true });
    const picture = { x: 0, y: 0, width, height };
    const anchors = crops.flatMap((crop) => embedAnchors(crop, { picture, logitScale }));
    const truth = things.map(({ label, visible = 1, box: [x, y, w, h] }) => ({
      label,
      isAskedFor: w * h >= LEAST_SHARE && visible >= LEAST_VISIBLE,
      box: { x: x * width, y: y * height, width: w * width, height: h * height },
    }));
    views.push({
      name,
      place: place ?? name,
      use,
      photo,
      picture,
      anchors,
      truth,
      examples: new Map(),
    });
  }
  return views;
}

/** Labels that some view is asked for, in the order of the alphabet. */
export function labelsOf(views) {
  const asked = views.flatMap(({ truth }) => truth.filter(({ isAskedFor }) => isAskedFor));
  return [...new Set(asked.map(({ label }) => label))].sort();
}

/**
 * Teaches a thing from some of the views that show it and looks for it in the others, several times.
 *
 * @param options.count how many boxes it is taught from, each of another view
 * @returns an answer for each view looked into: { truth: boxes, found: [{ confidence, isRight, overlap }] }; none where too few
 *   views show the thing
 */
export async function judgeThing(views, label, { count, draws, detector, bank }) {
  const answers = [];
  const showing = views.filter(
    ({ use, truth }) => use !== 'test' && truth.some((t) => t.label === label && t.isAskedFor),
  );
  if (showing.length < count) return answers;
  for (let draw = 0; draw < draws; draw++) {
    const random = seededRandom(`draw ${label} ${draw}`);
    const shuffled = showing.map((view) => [random(), view]).sort((a, b) => a[0] - b[0]);
    const taught = shuffled.slice(0, count).map(([, view]) => view);
    const examples = [];
    for (const view of taught) examples.push(await exampleOf(view, label, detector));
    const thing = learnThing(label, examples, [], bank);
    const places = new Set(taught.map(({ place }) => place));
    for (const view of views.filter(({ use, place }) => use !== 'teach' && !places.has(place))) {
      const shown = view.truth.filter((each) => each.label === label);
      // What is too small or half hidden is neither asked for nor called wrong.
      if (shown.length > 0 && !shown.some(({ isAskedFor }) => isAskedFor)) continue;
      answers.push(answerOf(view, thing, shown));
    }
  }
  return answers;
}

async function exampleOf({ examples, photo, truth }, label, detector) {
  const known = examples.get(label);
  if (known) return known;
  const boxes = truth.filter((thing) => thing.label === label).map(({ box }) => box);
  const [box, ...others] = boxes;
  const example = await describeExample(detector, photo, box, { others });
  examples.set(label, example);
  return example;
}

/** As PASCAL VOC counts: of several boxes on one thing the surest is right, the others are wrong. */
function answerOf({ anchors, picture }, thing, shown) {
  const free = new Set(shown);
  const found = findThing(anchors, thing, picture).map(({ confidence, box }) => {
    const overlaps = shown.map((each) => [intersectionOverUnion(each.box, box), each]);
    const [overlap = 0, nearest] = overlaps
      .filter(([, each]) => free.has(each))
      .sort((a, b) => b[0] - a[0])[0] ?? [0];
    const isRight = overlap >= RIGHT;
    if (isRight) free.delete(nearest);
    return { confidence, isRight, overlap: Math.max(0, ...overlaps.map(([value]) => value)) };
  });
  return { shown: shown.filter(({ isAskedFor }) => isAskedFor).length, found };
}
