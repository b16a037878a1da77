import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignVoices, instancesOf, voiceName } from '../../src/composition/assignVoices.js';
import { type MatchedObject, matchObjects } from '../../src/composition/matchObjects.js';
import { areaOf, type Box, shareInside } from '../../src/vision/box.js';
import type { Detection } from '../../src/vision/detection.js';
import { makeObject } from './players.js';

const photo = { width: 100, height: 100 };
const seen = (label: string, ...[x, y, width, height]: [number, number, number, number]) => ({
  label,
  confidence: 0.71,
  box: { x, y, width, height },
});

function match(detections: readonly Detection[], labels: readonly string[][]): MatchedObject[] {
  const objects = labels.map((own) => makeObject(own.join('-'), { labels: own }));
  const collection = { home: undefined, objects };
  return [...matchObjects(detections, { collection, photo }).matched];
}

function namesAndWidths(detections: readonly Detection[], labels: readonly string[][]) {
  const objects = match(detections, labels).map((matched) => ({ matched }));
  return assignVoices(objects, photo).map(({ matched }) => [
    voiceName(matched),
    ...matched.boxes.map(({ width }) => width),
  ]);
}

describe('assignVoices', () => {
  it('gives one instance a voice without a number', () => {
    expect(namesAndWidths([seen('person', 0, 0, 30, 60)], [['person']])).toEqual([['person', 30]]);
  });

  it.each([
    [{ width: 0, height: 600 }, 'at least a pixel but received 0 × 600'],
    [{ width: '800', height: 600 }, 'at least a pixel but received 800 × 600'],
    [{}, 'Expected photo to be what `await readPhoto(bytes)` gives'],
  ])('refuses the photo %j, which has no area', (photo, complaint) => {
    expect(() => assignVoices([], photo as { width: number; height: number })).toThrow(complaint);
  });

  it('gives each of several instances a voice of its own, the largest first', () => {
    const pair = [seen('person', 0, 0, 20, 60), seen('person', 50, 0, 30, 60)];
    expect(namesAndWidths(pair, [['person']])).toEqual([
      ['person 1', 30],
      ['person 2', 20],
    ]);
  });

  it('takes a bowl and the banana in it for one instance, and the bowl beside them for another', () => {
    const table = [
      seen('bowl', 0, 50, 40, 20),
      seen('banana', 5, 45, 20, 12),
      seen('bowl', 60, 50, 30, 20),
    ];
    const objects = match(table, [['bowl', 'banana']]).map((matched) => ({ matched }));
    const voices = assignVoices(objects, photo).map(({ matched }) => matched);
    expect(voices.map(({ labels }) => labels)).toEqual([['bowl', 'banana'], ['bowl']]);
    // 800 of the bowl, 240 of the banana, of which 7 × 20 stand within the bowl.
    expect(voices[0]?.areaShare).toBeCloseTo(0.09, 10);
    expect(voices[1]?.areaShare).toBeCloseTo(0.06, 10);
  });

  it('does not take a row of people for one because each stands half before the next', () => {
    const row = [0, 8, 16, 24].map((x) => seen('person', x, 0, 20, 50));
    expect(instancesOf(row).map((instance) => instance.length)).toEqual([2, 2]);
  });

  it('gives an object five voices at most, and the instances beyond them to the nearest', () => {
    const books = [50, 40, 30, 20, 10].map((height, i) => seen('book', i * 20, 0, 10, height));
    const small = [seen('book', 84, 30, 3, 3), seen('book', 1, 90, 4, 3)];
    expect(namesAndWidths([...books, ...small], [['book']])).toEqual([
      ['book 1', 10, 4],
      ['book 2', 10],
      ['book 3', 10],
      ['book 4', 10],
      ['book 5', 10, 3],
    ]);
  });

  it('gives every object a voice before any has a second, and the others by area, fifteen in all', () => {
    const labels = ['bed', 'book', 'bottle', 'cat', 'chair', 'clock', 'couch', 'cup', 'dog'];
    const others = ['fork', 'knife', 'laptop', 'oven'];
    const alone = [...labels, ...others].map((label, i) => seen(label, i * 7, 80, 2, 2));
    const crowd = [14, 12, 10, 8].map((width, i) => seen('cup', i * 20, 0, width, 40));
    const detections = [...alone, ...crowd];
    const named = namesAndWidths(
      detections,
      [...labels, ...others].map((label) => [label]),
    );
    expect(named).toHaveLength(15);
    // The fourth cup and the small one join the third, which stands nearest to both.
    expect(named.slice(0, 3)).toEqual([
      ['cup 1', 10, 8, 2],
      ['cup 2', 14],
      ['cup 3', 12],
    ]);
    expect(named.slice(3).map(([name]) => name)).not.toContain('cup 4');
  });

  it.each([
    ['equal boxes', () => 1],
    ['boxes that differ by less than the detector sees', (i: number) => 1 + ((i * 7) % 5) / 100],
  ])('deals a row of thirty %s out evenly', (_, widthOf) => {
    const row = Array.from({ length: 30 }, (_, i) => seen('person', i * 3, 0, 2 * widthOf(i), 40));
    const sizes = namesAndWidths(row, [['person']]).map(([, ...widths]) => widths.length);
    expect(sizes).toHaveLength(5);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
  });

  it('holds for whatever is seen: no box is lost, no voice is larger than the one before it', () => {
    const detection = fc
      .record({
        label: fc.constantFrom('person', 'chair', 'cup'),
        x: fc.integer({ min: 0, max: 80 }),
        y: fc.integer({ min: 0, max: 80 }),
        width: fc.integer({ min: 1, max: 20 }),
        height: fc.integer({ min: 1, max: 20 }),
      })
      .map(({ label, x, y, width, height }) => seen(label, x, y, width, height));
    fc.assert(
      fc.property(fc.array(detection, { minLength: 1, maxLength: 40 }), (detections) => {
        const matched = match(detections, [['person'], ['chair', 'cup']]);
        const voices = assignVoices(
          matched.map((each) => ({ matched: each })),
          photo,
        ).map((voice) => voice.matched);
        expect(voices.length).toBeLessThanOrEqual(15);
        const boxes = voices.flatMap((voice) => voice.boxes);
        expect([...boxes].sort(byPlace)).toEqual(detections.map(({ box }) => box).sort(byPlace));
        for (const { object, detections: own } of matched) {
          const shares = voices
            .filter((voice) => voice.object === object)
            .map(({ areaShare }) => areaShare);
          expect(shares).toHaveLength(Math.min(5, instancesOf(own).length));
          expect(shares).toEqual([...shares].sort((a, b) => b - a));
        }
        const [first] = voices;
        expect(first?.areaShare).toBe(Math.max(...voices.map(({ areaShare }) => areaShare)));
      }),
    );
  });

  it('groups boxes so that no largest box lies half in another largest box', () => {
    const boxes = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(boxes, (drawn) => {
        const detections = drawn
          .map((place) => seen('cup', ...place))
          .sort((a, b) => areaOf(b.box) - areaOf(a.box));
        const mains = instancesOf(detections).map(([main]) => main.box);
        for (const [i, a] of mains.entries()) {
          for (const b of mains.slice(i + 1)) expect(shareInside(b, a)).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });
});

function byPlace(a: Box, b: Box): number {
  return a.x - b.x || a.y - b.y || a.width - b.width || a.height - b.height;
}
