import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PieceAnswer } from '../../../src/studio/protocol/answers.js';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { openStudioPage, takeRefusal } from './studioPage.js';

describe.skipIf(NO_BROWSER !== undefined)('the latent pad in a browser', () => {
  let browser: Browser;
  let studio: StartedStudio;
  let address: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    studio = await startStudio('pad');
    ({ browser, address } = studio);
  });

  afterAll(() => studio.stop());

  beforeEach(async () => {
    ({ page, complaints } = await openStudioPage(browser, address));
    await page.waitForSelector('[data-lane]');
  });

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const plane = () => page.getByRole('application', { name: 'Map of refrigerator' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const openMap = async () => {
    await button('Map of refrigerator').click();
    await page.waitForSelector('[data-map="refrigerator"]');
  };
  const isWalking = (pressed: boolean) =>
    page.getByRole('button', { name: 'Walk', exact: true, pressed }).waitFor();
  const silence = () => page.waitForFunction(() => window.loudness() < 0.0005);
  const sound = () => page.waitForFunction(() => window.loudness() > 0.001);
  /** From there to there, 0–1 from the left upper corner, in so many steps. */
  async function drag(from: readonly number[], to: readonly number[]): Promise<void> {
    const box = (await plane().boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    const at = ([x = 0, y = 0]: readonly number[]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 8 });
    await page.mouse.up();
  }
  const nextPiece = async (act: () => Promise<unknown>): Promise<PieceAnswer> => {
    const reply = page.waitForResponse((response) => response.url().endsWith('/piece'));
    await act();
    return (await reply).json();
  };
  const notesOf = ({ tracks }: PieceAnswer) =>
    tracks.find(({ object }) => object === 'refrigerator')?.notes;

  it('lets a person drag over the map and hear what lies there, and gives the piece back', async () => {
    await button('Play').click();
    await sound();
    await openMap();
    await drag([0.3, 0.3], [0.6, 0.5]);
    await button('Play').waitFor({ state: 'attached' });
    await sound();
    const [x = 0, y = 0] = ((await plane().getAttribute('data-place')) ?? '')
      .split(' ')
      .map(Number);
    expect([x, y]).toEqual([expect.closeTo(0.6, 1), expect.closeTo(0.5, 1)]);
    await button('Close').click();
    await page.waitForSelector('[data-map]', { state: 'detached' });
    await button('Pause').waitFor();
  });

  it('keeps a place as the take-off of its object: its notes change, and undo takes it back', async () => {
    const before = await nextPiece(() => button('Another').click());
    await openMap();
    await drag([0.2, 0.5], [0.7, 0.6]);
    const after = await nextPiece(() => button('Begin here').click());
    await page.getByText('In this room refrigerator begins at the flag').waitFor();
    expect(notesOf(after)).not.toEqual(notesOf(before));
    const back = await nextPiece(() => page.keyboard.press('Control+z'));
    expect(back).toEqual(before);
    await page.getByText('In this room refrigerator begins where the photo leads.').waitFor();
    const again = await nextPiece(() => page.keyboard.press('Control+Shift+z'));
    expect(again).toEqual(after);
  });

  it('does all of it by keys alone', async () => {
    await openMap();
    await plane().focus();
    const place = await plane().getAttribute('data-place');
    for (const key of ['ArrowRight', 'ArrowUp', 'Shift+ArrowRight']) await page.keyboard.press(key);
    expect(await plane().getAttribute('data-place')).not.toBe(place);
    await page.keyboard.press('Space');
    await sound();
    await nextPiece(() => page.keyboard.press('Enter'));
    await page.keyboard.press('w');
    await isWalking(true);
    await page.keyboard.press('w');
    await isWalking(false);
    await silence();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  it('walks while it is held, from place to place without silence', async () => {
    await openMap();
    const box = (await plane().boundingBox()) as { x: number; y: number };
    await page.mouse.move(box.x + 200, box.y + 200);
    await page.mouse.down();
    await isWalking(true);
    await page.waitForSelector('.trail', { state: 'attached' });
    await sound();
    await page.mouse.up();
    await isWalking(false);
    await silence();
  });

  it.each([
    ['light', 1600],
    ['dark', 900],
    ['dark', 360],
  ] as const)('has nothing that axe objects to, %s and %i pixels wide', async (theme, width) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 800 });
    await button('Map of refrigerator').click();
    expect(await axeViolations(page)).toEqual([]);
    await page.waitForSelector('[data-map="refrigerator"]');
    await nextPiece(() => button('Begin here').click());
    expect(await axeViolations(page)).toEqual([]);
    await button('Walk').click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^B.*seed$/ }).click();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it('says why there is no map, and has nothing that axe objects to then', async () => {
    await page.route('**/api/objects/refrigerator/map', (route) =>
      route.fulfill({
        status: 422,
        json: { code: 'input', message: 'refrigerator is not trained.' },
      }),
    );
    await button('Map of refrigerator').click();
    await page.getByRole('alert').getByText('refrigerator is not trained.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await takeRefusal(complaints);
  });
});
