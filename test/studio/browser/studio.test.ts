import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { dropFile, hearLanes, laneNames, openStudioPage, takeRefusal } from './studioPage.js';

if (NO_BROWSER !== undefined) console.warn(`The studio's tests in a browser are ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== undefined)('the studio in a browser', () => {
  let browser: Browser;
  let studio: StartedStudio;
  let address: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    studio = await startStudio('browser');
    ({ browser, address } = studio);
  });

  afterAll(() => studio.stop());

  beforeEach(async () => {
    ({ page, complaints } = await openStudioPage(browser, address));
  });

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  /** The lanes of the room that stands ready. */
  const room = () => page.waitForSelector('[data-lane]');
  const play = () => page.getByRole('button', { name: 'Play', exact: true }).click();

  it('has a room ready, and sounds one click later', async () => {
    await room();
    expect(await page.textContent('h1')).toBe('kitchen');
    expect(await page.evaluate(() => window.loudness())).toBe(0);
    await play();
    await page.waitForFunction(() => window.loudness() > 0.001);
    expect(await page.url()).not.toContain('token');
  });

  it('runs no sound while nothing sounds, and plays with the next press from where it was sought', async () => {
    await room();
    const isAsleep = () =>
      page.waitForFunction(() => window.soundStates().every((state) => state === 'suspended'));
    await isAsleep();
    await play();
    await page.waitForFunction(() => window.loudness() > 0.001);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await isAsleep();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const bar = () => page.locator('.clock').textContent();
    expect(await bar()).toMatch(/^Bar 3 /);
    await play();
    await page.waitForFunction(() => window.loudness() > 0.001);
    expect(await bar()).toMatch(/^Bar [34] /);
  });

  it('plays with the second click where the instruments did not come with the first', async () => {
    const other = await openStudioPage(browser, address, {
      prepare: (opened) =>
        opened.route('**/soundfont.sf3', (route) => route.abort(), { times: 1 }).then(() => {}),
    });
    await other.page.waitForSelector('[data-lane]');
    await other.page.getByText('The instruments did not load').waitFor();
    await other.page.getByRole('button', { name: 'Play', exact: true }).click();
    await other.page.waitForFunction(() => window.loudness() > 0.001);
    await other.page.context().close();
    expect(other.complaints).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  it('silences a lane that is muted, all but one that is solo, and the piece once each is muted', async () => {
    await room();
    const lanes = await laneNames(page);
    const [first = '', second = ''] = lanes;
    const mute = (lane: string) => page.getByRole('button', { name: `Mute ${lane}`, exact: true });
    /** Hears the same beginning of the piece again, so that what is silent is so because of the lane's buttons. */
    const hearBeginning = async () => {
      await page.keyboard.press('Home');
      return hearLanes(page, 2);
    };
    /** What sounded before dies away, in its time. */
    const isHeardAs = (check: (levels: Record<string, number>) => void) =>
      vi.waitFor(async () => check(await hearBeginning()), { timeout: 60_000 });
    const isFirstHeard = (isHeard: boolean) =>
      isHeardAs(({ [first]: level = 0 }) => expect(level > 0).toBe(isHeard));
    await play();
    await page.waitForFunction(() => window.loudness() > 0.001);
    await isFirstHeard(true);
    await mute(first).click();
    await isFirstHeard(false);
    await mute(first).click();
    await isFirstHeard(true);
    await page.getByRole('button', { name: `Solo ${second}`, exact: true }).click();
    await isHeardAs(({ [second]: _, ...others }) =>
      expect(Math.max(...Object.values(others))).toBe(0),
    );
    await page.getByRole('button', { name: `Solo ${second}`, exact: true }).click();
    await isFirstHeard(true);
    for (const lane of lanes) await mute(lane).click();
    await isHeardAs((levels) => {
      expect(Object.keys(levels)).toEqual(lanes);
      expect(Math.max(...Object.values(levels))).toBe(0);
    });
    expect(await page.evaluate(() => window.loudness())).toBeLessThan(0.0005);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('composes another piece while it plays, and undo brings back the one before', async () => {
    await room();
    const seed = page.getByLabel('Seed', { exact: true });
    const before = await seed.inputValue();
    await play();
    await page.waitForFunction(() => window.loudness() > 0.001);
    await page.getByRole('button', { name: 'Another' }).click();
    await page.waitForFunction(
      (old) => document.querySelector<HTMLInputElement>('.dial.plain input')?.value !== old,
      before,
    );
    expect(await page.getByRole('button', { name: 'Pause' }).isVisible()).toBe(true);
    await page.keyboard.press('Control+z');
    await page.waitForFunction(
      (old) => document.querySelector<HTMLInputElement>('.dial.plain input')?.value === old,
      before,
    );
    await page.waitForFunction(() => window.loudness() > 0.001);
  });

  it('is played by keys: space, arrows, M and S', async () => {
    await room();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() =>
      document.querySelector('.clock')?.textContent?.startsWith('Bar 3'),
    );
    const [first = '', second = ''] = await laneNames(page);
    await page.locator(`[data-lane="${first}"]`).focus();
    await page.keyboard.press('m');
    const isPressed = (name: string) =>
      page.getByRole('button', { name, exact: true, pressed: true }).waitFor();
    await isPressed(`Mute ${first}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('s');
    await isPressed(`Solo ${second}`);
    await page.locator('summary', { hasText: 'Rooms' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Sample: study' }).waitFor();
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isVisible()).toBe(true);
  });

  it('lets a person draw the first box on a photo in which nothing is seen', async () => {
    await room();
    const grey = { width: 320, height: 240, channels: 3, background: '#888888' } as const;
    const bytes = await sharp({ create: grey }).png().toBuffer();
    await dropFile(page, { name: 'wall.png', bytes, type: 'image/png' });
    await page.getByText('Nothing plays in this photo yet.').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Lower it, or draw a box');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close this message' }).click();
    await page.getByRole('button', { name: 'Draw a box' }).click();
    const photo = (await page.locator('.photo').boundingBox()) as { x: number; y: number };
    await page.mouse.move(photo.x + 60, photo.y + 60);
    await page.mouse.down();
    await page.mouse.move(photo.x + 160, photo.y + 150, { steps: 4 });
    await page.mouse.up();
    await page.getByLabel('This is').selectOption('clock');
    await page.waitForSelector('[data-lane="clock"]');
    await page.getByRole('heading', { name: '1 lane', exact: true }).waitFor();
    await play();
    await page.waitForFunction(() => window.loudness() > 0.001);
    await takeRefusal(complaints);
  });

  it('sounds with the instrument that is chosen for a lane, and undo gives it its own back', async () => {
    await room();
    const [lane = ''] = await laneNames(page);
    const choice = page.getByLabel(`Instrument of ${lane}`);
    const own = await choice.evaluate(
      (select: HTMLSelectElement) => select.selectedOptions[0]?.text,
    );
    await choice.focus();
    await choice.selectOption('violin');
    await page.waitForFunction(
      (name) =>
        document.querySelector<HTMLSelectElement>(`[aria-label="Instrument of ${name}"]`)?.value ===
        'violin',
      lane,
    );
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(
      ([name, text]) =>
        document.querySelector<HTMLSelectElement>(`[aria-label="Instrument of ${name}"]`)
          ?.selectedOptions[0]?.text === text,
      [lane, own] as const,
    );
  });
});
