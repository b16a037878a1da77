import { describe, expect, it } from 'vitest';
import { unusedInstrumentLines } from '../../../src/cli/report/instrumentLines.js';

const objects = new Set(['clock', 'bed']);

describe('unusedInstrumentLines', () => {
  it('names the objects that do not play in a photo, and those that do', () => {
    const chosen = { oven: 'violin', clock: 'celesta', 'wine-glass': 'church organ' };
    expect(unusedInstrumentLines(chosen, { photos: ['hall.jpg'], objects })).toEqual([
      '--instrument oven=violin changes nothing: oven does not play in hall.jpg, where clock, bed play.',
      '--instrument wine-glass=church organ changes nothing: wine-glass does not play in hall.jpg, where clock, bed play.',
    ]);
  });

  it('says it once of several photos', () => {
    const played = { photos: ['hall.jpg', 'attic.jpg'], objects: new Set(['clock']) };
    expect(unusedInstrumentLines({ oven: 'violin' }, played)).toEqual([
      '--instrument oven=violin changes nothing: oven plays in none of the 2 photos, where clock plays.',
    ]);
  });

  it('says nothing where nothing was chosen, where all of it plays, and where no photo became music', () => {
    const played = { photos: ['hall.jpg'], objects };
    expect(unusedInstrumentLines(undefined, played)).toEqual([]);
    expect(unusedInstrumentLines({ Clock: 'violin' }, played)).toEqual([]);
    const none = { photos: [], objects: new Set<string>() };
    expect(unusedInstrumentLines({ oven: 'violin' }, none)).toEqual([]);
  });
});
