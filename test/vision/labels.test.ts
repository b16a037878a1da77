import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLASS_COUNT, COCO_LABELS, isLabel, labelOf } from '../../src/vision/labels.js';

/** The table of the published package, read as text. */
function publishedLabels(): Map<number, string> {
  const main = createRequire(import.meta.url).resolve('@tensorflow-models/coco-ssd');
  const text = readFileSync(join(dirname(main), 'classes.js'), 'utf8');
  const entries = text.matchAll(/id: (\d+),\s+displayName: '([^']+)'/g);
  return new Map([...entries].map(([, id, label]) => [Number(id), label as string]));
}

describe('labels', () => {
  it('are those of the published package, id for id, with the same gaps', () => {
    const published = publishedLabels();
    const ours = Array.from({ length: CLASS_COUNT }, (_, i) => labelOf(i));
    expect(ours).toEqual(ours.map((_, i) => published.get(i + 1)));
    expect([...COCO_LABELS]).toEqual([...published.values()]);
    expect(COCO_LABELS).toHaveLength(80);
  });

  it.each([
    ['knife', true],
    ['dining table', true],
    ['Knife', false],
    ['breadknife', false],
    ['constructor', false],
    ['', false],
  ])('take %j for a label: %j', (text, expected) => {
    expect(isLabel(text)).toBe(expected);
  });

  it('have no word for a column outside the network', () => {
    expect([-1, 11, 90, 3.5].map(labelOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
