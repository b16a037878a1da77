import { MirrorError } from '../errors.js';
import { checkOptionNames } from './checkOptionNames.js';

/** What a number may be, both ends included. */
export interface OptionRange {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/** What another function gives, known by the fields that it has. */
export interface OptionResult {
  /** The call that gives it, as a program writes it. */
  readonly givenBy: string;
  readonly fields: readonly string[];
  /** Whether it may not be left out; false by default. */
  readonly isRequired?: boolean;
}

/** What an option may be: a number in a range, a value of a type, one of a few words, or what another function gives. */
export type OptionRule = OptionRange | OptionType | readonly string[] | OptionResult;

export type OptionType = keyof typeof TYPES;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isRecord = (value: unknown): value is object =>
  isObject(value) && !Array.isArray(value) && !(value instanceof Map);

const TYPES = {
  // What is checked elsewhere.
  any: { expected: 'anything', isMet: () => true },
  boolean: { expected: 'true or false', isMet: (value: unknown) => typeof value === 'boolean' },
  string: { expected: 'a string', isMet: (value: unknown) => typeof value === 'string' },
  function: { expected: 'a function', isMet: (value: unknown) => typeof value === 'function' },
  array: { expected: 'a list', isMet: (value: unknown) => Array.isArray(value) },
  map: { expected: 'a Map', isMet: (value: unknown) => value instanceof Map },
  record: { expected: 'an object of names and values', isMet: isRecord },
  // By its tag: that of another realm, as tests of Jest have, is no instance of this one's class.
  bytes: {
    expected: 'a Uint8Array, as `await readFile(path)` or `new Uint8Array(buffer)` gives,',
    isMet: (value: unknown) => isObject(value) && typeOf(value) === 'Uint8Array',
  },
  stream: {
    expected: 'an async iterable',
    isMet: (value: unknown) => isObject(value) && Symbol.asyncIterator in value,
  },
  iterable: {
    expected: 'an iterable or async iterable',
    isMet: (value: unknown) =>
      isObject(value) && (Symbol.iterator in value || Symbol.asyncIterator in value),
  },
  strings: {
    expected: 'an object of names and strings',
    isMet: (value: unknown) =>
      isRecord(value) && Object.values(value).every((each) => typeof each === 'string'),
  },
  // By what is called of it: that of another realm is no instance of this one's class.
  signal: {
    expected: 'an AbortSignal',
    isMet: (value: unknown) => isObject(value) && 'aborted' in value && 'addEventListener' in value,
  },
} as const;

/** A rule for each option that a function takes: one without a rule is refused, so that none may be missing here. */
export type OptionRules<Options> = { readonly [Name in keyof Options]-?: OptionRule };

/**
 * Checks the options of a function once, at the door: that it knows each name, and that each value is what the rule of that name
 * says. Those left out are left to their defaults.
 *
 * @param call the function's name
 * @param rules of all options that it takes; `'any'` for what is checked elsewhere
 * @throws MirrorError `usage` for options that are no object, for the first name that it does not know, with the
 *   one that is likely meant, and naming the first value that is out of its range or of another type, such as '16',
 *   which a form of a page gives
 * @example checkOptions('mirrorObject', { bar: 16 }, { bars: { least: 1, most: 512, whole: true } }) // … Did you mean bars?
 */
export function checkOptions<Options extends object>(
  call: string,
  options: Options,
  rules: OptionRules<NoInfer<Options>>,
): void {
  if (!isRecord(options)) {
    throw new MirrorError(
      'usage',
      `Expected the options of ${call} to be an object such as { ${Object.keys(rules)[0]}: … } but received ${describeValue(options)}.`,
    );
  }
  checkOptionNames(call, options, rules);
  checkValues<string>(options, rules);
}

/**
 * Checks values that may be left out, such as the second argument of a function.
 *
 * @throws MirrorError `usage` naming the first that is out of its range or of another type
 * @example checkValues({ folder: 5 }, { folder: 'string' }) // Expected folder to be a string but received the number 5.
 */
export function checkValues<Name extends string>(
  values: Partial<Record<NoInfer<Name>, unknown>>,
  rules: Readonly<Record<Name, OptionRule>>,
): void {
  for (const name of Object.keys(rules) as Name[]) {
    const value = values[name];
    const rule = rules[name];
    if (value === undefined && !(isResult(rule) && rule.isRequired)) continue;
    checkValue(name, value, rule);
  }
}

/**
 * The same of arguments, none of which may be left out: a path in the place of bytes, or a promise that is not
 * awaited, is named here and not deep inside.
 *
 * @throws MirrorError `usage` naming the first that is missing, out of its range or of another type
 * @example checkArguments({ bytes: 'kitchen.jpg' }, { bytes: 'bytes' }) // … received the string "kitchen.jpg".
 */
export function checkArguments<Name extends string>(
  values: Readonly<Record<NoInfer<Name>, unknown>>,
  rules: Readonly<Record<Name, OptionRule>>,
): void {
  for (const name of Object.keys(rules) as Name[]) checkValue(name, values[name], rules[name]);
}

/**
 * The same of each entry of a list, so that what is no path or name is not handed on, or shown whole where it is a file's bytes.
 *
 * @throws MirrorError `usage` for what is no list, and naming the first entry of another type
 * @example checkEach('files', ['a.mid', 5], 'string') // Expected files[1] to be a string but received the number 5.
 */
export function checkEach(name: string, list: unknown, rule: OptionRule): void {
  checkValue(name, list, 'array');
  for (const [i, each] of (list as unknown[]).entries()) checkValue(`${name}[${i}]`, each, rule);
}

function checkValue(name: string, value: unknown, rule: OptionRule): void {
  if (isMet(value, rule)) return;
  // Of a number that is none of the range the type need not be said.
  const received = isRange(rule) && typeof value === 'number' ? value : describeValue(value);
  throw new MirrorError(
    'usage',
    `Expected ${name} to be ${expectedOf(rule)} but received ${received}.`,
  );
}

/** A seed: what chance takes, so that equal seeds give equal music. */
export const SEED_RANGE: OptionRange = { least: 0, most: 2 ** 32 - 1, whole: true };

/** Texts longer than this are cut in a message. */
const MOST_SHOWN = 60;

/** A value in a message, with its type. @example describeValue('16') // 'the string "16"' */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return `${value}`;
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a promise: write `await` before it';
  if (typeof value === 'string' && value.length > MOST_SHOWN) {
    return `the string ${JSON.stringify(value.slice(0, MOST_SHOWN))}…`;
  }
  if (!isObject(value)) {
    return `the ${typeof value} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`;
  }
  // What else there is may be as large as a photo.
  if (!isShort(value)) return `an object of type ${typeOf(value)}`;
  return Array.isArray(value)
    ? `the list [${value.map(shown).join(', ')}]`
    : `the object ${describeFields(value)}`;
}

