import { describe, expect, it } from 'vitest';
import * as batchHelpTexts from '../../../../src/cli/options/help/batchHelpTexts.js';
import * as helpTexts from '../../../../src/cli/options/help/helpTexts.js';
import { COCO_LABELS } from '../../../../src/index.js';

describe('the help', () => {
  it('of add lists every label, and nothing else among them', () => {
    const [, list = ''] = helpTexts.ADD_HELP.split(/names of COCO:\n/);
    expect(list.trim().split(/,\s+/)).toEqual([...COCO_LABELS]);
  });

  it('fits into a hundred columns', () => {
    const lines = Object.values({ ...helpTexts, ...batchHelpTexts }).flatMap((text) =>
      text.split('\n'),
    );
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
});
