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

/**
 * What Chromium leaves out: the two panels of its address bar, which every new context would load in a process of its own (0.4 of the
 * 1.1 s of processor time until the studio's page is open), and what Playwright leaves out as well, since the last list holds alone.
 */
const DISABLED_FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

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
      `--disable-features=${DISABLED_FEATURES.join()}`,
      ...more,
    ],
  });
}
