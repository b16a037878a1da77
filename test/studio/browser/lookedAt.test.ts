import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MIRROR_RANGES } from '../../../src/mirrorOptions.js';
import { KITCHEN, runMirror } from '../../cli/runMirror.js';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import {
  drawNewObject,
  dropFile,
  laneNames,
  openStudioPage,
  pasteFile,
  scrollWidth,
  setView,
  takeRefusal,
} from './studioPage.js';

describe.skipIf(NO_BROWSER !== undefined)('the studio in a browser, looked at,', () => {
  let browser: Browser;
  let folder: string;
  let studio: StartedStudio;
  let address: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    studio = await startStudio('looked-at');
    ({ browser, folder, address } = studio);
  });

  afterAll(() => studio.stop());

  beforeEach(async () => {
    ({ page, complaints } = await openStudioPage(browser, address, { isSilent: true }));
  });

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  /** The lanes of the room that stands ready. */
  const room = () => page.waitForSelector('[data-lane]');

  it('loads a script of its own of at most 80 KB, compressed', async () => {
    await room();
    const scripts = await page.evaluate(() =>
      Promise.all(
        [...document.querySelectorAll('script')].map(async ({ src }) => (await fetch(src)).text()),
      ),
    );
    const bytes = scripts.map((script) => gzipSync(script).length);
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(10_000);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(80 * 1024);
  });

  it('shows as many lanes as the command line has tracks of a photo that is dropped, and its very bytes', async () => {
    await room();
    await dropFile(page, {
      name: 'our room.jpg',
      bytes: await readFile(KITCHEN),
      type: 'image/jpeg',
    });
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'our room');
    await room();
    const file = join(folder, 'x.mid');
    const words = [KITCHEN, '--json', '--title', 'our room', '-o', file];
    const { stdout } = await runMirror(words, { folder });
    const { tracks } = JSON.parse(stdout);
    expect((await laneNames(page)).length).toBe(tracks.length);
    const download = page.waitForEvent('download');
    await page.getByText('Take away').click();
    await page.getByRole('button', { name: /^MIDI/ }).click();
    expect((await download).suggestedFilename()).toBe('our room.mid');
    expect((await readFile(await (await download).path())).equals(await readFile(file))).toBe(true);
  });

  it('lights up the boxes of a lane that is looked at, and the lane of a box', async () => {
    await room();
    const lane = page.locator('[data-lane="breadknife"]');
    await lane.hover();
    expect(await page.locator('.box.lit').getAttribute('aria-label')).toMatch(
      /^\d+: knife, .*breadknife$/,
    );
    await page.mouse.move(0, 0);
    await page.locator('.box.lit').waitFor({ state: 'detached' });
    await page.getByRole('option', { name: /played by breadknife/ }).focus();
    await page.locator('.lit[data-lane="breadknife"]').waitFor();
  });

  it('composes of the boxes as they are moved, drawn, named and taken away, and undo brings each back', async () => {
    await room();
    const before = await laneNames(page);
    const box = page.getByRole('option', { name: /played by breadknife/ });
    const labelOf = () => box.getAttribute('style');
    const at = await labelOf();
    const { x = 0, y = 0, width = 0 } = (await box.boundingBox()) ?? {};
    await page.mouse.move(x + width / 2, y + 5);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 20, y - 10, { steps: 5 });
    await page.mouse.up();
    expect(await labelOf()).not.toBe(at);
    await page.keyboard.press('Control+z');
    expect(await labelOf()).toBe(at);
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);

    await box.focus();
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => !document.querySelector('[data-lane="breadknife"]'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForSelector('[data-lane="breadknife"]');

    await page.getByRole('button', { name: 'Draw a box' }).click();
    const photo = (await page.locator('.photo').boundingBox()) as { x: number; y: number };
    await page.mouse.move(photo.x + 60, photo.y + 60);
    await page.mouse.down();
    await page.mouse.move(photo.x + 120, photo.y + 110, { steps: 4 });
    await page.mouse.up();
    const absent = await page.getByLabel('This is').evaluate((select, lanes) => {
      const names = [...(select as HTMLSelectElement).options].map(({ value }) => value);
      return names
        .filter((name) => !['', '/'].includes(name))
        .find((name) => !lanes.some((lane) => lane.startsWith(name)));
    }, before);
    await page.getByLabel('This is').selectOption(absent as string);
    await page.waitForSelector(`[data-lane="${absent}"]`);
    // A piece has fifteen voices at most: then one of several of an object gives way.
    expect((await laneNames(page)).length).toBe(Math.min(15, before.length + 1));
    await page.keyboard.press('Control+z');
    await page.waitForFunction((name) => !document.querySelector(`[data-lane="${name}"]`), absent);
    expect(await laneNames(page)).toEqual(before);
  });

  it('says in a line what is wrong with a file, and keeps the room', async () => {
    await room();
    const [first = ''] = await laneNames(page);
    const mute = page.getByRole('button', { name: `Mute ${first}`, exact: true });
    await mute.click();
    await dropFile(page, { name: 'notes.txt', bytes: Buffer.from('no photo'), type: 'text/plain' });
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Expected a photo (JPEG');
    expect(await page.textContent('h1')).toBe('kitchen');
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    // A refused photo is an answer of the server, which the browser reports.
    await takeRefusal(complaints);
  });

  it('takes a file that is pasted where nothing has the focus', async () => {
    await room();
    await pasteFile(page, { name: 'a.txt', bytes: Buffer.from('no photo'), type: 'text/plain' });
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Expected a photo (JPEG');
    await takeRefusal(complaints);
  });

  it('saves a room, and opens it again as it was', async () => {
    await room();
    const [first = ''] = await laneNames(page);
    const mute = page.getByRole('button', { name: `Mute ${first}`, exact: true });
    await mute.click();
    const bars = page.getByRole('spinbutton', { name: 'Bars', exact: true });
    await bars.fill('8');
    await bars.blur();
    await page.getByText('8 bars of').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill('our room');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as our room.').waitFor();
    expect(await page.textContent('h1')).toBe('our room');
    await page.getByText('Title: kitchen').waitFor();
    await page.getByText('Rooms', { exact: true }).click();
    await page.getByRole('button', { name: 'Sample: study' }).click();
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'study');
    await page.getByText('16 bars of').waitFor();
    await page.getByText('Rooms', { exact: true }).click();
    await page.getByRole('button', { name: 'our room' }).click();
    await page.getByText('8 bars of').waitFor();
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    await page.reload();
    await room();
    expect(await page.textContent('h1')).toBe('our room');
  });

  it('has sliders that reach what is allowed, where that is no more than an ear can use', async () => {
    await room();
    const ends = (label: string) =>
      page.getByLabel(label, { exact: true }).evaluate((field) => {
        const { min, max } = field as HTMLInputElement;
        return [Number(min), Number(max)];
      });
    for (const [name, { least, most }] of [
      ['Temperature', MIRROR_RANGES.temperature],
      ['Variation', MIRROR_RANGES.variation],
    ] as const) {
      expect(await ends(name)).toEqual([least, most]);
      expect(await ends(`${name}, slider`)).toEqual([least, most]);
    }
    const temperature = page.getByLabel('Temperature, slider');
    await temperature.focus();
    await page.keyboard.press('End');
    expect(await page.getByLabel('Temperature', { exact: true }).inputValue()).toBe('2');
  });

  it('has no piece once the last box is taken away, and says so', async () => {
    await room();
    const boxes = page.locator('[data-box]');
    await page.locator('[data-box][tabindex="0"]').focus();
    for (let left = await boxes.count(); left > 0; left--) {
      // The focus comes to the next one a frame later.
      await page.waitForFunction(
        (rest) =>
          document.querySelectorAll('[data-box]').length === rest &&
          document.activeElement?.closest('[data-box]') !== null,
        left,
      );
      await page.keyboard.press('Delete');
    }
    await boxes.first().waitFor({ state: 'detached' });
    await page.getByText('All boxes of this photo were taken away').waitFor();
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isDisabled()).toBe(true);
    expect(await page.locator('[data-lane]').count()).toBe(0);
    expect(await page.locator('.figures').textContent()).toBe('Nothing plays');
    await page.keyboard.press('Space');
    expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await takeRefusal(complaints);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForSelector('[data-lane]');
  });

  it('says what a dial may be set to until something else is done', async () => {
    await room();
    const dial = (name: string) => page.getByRole('spinbutton', { name, exact: true });
    const complaint = page.locator('.dial .complaint');
    for (const [name, words] of [
      ['Tempo', 'A number from 20 to 300'],
      ['Bars', 'A whole number from 1 to 512'],
      ['Seed', 'A whole number from 0 to 4294967295'],
    ] as const) {
      const before = await dial(name).inputValue();
      await dial(name).fill('');
      await page.keyboard.press('Enter');
      await complaint.waitFor();
      expect(await complaint.textContent()).toBe(words);
      await dial('Density').fill('9');
      await complaint.waitFor({ state: 'detached' });
      expect(await dial(name).inputValue()).toBe(before);

      await dial(name).fill('-7');
      await page.keyboard.press('Tab');
      await complaint.waitFor();
      expect(await complaint.textContent()).toBe(words);
      expect(await dial(name).inputValue()).toBe(before);
      await page.keyboard.press('Tab');
      await complaint.waitFor({ state: 'detached' });
    }
  });

  it('has nothing that axe objects to, light and dark, 360 to 1600 pixels wide', async () => {
    await room();
    for (const [theme, width] of [
      ['light', 1600],
      ['dark', 900],
      ['light', 360],
      ['dark', 360],
    ] as const) {
      const view = `${theme}, ${width} pixels wide`;
      await setView(page, theme, width);
      expect(await axeViolations(page), view).toEqual([]);
      await page.getByText('Take away').click();
      expect(await axeViolations(page), view).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Keys' }).click();
      expect(await axeViolations(page), view).toEqual([]);
      expect(await scrollWidth(page), view).toBe(width);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
  });

  it('keeps the parts of a lane apart for fingers, and those of a dial in its row, 320 to 700 pixels wide', async () => {
    const { page: telephone } = await openStudioPage(browser, address, {
      width: 320,
      hasTouch: true,
      isSilent: true,
    });
    await telephone.waitForSelector('[data-lane]');
    const dials = telephone.locator('.dials summary');
    for (const width of [320, 360, 390, 560, 700]) {
      const view = `${width} pixels wide`;
      await setView(telephone, 'light', width);
      expect(await partsThatOverlap(telephone), view).toEqual([]);
      const { height } = (await telephone.locator('.map-button').first().boundingBox()) as DOMRect;
      expect(height, view).toBeGreaterThanOrEqual(44);
      await dials.tap();
      await telephone.locator('.dial').first().waitFor();
      expect(await dialsThatStickOut(telephone), view).toEqual([]);
      expect(await scrollWidth(telephone), view).toBe(width);
      await dials.tap();
      await telephone.locator('.dial').first().waitFor({ state: 'hidden' });
    }
    await telephone.context().close();
  });

  it('says where a note comes from, by pointer and by keys', async () => {
    await room();
    const panel = page.getByRole('complementary', { name: 'The note' });
    await page.locator('[data-lane="breadknife"]').focus();
    await page.keyboard.press('Enter');
    await page.getByText(/as (it was|they were) played there/).waitFor();
    expect(await panel.textContent()).toMatch(/in bar \d+ of breadknife.*take-\d+\.mid at 0:/);
    expect(await axeViolations(page)).toEqual([]);
    const first = await panel.textContent();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await panel.filter({ hasNotText: first as string }).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('teaches a drawn box that is named for a new object, and sees it by itself', async () => {
    await room();
    await drawNewObject(page, 'oil bottle');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(/Seen, but nothing plays it yet: oil bottle/).waitFor();
    await page.getByRole('button', { name: 'Teach' }).click();
    await page.getByText('oil bottle is seen by itself now, taught from 1 photo').waitFor();
    const { stdout } = await runMirror(['look', KITCHEN, '--json'], { folder });
    const seen = JSON.parse(stdout).detections as { label: string; taught?: boolean }[];
    expect(seen).toContainEqual(expect.objectContaining({ label: 'oil bottle', taught: true }));
  });
});

/** Parts of a lane two of which lie over one another, as HTML. */
function partsThatOverlap(page: Page): Promise<string[]> {
  return page.$$eval('[data-lane]', (lanes) =>
    lanes.flatMap((lane) => {
      const own = [
        ...lane.querySelectorAll('.name, .share, select, .caption button, .caption input'),
      ];
      const boxes = own.map((part) => part.getBoundingClientRect());
      return own.flatMap((part, i) =>
        own.slice(i + 1).flatMap((other, j) => {
          const [a, b] = [boxes[i], boxes[i + 1 + j]] as [DOMRect, DOMRect];
          const isApart =
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          return isApart ? [] : [`${part.outerHTML} and ${other.outerHTML}`];
        }),
      );
    }),
  );
}

/** Parts of a dial that reach beyond its row, as HTML. */
function dialsThatStickOut(page: Page): Promise<string[]> {
  return page.$$eval('.dial > *', (dials) =>
    dials
      .filter((part) => {
        const row = (part.parentElement as Element).getBoundingClientRect();
        return part.getBoundingClientRect().right > row.right + 0.5;
      })
      .map((part) => part.outerHTML),
  );
}
