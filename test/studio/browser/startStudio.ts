import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startMirror } from '../../cli/runMirror.js';
import { openBrowser } from './openBrowser.js';

/** `mirror studio` in a folder of its own, and a browser to look at it with. */
export interface StartedStudio {
  readonly browser: Browser;
  readonly folder: string;
  /** What it printed, to be opened. */
  readonly address: string;
  /** Ends both, the server by a signal, and takes the folder away. */
  readonly stop: (signal?: 'SIGINT' | 'SIGKILL') => Promise<void>;
}

/**
 * @param name of the folder
 * @param flagsOf the browser's flags, when the folder is there
 */
export async function startStudio(
  name: string,
  flagsOf: (folder: string) => Promise<string[]> = async () => [],
): Promise<StartedStudio> {
  const folder = await mkdtemp(join(tmpdir(), `studio-${name}-`));
  const flags = await flagsOf(folder);
  const server = startMirror(['studio', '--port', '0', '--no-open'], { folder });
  const address = await new Promise<string>((resolve) =>
    server.stdout?.once('data', (line) => resolve(`${line}`.trim())),
  );
  const browser = await openBrowser(flags);
  return {
    browser,
    folder,
    address,
    stop: async (signal = 'SIGINT') => {
      await browser.close();
      server.kill(signal);
      await rm(folder, { recursive: true });
    },
  };
}
