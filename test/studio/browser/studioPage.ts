import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** What the listener in a page hears, by `listenToSound`. */
declare global {
  interface Window {
    loudness: () => number;
    soundStates: () => AudioContextState[];
  }
}

/** Everything that a page said which it should not have. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: string[];
}

/**
 * Opens the studio as a person does who follows the address; an analyser hears what goes to the loudspeakers.
 */
export async function openStudioPage(
  browser: Browser,
  address: string,
  {
    width = 1280,
    height = 900,
    isDark = false,
    hasTouch = false,
    isSilent = false,
    prepare = async (_: Page) => {},
  }: {
    width?: number;
    height?: number;
    isDark?: boolean;
    /** As a telephone: fingers and no mouse. */
    hasTouch?: boolean;
    /**
     * Its instruments never come, as on a connection that is slow: to read and decode them takes a second of processor time that a test
     * which hears nothing need not wait for.
     */
    isSilent?: boolean;
    /** Before the page opens. */
    prepare?: (page: Page) => Promise<void>;
  } = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    acceptDownloads: true,
    hasTouch,
    isMobile: hasTouch,
  });
  const page = await context.newPage();
  // The test itself ends in time; a machine that others work on takes long to start a detector.
  page.setDefaultTimeout(300_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isOfForm = message.text().includes('Form submission canceled');
    if (message.type() === 'error' || isOfForm) complaints.push(message.text());
  });
  await page.addInitScript(listenToSound);
  if (isSilent) await page.route('**/soundfont.sf3', () => {});
  await prepare(page);
  await page.goto(address);
  return { page, complaints };
}

/** In the page: puts an analyser beside whatever is connected to the loudspeakers. */
function listenToSound(): void {
  const connect = AudioNode.prototype.connect;
  const analysers: AnalyserNode[] = [];
  AudioNode.prototype.connect = function (this: AudioNode, ...words: unknown[]) {
    const target: unknown = words[0];
    if (target instanceof AudioDestinationNode) {
      const analyser = new AnalyserNode(this.context as AudioContext, { fftSize: 32768 });
      analysers.push(analyser);
      connect.apply(this, [analyser] as never);
    }
    return connect.apply(this, words as never) as never;
  } as never;
  window.soundStates = () => analysers.map(({ context }) => context.state);
  window.loudness = () => {
    const running = analysers.filter(({ context }) => context.state === 'running');
    const loudest = running.map((analyser) => {
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    });
    return Math.max(0, ...loudest);
  };
}

/** Gives a page that is open another width and theme, and waits until it is drawn so: opening one for each takes seconds. */
export async function setView(page: Page, theme: 'light' | 'dark', width: number): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** How wide the page is, in pixels: more than its window where something sticks out. */
export function scrollWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Takes the one refusal of the server off the list that a test has brought about: the browser reports it when it can. */
export async function takeRefusal(complaints: string[]): Promise<void> {
  await vi.waitFor(() => expect(complaints).toHaveLength(1), { timeout: 60_000 });
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422')]);
}

interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Drops a file on the page, as from the desktop. */
export function dropFile(page: Page, file: GivenFile): Promise<void> {
  return dropFiles(page, [file]);
}

/** The same with several. */
export async function dropFiles(page: Page, files: readonly GivenFile[]): Promise<void> {
  const transfer = await transferOf(page, files);
  await page.dispatchEvent('.page', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('.page', 'drop', { dataTransfer: transfer });
}

/** Pastes a file that was copied; nothing has the focus. */
export async function pasteFile(page: Page, file: GivenFile): Promise<void> {
  const transfer = await transferOf(page, [file]);
  await transfer.evaluate((clipboardData) =>
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true })),
  );
}

function transferOf(page: Page, files: readonly GivenFile[]) {
  return page.evaluateHandle(
    (given) => {
      const dropped = new DataTransfer();
      for (const { base64, name, type } of given) {
        const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        dropped.items.add(new File([data], name, { type }));
      }
      return dropped;
    },
    files.map(({ name, bytes, type }) => ({
      name,
      type,
      base64: Buffer.from(bytes).toString('base64'),
    })),
  );
}

/** Names of the lanes, from the top. */
export function laneNames(page: Page): Promise<string[]> {
  return page.$$eval('[data-lane]', (lanes) =>
    lanes.map((lane) => lane.getAttribute('data-lane') ?? ''),
  );
}

/** How loud each lane sounded at the loudest within some seconds, by name, 0–1 of its meter. */
export async function hearLanes(page: Page, seconds: number): Promise<Record<string, number>> {
  return page.evaluate(async (milliseconds) => {
    const most: Record<string, number> = {};
    const end = performance.now() + milliseconds;
    while (performance.now() < end) {
      for (const lane of document.querySelectorAll<HTMLElement>('[data-lane]')) {
        const transform = lane.querySelector<HTMLElement>('.meter span')?.style.transform ?? '';
        const level = Number(/[\d.]+/.exec(transform)?.[0] ?? 0);
        const name = lane.dataset.lane ?? '';
        most[name] = Math.max(most[name] ?? 0, level);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return most;
  }, 1000 * seconds);
}

/** Draws a box on the photo, around the oil bottle of the kitchen, and names it for an object that there is not yet. */
export async function drawNewObject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Draw a box', exact: true }).click();
  const { x, y, width, height } = (await page.locator('.photo').boundingBox()) as DOMRect;
  await page.mouse.move(x + 0.3 * width, y + 0.42 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.36 * width, y + 0.72 * height, { steps: 4 });
  await page.mouse.up();
  await page.getByLabel('This is').selectOption('A new object…');
  await page.getByLabel('Its name').fill(name);
}
