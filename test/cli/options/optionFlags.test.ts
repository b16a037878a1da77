import { describe, expect, it } from 'vitest';
import { errorInFlags, inFlags, messagesInFlags } from '../../../src/cli/options/optionFlags.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';
import { MirrorError } from '../../../src/errors.js';

describe('a message of the library on the command line', () => {
  it.each([
    ['`minConfidence: 0.08` lets it in.', '--min-confidence 0.08 lets it in.'],
    ['Leave `withStarter` out.', 'Leave --with-starter out.'],
    ['it joins with `withStarter: true`.', 'it joins with --with-starter.'],
    ['Leave `backend` out.', 'Leave MIRROR_BACKEND out.'],
    ['Run `mirror train mug`, or `toString: x`.', 'Run `mirror train mug`, or `toString: x`.'],
  ])('%s', (message, expected) => {
    expect(inFlags(message)).toBe(expected);
  });

  it('keeps its code, and is left alone where it names no option', () => {
    const error = new MirrorError('unanswered', '`minConfidence: 0.08` lets it in.');
    expect(errorInFlags(error)).toMatchObject({
      code: 'unanswered',
      message: '--min-confidence 0.08 lets it in.',
      cause: error,
    });
    const plain = new MirrorError('input', 'x');
    expect(errorInFlags(plain)).toBe(plain);
  });

  it('has its flags in notes, warnings and errors', () => {
    const said: string[] = [];
    const stream = { write: (text: string) => said.push(text) };
    const plain = createTerminal({ stdout: stream, stderr: stream, env: {}, quiet: false });
    const { note, warn, error } = messagesInFlags(plain);
    note('`withStarter`');
    warn('`withStarter`');
    error(new MirrorError('usage', '`withStarter`'));
    expect(said).toEqual(['--with-starter\n', '--with-starter\n', 'mirror: --with-starter\n']);
  });
});
