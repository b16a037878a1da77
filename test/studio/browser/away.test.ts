import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMirror, startMirror } from '../../cli/runMirror.js';
import { takeBytes } from '../../collection/shelves.js';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER, openBrowser } from './openBrowser.js';
import { dropFile, dropFiles, laneNames, openStudioPage } from './studioPage.js';

interface RunningStudio {
  readonly server: ChildProcess;
  /** What it printed, to be opened. */
  readonly address: string;
}

describe.skipIf(NO_BROWSER !== undefined)('a studio that goes away', () => {
  let browser: Browser;
  let folder: string;
  let port: number;
  let running: RunningStudio | undefined;

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
    if (running !== undefined) await end(running.server);
    await rm(folder, { recursive: true });
  });

  /** The studio that runs; one is started where none does, with five seconds of work until its first room is open. */
  async function start(): Promise<RunningStudio> {
    if (running !== undefined) return running;
    const server = startMirror(['studio', '--port', `${port}`, '--no-open'], {
      folder,
      env: { TMPDIR: folder },
    });
    const [line] = await once(server.stdout as NodeJS.ReadableStream, 'data');
    running = { server, address: `${line}`.trim() };
    return running;
  }

  const end = async (server: ChildProcess, signal: NodeJS.Signals = 'SIGINT') => {
    running = undefined;
    const isOver = server.exitCode !== null || server.signalCode !== null;
    if (!isOver) await Promise.all([once(server, 'exit'), server.kill(signal)]);
  };
  const tempo = (page: Page) => page.getByRole('spinbutton', { name: 'Tempo', exact: true });
  const setTempo = async (page: Page, value: string) => {
    await tempo(page).fill(value);
    await tempo(page).blur();
  };
  /** A photo that is not saved, with a tempo and a lane that is muted. @returns names of its lanes */
  const openOurRoom = async (page: Page): Promise<string[]> => {
    await page.waitForSelector('[data-lane]');
    const bytes = await readFile(new URL('../../../photos/study.jpg', import.meta.url));
    await dropFile(page, { name: 'our room.jpg', bytes, type: 'image/jpeg' });
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'our room');
    await page.waitForSelector('[data-lane]');
    await setTempo(page, '133');
    await page.getByText('133 bpm').waitFor();
    const lanes = await laneNames(page);
    await page.getByRole('button', { name: `Mute ${lanes[0]}`, exact: true }).click();
    return lanes;
  };
  const expectOurRoom = async (page: Page, lanes: readonly string[]) => {
    await page.waitForSelector('[data-lane]');
    expect(await page.textContent('h1')).toBe('our room');
    expect(await laneNames(page)).toEqual(lanes);
    const mute = page.getByRole('button', { name: `Mute ${lanes[0]}`, exact: true });
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
  };

  it('is said to be away, and once it is back the page goes on with all that it holds', async () => {
    const first = await start();
    const { page } = await openStudioPage(browser, first.address, { isSilent: true });
    const lanes = await openOurRoom(page);
    await end(first.server);
    await page.getByText('What is on this page stays here.').waitFor();
    const away = (await page.getByRole('alert').first().textContent()) ?? '';
    expect(away).toContain(`start it again with --port ${port},`);
    expect(await axeViolations(page)).toEqual([]);
    await setTempo(page, '134');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this room' });
    await dialog.getByLabel('Name').fill('ours');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Nothing was saved. The studio does not answer.').waitFor();
    expect(await axeViolations(page)).toEqual([]);

    const second = await start();
    await page.getByText('The studio does not know this page').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Nothing was saved. The studio does not know this page').waitFor();
    expect(await readdir(folder)).not.toContain('rooms');

    const other = await page.context().newPage();
    await other.goto(second.address);
    await other.waitForSelector('[data-lane]');
    expect(await other.textContent('h1')).toBe('kitchen');
    // The page that was open knows nothing of the new token, and is let in with the cookie of the other tab.
    await page.locator('.notices [role="alert"]').first().waitFor({ state: 'detached' });
    await page.getByText('134 bpm').waitFor();
    await expectOurRoom(page, lanes);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as ours.').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    const { stdout } = await runMirror(['room'], { folder });
    expect(stdout).toContain('ours');
    await page.context().close();
  });

  it('shows in the same tab what was open there, saved or not', async () => {
    const first = await start();
    const { page } = await openStudioPage(browser, first.address, { isSilent: true });
    const lanes = await openOurRoom(page);
    await page.reload();
    await page.getByText('133 bpm').waitFor();
    await expectOurRoom(page, lanes);
    await end(first.server);
    await page.getByText('What is on this page stays here.').waitFor();
    await setTempo(page, '135');
    const second = await start();
    await page.goto(second.address);
    await page.getByText('135 bpm').waitFor();
    await expectOurRoom(page, lanes);
    // All of it was made since the photo was opened.
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(
      (name) =>
        document.querySelector(`[aria-label="Mute ${name}"]`)?.getAttribute('aria-pressed') ===
        'false',
      lanes[0],
    );
    await page.getByText('135 bpm').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('keeps a photo without a name as long as a tab shows it, a duplicate of another one too', async () => {
    const { address } = await start();
    const { page } = await openStudioPage(browser, address, { isSilent: true });
    const lanes = await openOurRoom(page);
    await page.waitForFunction(() => Object.values(sessionStorage).join().includes('"photo"'));
    expect(await page.evaluate(storedPhotos)).toBe(1);
    // A page that another one opens begins with a copy of its session storage, as a duplicate of its tab does.
    const opening = page.context().waitForEvent('page');
    await page.evaluate(() => void window.open(location.href));
    const duplicate = await opening;
    await duplicate.getByText('133 bpm').waitFor();
    await expectOurRoom(duplicate, lanes);

    await page.getByText('Rooms', { exact: true }).click();
    await page.getByRole('button', { name: 'Sample: bedroom' }).click();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'bedroom');
    await duplicate.reload();
    await duplicate.getByText('133 bpm').waitFor();
    await expectOurRoom(duplicate, lanes);

    // Of tabs that were closed, eight photos stay, the new one among them; that of the open tab is the oldest.
    await page.evaluate(storePhotos, 9);
    const bytes = await readFile(new URL('../../../photos/bedroom.jpg', import.meta.url));
    await dropFile(page, { name: 'second room.jpg', bytes, type: 'image/jpeg' });
    await expect.poll(() => page.evaluate(storedPhotos), { timeout: 60_000 }).toBe(9);
    await duplicate.reload();
    await duplicate.getByText('133 bpm').waitFor();
    await expectOurRoom(duplicate, lanes);
    await duplicate.close();
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'second room');
    await dropFile(page, { name: 'third room.jpg', bytes, type: 'image/jpeg' });
    await expect.poll(() => page.evaluate(storedPhotos), { timeout: 60_000 }).toBe(8);
    await page.context().close();
  });

  it('goes on where the cookies of its browser were deleted, once its address is open again', async () => {
    const { address } = await start();
    const { page } = await openStudioPage(browser, address, { isSilent: true });
    await page.waitForSelector('[data-lane]');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this room' });
    await dialog.getByLabel('Name').fill('kept');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const told =
      'Nothing was saved. The studio does not know this page: it was started anew, or the cookies of this browser were deleted.';
    await dialog.getByText(told).waitFor();
    const other = await page.context().newPage();
    await other.goto(address);
    await other.waitForSelector('[data-lane]');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as kept.').waitFor();
    await page.context().close();
  });

  it('loses no recording that is not yet added: it is sent to the new studio', async () => {
    const first = await start();
    const { page } = await openStudioPage(browser, first.address, { isSilent: true });
    await page.waitForSelector('[data-lane]');
    await page.getByRole('button', { name: 'Collection' }).click();
    const bytes = takeBytes('one.mid');
    await dropFiles(page, [{ name: 'one.mid', bytes, type: 'audio/midi' }]);
    await page.getByRole('textbox', { name: 'Name' }).fill('breadboard');
    await page.getByText(/^All takes together last/).waitFor();
    await end(first.server);
    await page.getByText('What is on this page stays here.').waitFor();
    const second = await start();
    const other = await page.context().newPage();
    await other.goto(second.address);
    await other.waitForSelector('[data-lane]');
    await page.locator('.notices [role="alert"]').first().waitFor({ state: 'detached' });
    const add = page.getByRole('button', { name: 'Add to the collection', exact: true });
    await add.click();
    await page.getByText('The recordings had to be sent once more.').waitFor();
    await add.click();
    await page.getByRole('heading', { name: 'breadboard' }).waitFor();
    expect(await readdir(join(folder, 'objects', 'breadboard', 'recordings'))).toEqual(['one.mid']);
    await page.context().close();
  });

  it('keeps its page out after it was ended by force, until the new address is open', async () => {
    const first = await start();
    const { page } = await openStudioPage(browser, first.address, { isSilent: true });
    await page.waitForSelector('[data-lane]');
    const lanes = await laneNames(page);
    await end(first.server, 'SIGKILL');
    await page.getByText('What is on this page stays here.').waitFor();
    expect(await laneNames(page)).toEqual(lanes);
    await start();
    await page.getByText('The studio does not know this page').waitFor();
    // A secret that is not this start's lets no page in.
    expect(await page.evaluate(async () => (await fetch('/api/studio')).status)).toBe(401);
    await page.context().close();
  });
});

/** In the page: how many photos it keeps. */
function storedPhotos(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('studio', 1);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('photos').objectStore('photos').count();
      counting.onsuccess = () => resolve(counting.result);
    };
  });
}

/** In the page: stores small files as photos of rooms that were shown in tabs which are closed. */
function storePhotos(count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('studio', 1);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const storing = opening.result.transaction('photos', 'readwrite');
      for (let i = 0; i < count; i++) storing.objectStore('photos').add(new File([], `${i}.jpg`));
      storing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
