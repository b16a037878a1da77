import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { phraseLists } from '../../../src/autoencoder/phrase/phraseLists.js';
import { MirrorError } from '../../../src/errors.js';
import { FIELDS, type Field, MOST_SYMBOLS } from '../../../src/events/vocabulary.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

const { vocabulary, sequences, timeSignature } = tinyDecoder('phrase', {
  object: 'kettle',
  recordings: [],
}) as PhraseDecoder;

/** Reads the lists with another value of a field, named from the outside in: `vocabulary.pitch.0`. */
function readWith(path: string, value: unknown) {
  const json = structuredClone({ vocabulary, sequences }) as ReturnType<typeof JSON.parse>;
  const names = path.split('.');
  const last = names.pop() as string;
  names.reduce((record, name) => record[name], json)[last] = value;
  return phraseLists(json, timeSignature);
}

it('phraseLists gives back what it was given', () => {
  expect(phraseLists({ vocabulary, sequences }, timeSignature)).toEqual({ vocabulary, sequences });
});

describe('phraseLists refuses', () => {
  it.each<[string, string, unknown, RegExp]>([
    ['no vocabulary', 'vocabulary', undefined, /a record in «vocabulary».*nothing/],
    ['a vocabulary that is a list', 'vocabulary', [[60]], /a list of 1/],
    ['no sequences', 'sequences', undefined, /a record in «sequences».*nothing/],
    ['the sequences of an older format', 'sequences', [[[0, 12]]], /a record in «sequences»/],
    [
      'a chord that is not there',
      'sequences.events.0',
      [[999, 0]],
      /0 to 2 in «sequences\.events»/,
    ],
    ['events of no chord at all', 'sequences.chords', [], /0 to -1 in «sequences\.events»/],
    ['a silence of an hour', 'sequences.events.0.0.1', 385, /0 to 384 in «sequences\.events»/],
    ['half an event', 'sequences.events.0', [[0]], /sequences\.events.*nothing/],
    ['an event and a half', 'sequences.events.0', [[0, 0, 0]], /at most 2 in «sequences\.events»/],
    [
      'more events than a decoder keeps',
      'sequences.events.2',
      Array.from({ length: 20_000 }, () => [0, 0]),
      /at most 9996 in «sequences\.events»/,
    ],
    [
      'a chord whose notes do not rise',
      'sequences.chords.0',
      [57, 50],
      /rising values in «sequences\.chords»/,
    ],
    ['a chord without notes', 'sequences.chords.0', [], /«sequences\.chords»/],
  ])('%s', (_, path, value, line) => {
    expect(() => readWith(path, value)).toThrowError(MirrorError);
    expect(() => readWith(path, value)).toThrowError(line);
  });

  it.each<[Field, unknown, string]>([
    ['pitch', 128, '0 to 127'],
    ['interOnset', 385, '0 to 384'],
    ['interOnset', -1, '0 to 384'],
    // Bars of 3/4 have 36 steps.
    ['metricalPosition', 36, '0 to 35'],
    ['duration', 0, '1 to 30720'],
    ['velocity', 0, '1 to 127'],
    ['microtiming', 41, '-40 to 40'],
    ['noteVelocity', 127, '-126 to 126'],
    ['noteDuration', -33, '-32 to 32'],
    ['pitch', 60.5, '0 to 127'],
    ['velocity', '64', '1 to 127'],
    ['duration', null, '1 to 30720'],
  ])('a vocabulary whose %s is %j', (field, value, range) => {
    expect(() => readWith(`vocabulary.${field}.0`, value)).toThrow(
      `from ${range} in «vocabulary.${field}»`,
    );
  });

  it.each(FIELDS)('a vocabulary without %s, empty, endless, falling or twice the same', (field) => {
    const values = vocabulary[field];
    const most = MOST_SYMBOLS[field];
    for (const [broken, line] of [
      [undefined, `a list of at most ${most} in «vocabulary.${field}»`],
      [{ 0: values[0] }, `a list of at most ${most}`],
      [[], 'at least one value'],
      [new Array(most + 1).fill(values[0]), `a list of at most ${most}`],
      [[...values].reverse(), 'rising values'],
      [[values[0], values[0]], 'rising values'],
    ] as const) {
      expect(() => readWith(`vocabulary.${field}`, broken)).toThrow(line);
    }
  });
});
