import { areaOf, intersectionOverUnion, shareInside } from './box.js';
import { type Candidate, SAME_THING } from './candidates.js';
import type { View } from './tiles.js';

/** A box that lies this much inside a larger one of its label, seen from another view, is a part of it. */
const PART_OF = 0.7;

/** Boxes of two labels that coincide this nearly are one thing that the network has two words for. */
const SAME_PLACE = 0.8;

/**
 * Makes one of what several views propose, every label for itself.
 *
 * Boxes that overlap by more than half are one thing, reported as its strongest box. A box inside a larger one is
 * a part of that thing, say the back of a chair, which lends its confidence to the whole; but not where one view saw
 * both: then they are two, a small plant before a large one. One view never reports one thing twice, so two cups
 * that overlap stay two. At last a place gets one label, the likelier: where the network says dog and cat of the
 * same box, there is no cat.
 *
 * @returns strongest first, in an order that does not depend on the order of the candidates
 */
export function mergeCandidates(candidates: readonly Candidate[]): Candidate[] {
  const classes = new Set(candidates.map(({ classIndex }) => classIndex));
  const things = [...classes].flatMap((wanted) =>
    joinParts(joinSightings(candidates.filter(({ classIndex }) => classIndex === wanted))),
  );
  return likeliestOfEachPlace(things.map(({ best }) => best).sort(byStrength));
}

/** One thing and every view that proposed it. */
interface Thing {
  readonly best: Candidate;
  readonly seenFrom: readonly View[];
}

function joinSightings(candidates: readonly Candidate[]): Thing[] {
  const things: Thing[] = [];
  for (const candidate of [...candidates].sort(byStrength)) {
    const known = nearestUnseen(things, candidate);
    const thing = things[known];
    if (thing === undefined) things.push({ best: candidate, seenFrom: [candidate.view] });
    else things[known] = { ...thing, seenFrom: [...thing.seenFrom, candidate.view] };
  }
  return things;
}

/** Index of the thing that a candidate is most nearly, among those its own view has not reported yet; −1 for none. */
function nearestUnseen(things: readonly Thing[], candidate: Candidate): number {
  const overlaps = things.map(({ best, seenFrom }) =>
    seenFrom.includes(candidate.view) ? 0 : intersectionOverUnion(best.box, candidate.box),
  );
  const largest = Math.max(...overlaps);
  return largest > SAME_THING ? overlaps.indexOf(largest) : -1;
}

function joinParts(things: readonly Thing[]): Thing[] {
  const wholes: Thing[] = [];
  for (const thing of [...things].sort(byAreaDown)) {
    const index = wholes.findIndex((whole) => isPartOf(thing, whole));
    const whole = wholes[index];
    if (whole === undefined) {
      wholes.push(thing);
    } else {
      const confidence = Math.max(whole.best.confidence, thing.best.confidence);
      wholes[index] = { ...whole, best: { ...whole.best, confidence } };
    }
  }
  return wholes;
}

function isPartOf(part: Thing, whole: Thing): boolean {
  return (
    shareInside(part.best.box, whole.best.box) >= PART_OF &&
    !part.seenFrom.some((view) => whole.seenFrom.includes(view))
  );
}

function likeliestOfEachPlace(sorted: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const taken = kept.some(({ box }) => intersectionOverUnion(box, candidate.box) > SAME_PLACE);
    if (!taken) kept.push(candidate);
  }
  return kept;
}

function byStrength(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || byPlace(a, b);
}

function byAreaDown(a: Thing, b: Thing): number {
  return areaOf(b.best.box) - areaOf(a.best.box) || byStrength(a.best, b.best);
}

/** For ties, which do occur: a total order, so that the same photo is always told in the same words. */
function byPlace(a: Candidate, b: Candidate): number {
  return (
    a.classIndex - b.classIndex ||
    a.box.x - b.box.x ||
    a.box.y - b.box.y ||
    areaOf(b.box) - areaOf(a.box)
  );
}
