import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_LINE_NAMES } from '../src/checks/checkOptionNames.js';
import type { OptionRule } from '../src/checks/checkOptions.js';
import { createProgram } from '../src/cli/options/program.js';
import { MIRROR_OBJECT_RULES } from '../src/mirrorObject.js';
import { COMPOSE_RULES, MIRROR_RULES } from '../src/mirrorOptions.js';

const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, OptionRule>>>> = {
  mirrorPhoto: MIRROR_RULES,
  compose: COMPOSE_RULES,
  mirrorObject: MIRROR_OBJECT_RULES,
};
const RULES: Readonly<Record<string, OptionRule>> = { ...MIRROR_RULES, ...MIRROR_OBJECT_RULES };

const page = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8');
const cells = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replaceAll('`', ''));
const lines = page.split('\n');
const top = lines.findIndex((line) => line.startsWith('| option | command line |'));
const rows = lines.slice(top + 2, lines.indexOf('', top)).map(cells);
const [, , , ...functions] = cells(lines[top] as string);

/** The options of `mirror` and `mirror hear`, as they are typed, and as commander names their values. */
const program = createProgram({ print: () => {}, command: () => {} }, { helpWidth: 80 });
const hear = program.commands.find((command) => command.name() === 'hear');
const typed = new Map(
  [...program.options, ...(hear?.options ?? [])].map((option) => [
    option.long,
    option.attributeName(),
  ]),
);

describe('the table of options', () => {
  it('has a column for each function and a row for each option', () => {
    expect(functions).toEqual(Object.keys(FUNCTIONS));
    expect(rows.map(([option]) => option).sort()).toEqual(Object.keys(RULES).sort());
  });

  it.each(rows)('says which functions take %s', (...[option = '', , , ...taken]) => {
    const takers = functions.filter((_, i) => taken[i] === 'yes');
    expect(takers).toEqual(functions.filter((name) => option in (FUNCTIONS[name] ?? {})));
  });

  it.each(rows.filter(([, option]) => option?.startsWith('--')))(
    'says what the command line calls %s',
    (option = '', long = '') => {
      const name = typed.get(long) as string;
      // The collection is opened from the home.
      expect(name === 'home' ? 'collection' : (COMMAND_LINE_NAMES[name] ?? name)).toBe(option);
    },
  );

  it.each(rows.filter(([, long, , ...taken]) => long?.startsWith('--') && taken[2] === 'yes'))(
    'says of %s, which mirrorObject takes, what mirror hear calls it',
    (_, long) => {
      expect(hear?.options.map((option) => option.long)).toContain(long);
    },
  );

  it.each(Object.entries(COMMAND_LINE_NAMES).filter(([name]) => name !== 'noHarmonise'))(
    'knows %s of the command line as %s',
    (name, option) => {
      expect([...typed.values()]).toContain(name);
      expect(rows.find(([each]) => each === option)?.[1]).toBe(`--${name}`);
    },
  );

  it.each(
    rows.filter(([option = '']) => {
      const rule = RULES[option];
      return typeof rule === 'object' && 'least' in rule && option !== 'seed';
    }),
  )('says the range of %s', (option = '', _, what = '') => {
    const { least, most } = RULES[option] as { least: number; most: number };
    expect(what).toContain(`${least}–${most}`);
  });
});
