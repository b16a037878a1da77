import { expect, it } from 'vitest';
import type { Player } from '../../../../src/studio/page/engine/player.js';
import { connectPlayer } from '../../../../src/studio/page/state/sound/playerConnection.js';
import { settled } from '../fakeStudio.js';

it('keeps a newer player where an older one fails late', async () => {
  const openings: { give: (player: Player) => void; fail: (error: Error) => void }[] = [];
  const failures: unknown[] = [];
  const played: string[] = [];
  const connection = connectPlayer({
    open: () => new Promise((give, fail) => openings.push({ give, fail })),
    onOpened: () => {},
    restore: async () => {},
    onEvent: () => {},
    onFailed: (error) => failures.push(error),
    fail: (error) => failures.push(error),
  });
  connection.press(() => played.push('first'));
  connection.setFailed();
  connection.press(() => played.push('second'));
  openings[1]?.give({} as Player);
  await settled();
  openings[0]?.fail(new Error('too late'));
  await settled();
  expect(failures).toEqual([]);
  expect(connection.isOpen()).toBe(true);
  expect(played).toEqual(['second']);
});
