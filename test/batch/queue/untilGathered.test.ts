import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type QueueEngine } from '../../../src/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../src/batch/queue/queueAddress.js';
import { type Look, untilGathered } from '../../../src/batch/queue/untilGathered.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from './servers.js';

const folder = useTemporaryFolder();
let server: TestServer;
let engine: QueueEngine;

/** Gathers six times, by a clock that each of them puts forward. @returns what the looks were, and when */
async function gatherSixTimes(
  gatherMilliseconds: number,
  answers: readonly boolean[] = [],
): Promise<(Look & { readonly at: number })[]> {
  const looks: (Look & { at: number })[] = [];
  let clock = 0;
  let gathers = 0;
  await untilGathered({
    ...{ work: await engine.openQueue('work'), address: engine.address },
    signal: new AbortController().signal,
    now: () => clock,
    gatherMilliseconds: 1,
    isGathered: () => gathers === 6,
    ensure: async (look) => {
      looks.push({ ...look, at: clock });
      return answers[looks.length - 1] ?? true;
    },
    gather: async () => {
      gathers += 1;
      clock += gatherMilliseconds;
    },
  });
  return looks;
}

describe.skipIf(skipAloud('looks at a queue', LACKS_REDIS))('the queue', () => {
  beforeEach(async () => {
    server = await startRedis(join(folder.path, 'redis'));
    engine = await openEngine(parseQueueUrl(server.url), queueCredentials({}));
  });
  afterEach(async () => {
    await engine.close();
    await server.stop();
  });

  it.each([
    ['every three seconds, also where gathering takes most of them', 1500, [0, 3000, 6000, 9000]],
    ['after each time that takes longer', 4000, [0, 4000, 8000, 12_000, 16_000, 20_000, 24_000]],
    ['not again before', 400, [0]],
  ])('is looked at %s', async (_, gatherMilliseconds, times) => {
    expect((await gatherSixTimes(gatherMilliseconds)).map(({ at }) => at)).toEqual(times);
  });

  it('has its first look, a thorough one, until it has answered one', async () => {
    const looks = await gatherSixTimes(3000, [false, false]);
    expect(looks.map(({ isFirst }) => isFirst)).toEqual([
      true,
      true,
      true,
      ...Array(4).fill(false),
    ]);
    expect(looks.map(({ isThorough }) => isThorough)).toEqual(looks.map(({ isFirst }) => isFirst));
  });
});
