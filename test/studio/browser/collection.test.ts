import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, runMirror } from '../../cli/runMirror.js';
import { putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { axeViolations } from './axeViolations.js';
import { NO_BROWSER } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { dropFiles, openStudioPage, takeRefusal } from './studioPage.js';

const midi = (name: string) => ({ name, bytes: takeBytes(name), type: 'audio/midi' });

/** In the page: all that its main part says, from now on, in whatever order. */
function watchWords(): string[] {
  const seen: string[] = [];
  const look = () => seen.push(document.querySelector('main')?.textContent ?? '');
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  return seen;
}

describe.skipIf(NO_BROWSER !== undefined)('the collection in a browser', () => {
  let browser: Browser;
  let folder: string;
  let studio: StartedStudio;
  let address: string;
  let page: Page;
  let complaints: string[];

  // One studio for all: a collection may change below it at any time, since the command line changes it too.
  beforeAll(async () => {
    studio = await startStudio('collection');
    ({ browser, folder, address } = studio);
  });

  afterAll(() => studio.stop('SIGKILL'));

  beforeEach(async () => {
    await putTrainedObject(folder, { name: 'kettle', labels: ['cup'] });
    ({ page, complaints } = await openStudioPage(browser, address, { isSilent: true }));
  });

  afterEach(async () => {
    await page.context().close();
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
    expect(complaints).toEqual([]);
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const openCollection = async () => {
    await page.getByRole('button', { name: 'Collection' }).click();
    await page.waitForSelector('[data-object="kettle"]');
  };

  it('makes an object of three takes that are dropped, and trains it, and the room plays it', async () => {
    await page.context().close();
    ({ page, complaints } = await openStudioPage(browser, address));
    await page.waitForSelector('[data-lane]');
    await openCollection();
    expect(await axeViolations(page)).toEqual([]);
    await dropFiles(page, ['one.mid', 'two.mid', 'three.mid'].map(midi));
    await page.getByText('A new object').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('breadboard');
    const labels = page.getByLabel('Answers these things in a photo');
    await labels.fill('kettle');
    // What the detector does not know is answered by what comes near it.
    await page.getByText('“kettle” is none of the 80 things that are told apart.').waitFor();
    await press('bottle');
    await press('Take away the label bottle');
    await labels.fill('knife');
    await labels.press('Enter');
    await page.getByRole('button', { name: 'Take away the label knife' }).waitFor();
    await page.getByRole('button', { name: 'Play two.mid' }).click();
    await page.waitForFunction(() => window.loudness() > 0.001);
    await press('Stop two.mid');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByText(/^All takes together last 13 s\./).waitFor();
    // However many rows the takes have, it is in sight, above the transport.
    const bottomOf = async (place: string) => {
      const { y, height } = (await page.locator(place).boundingBox()) as DOMRect;
      return y + height;
    };
    for (const top of [0, 10_000]) {
      await page.evaluate((y) => window.scrollTo(0, y), top);
      const transport = (await page.locator('.transport').boundingBox())?.y as number;
      expect(await bottomOf('.add-bar')).toBeLessThanOrEqual(transport + 1);
    }
    const words = await page.evaluateHandle(watchWords);
    await press('Add to the collection');
    await page.getByText(/\d %.*loss \d/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByText('Trained on 3 takes.').waitFor();
    expect(await page.getByText('Learned 3 takes.').count()).toBe(0);
    const seen = await words.evaluate((watched) => watched.join('\n'));
    expect(seen).toContain('is being trained');
    expect(seen).not.toMatch(/take first|not trained|Learned 3/i);
    expect(await page.locator('.loss').count()).toBe(1);
    const { stdout } = await runMirror(['objects'], { folder });
    expect(linesOf(stdout).some((line) => /^breadboard .*knife.* trained +home$/.test(line))).toBe(
      true,
    );
    // A page that opens later knows the end of the training alone, which is no curve.
    await page.reload();
    await page.waitForSelector('[data-lane]');
    await openCollection();
    await page.locator('[data-object="breadboard"]').click();
    await page.getByText('Trained on 3 takes.').waitFor();
    expect(await page.locator('.loss').count()).toBe(0);
    await page.getByRole('button', { name: 'Back to kitchen' }).click();
    await page.waitForSelector('[data-lane="breadboard"]');
  });

  it('does not pass over a word that is no label, and takes back what was changed', async () => {
    await openCollection();
    await page.locator('[data-object="kettle"]').click();
    const labels = page.getByLabel('Answers these things in a photo');
    await labels.fill('lamp');
    await page.getByLabel('Idea, in a sentence').fill('It hums.');
    await press('Save changes');
    expect(await labels.evaluate((field: HTMLInputElement) => field.validationMessage)).toMatch(
      /^“lamp” is none of the things that are told apart\./,
    );
    expect(await labels.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    const saved = async () =>
      JSON.parse(await readFile(join(folder, 'objects/kettle/object.json'), 'utf8'));
    expect((await saved()).text).toBe('For a test.');
    await press('Discard changes');
    expect(await labels.inputValue()).toBe('');
    await page.getByLabel('Idea, in a sentence').fill('It hums.');
    await press('Save changes');
    await page.getByRole('button', { name: 'Save changes', disabled: true }).waitFor();
    expect((await saved()).text).toBe('It hums.');
  });

  it('says of what is dropped why it is refused, and lets it be taken back', async () => {
    await openCollection();
    await page.locator('[data-object="kettle"]').click();
    const text = { name: 'notes.txt', bytes: Buffer.from('no music'), type: 'text/plain' };
    await dropFiles(page, [text, midi('three.mid')]);
    expect(await page.getByRole('alert').textContent()).toMatch(
      /^notes\.txt: Expected a recording/,
    );
    expect(await axeViolations(page)).toEqual([]);
    await press('Take back notes.txt');
    await page.getByRole('button', { name: 'Add and train' }).waitFor();
    await press('Add only');
    await page.getByText('three.mid added since the training. Train it again.').waitFor();
    await takeRefusal(complaints);
  });

  it('takes the recordings of a folder that is dropped, those in its folders too, and nothing else', async () => {
    const takes = join(folder, 'my takes');
    await mkdir(join(takes, 'more'), { recursive: true });
    await writeFile(join(takes, 'b.mid'), takeBytes('b'));
    await writeFile(join(takes, 'more', 'a.mid'), takeBytes('a'));
    await writeFile(join(takes, 'cover.jpg'), 'no music');
    await writeFile(join(takes, '.hidden.mid'), 'no music');
    await openCollection();
    // As the browser itself does it: a page cannot make a folder to drop.
    const client = await page.context().newCDPSession(page);
    const data = { items: [], files: [takes], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver'] as const) {
      await client.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
    }
    await page.getByText('Let go of the recordings to make an object of them').waitFor();
    await client.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 400, data });
    await page.getByRole('button', { name: 'Play a.mid' }).waitFor();
    const names = await page.$$eval('.draft .take-name', (all) =>
      all.map((each) => each.textContent),
    );
    expect(names).toEqual(['b.mid', 'a.mid']);
  });

  it('changes an object, removes a take and all of it after asking, and restores both', async () => {
    await openCollection();
    await page.locator('[data-object="kettle"]').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('samovar');
    await page.getByLabel('Instrument').selectOption('harpsichord');
    await page.getByLabel('Idea, in a sentence').fill('It hums.');
    await press('Save changes');
    await page.getByRole('heading', { name: 'samovar' }).waitFor();
    expect(JSON.parse(await readFile(join(folder, 'objects/samovar/object.json'), 'utf8'))).toEqual(
      {
        name: 'samovar',
        labels: ['cup'],
        instrument: 'harpsichord',
        text: 'It hums.',
      },
    );
    await press('Remove one.mid');
    expect(await axeViolations(page)).toEqual([]);
    // What is at hand does no harm.
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press('Remove one.mid');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Remove one.mid' }).count()).toBe(1);
    await press('Remove one.mid');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('one.mid removed since the training.').waitFor();
    await press('Remove…');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('samovar was removed.').waitFor();
    expect(await page.locator('[data-object="samovar"]').count()).toBe(0);
    await page.locator('summary', { hasText: 'Removed' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await press('Restore samovar');
    await page.getByRole('heading', { name: 'samovar' }).waitFor();
    await press(/^Restore one\.mid/);
    await page.getByText('Trained on 2 takes.').waitFor();
  });

  it('deletes for good what was removed, after asking, and passes the focus on', async () => {
    await openCollection();
    await page.locator('[data-object="kettle"]').click();
    await press('Remove one.mid');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('one.mid was removed.').waitFor();
    const removed = page.locator('.objects summary', { hasText: 'Removed' });
    await removed.click();
    await press('Delete for good…');
    await page.getByRole('dialog', { name: 'Delete what was removed?' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: /^Restore one\.mid/ }).count()).toBe(1);
    await press('Delete for good…');
    await press('Delete for good');
    await page.getByText('What was removed is deleted for good.').waitFor();
    await removed.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'New object…');
    expect(await readdir(join(folder, 'objects'))).toEqual(['kettle']);
  });

  it('finds an object by its label and goes through the list by the keyboard', async () => {
    await openCollection();
    await page.getByRole('searchbox').fill('cup');
    const names = () =>
      page.$$eval('[data-object]', (rows) => rows.map((row) => row.getAttribute('data-object')));
    expect((await names())[0]).toBe('kettle');
    expect((await names()).length).toBeLessThan(10);
    await page.locator('[data-object="kettle"]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'kettle' }).waitFor();
    await page.getByRole('searchbox').fill('ch');
    const shelf = page.getByRole('region', { name: 'Starter collection' }).locator('[data-object]');
    const [first, second] = await shelf.all();
    await first?.focus();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-object'));
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(await second?.getAttribute('data-object'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(await first?.getAttribute('data-object'));
    await page.getByRole('searchbox').fill('nothing of the kind');
    await page.getByText('No object has “nothing of the kind” in its name or labels.').waitFor();
  });

  it('says what is wrong with a broken object, also where its name is searched for', async () => {
    const { folder: broken } = await putTrainedObject(folder, { name: 'samovar' });
    await writeFile(join(broken, 'object.json'), '{');
    await page.waitForSelector('[data-lane]');
    await openCollection();
    const complaint = page.getByText(/samovar\/object\.json: Expected JSON .* without it\.$/);
    await complaint.waitFor();
    await page.getByRole('searchbox').fill('samovar');
    await page.getByText('No object has “samovar” in its name or labels.').waitFor();
    expect(await complaint.isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('says of an object without labels how many photos taught what it looks like', async () => {
    await page.waitForSelector('[data-lane]');
    await openCollection();
    const facts = page.locator('[data-object="moka-pot"] .row-facts');
    expect(await facts.textContent()).toMatch(/^taught \d+ photos\s+·\s+8 takes$/);
    const { stdout } = await runMirror(['objects'], { folder });
    const [taught = ''] = /taught \d+ photos/.exec((await facts.textContent()) ?? '') ?? [];
    expect(linesOf(stdout).find((line) => line.startsWith('moka-pot '))).toContain(taught);
  });

  it.each([
    ['light', 360],
    ['dark', 360],
    ['dark', 900],
    ['light', 1600],
  ] as const)('has nothing that axe objects to, %s and %i pixels wide', async (theme, width) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 800 });
    await openCollection();
    expect(await axeViolations(page)).toEqual([]);
    await page.locator('[data-object="kettle"]').click();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    if (width < 900) await press('All objects');
    await press('New object…');
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
