import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { skipWhereNoOtherUser } from './otherUser.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const folder = useTemporaryFolder();

afterEach(() => vi.restoreAllMocks());

it('a test that root cannot run as another user says once which folder is closed', async () => {
  vi.spyOn(process, 'geteuid').mockReturnValue(0);
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const closed = folder.path;
  const checkout = join(closed, 'checkout');
  await mkdir(checkout);
  await chmod(closed, 0o700);
  await chmod(checkout, 0o755);
  const skip = vi.fn();
  skipWhereNoOtherUser({ skip }, checkout);
  skipWhereNoOtherUser({ skip }, checkout);
  expect(skip).toHaveBeenLastCalledWith(true, expect.stringContaining(closed));
  expect(warned.mock.calls).toEqual([
    [
      `Skipped: tests of what a user may not do, for ${closed} is closed to the user nobody, as whom root would act (chmod o+x ${closed}).`,
    ],
  ]);
});
