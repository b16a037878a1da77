import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stubMidi } from './midiKeyboard.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { drawNewObject, hearLanes, openStudioPage } from './studioPage.js';

/** Notes of a take, a fifth of a second each. */
const NOTES = 40;

/** Longer than a piece of sixteen bars. */
const MOST_SECONDS = 90;

/** In the page: plays a figure that climbs and falls, from a pitch on. */
async function playFigure([from, notes]: readonly [number, number]): Promise<void> {
  const start = performance.now();
  for (let i = 0; i < notes; i++) {
    const due = start + 200 * i;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const pitch = from + ([0, 4, 7, 12, 7, 4][i % 6] as number);
    window.midi.send('one', [0x90, pitch, 70 + (i % 3) * 15], due);
    window.midi.send('one', [0x80, pitch, 64], due + 160);
  }
}

describe.skipIf(NO_BROWSER !== undefined)('an object of one’s own', () => {
  let studio: StartedStudio;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    studio = await startStudio('own-object');
    ({ page, complaints } = await openStudioPage(studio.browser, studio.address, {
      prepare: stubMidi,
    }));
  });

  afterAll(() => studio.stop('SIGKILL'));

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  it('is drawn on the photo, named, recorded from a keyboard, trained, and heard in the room', async () => {
    await page.waitForSelector('[data-lane]');
    await drawNewObject(page, 'oil bottle');
    await page.keyboard.press('Enter');
    await press('Record it…');
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('oil bottle');
    await press('Record a take…');
    // Keyboards are found in their time.
    await page.getByLabel('Listen to').waitFor();
    await page.getByLabel('Metronome').uncheck();
    for (const pitch of [48, 50, 53]) {
      await page.keyboard.press('r');
      await page.locator('.where').waitFor();
      await page.evaluate(playFigure, [pitch, NOTES] as const);
      await page.keyboard.press('Escape');
    }
    await press('Keep 3 takes');
    await press('Add to the collection');
    await page.getByText('Trained on 3 takes.').waitFor();
    await page.getByRole('button', { name: 'Back to kitchen' }).click();
    const lane = page.locator('[data-lane="oil bottle"]');
    await lane.waitFor();
    await page.getByRole('button', { name: 'Solo oil bottle', exact: true }).click();
    await press('Play');
    // It is small, and plays in a few bars of the piece.
    let level = 0;
    for (let i = 0; i < MOST_SECONDS && level === 0; i += 2) {
      level = (await hearLanes(page, 2))['oil bottle'] ?? 0;
    }
    expect(level).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });
});
