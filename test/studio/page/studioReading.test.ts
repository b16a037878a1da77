import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { openStudioReading } from '../../../src/studio/page/state/studioReading.js';
import type { StudioAnswer } from '../../../src/studio/protocol/answers.js';

it('shows the reading that began last, whichever is answered last, and keeps it where one fails', async () => {
  const asked: ((run: string | Error) => void)[] = [];
  const studio = signal<StudioAnswer | undefined>(undefined);
  const read = openStudioReading({
    session: { studio },
    server: {
      studio: () =>
        new Promise((resolve, reject) => {
          asked.push((run) =>
            typeof run === 'string' ? resolve({ run } as StudioAnswer) : reject(run),
          );
        }),
    },
  });
  const [first, second, third] = [read(), read(), read()];
  asked[1]?.('second');
  await second;
  asked[0]?.('first');
  await first;
  expect(studio.value?.run).toBe('second');
  asked[2]?.(new Error('away'));
  await expect(third).rejects.toThrow('away');
  expect(studio.value?.run).toBe('second');
});
