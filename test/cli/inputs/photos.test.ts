import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { forEachPhoto } from '../../../src/cli/inputs/photos.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';
import { MirrorError } from '../../../src/errors.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const pathOf = (name: string) => join(folder.path, name);
beforeEach(async () => {
  const grey = { width: 64, height: 48, channels: 3 as const, background: '#888' };
  await sharp({ create: grey }).png().toFile(pathOf('a.png'));
  for (const name of ['b.png', 'c.png', 'd.png']) await copyFile(pathOf('a.png'), pathOf(name));
  await writeFile(pathOf('broken.png'), 'not a photo');
});

/** Runs some photos and writes down what happens. */
async function run(
  names: readonly string[],
  options: {
    readonly atOnce?: number;
    readonly work?: (name: string) => Promise<void>;
    readonly tools?: Promise<string>;
    readonly abort?: AbortController;
  } = {},
) {
  const { atOnce = 2, work = async () => {}, abort = new AbortController() } = options;
  const { tools = Promise.resolve('tools') } = options;
  const lines: string[] = [];
  let underWay = 0;
  let most = 0;
  const stream = { write: (text: string) => lines.push(text.trim()) };
  const terminal = createTerminal({ stdout: stream, stderr: stream, env: {}, quiet: false });
  const ended = forEachPhoto(
    names.map((name) => ({ photo: pathOf(name), name })),
    {
      context: { terminal, signal: abort.signal, env: {}, workingFolder: folder.path },
      atOnce,
      tools,
      work: async ({ name }, { photo, tools }) => {
        most = Math.max(most, ++underWay);
        await work(name).finally(() => underWay--);
        return `${name} ${photo.width} × ${photo.height} ${tools}`;
      },
      report: (line) => terminal.result(line),
    },
  );
  const code = await ended.catch((error: unknown) => error);
  return { code, lines, most };
}

describe('forEachPhoto', () => {
  it.each([1, 2, 3, 9])('tells of them in their order, %i at a time', async (atOnce) => {
    // The first takes longest.
    const work = (name: string) => setTimeout(name === 'a.png' ? 60 : 1);
    const names = ['a.png', 'b.png', 'c.png', 'd.png'];
    const { code, lines, most } = await run(names, { atOnce, work });
    expect(code).toBe(0);
    expect(lines).toEqual(names.map((name) => `${name} 64 × 48 tools`));
    expect(most).toBeLessThanOrEqual(atOnce);
    expect(most > 1).toBe(atOnce > 1);
  });

  it('gives each that fails its line, where its turn is, and goes on', async () => {
    const work = async (name: string) => {
      if (name === 'c.png') throw new MirrorError('unanswered', 'Nobody plays.');
    };
    const names = ['broken.png', 'a.png', 'gone.png', 'c.png', 'd.png'];
    const { code, lines } = await run(names, { work });
    expect(code).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(/broken\.png: Expected a photo/),
      'a.png 64 × 48 tools',
      expect.stringMatching(/gone\.png: Expected a photo but there is no such file/),
      expect.stringMatching(/c\.png: Nobody plays\.$/),
      'd.png 64 × 48 tools',
    ]);
  });

  it('waits for no tools where files are none, and ends with what the tools end with', async () => {
    const never = new Promise<string>(() => {});
    expect(await run(['gone.png', 'none.png'], { tools: never })).toMatchObject({ code: 2 });
    const tools = Promise.reject(new MirrorError('environment', 'No engine.'));
    expect(await run(['gone.png'], { tools })).toMatchObject({ code: 2 });
    const { code, lines } = await run(['a.png', 'b.png', 'c.png'], { tools });
    expect(code).toMatchObject({ code: 'environment' });
    expect(lines).toEqual([]);
  });

  it('begins nothing more when the signal fires', async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const work = async (name: string) => {
      seen.push(name);
      abort.abort();
      throw new MirrorError('aborted', 'Stopped.');
    };
    const { code } = await run(['a.png', 'b.png', 'c.png'], { atOnce: 1, work, abort });
    expect(code).toMatchObject({ code: 'aborted' });
    expect(seen).toEqual(['a.png']);
  });
});
