import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMirror } from '../../cli/runMirror.js';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER, openBrowser } from './openBrowser.js';
import { laneNames, openStudioPage } from './studioPage.js';

describe.skipIf(NO_BROWSER !== undefined)('a studio that goes away', () => {
  let browser: Browser;
  let folder: string;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'studio-away-'));
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    port = (free.address() as { port: number }).port;
    free.close();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function start() {
    const server = startMirror(['studio', '--port', `${port}`, '--no-open'], {
      folder,
      env: { TMPDIR: folder },
    });
    const [line] = await once(server.stdout as NodeJS.ReadableStream, 'data');
    return { server, address: `${line}`.trim() };
  }

  it('is said to be away, keeps what is on the page, and is found to be another one when it is back', async () => {
    const first = await start();
    const { page } = await openStudioPage(browser, first.address);
    await page.waitForSelector('[data-lane]');
    const lanes = await laneNames(page);
    first.server.kill('SIGKILL');
    await page.getByText('The studio does not answer.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await laneNames(page)).toEqual(lanes);
    const second = await start();
    await page.getByText('The studio was started anew.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(second.address);
    await page.waitForSelector('[data-lane]');
    expect(await laneNames(page)).toEqual(lanes);
    second.server.kill('SIGINT');
    await once(second.server, 'close');
  });
});
