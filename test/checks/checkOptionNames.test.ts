import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../src/checks/checkOptions.js';

const KNOWN = ['bars', 'tempoBpm', 'mostOnsetsASecond', 'minConfidence', 'instruments', 'title'];
const RULES = Object.fromEntries(KNOWN.map((name) => [name, 'any'] as const));
const call = (options: unknown) => checkOptions('mirrorPhoto', options as object, RULES);

describe('names of options', () => {
  it.each<[string, unknown]>([
    ['none', {}],
    ['known ones', { bars: 4, title: 'x' }],
    // As a program passes on what it may have been given itself.
    ['an unknown one that is undefined', { bars: 4, tempo: undefined }],
  ])('may be %s', (_, options) => expect(() => call(options)).not.toThrow());

  it.each<[string, string]>([
    ['tempo', 'tempoBpm'],
    ['tempoBMP', 'tempoBpm'],
    ['density', 'mostOnsetsASecond'],
    ['instrument', 'instruments'],
    ['confidence', 'minConfidence'],
    ['minconfidence', 'minConfidence'],
    ['bar', 'bars'],
    ['titel', 'title'],
    ['minconf', 'minConfidence'],
    ['TEMPO_BPM', 'tempoBpm'],
  ])('%s is told that %s is likely meant', (name, likely) => {
    expect(() => call({ bars: 4, [name]: Number.NaN })).toThrow(
      `Expected an option of mirrorPhoto but received "${name}", which it does not know. Did you mean ${likely}?`,
    );
  });

  it.each(['reverb', 'constructor', 'noHarmonise', ''])(
    '"%s", which is near to none, is told what there is',
    (name) => {
      expect(() => call({ [name]: 1 })).toThrow(`which it does not know. It takes bars, tempoBpm,`);
    },
  );

  it.each<[unknown, RegExp]>([
    [null, /to be an object such as \{ bars: … \} but received null\.$/],
    [undefined, /received undefined\.$/],
    [16, /received the number 16\.$/],
    [['bars'], /received the list \["bars"\]\.$/],
  ])('need an object: %j', (options, line) => {
    expect(() => call(options)).toThrow(line);
    expect(() => call(options)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
