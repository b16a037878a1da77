import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ending, startMirror } from '../../cli/runMirror.js';
import { openBrowser } from './openBrowser.js';

/** `mirror studio` in a folder of its own, and a browser to look at it with. */
export interface StartedStudio {
  readonly browser: Browser;
  readonly folder: string;
  /** What it printed, to be opened. */
  readonly address: string;
  /** Ends both, the server by a signal, and takes the folder away once it has ended. */
  readonly stop: (signal?: 'SIGINT' | 'SIGKILL') => Promise<void>;
}

/**
 * @param name of the folder
 * @param flagsOf the browser's flags, when the folder is there
 * @throws an error with what the server has said where it ends at once
 */
export async function startStudio(
  name: string,
  flagsOf: (folder: string) => Promise<string[]> = async () => [],
): Promise<StartedStudio> {
  const folder = await mkdtemp(join(tmpdir(), `studio-${name}-`));
  const flags = await flagsOf(folder);
  const server = startMirror(['studio', '--port', '0', '--no-open'], { folder });
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    const isOver = server.exitCode !== null || server.signalCode !== null;
    if (!isOver) await Promise.all([once(server, 'exit'), server.kill(signal)]);
    await rm(folder, { recursive: true });
  };
  const failed = ending(server).then(({ code, stderr }) => {
    throw new Error(`The studio ended with ${code} before it was open: ${stderr}`);
  });
  const opening = once(server.stdout as NodeJS.ReadableStream, 'data');
  const [address, browser] = await Promise.all([
    Promise.race([opening, failed]).then(([line]) => `${line}`.trim()),
    openBrowser(flags),
  ]).catch(async (error) => {
    await end('SIGKILL');
    throw error;
  });
  // From now on it ends when it is told to.
  failed.catch(() => {});
  return {
    browser,
    folder,
    address,
    stop: async (signal = 'SIGINT') => {
      await browser.close();
      await end(signal);
    },
  };
}
