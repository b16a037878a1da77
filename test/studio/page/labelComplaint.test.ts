import { expect, it } from 'vitest';
import { labelComplaint } from '../../../src/studio/page/views/collection/labelComplaint.js';

it.each([
  ['', ''],
  ['  ', ''],
  ['Wine glass ', ''],
  ['lap', /^“lap” is none of the things .* Take laptop, or leave the field empty\.$/],
  ['kettle', /^“kettle” is none of .* Take cup or bottle, or leave/],
  ['xyzzy', /Take another, or leave the field empty\.$/],
])('says of %j in the field for labels: %s', (word, complaint) => {
  expect(labelComplaint(word)).toEqual(complaint === '' ? '' : expect.stringMatching(complaint));
});
