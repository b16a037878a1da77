import { expect, it } from 'vitest';
import { waitingLine } from '../../src/cli/waitingLine.js';

it.each([
  [undefined, 'kettle: another mirror (process 71) is training it; waiting until it has ended.'],
  [
    'attic',
    'kettle: another mirror (process 71 on attic) is training it; waiting until it has ended. If it no longer runs there, delete /home/a.lock.',
  ],
])('says for whom it waits: on %s', (host, line) => {
  const holder = { pid: 71, host, path: '/home/a.lock' };
  expect(waitingLine('kettle', { doing: 'training it', holder })).toBe(line);
});
