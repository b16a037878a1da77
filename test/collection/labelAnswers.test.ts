import { describe, expect, it } from 'vitest';
import { editObject } from '../../src/collection/changes/editObject.js';
import { labelAnswers } from '../../src/collection/labelAnswers.js';
import { openCollection } from '../../src/collection/openCollection.js';
import { COCO_LABELS } from '../../src/vision/labels.js';
import { putObject } from './shelves.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const home = useTemporaryFolder();

describe('who answers the labels', () => {
  it('is known of all 80, in the order of COCO', async () => {
    const answers = labelAnswers(await openCollection());
    expect(answers.map(({ label }) => label)).toEqual(COCO_LABELS);
    expect(answers.flatMap(({ overridden }) => overridden)).toEqual([]);
  });

  it('are objects of the home, the starter\u2019s, or none', async () => {
    await putObject(home.path, { name: 'mug', labels: ['cup', 'frisbee'] });
    await putObject(home.path, { name: 'clock', labels: ['clock'] });
    await putObject(home.path, { name: 'couch', labels: ['bed'] });
    // An edit that adds no label wins none either.
    await editObject(home.path, { name: 'cup', instrument: 'celesta' });
    await editObject(home.path, { name: 'oven', addLabels: ['tv'] });
    const answers = labelAnswers(await openCollection({ home: home.path }));
    const about = (wanted: string) => {
      const { answeredBy, overridden } = answers.find(({ label }) => label === wanted) ?? {};
      return [answeredBy?.map(({ name }) => name), overridden?.map(({ name }) => name)];
    };
    expect(about('cup')).toEqual([['mug'], ['cup']]);
    expect(about('clock')).toEqual([['clock'], ['clock']]);
    expect(about('frisbee')).toEqual([['mug'], ['ball-games']]);
    // The starter's couch is covered, and the home's answers beds.
    expect(about('couch')).toEqual([[], []]);
    expect(about('zebra')).toEqual([['elephant'], []]);
    expect(about('tv')).toEqual([['oven'], ['television']]);
    expect(about('microwave')).toEqual([['oven'], []]);
  });
});
