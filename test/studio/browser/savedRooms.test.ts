import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMirror } from '../../cli/runMirror.js';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { laneNames, openStudioPage, setView, takeRefusal } from './studioPage.js';

if (NO_BROWSER !== undefined) console.warn(`The tests of saved rooms are ${NO_BROWSER}`);

describe.skipIf(NO_BROWSER !== undefined)('the saved rooms in a browser', () => {
  let browser: Browser;
  let folder: string;
  let studio: StartedStudio;
  let address: string;

  beforeAll(async () => {
    studio = await startStudio('saved');
    ({ browser, folder, address } = studio);
  });

  afterAll(() => studio.stop());

  const save = async (page: Page, name: string) => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    // A room of that name may be there from another test.
    await page.locator('dialog[open] button.main').click();
    await page.getByText(`Saved as ${name}.`).waitFor();
  };
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const isAtHeading = (page: Page) =>
    page.waitForFunction(() => document.activeElement?.id === 'rooms-title');
  const said = (page: Page) => page.locator('.rooms .said').textContent();
  const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

  it('renames, removes and restores rooms by keys alone, while another tab has one of them open', async () => {
    const first = await openStudioPage(browser, address, { isSilent: true });
    const { page } = first;
    await page.waitForSelector('[data-lane]');
    await save(page, 'attic');
    await save(page, 'cellar');
    const second = await openStudioPage(browser, `${address}#saved=attic`, { isSilent: true });
    const other = second.page;
    await other.waitForSelector('[data-lane]');
    expect(await hash(other)).toBe('#saved=attic');
    const lanes = await laneNames(other);
    await other.getByRole('button', { name: `Mute ${lanes[0]}`, exact: true }).click();

    await page.locator('summary', { hasText: 'Rooms' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename, remove, restore…' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Saved rooms' });
    await dialog.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await dialog.textContent()).toContain('cellar open now');

    await dialog.getByRole('button', { name: 'Rename attic' }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByLabel('New name of attic');
    await field.waitFor();
    for (const [typed, complaint] of [
      ['a/b', '/ cannot be part of a name.'],
      ['.hidden', 'A name cannot begin with a dot.'],
      ['nul', 'This name is a device on Windows.'],
      ['cellar', 'A room of that name is there already. Choose another.'],
    ] as const) {
      await field.fill(typed);
      await page.keyboard.press('Enter');
      expect(await dialog.locator('.complaint').first().textContent()).toBe(complaint);
    }
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Rename attic',
    );
    await page.keyboard.press('Enter');
    await field.waitFor();
    // The field is there and has the focus at one moment, so no letter is lost.
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('loft');
    await page.keyboard.press('Enter');
    await page.getByText('attic is called loft now.').waitFor();
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Rename loft',
    );
    await other.waitForFunction(() => location.hash === '#saved=loft');

    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Remove loft…');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Remove loft?' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('loft was removed. It waits under Removed.').waitFor();
    // The button that was pressed is gone; the focus comes to the heading a frame later.
    await isAtHeading(page);
    await other.waitForFunction(() => location.hash === '');
    expect(await laneNames(other)).toEqual(lanes);
    const bars = other.getByRole('spinbutton', { name: 'Bars', exact: true });
    await bars.fill('8');
    await bars.blur();
    await other.getByText('8 bars of').waitFor();

    await dialog.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Restore loft');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('.rooms .said')?.textContent === 'loft is back among the rooms.',
    );
    await isAtHeading(page);
    await other.waitForFunction(() => location.hash === '#saved=loft');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Rooms');

    await other.getByText('Rooms', { exact: true }).click();
    await other.getByRole('button', { name: 'cellar', exact: true }).click();
    await other.getByRole('dialog', { name: /^Leave/ }).waitFor();
    expect(await axeViolations(other)).toEqual([]);
    await other.getByRole('button', { name: 'Stay' }).click();
    for (const { page: each, complaints } of [first, second]) {
      expect(complaints).toEqual([]);
      await each.context().close();
    }
  });

  it('is not replaced by another tab without a word, and what is replaced can be restored', async () => {
    const first = await openStudioPage(browser, address, { isSilent: true });
    const { page } = first;
    await page.waitForSelector('[data-lane]');
    await save(page, 'office');
    const second = await openStudioPage(browser, `${address}#saved=office`, { isSilent: true });
    const other = second.page;
    await other.waitForSelector('[data-lane]');
    const setBars = async (each: Page, bars: number) => {
      const field = each.getByRole('spinbutton', { name: 'Bars', exact: true });
      await field.fill(`${bars}`);
      await field.blur();
      await each.getByText(`${bars} bars of`).waitFor();
    };
    const dialog = (each: Page) => each.getByRole('dialog', { name: 'Save this room' });
    const fileOf = (name: string) => readFile(join(folder, 'rooms', name, 'room.json'), 'utf8');
    await setBars(page, 9);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // Nothing is replaced but what this tab has made.
    expect(await dialog(page).getByRole('status').textContent()).not.toContain('replaced');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).waitFor({ state: 'hidden' });

    await setBars(other, 6);
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog(other).getByRole('button', { name: 'Save' }).click();
    await dialog(other).getByText('saved elsewhere meanwhile').waitFor();
    expect(await axeViolations(other)).toEqual([]);
    expect(await fileOf('office')).toContain('"bars": 9');
    await dialog(other).getByRole('button', { name: 'Replace' }).click();
    await other.getByText('Saved as office. The room that it replaced waits').waitFor();
    expect(await fileOf('office')).toContain('"bars": 6');
    await page.getByText('Rooms', { exact: true }).click();
    await page.getByRole('button', { name: 'Rename, remove, restore…' }).click();
    await page.locator('.rooms summary').click();
    await page.getByRole('button', { name: 'Restore office' }).click();
    await page.getByText('office-2 is back among the rooms.').waitFor();
    expect(await fileOf('office-2')).toContain('"bars": 9');
    expect(second.complaints.splice(0)).toEqual([expect.stringContaining('409')]);
    for (const { page: each, complaints } of [first, second]) {
      expect(complaints).toEqual([]);
      await each.context().close();
    }
  });

  it('has its new name where it is renamed while another tab opens it, and is deleted for good after a question', async () => {
    const first = await openStudioPage(browser, address, { isSilent: true });
    const { page } = first;
    await page.waitForSelector('[data-lane]');
    await save(page, 'veranda');
    const second = await openStudioPage(browser, address, { isSilent: true });
    const other = second.page;
    await other.waitForSelector('[data-lane]');
    let hasRead = () => {};
    const isRead = new Promise<void>((resolve) => {
      hasRead = resolve;
    });
    let letGo = () => {};
    const isHeld = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // The server's own answer, later.
    await other.route('**/api/saved/veranda?*', async (route) => {
      const response = await route.fetch();
      hasRead();
      await isHeld;
      await route.fulfill({ response });
    });
    await other.getByText('Rooms', { exact: true }).click();
    await other.getByRole('button', { name: 'veranda', exact: true }).click();
    await isRead;
    await page.getByText('Rooms', { exact: true }).click();
    await page.getByRole('button', { name: 'Rename, remove, restore…' }).click();
    await page.getByRole('button', { name: 'Rename veranda' }).click();
    await page.getByLabel('New name of veranda').fill('porch');
    await page.keyboard.press('Enter');
    await page.getByText('veranda is called porch now.').waitFor();
    // It has heard of the rename once its own list knows the name.
    await other.getByText('Rooms', { exact: true }).click();
    await other.getByRole('button', { name: 'porch', exact: true }).waitFor();
    expect(await hash(other)).not.toContain('saved=');
    letGo();
    await other.waitForFunction(() => location.hash === '#saved=porch');
    await other.getByText('Rooms', { exact: true }).click();
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    expect(await other.getByLabel('Name', { exact: true }).inputValue()).toBe('porch');
    await other.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Remove porch…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('porch was removed. It waits under Removed.').waitFor();
    await page.locator('.rooms summary').click();
    await page.getByRole('button', { name: 'Delete for good…' }).click();
    await page.getByRole('dialog', { name: 'Delete what was removed?' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    // What is at hand does no harm.
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Delete what' }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Restore porch' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Delete for good…' }).click();
    await page.getByRole('button', { name: 'Delete for good', exact: true }).click();
    await page.getByText('The removed rooms are deleted for good.').waitFor();
    await page.locator('.rooms summary').waitFor({ state: 'detached' });
    expect(await axeViolations(page)).toEqual([]);
    for (const { page: each, complaints } of [first, second]) {
      expect(complaints).toEqual([]);
      await each.context().close();
    }
  });

  it('is written by the command line with the bytes that the page gives, however it was changed', async () => {
    const { page, complaints } = await openStudioPage(browser, address, { isSilent: true });
    await page.waitForSelector('[data-lane]');
    const [first = ''] = await laneNames(page);
    await page.getByRole('button', { name: `Mute ${first}`, exact: true }).click();
    const bars = page.getByRole('spinbutton', { name: 'Bars', exact: true });
    await bars.fill('6');
    await bars.blur();
    await page.getByRole('button', { name: 'Another' }).click();
    await page.getByLabel(`Instrument of ${first}`).focus();
    await page.getByLabel(`Instrument of ${first}`).selectOption('violin');
    await page.getByRole('option', { name: /played by breadknife/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'Let the box go' }).click();
    await page.getByRole('button', { name: 'Draw a box' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('This is').selectOption('clock');
    await page.waitForSelector('[data-lane^="clock"]');
    await page.locator('[data-box][tabindex="0"]').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.keyboard.press('Delete');
    await page.getByText('6 bars of').waitFor();
    await save(page, 'changed');
    const download = page.waitForEvent('download');
    await page.getByText('Take away').click();
    await page.getByRole('button', { name: /^MIDI/ }).click();
    const given = await readFile(await (await download).path());
    const { code, stderr } = await runMirror(['room', 'changed'], { folder });
    expect(code, stderr).toBe(0);
    expect((await readFile(join(folder, 'changed.mid'))).equals(given)).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says in the dialog what another tab was faster with', async () => {
    const { page, complaints } = await openStudioPage(browser, address, { isSilent: true });
    await page.waitForSelector('[data-lane]');
    await save(page, 'hall');
    await page.getByText('Rooms', { exact: true }).click();
    await page.getByRole('button', { name: 'Rename, remove, restore…' }).click();
    await page.getByRole('button', { name: 'Rename hall' }).click();
    await page.getByLabel('New name of hall').fill('entrance');
    // As by a program that no page hears of.
    await rm(join(folder, 'rooms', 'hall'), { recursive: true });
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.querySelector('.rooms .said')?.textContent?.startsWith('Expected a saved room'),
    );
    expect(await said(page)).toContain('none is called "hall"');
    expect(await axeViolations(page)).toEqual([]);
    await takeRefusal(complaints);
    await page.context().close();
  });

  it('fits a page 360, 600 and 1280 pixels wide', async () => {
    const { page, complaints } = await openStudioPage(browser, address, { isSilent: true });
    await page.waitForSelector('[data-lane]');
    await save(page, 'a room with a name that goes on and on for quite a while longer');
    for (const width of [360, 600, 1280]) {
      const view = `${width} pixels wide`;
      await setView(page, 'light', width);
      await page.getByText('Rooms', { exact: true }).click();
      const item = page.getByRole('button', { name: 'Rename, remove, restore…' });
      const short = page.getByRole('button', { name: 'Sample: study' });
      // In one line, though the menu's own button is narrow.
      expect((await item.boundingBox())?.height, view).toBe((await short.boundingBox())?.height);
      const isInside = async () => {
        const menu = (await page.locator('.menu[open] ul').boundingBox()) as DOMRect;
        expect([menu.x >= 0, menu.x + menu.width <= width], view).toEqual([true, true]);
      };
      await isInside();
      await page.keyboard.press('Escape');
      await page.getByText('Take away').click();
      await isInside();
      await page.keyboard.press('Escape');
      await page.getByText('Rooms', { exact: true }).click();
      await item.click();
      const dialog = page.getByRole('dialog', { name: 'Saved rooms' });
      const { x, width: wide } = (await dialog.boundingBox()) as DOMRect;
      expect([x >= 0, x + wide <= width], view).toEqual([true, true]);
      expect(
        await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth),
        view,
      ).toBe(true);
      expect(await axeViolations(page), view).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
