import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/report/columns.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { KITCHEN } from '../runMirror.js';

const BIN = fileURLToPath(new URL('../../../bin/mirror.js', import.meta.url));
const top = useTemporaryFolder();

/** Runs a command on a terminal of its own, of so many columns, and prints what it shows there. */
const ON_TERMINAL = `
import fcntl, os, pty, struct, subprocess, sys, termios
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, int(sys.argv[1]), 0, 0))
process = subprocess.Popen(sys.argv[2:], stdin=slave, stdout=slave, stderr=slave)
os.close(slave)
shown = b''
while True:
    try:
        piece = os.read(master, 65536)
    except OSError:
        break
    if not piece:
        break
    shown += piece
sys.stdout.buffer.write(shown)
sys.exit(process.wait())
`;

const HAS_TERMINALS = spawnSync('python3', ['-c', 'import pty, termios']).status === 0;

/** Up one line, to its beginning, and clear it. */
const ERASE_LINE = '\u001b[1A\r\u001b[2K';

/** What stands on the terminal at the end, without colours and without what was erased. */
function shownAt(columns: number, words: readonly string[]): string[] {
  const call = ['-c', ON_TERMINAL, `${columns}`, process.execPath, BIN, ...words];
  const { status, stdout } = spawnSync('python3', call, {
    cwd: top.path,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, MIRROR_BACKEND: 'wasm', TERM: 'xterm', NO_COLOR: '1' },
  });
  expect(status, stdout).toBe(0);
  const lines: string[] = [];
  for (const line of stdout.replaceAll('\r\n', '\n').split('\n')) {
    let rest = line;
    while (rest.startsWith(ERASE_LINE)) {
      lines.pop();
      rest = rest.slice(ERASE_LINE.length);
    }
    lines.push(rest);
  }
  return lines;
}

describe.skipIf(!HAS_TERMINALS)('on a terminal, which is skipped where Python has none,', () => {
  it.each([80, 48])('no table and no help is wider than its %i columns', (columns) => {
    const calls = [[], ['add', '--help'], ['objects'], ['look', '--quiet', KITCHEN]];
    for (const words of calls) {
      const lines = shownAt(columns, words);
      expect(lines.length).toBeGreaterThan(10);
      // The first line of look is the photo's path.
      const long = lines.filter((line) => displayWidth(line) > columns && !line.includes(KITCHEN));
      expect(long).toEqual([]);
    }
  });

  it('tracks stand within 48 columns', () => {
    const [result, ...tracks] = shownAt(48, [KITCHEN, '--bars', '1']);
    expect(result).toMatch(/^kitchen\.mid {2}\d+ objects, 1 bar at /);
    expect(tracks.length).toBeGreaterThan(20);
    expect(tracks.filter((line) => displayWidth(line) > 48)).toEqual([]);
  });
});
