import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// The scripts that use them run without a build.
const [{ TARGETS }, { EQUIVALENT, reasonFor, WEIGHTS }, { mutantsOf }] = await Promise.all(
  ['targets.js', 'explained.js', 'mutantsOf.js'].map(
    (name) => import(new URL(name, import.meta.url).href),
  ),
);

it.each(Object.values(TARGETS).flat() as [string, string[]][])(
  'what is changed for the tests to notice, and these tests, are there: %s',
  (file, tests) => {
    const paths = [`src/${file}.ts`, ...tests.map((test) => `test/${test}.test.ts`)];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  },
);

it('each reason why a mutant may survive is that of a mutant', () => {
  const reasons = Object.entries({ ...WEIGHTS, ...EQUIVALENT }).map(([file]) => {
    const mutants = mutantsOf(readFileSync(`src/${file}.ts`, 'utf8')) as Mutant[];
    const constants = mutants.filter(({ isNumber }) => isNumber).map(({ constant }) => constant);
    return [
      ...Object.keys(WEIGHTS[file] ?? {}).filter((name) => !constants.includes(name)),
      ...Object.keys(EQUIVALENT[file] ?? {}).filter(
        (line) => !mutants.some(({ mutatedLine }) => mutatedLine === line),
      ),
    ];
  });
  expect(reasons.flat()).toEqual([]);
});

it('gives a reason for the numbers of a weight and for the lines that are listed, and no others', () => {
  const file = Object.keys(WEIGHTS)[0];
  const constant = Object.keys(WEIGHTS[file as string])[0];
  expect(reasonFor({ file, constant, isNumber: true, mutatedLine: '' })).toBe('weight');
  expect(reasonFor({ file, constant, isNumber: false, mutatedLine: '' })).toBeUndefined();
  expect(reasonFor({ file: 'none', constant, isNumber: true, mutatedLine: '' })).toBeUndefined();
  expect(
    reasonFor({
      file: 'vision/box',
      mutatedLine: 'return width >= 0 && height > 0 ? width * height : 0;',
    }),
  ).toBe('equivalent');
});

interface Mutant {
  readonly constant?: string;
  readonly isNumber: boolean;
  readonly mutatedLine: string;
}
