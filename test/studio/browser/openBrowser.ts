import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's Chromium, or what CHROMIUM names. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Undefined where there is a browser to test with; else why these tests are skipped. */
export const NO_BROWSER = existsSync(CHROMIUM)
  ? undefined
  : `skipped: no Chromium at ${CHROMIUM}. On Debian: apt-get install chromium; elsewhere set CHROMIUM.`;

if (NO_BROWSER !== undefined && process.env.CI) {
  throw new Error(`In CI the studio's tests must run, but they would be ${NO_BROWSER}`);
}

/** @param more arguments for Chromium, such as those of its fake microphone */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
