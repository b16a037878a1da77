import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hintsWithHome, withHome } from '../../../src/cli/terminal/hintsWithHome.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';
import { MirrorError } from '../../../src/errors.js';

describe('hints with --home', () => {
  it.each([
    ['Run `mirror train`.', 'Run `mirror train --home ../x`.'],
    ['`mirror add mug take.mid` adds.', '`mirror add mug take.mid --home ../x` adds.'],
    [
      '`mirror edit mug` or `mirror train mug`',
      '`mirror edit mug --home ../x` or `mirror train mug --home ../x`',
    ],
    ['`mirror train mug --home y`', '`mirror train mug --home y`'],
    ['`mirror edit --help` shows it.', '`mirror edit --help` shows it.'],
    ['`mirror worker --queue redis://h`', '`mirror worker --queue redis://h`'],
    ['Call `mirror batch` again.', 'Call `mirror batch` again.'],
  ])('%s', (text, expected) => {
    expect(withHome(text, '../x')).toBe(expected);
  });

  it('quotes a home of several words', () => {
    expect(withHome('`mirror train`', 'my home')).toBe('`mirror train --home "my home"`');
  });

  it
    .skipIf(process.platform === 'win32')
    .each([
      'my home',
      '$HOME of "mine"',
      'a`date`b',
      "it's $mine",
      'back\\slash',
      'Oh!',
      'ärger/ü',
    ])('with the home %s come to a shell as they were meant', (home) => {
    const hint = withHome('`mirror train`', home).slice(1, -1);
    const said = execFileSync('sh', ['-c', hint.replace('mirror train --home', "printf '%s'")]);
    expect(said.toString()).toBe(home);
  });

  it('stand in notes, warnings, results and errors, and leave JSON and the code of an error alone', () => {
    const said: string[] = [];
    const stream = { write: (text: string) => said.push(text) };
    const plain = createTerminal({ stdout: stream, stderr: stream, env: {}, quiet: false });
    expect(hintsWithHome(plain, undefined)).toBe(plain);
    const { note, warn, result, error, json } = hintsWithHome(plain, 'x');
    note('`mirror train`');
    warn('`mirror train`');
    result('`mirror train`');
    error(new MirrorError('stale', '`mirror train`'));
    json('`mirror train`');
    expect(said).toEqual([
      '`mirror train --home x`\n',
      '`mirror train --home x`\n',
      '`mirror train --home x`\n',
      'mirror: `mirror train --home x`\n',
      '"`mirror train`"\n',
    ]);
  });
});
