import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { openStudioPage } from './studioPage.js';

if (NO_BROWSER !== undefined) console.warn(`The tests of the boxes are ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== undefined)('the boxes on the photo, by keys', () => {
  let browser: Browser;
  let studio: StartedStudio;
  let address: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    studio = await startStudio('boxes');
    ({ browser, address } = studio);
  });

  afterAll(() => studio.stop());

  beforeEach(async () => {
    ({ page, complaints } = await openStudioPage(browser, address, { isSilent: true }));
    await page.waitForSelector('[data-lane]');
  });

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const boxes = () => page.locator('[data-box]').count();
  /** The place in reading order of what has the focus; undefined where it is no box. */
  const place = () =>
    page.evaluate(() => {
      const shown = document.activeElement?.closest('[data-box]')?.getAttribute('aria-posinset');
      return shown === null || shown === undefined ? undefined : Number(shown);
    });
  const isAt = (wanted: number) =>
    page.waitForFunction(
      (number) => document.activeElement?.getAttribute('aria-posinset') === `${number}`,
      wanted,
    );
  const focusedStyle = () => page.evaluate(() => document.activeElement?.getAttribute('style'));
  const isPickedUp = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-selected'));
  const tabStops = () => page.locator('[data-box][tabindex="0"]').count();

  it('are one stop of Tab, from which arrows, Home and End lead to each', async () => {
    const all = await boxes();
    expect(all).toBeGreaterThan(8);
    expect(await tabStops()).toBe(1);
    await page.locator('[data-box][tabindex="0"]').focus();
    await isAt(1);
    const reached = [await page.evaluate(() => document.activeElement?.getAttribute('data-box'))];
    for (let next = 2; next <= all; next++) {
      await page.keyboard.press('ArrowRight');
      await isAt(next);
      reached.push(
        await page.evaluate(() => document.activeElement?.getAttribute('data-box') ?? ''),
      );
      expect(await tabStops()).toBe(1);
    }
    expect(new Set(reached).size).toBe(all);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Home');
    await isAt(1);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-posinset') !== '1');
    await page.keyboard.press('End');
    await isAt(all);
    await page.keyboard.press('ArrowLeft');
    await isAt(all - 1);
    expect(await axeViolations(page)).toEqual([]);

    await page.keyboard.press('Tab');
    expect(await place()).toBeUndefined();
    await page.keyboard.press('Shift+Tab');
    expect(await place()).toBe(all - 1);
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  });

  it('are picked up by Enter or Space, moved and resized by arrows, and let go by Escape', async () => {
    for (const key of ['Enter', 'Space']) {
      await page.getByRole('option', { name: /played by breadknife/ }).focus();
      const at = await focusedStyle();
      const number = await place();
      await page.keyboard.press(key);
      expect(await isPickedUp()).toBe('true');
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      const moved = await focusedStyle();
      expect(moved).not.toBe(at);
      await page.keyboard.press('Shift+ArrowRight');
      expect(await focusedStyle()).not.toBe(moved);
      await page.keyboard.press('Escape');
      expect(await isPickedUp()).toBe('false');
      await page.keyboard.press('ArrowRight');
      await isAt((number as number) + 1);
      for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
      expect(
        await page.getByRole('option', { name: /played by breadknife/ }).getAttribute('style'),
      ).toBe(at);
      expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
    }
  });

  it('are resized by Shift with arrows at once, however large one becomes, and keep the focus', async () => {
    await page.getByRole('option', { name: /played by breadknife/ }).focus();
    const id = () => page.evaluate(() => document.activeElement?.getAttribute('data-box'));
    const before = await id();
    for (let i = 0; i < 30; i++) await page.keyboard.press('Shift+ArrowRight');
    for (let i = 0; i < 30; i++) await page.keyboard.press('Shift+ArrowDown');
    expect([await id(), await isPickedUp()]).toEqual([before, 'true']);
    await page.keyboard.press('Escape');
    expect(await id()).toBe(before);
  });

  it('hand the focus to the next one where one is taken away, by its key or by the panel', async () => {
    const all = await boxes();
    await page.locator('[data-box][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await isAt(1);
    const second = await page.evaluate(
      () => document.querySelector('[aria-posinset="2"]')?.getAttribute('data-box') ?? '',
    );
    await page.keyboard.press('Delete');
    await page.waitForFunction(
      (id) => document.activeElement?.getAttribute('data-box') === id,
      second,
    );
    expect(await boxes()).toBe(all - 1);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Let the box go' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (id) => document.activeElement?.getAttribute('data-box') === id,
      second,
    );
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove', exact: true }).focus();
    await page.keyboard.press('Enter');
    await isAt(1);
    expect(await boxes()).toBe(all - 2);
  });

  it('has a box that is drawn by keys picked up once it is named', async () => {
    await page.getByRole('button', { name: 'Draw a box' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('This is').selectOption('clock');
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('data-box')?.startsWith('drawn'),
    );
    const at = await focusedStyle();
    await page.keyboard.press('ArrowLeft');
    expect(await focusedStyle()).not.toBe(at);
    expect(await tabStops()).toBe(1);
  });
});
