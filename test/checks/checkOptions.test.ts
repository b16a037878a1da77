import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { checkValues, describeValue, type OptionRule } from '../../src/checks/checkOptions.js';

const result = { givenBy: 'await openCollection()', fields: ['objects'] };

/** The line for one option, undefined where it is taken. */
function complaint(value: unknown, rule: OptionRule): string | undefined {
  try {
    checkValues({ it: value }, { it: rule });
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ name: 'MirrorError', code: 'usage' });
    return (error as Error).message;
  }
}

describe('an option', () => {
  it.each<[OptionRule, unknown]>([
    [{ least: 3, most: 7, whole: true }, 7],
    [{ least: 3, most: 7, whole: false }, 3.5],
    ['boolean', false],
    ['string', ''],
    ['function', () => {}],
    ['array', []],
    ['map', new Map()],
    ['record', { clock: 'celesta' }],
    ['record', Object.create(null)],
    ['strings', { clock: 'celesta' }],
    ['bytes', Buffer.from('a')],
    // Of another realm.
    ['bytes', runInNewContext('new Uint8Array(3)')],
    ['stream', (async function* () {})()],
    ['iterable', []],
    ['iterable', new Set()],
    ['iterable', (function* () {})()],
    ['iterable', (async function* () {})()],
    ['signal', new AbortController().signal],
    // What another realm, or a library, gives for one.
    ['signal', { aborted: false, addEventListener: () => {} }],
    [['phrase', 'seed'], 'seed'],
    [result, { objects: [], home: undefined }],
    [{ ...result, isRequired: true }, { objects: [] }],
    ['string', undefined],
    [result, undefined],
  ])('of rule %j may be %o', (rule, value) => expect(complaint(value, rule)).toBeUndefined());

  it.each<[OptionRule, unknown, string]>([
    [{ least: 3, most: 7, whole: true }, 8, 'to be a whole number from 3 to 7 but received 8.'],
    [{ least: 3, most: 7, whole: true }, 3.5, 'to be a whole number from 3 to 7 but received 3.5.'],
    [
      { least: 3, most: 7, whole: false },
      Number.NaN,
      'to be a number from 3 to 7 but received NaN.',
    ],
    [
      { least: 3, most: 7, whole: false },
      '5',
      'to be a number from 3 to 7 but received the string "5".',
    ],
    ['boolean', 'x', 'to be true or false but received the string "x".'],
    ['boolean', 0, 'to be true or false but received the number 0.'],
    ['string', 5, 'to be a string but received the number 5.'],
    ['string', null, 'to be a string but received null.'],
    ['function', 'log', 'to be a function but received the string "log".'],
    [
      'bytes',
      'kitchen.jpg',
      'to be a Uint8Array, as `await readFile(path)` or `new Uint8Array(buffer)` gives, but received the string "kitchen.jpg".',
    ],
    ['stream', [1], 'to be an async iterable but received the list [1].'],
    ['iterable', {}, 'to be an iterable or async iterable but received the object {}.'],
    [
      'iterable',
      'take.mid',
      'to be an iterable or async iterable but received the string "take.mid".',
    ],
    ['array', { length: 1 }, 'to be a list but received the object { length: 1 }.'],
    ['map', {}, 'to be a Map but received the object {}.'],
    ['record', ['clock'], 'to be an object of names and values but received the list ["clock"].'],
    [
      'strings',
      { clock: 'celesta', dog: 5 },
      'to be an object of names and strings but received the object { clock: "celesta", dog: 5 }.',
    ],
    [
      'record',
      new Map(),
      'to be an object of names and values but received an object of type Map.',
    ],
    [
      'signal',
      new AbortController(),
      'to be an AbortSignal but received an object of type AbortController.',
    ],
    [['phrase', 'seed'], 'seeds', 'to be phrase or seed but received the string "seeds".'],
    [
      result,
      Promise.resolve(),
      'to be what `await openCollection()` gives but received a promise: write `await` before it.',
    ],
    [
      { ...result, isRequired: true },
      undefined,
      'to be what `await openCollection()` gives but received undefined.',
    ],
  ])('of rule %j may not be %o', (rule, value, line) => {
    expect(complaint(value, rule)).toBe(`Expected it ${line}`);
  });
});

describe('a value in a message', () => {
  it.each<[unknown, string]>([
    [7n, 'the bigint 7'],
    [Symbol('x'), 'the symbol Symbol(x)'],
    ['a'.repeat(61), `the string "${'a'.repeat(60)}"…`],
    [new Uint8Array(9), 'an object of type Uint8Array'],
    [[1, [2]], 'an object of type Array'],
    [[null, undefined, Symbol('a')], 'the list [null, undefined, Symbol(a)]'],
    [['b'.repeat(61)], `the list ["${'b'.repeat(60)}"]`],
    [new Array(9).fill(1), 'an object of type Array'],
  ])('is short whatever it is: %o', (value, text) => expect(describeValue(value)).toBe(text));
});
