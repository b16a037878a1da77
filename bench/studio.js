// node bench/studio.js [--seconds 10]: how long the studio's page takes to stand there, how large its script is, how long a change takes
// to be on the page, and how much of the main thread each frame takes while 128 bars of a crowded room play and scroll. Needs
// Chromium (CHROMIUM, else /usr/bin/chromium); a minute on a quiet machine.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const seconds = process.argv.includes('--seconds')
  ? Number(process.argv[process.argv.indexOf('--seconds') + 1])
  : 10;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const REPEATS = 10;
const FIRST_LOOK_MS = 3000;

const studio = spawn(process.execPath, ['bin/mirror.js', 'studio', '--port', '0', '--no-open'], {
  cwd: new URL('..', import.meta.url),
});
const address = await new Promise((resolve) => {
  studio.stdout.once('data', (line) => resolve(`${line}`.trim()));
});
// Where there is no browser, the studio ends all the same.
process.once('exit', () => studio.kill('SIGINT'));
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await sayScripts();
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.setDefaultTimeout(300_000);
  await page.goto(address);
  await page.waitForSelector('[data-lane]');
  // The server is warm, as it is for every page but the first.
  const loads = [];
  for (let i = 0; i < REPEATS; i++) {
    await page.goto(new URL('/', address).href);
    await page.waitForSelector('.play');
    loads.push(await page.evaluate(() => performance.now()));
  }
  say('page interactive, ms', loads);
  await page.waitForSelector('[data-lane]');
  // The first look that a person takes; the server warms up meanwhile.
  await page.waitForTimeout(FIRST_LOOK_MS);
  const rolled = await page.evaluate(rollDie, REPEATS);
  say(
    'another seed until its notes are drawn, ms',
    rolled.map(({ drawn }) => drawn),
  );
  say(
    '  of it the server, ms',
    rolled.map(({ server }) => server),
  );
  await setDial(page, 'Confidence', '0.15');
  await setDial(page, 'Bars', '128');
  await page.waitForFunction(() =>
    document.querySelector('.figures')?.textContent?.includes('128\u00a0bars'),
  );
  for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Wider bars' }).click();
  const lanes = await page.locator('[data-lane]').count();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  say(
    `a frame's main-thread work, ms (128 bars × ${lanes} lanes)`,
    await page.evaluate(frames, seconds),
  );
} finally {
  await browser.close();
  studio.kill('SIGINT');
}

async function setDial(page, label, value) {
  const field = page.getByRole('spinbutton', { name: label, exact: true });
  await field.fill(value);
  await field.blur();
}

async function sayScripts() {
  const folder = new URL('../dist/studio/page/assets/', import.meta.url);
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.js'))) {
    const bytes = await readFile(new URL(name, folder));
    console.log(`${name}: ${(gzipSync(bytes).length / 1024).toFixed(1)} KB gzip`);
  }
}

/** In the page: rolls the die and waits until the notes of another seed are drawn. */
async function rollDie(repeats) {
  const lanes = document.querySelector('.lanes');
  const times = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    const before = lanes.dataset.piece;
    document.querySelector('.die').click();
    while (lanes.dataset.piece === before) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const answer = performance
      .getEntriesByType('resource')
      .findLast(({ name }) => name.endsWith('/piece'));
    times.push({ drawn: performance.now() - start, server: answer.duration });
  }
  return times;
}

/** In the page: scrolls while it plays; the work of a frame is all that runs from its callbacks until the next task. */
async function frames(seconds) {
  const channel = new MessageChannel();
  const scroller = document.querySelector('.scroller');
  const times = [];
  const end = performance.now() + 1000 * seconds;
  await new Promise((resolve) => {
    const frame = () => {
      const start = performance.now();
      scroller.scrollLeft =
        (scroller.scrollLeft + 6) % (scroller.scrollWidth - scroller.clientWidth);
      channel.port1.onmessage = () => {
        times.push(performance.now() - start);
        if (performance.now() > end) resolve();
        else requestAnimationFrame(frame);
      };
      // Behind the other callbacks of this frame, its style, its layout and its painting.
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(frame);
  });
  return times;
}

function say(what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  console.log(
    `${what}: median ${at(0.5).toFixed(1)}, 95th percentile ${at(0.95).toFixed(1)} (${times.length} times)`,
  );
}
