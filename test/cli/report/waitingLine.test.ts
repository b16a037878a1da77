import { expect, it } from 'vitest';
import { waitingLine } from '../../../src/cli/report/waitingLine.js';

it.each([
  ['this machine', undefined, true, 'process 71) is training it; waiting until it has ended.'],
  ['attic', 'attic', true, 'process 71 on attic) is training it; waiting until it has ended.'],
  [
    'this machine, before 0.2',
    undefined,
    false,
    'process 71) is training it; waiting until it has ended.',
  ],
  [
    'attic, before 0.2',
    'attic',
    false,
    'process 71 on attic) is training it; waiting until it has ended. If it no longer runs there, delete /home/a.lock.',
  ],
])('says for whom it waits: on %s', (_, host, hasHeartbeat, line) => {
  const owner = { pid: 71, host, hasHeartbeat, path: '/home/a.lock' };
  expect(waitingLine('kettle', { doing: 'training it', owner })).toBe(
    `kettle: another mirror (${line}`,
  );
});