/** Whether it is a list, or a plain object, of a few values that are no objects. */
function isShort(value: object): boolean {
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
  const values = Object.values(value);
  return values.length <= 8 && !values.some(isObject);
}

function describeFields(value: object): string {
  const fields = Object.entries(value).map(([name, each]) => `${name}: ${shown(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** One of several values, which is no object. */
function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, MOST_SHOWN)) : String(value);
}

function typeOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function isMet(value: unknown, rule: OptionRule): boolean {
  if (isRange(rule)) {
    const { least, most, whole } = rule;
    const isWithin = typeof value === 'number' && value >= least && value <= most;
    return isWithin && (!whole || Number.isInteger(value));
  }
  if (typeof rule === 'string') return TYPES[rule].isMet(value);
  if (isResult(rule)) return isObject(value) && rule.fields.every((field) => field in value);
  return rule.some((word) => word === value);
}

function expectedOf(rule: OptionRule): string {
  if (isRange(rule)) {
    return `${rule.whole ? 'a whole number' : 'a number'} from ${rule.least} to ${rule.most}`;
  }
  if (typeof rule === 'string') return TYPES[rule].expected;
  return isResult(rule) ? `what \`${rule.givenBy}\` gives` : rule.join(' or ');
}

function isRange(rule: OptionRule): rule is OptionRange {
  return typeof rule === 'object' && 'least' in rule;
}

function isResult(rule: OptionRule): rule is OptionResult {
  return typeof rule === 'object' && 'givenBy' in rule;
}
