import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stemsArchive } from '../../../src/studio/server/rooms/stemsArchive.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { partOf, scoreOf } from '../../evaluation/pieces/tracks.js';

const folder = useTemporaryFolder();

const archive = () =>
  stemsArchive(scoreOf([partOf([[61, 0, 240]])], { bars: 1 }), {
    folder: folder.path,
    signal: new AbortController().signal,
    onProgress: () => {},
  });

describe('the archive of the stems', () => {
  it.each([
    ['has been read', (stream) => new Response(stream).arrayBuffer()],
    ['is let go before its first byte is read', (stream) => stream.cancel()],
    [
      'is let go after its first bytes',
      async (stream) => {
        const reader = stream.getReader();
        await reader.read();
        await reader.cancel();
      },
    ],
  ] satisfies [string, (stream: ReadableStream<Uint8Array>) => Promise<unknown>][])(
    'leaves no sound in the folder once it %s',
    async (_, end) => {
      const stream = await archive();
      // At once: to wait for anything here would let the first read begin.
      expect(readdirSync(folder.path)).toHaveLength(1);
      await end(stream);
      await expect.poll(() => readdirSync(folder.path)).toEqual([]);
    },
  );
});
