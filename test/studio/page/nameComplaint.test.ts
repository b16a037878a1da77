import { describe, expect, it } from 'vitest';
import { folderNameComplaint } from '../../../src/files/disk/folderName.js';
import { nameComplaint } from '../../../src/studio/page/state/nameComplaint.js';

describe('what is said of a name while it is typed', () => {
  it.each([
    ['kettle/pot', '/ cannot be part of a name.'],
    ['what?', '? cannot be part of a name.'],
    ['a\u202eb', 'An invisible character cannot be part of a name.'],
    ['.kettle', 'A name cannot begin with a dot.'],
    ['kettle.', 'A name cannot end with a dot.'],
    ['aux', 'This name is a device on Windows.'],
    ['k'.repeat(65), 'This name has 65 characters and 64 are the most.'],
  ])('is of %j: %s', (name, sentence) => {
    expect(folderNameComplaint(name)).not.toBe(undefined);
    expect(nameComplaint(name)).toBe(sentence);
  });

  it.each(['', '  ', ' kettle ', 'Café 冷蔵庫', 'oil bottle', 'no. 5', "cook's pot"])(
    'is nothing of %j',
    (name) => {
      expect(nameComplaint(name)).toBe(undefined);
    },
  );

  it.each(['-kettle', ' -kettle'])('is that no new name begins with a hyphen, of %j', (name) => {
    expect(nameComplaint(name, 'kettle')).toBe('A name cannot begin with a hyphen.');
  });

  it('is nothing of a name that is kept', () => {
    expect(nameComplaint('-kettle ', '-kettle')).toBe(undefined);
  });
});
