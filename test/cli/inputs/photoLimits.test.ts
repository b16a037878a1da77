import { describe, expect, it } from 'vitest';
import { photoLimits } from '../../../src/cli/inputs/photoLimits.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN } from '../runMirror.js';

const folder = useTemporaryFolder();

describe('how large a photo may be', () => {
  it('is what the environment says', () => {
    expect(photoLimits({})).toEqual({
      maxPixels: undefined,
      file: { what: 'a photo', mostBytes: 1e9 },
    });
    expect(photoLimits({ MIRROR_MAX_MEGAPIXELS: '0.5' }).maxPixels).toBe(500_000);
    expect(photoLimits({ MIRROR_MAX_MEGAPIXELS: '400' }).file.mostBytes).toBe(3.2e9);
  });

  it.each(['many', '-1', '0', 'NaN', 'Infinity'])('is not %s', (text) => {
    expect(() => photoLimits({ MIRROR_MAX_MEGAPIXELS: text })).toThrow(
      `Expected MIRROR_MAX_MEGAPIXELS to be a number above 0 or unset but received "${text}".`,
    );
  });

  it('is refused in one line where it is no number', async () => {
    const env = { MIRROR_MAX_MEGAPIXELS: 'many' };
    const { code, stderr } = await runInProcess([KITCHEN], { folder: folder.path, env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: Expected MIRROR_MAX_MEGAPIXELS [^\n]*\n$/);
  });

  it('refuses a larger one in one line', async () => {
    const env = { MIRROR_MAX_MEGAPIXELS: '1.5' };
    const { code, stderr } = await runInProcess([KITCHEN], { folder: folder.path, env });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `mirror: ${KITCHEN}: Expected a photo of at most 1.5 megapixels but received 1600 × 1067 (1.7 megapixels). Scale it down first.\n`,
    );
  });
});
