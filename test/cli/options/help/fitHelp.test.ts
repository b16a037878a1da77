import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../../src/cli/commandLine.js';
import { fitHelp, fitItem } from '../../../../src/cli/options/help/fitHelp.js';
import { displayWidth } from '../../../../src/cli/report/columns.js';

const HELP = `
Examples:
  mirror a.jpg           writes a.mid
  mirror a.jpg --bars 8 -o b.mid   and more of what it does

A sentence that is rather long stands
here. Another.

Labels:
  cup, fork,
  knife
`;

describe('a text of help', () => {
  it('stays as it is where there is room', () => {
    expect(fitHelp(HELP, 80)).toBe(HELP);
  });

  it('is broken anew where there is not: sentences and lists as a whole, examples each by itself', () => {
    expect(fitHelp(HELP, 32)).toBe(`
Examples:
  mirror a.jpg
      writes a.mid
  mirror a.jpg --bars 8 -o b.mid
      and more of what it does

A sentence that is rather long
stands here. Another.

Labels:
  cup, fork,
  knife
`);
    expect(fitHelp(HELP, 24)).toContain(
      '  mirror a.jpg --bars 8\n          -o b.mid\n      and more of what\n',
    );
  });
});

describe('an option', () => {
  const options = { termWidth: 10, description: 'what it does and why it does so, in full' };

  it('has its meaning beside it where there is room, else below', () => {
    expect(fitItem('--bars', { ...options, helpWidth: 80 })).toBe(
      '  --bars      what it does and why it does so, in full',
    );
    expect(fitItem('--bars', { ...options, helpWidth: 48 })).toBe(
      '  --bars      what it does and why it does so,\n              in full',
    );
    expect(fitItem('--bars', { ...options, helpWidth: 40 })).toBe(
      '  --bars\n      what it does and why it does so,\n      in full',
    );
    expect(fitItem('--bars', { ...options, description: '', helpWidth: 40 })).toBe('  --bars');
  });
});

describe('the help of every command', () => {
  const commands = '|look|hear|play|objects|add|beats|train|judge|batch|worker|queue|doctor'.split(
    '|',
  );
  const helpOf = (command: string, columns: number | undefined) => {
    const request = parseCommandLine([...command.split(' '), '--help'].filter(Boolean), {
      columns,
    });
    return request.is === 'text' ? request.text.split('\n') : [];
  };

  it.each([48, 60, 80, 200, undefined])('fits into %s columns', (columns) => {
    for (const command of commands) {
      const lines = helpOf(command, columns);
      expect(lines.length).toBeGreaterThan(10);
      const most = Math.min(columns ?? 80, 100);
      expect(lines.filter((line) => displayWidth(line) > most)).toEqual([]);
    }
  });

  it.each([48, 80])('says the same in %i columns as in a hundred', (columns) => {
    const words = (lines: readonly string[]) => lines.join(' ').split(/\s+/);
    for (const command of commands) {
      expect(words(helpOf(command, columns))).toEqual(words(helpOf(command, 100)));
    }
  });
});
