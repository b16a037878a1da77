import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { canReadHeic } from 'sound-mirror';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { KITCHEN, linesOf, runMirror } from '../runMirror.js';

const folder = useTemporaryFolder();

const TILES = fileURLToPath(new URL('../../vision/fixtures/tiles.heic', import.meta.url));
const preload = fileURLToPath(new URL('../../vision/heic/withoutLibheif.cjs', import.meta.url));
const WITHOUT = ['--require', preload];

// Skipped where the optional package libheif-js is not installed.
describe.skipIf(!canReadHeic())('a HEIC on the command line', () => {
  it('is looked at, the size as it is shown', async () => {
    const { code, stdout, stderr } = await runMirror(['look', TILES], { folder: folder.path });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(linesOf(stdout)[0]).toMatch(/tiles\.heic {2}144 × 240, /);
  });

  it('gives one line and exit code 2 where libheif-js is not installed, and stops no other photo', async () => {
    const words = ['look', TILES, KITCHEN];
    const { code, stdout, stderr } = await runMirror(words, {
      folder: folder.path,
      nodeOptions: WITHOUT,
    });
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([
      `mirror: ${TILES}: Expected a photo that can be read here but received HEIC, and the optional package libheif-js is not installed. Run \`npm install libheif-js\`, or export the photo as JPEG.`,
    ]);
    expect(linesOf(stdout)[0]).toMatch(/kitchen\.jpg {2}1600 × 1067/);
  });

  it.each([
    ['is there', [], /^ok +photos +JPEG, PNG, WebP, AVIF, GIF, TIFF and HEIC can be read$/m],
    ['lacks', WITHOUT, /^ok +photos +JPEG, .*TIFF can be read; HEIC .*`npm install libheif-js`$/m],
  ] as const)('is what the doctor tells of: %s', async (_, nodeOptions, line) => {
    const { code, stdout } = await runMirror(['doctor'], { folder: folder.path, nodeOptions });
    expect(code).toBe(0);
    expect(stdout).toMatch(line);
  });
});

it('says of a JPEG that lacks its end that it does, and of each such photo', async () => {
  const bytes = await sharp(KITCHEN).resize(400).jpeg().toBuffer();
  const photos = ['a.jpg', 'b.jpg'].map((name) => join(folder.path, name));
  for (const photo of photos) await writeFile(photo, bytes.subarray(0, -2));
  const { code, stderr } = await runMirror(['look', ...photos], { folder: folder.path });
  expect(code).toBe(0);
  expect(linesOf(stderr)).toEqual(
    photos.map(
      (photo) => `${photo}: The JPEG ends without its last two bytes; all of its picture is there.`,
    ),
  );
});
