import { describe, expect, it } from 'vitest';
import { findObject } from '../../../src/collection/collection.js';
import { HOUSEHOLD_WORDS } from '../../../src/collection/names/householdWords.js';
import { labelsFor, understandName } from '../../../src/collection/names/understandName.js';
import { checkLabels } from '../../../src/collection/objectFile.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import type { SoundObject } from '../../../src/collection/soundObject.js';
import { COCO_LABELS, isLabel } from '../../../src/vision/labels.js';

describe('a name', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['Toaster', COCO_LABELS, 'toaster'],
    ['wine-glass', COCO_LABELS, 'wine glass'],
    ['WINE GLASS', COCO_LABELS, 'wine glass'],
    ['wineglass', COCO_LABELS, 'wine glass'],
    ['Kettle', ['Kettle', 'kettle'], 'Kettle'],
    ['KETTLE', ['Kettle', 'kettle'], undefined],
    ['Cafe\u0301', ['Caf\u00e9'], 'Caf\u00e9'],
    ['toster', COCO_LABELS, undefined],
    ['', COCO_LABELS, undefined],
  ])('%j is understood where only one can be meant', (written, names, meant) => {
    expect(understandName(written, names)).toBe(meant);
  });
});

describe('labels', () => {
  it('are kept in the spelling of COCO', () => {
    expect(checkLabels(['Wine_Glass', 'CUP', 'cup'])).toEqual(['wine glass', 'cup']);
  });

  it.each([
    ['mug', 'cup'],
    ['Fridge', 'refrigerator'],
    ['tap', 'sink'],
    ['sofas', 'couch'],
    ['telly', 'tv'],
    ['toster', 'toaster'],
  ])('that are none, such as %s, have those suggested that are meant', (word, label) => {
    expect(labelsFor(word, COCO_LABELS)).toEqual([label]);
    expect(() => checkLabels([word])).toThrow(`received "${word}". Did you mean ${label}?`);
  });

  it('are not guessed where nothing comes near', () => {
    expect(() => checkLabels(['xylophonist'])).toThrow('`mirror labels` lists all 80.');
  });
});

describe('the words of the house', () => {
  it('are no labels themselves and stand for labels, each for three at the most', () => {
    for (const [word, labels] of Object.entries(HOUSEHOLD_WORDS)) {
      expect([word, isLabel(word), labels.every(isLabel)]).toEqual([word, false, true]);
      expect(labels.length).toBeLessThanOrEqual(3);
      expect(word).toBe(word.toLowerCase());
    }
  });
});

describe('an object', () => {
  it.each([
    ['CLOCK', 'clock'],
    ['wine glass', 'wine-glass'],
  ])('is found as %s', async (written, name) => {
    expect(findObject(await openCollection(), written).name).toBe(name);
  });

  it.each([
    ['mug', /Did you mean cup\?$/],
    ['telly', /Did you mean television\?$/],
    ['knife', /Did you mean breadknife\?$/],
    ['clokc', /Did you mean clock\?$/],
  ])('that is none, %s, has those suggested that answer it', async (written, line) => {
    const collection = await openCollection();
    expect(() => findObject(collection, written)).toThrow(line);
  });

  it("that is none has the user's own suggested first", async () => {
    const { objects, ...collection } = await openCollection();
    const own = { ...(objects[0] as SoundObject), name: 'knife block', shelf: 'home' } as const;
    const all = { ...collection, objects: [...objects, own] };
    expect(() => findObject(all, 'knife')).toThrow(/Did you mean knife block or breadknife\?$/);
  });
});
