import { areaOf, intersectionOverUnion, shareInside } from './box.js';
import type { Candidate } from './candidates.js';
import { labelOf } from './labels.js';
import { IOU_THRESHOLD } from './nonMaximumSuppression.js';
import type { View } from './tiles.js';

/** A box that lies this much inside a larger one of its label, seen from another view, is a part of it. */
const PART_OF = 0.7;

/** The larger box stands for the thing if it is at least so sure, measured in the part's confidence; below that it is a guess. */
const SURE_OF_WHOLE = 0.6;

/** A view that is less sure of a thing, measured in the surest view's confidence, may mean anything with its box. */
const SEEN_WELL = 0.5;

/** Boxes of two labels with a greater intersection over union are one thing that the network has two words for. */
const TWO_WORDS_IOU = 0.8;

/** What carries other things: a bowl that fills a table is there, and so is the table. */
const CARRIER = 'dining table';

/**
 * Makes one of what several views propose, every label for itself.
 *
 * Boxes that overlap by more than half are one thing, reported as its strongest box. A box inside a larger one is
 * a part of that thing, say the back of a chair, which lends its confidence to the whole, if the whole is nearly as sure
 * itself; if not, the larger box is a faint guess around a clear thing, and goes. It also goes where it lies around several
 * surer things: they are a shelf of books, which another view sees one by one. Not so where one view saw
 * both: then they are two, a small plant before a large one. One view never reports one thing twice, so two cups
 * that overlap stay two. At last a place gets one label, the likelier, and leaves the others what it is not sure of: where the
 * network says dog of a box with 0.9 and cat with 0.57, there is a cat with 0.06.
 *
 * @returns strongest first, in an order that does not depend on the order of the candidates
 */
export function mergeCandidates(candidates: readonly Candidate[]): Candidate[] {
  const classes = new Set(candidates.map(({ classIndex }) => classIndex));
  const clusters = [...classes].flatMap((wanted) =>
    joinParts(mergeAcrossTiles(candidates.filter(({ classIndex }) => classIndex === wanted))),
  );
  return suppressOtherLabels(clusters.map(({ best }) => best).sort(byStrength));
}

/** The candidates of several views that are one thing. */
interface Cluster {
  readonly best: Candidate;
  readonly seenFrom: readonly View[];
  /** Those of the views that are sure enough of it to tell it from another thing. */
  readonly seenWellFrom: readonly View[];
}

function mergeAcrossTiles(candidates: readonly Candidate[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const candidate of [...candidates].sort(byStrength)) {
    const known = nearestUnseen(clusters, candidate);
    const cluster = clusters[known];
    clusters[known < 0 ? clusters.length : known] = withCandidate(cluster, candidate);
  }
  return clusters;
}

function withCandidate(cluster: Cluster | undefined, candidate: Candidate): Cluster {
  const { best, seenFrom, seenWellFrom } = cluster ?? {
    best: candidate,
    seenFrom: [],
    seenWellFrom: [],
  };
  const isWellSeen = candidate.confidence >= SEEN_WELL * best.confidence;
  return {
    best,
    seenFrom: [...seenFrom, candidate.view],
    seenWellFrom: isWellSeen ? [...seenWellFrom, candidate.view] : seenWellFrom,
  };
}

/** Index of the cluster that a candidate overlaps most, among those without a candidate of its view; −1 for none. */
function nearestUnseen(clusters: readonly Cluster[], candidate: Candidate): number {
  const overlaps = clusters.map(({ best, seenFrom }) =>
    seenFrom.includes(candidate.view) ? 0 : intersectionOverUnion(best.box, candidate.box),
  );
  const largest = Math.max(...overlaps);
  return largest > IOU_THRESHOLD ? overlaps.indexOf(largest) : -1;
}

function joinParts(clusters: readonly Cluster[]): Cluster[] {
  const wholes: Cluster[] = [];
  for (const cluster of [...clusters].sort((a, b) => byStrength(a.best, b.best))) {
    if (wholes.some((whole) => isPartOf(cluster, whole))) continue;
    const [part, ...others] = wholes.filter((whole) => isPartOf(whole, cluster));
    if (part === undefined) {
      wholes.push(cluster);
    } else if (others.length === 0 && isSureOfWhole(cluster, part)) {
      const best = { ...cluster.best, confidence: part.best.confidence };
      wholes[wholes.indexOf(part)] = { ...cluster, best };
    }
  }
  return wholes;
}

function isSureOfWhole(whole: Cluster, part: Cluster): boolean {
  return whole.best.confidence >= SURE_OF_WHOLE * part.best.confidence;
}

function isPartOf(part: Cluster, whole: Cluster): boolean {
  return (
    shareInside(part.best.box, whole.best.box) >= PART_OF &&
    !part.seenWellFrom.some((view) => whole.seenWellFrom.includes(view))
  );
}

/** At one place the likelier label leaves the others what it is not sure of. @param sorted strongest first */
function suppressOtherLabels(sorted: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const likelier = kept.find((other) => isSamePlace(other, candidate));
    const left = 1 - (likelier?.confidence ?? 0);
    kept.push({ ...candidate, confidence: left * candidate.confidence });
  }
  return kept.sort(byStrength);
}

function isSamePlace(a: Candidate, b: Candidate): boolean {
  return (
    intersectionOverUnion(a.box, b.box) > TWO_WORDS_IOU &&
    [a, b].every(({ classIndex }) => labelOf(classIndex) !== CARRIER)
  );
}

function byStrength(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || byPlace(a, b);
}

/** For ties, which do occur: a total order, so that the same photo always gives the same order. */
function byPlace(a: Candidate, b: Candidate): number {
  return (
    a.classIndex - b.classIndex ||
    a.box.x - b.box.x ||
    a.box.y - b.box.y ||
    areaOf(b.box) - areaOf(a.box)
  );
}
