import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
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

describe('the studio’s audio thread', () => {
  /** What an AudioWorkletGlobalScope has beside the language: no TextEncoder, no fetch, no timers. */
  const scopeOf = (registered: string[]) => ({
    AudioWorkletProcessor: class {},
    currentFrame: 0,
    currentTime: 0,
    registerProcessor: (name: string) => registered.push(name),
    sampleRate: 48_000,
    WebAssembly,
  });

  it.each([
    ['processor', ['sound-mirror-player']],
    ['recorderProcessors', ['sound-mirror-metronome', 'sound-mirror-capture']],
  ])('can begin with %s', async (script, processors) => {
    const assets = join(root, 'dist/studio/page/assets');
    const file = (await readdir(assets)).find((name) => name.startsWith(`${script}-`)) as string;
    const registered: string[] = [];
    const context = createContext(scopeOf(registered));
    runInContext(await readFile(join(assets, file), 'utf8'), context, { filename: file });
    expect(registered).toEqual(processors);
  });
});
