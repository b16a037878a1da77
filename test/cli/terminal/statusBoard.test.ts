import { describe, expect, it } from 'vitest';
import { createStatusBoard } from '../../../src/cli/terminal/statusBoard.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';

describe('the status board', () => {
  it('shows the lines of all that are under way, and takes away those of one that is done', () => {
    const shown: (readonly string[])[] = [];
    const stream = { write: () => {} };
    const terminal = createTerminal({ stdout: stream, stderr: stream, env: {}, quiet: false });
    const terminalFor = createStatusBoard({
      ...terminal,
      showStatus: (lines) => shown.push(lines),
    });
    const [first, second] = [terminalFor(), terminalFor()];
    first.showStatus(['kitchen: reading']);
    second.showStatus(['study: reading']);
    first.showStatus(['kitchen: looking']);
    first.showStatus([]);
    second.showStatus([]);
    expect(shown).toEqual([
      ['kitchen: reading'],
      ['kitchen: reading', 'study: reading'],
      ['kitchen: looking', 'study: reading'],
      ['study: reading'],
      [],
    ]);
  });
});
