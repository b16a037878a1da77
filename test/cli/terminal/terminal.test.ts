import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';
import { MirrorError } from '../../../src/errors.js';

/** Streams that remember what was written, in the order in which a screen would show it. */
function fakeScreen({ isTTY = false, columns = 40 } = {}) {
  const written = { stdout: '', stderr: '', screen: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    columns,
    write: (text: string) => {
      written[name] += text;
      written.screen += text;
    },
  });
  return { written, stdout: stream('stdout'), stderr: stream('stderr') };
}

function makeTerminal(options: {
  isTTY?: boolean;
  columns?: number;
  quiet?: boolean;
  env?: Record<string, string | undefined>;
}) {
  const { written, stdout, stderr } = fakeScreen(options);
  const { quiet = false, env = {} } = options;
  return { written, terminal: createTerminal({ stdout, stderr, quiet, env }) };
}

describe('the terminal', () => {
  it('warns under --quiet, where it notes nothing', () => {
    const { written, terminal } = makeTerminal({ quiet: true });
    terminal.note('x.mid: replaced');
    terminal.warn('x.mid: kept as x.before.mid');
    expect(written.stderr).toBe('x.mid: kept as x.before.mid\n');
    expect(written.stdout).toBe('');
  });

  it.each([
    [{ isTTY: true, columns: 48 }, 48],
    [{ isTTY: true, columns: 0, env: { COLUMNS: '60' } }, 60],
    [{ isTTY: true, columns: 48, env: { COLUMNS: '60' } }, 48],
    [{ isTTY: true, columns: 0, env: { COLUMNS: 'wide' } }, undefined],
    [{ isTTY: true, columns: 0 }, undefined],
    [{ isTTY: false, columns: 48, env: { COLUMNS: '60' } }, undefined],
  ])('of %j has %s columns', (options, width) => {
    const { terminal } = makeTerminal(options);
    expect([terminal.width, terminal.noteWidth]).toEqual([width, width]);
  });

  it('sends results to stdout and everything else to stderr', () => {
    const { written, terminal } = makeTerminal({});
    terminal.result('kitchen.mid');
    terminal.json({ midi: 'kitchen.mid' });
    terminal.note('Using wasm.');
    terminal.error(new MirrorError('input', 'x.jpg: Expected a photo.'));
    expect(written.stdout).toBe('kitchen.mid\n{"midi":"kitchen.mid"}\n');
    expect(written.stderr).toBe('Using wasm.\nmirror: x.jpg: Expected a photo.\n');
  });

  it.each([
    [{ isTTY: true, columns: 71 }, 71],
    [{ isTTY: true, columns: 0 }, undefined],
    [{ isTTY: false, columns: 71 }, undefined],
  ])('knows how wide results may be: %j', (options, width) => {
    expect(makeTerminal(options).terminal.width).toBe(width);
  });

  it('says nothing but results and errors when it is to be quiet', () => {
    const { written, terminal } = makeTerminal({
      isTTY: true,
      quiet: true,
      env: { NO_COLOR: '1' },
    });
    terminal.note('Using wasm.');
    terminal.showStatus(['kettle 3/25']);
    terminal.result('kitchen.mid');
    terminal.error(new MirrorError('input', 'Expected a photo.'));
    expect(written.screen).toBe('kitchen.mid\nmirror: Expected a photo.\n');
  });

  it.each([
    { isTTY: false },
    { isTTY: true, env: { NO_COLOR: '1' } },
    { isTTY: true, env: { TERM: 'dumb' } },
  ])('writes no colours with %j', (options) => {
    const { written, terminal } = makeTerminal(options);
    terminal.note('Using wasm.');
    terminal.error(new Error('x'));
    expect(written.screen).not.toContain('\u001b');
  });

  it('writes colours on a terminal', () => {
    const { written, terminal } = makeTerminal({ isTTY: true });
    terminal.error(new MirrorError('input', 'Expected a photo.'));
    expect(written.stderr).toBe('\u001b[31mmirror:\u001b[0m Expected a photo.\n');
  });

  it('moves lines only on a terminal', () => {
    const { written, terminal } = makeTerminal({ isTTY: false });
    terminal.showStatus(['kettle 3/25']);
    expect(written.screen).toBe('');
  });

  it('keeps the status below the lines that come in between, and takes it away in the end', () => {
    const { written, terminal } = makeTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
    const up = '\u001b[1A\r\u001b[2K';
    terminal.showStatus(['kettle 1/25', 'mug 2/25']);
    terminal.result('clock done');
    terminal.showStatus([]);
    expect(written.screen).toBe(
      `kettle 1/25\nmug 2/25\n${up}${up}clock done\nkettle 1/25\nmug 2/25\n${up}${up}`,
    );
  });

  it.each([
    [10, 'kettle 1…'],
    // Some terminals do not know how wide they are.
    [0, 'kettle 1/25'],
  ])('never lets a status line wrap: %i columns', (columns, line) => {
    const { written, terminal } = makeTerminal({ isTTY: true, columns });
    terminal.showStatus(['kettle 1/25']);
    expect(written.stderr).toBe(`${line}\n`);
  });

  it('cannot be steered by a name', () => {
    const { written, terminal } = makeTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
    const name = 'a\u001b[31mb\nc';
    terminal.result(name);
    terminal.note(name);
    terminal.json(name);
    terminal.error(new MirrorError('input', name));
    terminal.showStatus([name]);
    expect(written.screen.split('\n')).toHaveLength(6);
    expect(written.screen).not.toContain('\u001b');
  });

  it('shows where an error came from only when DEBUG is set', () => {
    const error = new MirrorError('input', 'Expected a photo.', { cause: new Error('the cause') });
    const plain = makeTerminal({});
    plain.terminal.error(error);
    expect(plain.written.stderr).toBe('mirror: Expected a photo.\n');
    const debug = makeTerminal({ env: { DEBUG: '1' } });
    debug.terminal.error(error);
    expect(debug.written.stderr).toContain('the cause');
    expect(debug.written.stderr).toContain('terminal.test.ts');
  });

  it('says one line for an error that is not ours', () => {
    const { written, terminal } = makeTerminal({});
    terminal.error(new TypeError('x is not a function\n    at y'));
    expect(written.stderr).toMatch(/^mirror: [^\n]*x is not a function[^\n]*DEBUG=1[^\n]*\n$/);
  });
});
