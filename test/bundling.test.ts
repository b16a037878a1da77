import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from './collection/temporaryFolder.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = useTemporaryFolder();

/** Bundles a built file as an application's bundler would, and says what it was told meanwhile. */
async function bundle(entry: string, platform: 'node' | 'browser', file: string) {
  const told: string[] = [];
  const bundling = await rolldown({
    input: join(root, 'dist', entry),
    platform,
    onLog: (_level, { message }) => told.push(message),
  });
  await bundling.write({ file, codeSplitting: false });
  await bundling.close();
  return told;
}

describe('an application’s bundler', () => {
  it('says while it builds that the package has to be external', async () => {
    const told = await bundle('index.js', 'node', join(folder.path, 'library.mjs'));
    expect(told.join('\n')).toContain('sound-mirror cannot be bundled: mark it as external');
  });

  it.each([
    ['fromCocoSsd.js', 'fromCocoSsd'],
    ['toToneMidi.js', 'toToneMidi'],
  ])('takes %s into a page', async (entry, name) => {
    const file = join(folder.path, entry.replace('.js', '.mjs'));
    expect(await bundle(entry, 'browser', file)).toEqual([]);
    expect(await import(pathToFileURL(file).href)).toMatchObject({ [name]: expect.any(Function) });
  });
});
