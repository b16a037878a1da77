import { describe, expect, it } from 'vitest';
import type { SoundObject } from '../../src/collection/soundObject.js';
import { withInstruments } from '../../src/composition/chosenInstruments.js';
import type { MatchedObject } from '../../src/composition/matchObjects.js';

const matched = ['couch', 'Café'].map(
  (name) =>
    ({ object: { name, instrument: 'celesta', program: 8 } as SoundObject }) as MatchedObject,
);

describe('instruments that were chosen for a piece', () => {
  it.each([
    ['none', undefined, ['celesta', 'celesta']],
    ['one object', { couch: 'violin' }, ['violin', 'celesta']],
    ['a name written otherwise', { COUCH: 'Church-Organ' }, ['church organ', 'celesta']],
    ['letters composed otherwise', { 'Cafe\u0301': 'flute' }, ['celesta', 'flute']],
    ['an object that does not play', { clock: 'violin' }, ['celesta', 'celesta']],
  ])('are taken for %s, and the others keep their own', (_, instruments, expected) => {
    const chosen = withInstruments(matched, instruments);
    expect(chosen.map(({ object }) => object.instrument)).toEqual(expected);
  });

  it('brings the program with the name', () => {
    const [couch] = withInstruments(matched, { couch: 'violin' });
    expect(couch?.object.program).toBe(40);
  });

  it('says which name there is not, and what may be meant', () => {
    const fault = /General MIDI name of an instrument but received .violn.\. Did you mean violin/;
    expect(() => withInstruments(matched, { couch: 'violn' })).toThrow(fault);
  });
});
