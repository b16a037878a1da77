import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMidi } from 'midi-file';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../src/audio/decodeAudio.js';
import { readRecording } from '../../../src/recordings/readRecording.js';
import { pcmWav } from '../../../src/studio/page/engine/recorder/pcmWav.js';
import { axeViolations } from './axeViolations.js';
import { type MidiStub, stubMidi } from './midiKeyboard.js';
import { NO_BROWSER, openBrowser } from './openBrowser.js';
import { type StartedStudio, startStudio } from './startStudio.js';
import { openStudioPage } from './studioPage.js';

/** What the fake microphone hears, again and again: three tones of half a second, as of a string, and half a second of silence. */
const RATE = 16_000;
const TONES = [440, 659.26, 554.37];
const LOOP_SECONDS = 2;
const heard = Int16Array.from({ length: LOOP_SECONDS * RATE }, (_, i) => {
  const hertz = TONES[Math.floor((2 * i) / RATE)] ?? 0;
  const seconds = (i / RATE) % 0.5;
  const phase = 2 * Math.PI * hertz * seconds;
  const tone = Math.sin(phase) + Math.sin(2 * phase) / 2 + Math.sin(3 * phase) / 4;
  return Math.round(6000 * tone * Math.min(1, seconds / 0.01) * Math.exp(-2 * seconds));
});

/** The files that the page has sent, by `keepWhatIsSent`. */
declare global {
  interface Window {
    sent: File[];
    clockDrift: (sinceMilliseconds: number) => number;
  }
}

/**
 * In the page: measures how far the clock of the sound strays from that of the events, as it does on a machine too busy to make sound in
 * time. Takes are on the clock of the sound, since that is what the player hears.
 */
function watchSoundClock(): void {
  const contexts: AudioContext[] = [];
  const measured: { readonly at: number; readonly offset: number }[] = [];
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  setInterval(() => {
    const context = contexts.findLast(({ state }) => state === 'running');
    const { contextTime = 0, performanceTime = 0 } = context?.getOutputTimestamp() ?? {};
    if (contextTime === 0) return;
    measured.push({ at: performance.now(), offset: performanceTime - 1000 * contextTime });
  }, 50);
  window.clockDrift = (sinceMilliseconds) => {
    const offsets = measured
      .filter(({ at }) => at >= sinceMilliseconds)
      .map(({ offset }) => offset);
    // One measurement is some milliseconds astray: medians of half a second.
    const medians = offsets.slice(9).map((_, i) => {
      const half = offsets.slice(i, i + 10).sort((a, b) => a - b);
      return half[5] as number;
    });
    return medians.length === 0 ? 0 : Math.max(...medians) - Math.min(...medians);
  };
}

/** In the page: keeps the files that it sends, which Chromium's protocol does not show. */
function keepWhatIsSent(): void {
  window.sent = [];
  const { fetch } = window;
  window.fetch = (address, init) => {
    if (init?.body instanceof File) window.sent.push(init.body);
    return fetch(address, init);
  };
}

/** Key, seconds after the first beat that it goes down and up, velocity. */
type Played = readonly [pitch: number, down: number, up: number, velocity: number];

describe.skipIf(NO_BROWSER !== undefined)('the recorder in a browser', () => {
  let browser: Browser;
  let studio: StartedStudio;
  let address: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    studio = await startStudio('recorder', async (folder) => {
      const sound = join(folder, 'heard.wav');
      await writeFile(sound, pcmWav([heard], RATE));
      return [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-audio-capture=${sound}`,
      ];
    });
    ({ browser, address } = studio);
  });

  afterAll(() => studio.stop());

  const openPage = async (stub: MidiStub = 'keyboard', size = {}) => {
    ({ page, complaints } = await openStudioPage(browser, address, {
      ...size,
      prepare: async (opened) => {
        await opened.addInitScript(keepWhatIsSent);
        await opened.addInitScript(watchSoundClock);
        await stubMidi(opened, stub);
      },
    }));
    await page.waitForSelector('[data-lane]');
    await page.getByRole('button', { name: 'Collection' }).click();
    await page.getByRole('button', { name: 'New object…' }).click();
    await page.getByRole('button', { name: 'Record a take…' }).click();
  };

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  /** Keeps all takes, which closes the dialog. */
  async function keepAll(): Promise<void> {
    await page.locator('[data-does="done"]').click();
    await page.locator('dialog.recorder').waitFor({ state: 'hidden' });
  }

  /** The file of a take that was kept, as it is sent to the studio. */
  async function sentFile(name: string): Promise<Uint8Array> {
    await page.waitForFunction((wanted) => window.sent.some((file) => file.name === wanted), name);
    const base64 = await page.evaluate(async (wanted) => {
      const file = window.sent.find((each) => each.name === wanted) as File;
      const bytes = new Uint8Array(await file.arrayBuffer());
      let letters = '';
      for (const byte of bytes) letters += String.fromCharCode(byte);
      return btoa(letters);
    }, name);
    return Buffer.from(base64, 'base64');
  }

  /** The row of a recording on its way into the collection, behind the dialog. */
  const draftRow = (name: string) => page.locator('.draft li', { hasText: name });

  /**
   * Plays notes from now on, in time whatever else the machine does: the messages carry their own time.
   *
   * @returns by how many milliseconds the clock of the sound has strayed meanwhile, and in the two and a half seconds before, of which
   *   the recorder takes the median
   */
  async function play(
    notes: readonly Played[],
    pedal: readonly (readonly [number, number])[] = [],
  ): Promise<number> {
    const messages = [
      ...notes.flatMap(([pitch, down, up, velocity]) => [
        { seconds: down, bytes: [0x93, pitch, velocity] },
        { seconds: up, bytes: [0x83, pitch, 64] },
      ]),
      ...pedal.map(([seconds, value]) => ({ seconds, bytes: [0xb3, 64, value] })),
    ].sort((a, b) => a.seconds - b.seconds);
    return page.evaluate(async (sent) => {
      const start = performance.now();
      for (const { seconds, bytes } of sent) {
        const due = start + 1000 * seconds;
        await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
        window.midi.send('one', bytes, due);
      }
      return window.clockDrift(start - 2500);
    }, messages);
  }

  describe('with a MIDI keyboard', () => {
    beforeEach(() => openPage());

    /** Waits until one take is listed, and it alone. */
    const isListed = (name: string) =>
      page.waitForFunction((wanted) => {
        const names = [...document.querySelectorAll('.recorded-take strong')];
        return names.map(({ textContent }) => textContent).join() === wanted;
      }, name);

    /** Begins a take and waits for its bar 2. */
    const recordToBar2 = async () => {
      await page.keyboard.press('r');
      await page.locator('.where', { hasText: 'Bar 2' }).waitFor();
    };

    it('makes three takes of three that are played, to the metronome, with the pedal, and free', async () => {
      await page.getByLabel('Listen to').waitFor();
      await page.getByLabel('Beats a minute').fill('100');
      await page.getByLabel('Metre').selectOption('3/4');
      const melody: Played[] = [
        [60, 0, 0.3, 40],
        [64, 0.6, 0.9, 80],
        [67, 1.2, 1.5, 120],
      ];
      await recordToBar2();
      const melodyDrift = await play(melody);
      await page.keyboard.press('Escape');
      await recordToBar2();
      const pedalDrift = await play(
        [
          [48, 0, 0.2, 90],
          [52, 0.6, 0.8, 91],
        ],
        [
          [0.1, 127],
          [1.8, 0],
        ],
      );
      await page.keyboard.press('r');
      await page.getByLabel('Metronome').uncheck();
      await page.keyboard.press('r');
      await page.locator('.where').waitFor();
      const freeDrift = await play([[72, 0.5, 1, 33]]);
      await button('Stop R Esc').click();
      await button('Keep 3 takes').click();

      const first = await sentFile('take-1.mid');
      const { performance } = readRecording(first, 'take-1.mid');
      expect(performance.timeSignature).toEqual({ beats: 3, beatUnit: 4 });
      expect(performance.tempoBpm).toBeCloseTo(100, 2);
      expect(performance.notes.map(({ pitch, velocity }) => [pitch, velocity])).toEqual([
        [60, 40],
        [64, 80],
        [67, 120],
      ]);
      const starts = performance.notes.map(({ startTicks }) => startTicks);
      // A beat lasts 0.6 s; 20 ticks are 25 ms, and 0.8 one that the clock of the sound has strayed.
      for (const [i, ticks] of [0, 480, 960].entries()) {
        const after = (starts[i] as number) - (starts[0] as number);
        expect(Math.abs(after - ticks)).toBeLessThan(20 + 0.8 * melodyDrift);
      }
      // They were played once the page said bar 2, which a busy machine says late; with the count-in it would be the third.
      const [, played = []] = parseMidi(first).tracks;
      const before = played.find(({ type }) => type === 'noteOn')?.deltaTime ?? 0;
      expect(before).toBeGreaterThan(1440 - 60);
      expect(before).toBeLessThan(2880 - 60);

      const second = await sentFile('take-2.mid');
      expect(parseMidi(second).tracks[1]).toContainEqual(
        expect.objectContaining({ type: 'controller', controllerType: 64, value: 127 }),
      );
      const held = readRecording(second, 'take-2.mid').performance.notes;
      const ends = held.map(({ startTicks, durationTicks }) => startTicks + durationTicks);
      const heldTicks = (ends[0] as number) - (held[0]?.startTicks ?? 0);
      expect(Math.abs(heldTicks - 1440)).toBeLessThan(20 + 0.8 * pedalDrift);
      expect(ends[1]).toBe(ends[0]);

      const third = await sentFile('take-3.mid');
      const free = readRecording(third, 'take-3.mid').performance;
      expect(free.tempoBpm).toBeCloseTo(120);
      expect(free.notes).toHaveLength(1);
      expect(free.notes[0]).toMatchObject({ pitch: 72, startTicks: 0, velocity: 33 });
      expect(Math.abs((free.notes[0]?.durationTicks ?? 0) - 480)).toBeLessThan(
        20 + 0.96 * freeDrift,
      );
      for (const number of [1, 2, 3]) await draftRow(`take-${number}.mid`).waitFor();
    });

    it('sounds what is played at once, and a take when it is played back', async () => {
      await page.getByLabel('Listen to').waitFor();
      await page.evaluate(() => window.midi.send('one', [0x90, 60, 110]));
      await page.waitForFunction(() => window.loudness() > 0.001);
      await page.evaluate(() => window.midi.send('one', [0x80, 60, 64]));
      await page.waitForFunction(() => window.loudness() < 0.0005);
      await page.getByLabel('Metronome').uncheck();
      await page.getByLabel('Sound it here').uncheck();
      await page.keyboard.press('r');
      await play([[60, 0, 0.8, 110]]);
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => window.loudness())).toBeLessThan(0.0005);
      await button('Play take 1').click();
      await button('Stop take 1').waitFor();
      await page.waitForFunction(() => window.loudness() > 0.001);
      await button('Play take 1').waitFor();
    });

    it('deletes a take, takes one again, and Escape closes the dialog only where nothing is recorded', async () => {
      await page.getByLabel('Listen to').waitFor();
      await page.getByLabel('Metronome').uncheck();
      for (const pitch of [60, 62]) {
        await page.keyboard.press('r');
        await play([[pitch, 0, 0.1, 80]]);
        await page.keyboard.press('Escape');
      }
      await button('Delete Take 1').click();
      await isListed('Take 2');
      await button('Record Take 2 again').click();
      await play([[64, 0, 0.1, 80]]);
      await button('Stop R Esc').click();
      await isListed('Take 3');
      await page.keyboard.press('Escape');
      await page.locator('dialog.recorder').waitFor({ state: 'hidden' });
      // What was recorded is there still, also after something else was looked at.
      await button('Room').click();
      await button('Collection').click();
      await button('Record a take… 1 not kept').click();
      await isListed('Take 3');
    });

    it('keeps what is left when it is done, passes the focus on, and leaves the Record button where it is', async () => {
      await page.getByText('Record or drop a take first.').waitFor({ state: 'attached' });
      // Until then no key begins a take.
      await page.getByLabel('Listen to').waitFor();
      await page.getByLabel('Metronome').uncheck();
      const top = async () => (await button('Record R').boundingBox())?.y;
      const before = await top();
      for (const pitch of [60, 62, 64]) {
        await page.keyboard.press('r');
        await play([[pitch, 0, 0.1, 80]]);
        await page.keyboard.press('Escape');
      }
      expect(await top()).toBe(before);
      const focused = () =>
        page.evaluate(
          () =>
            document.activeElement?.getAttribute('aria-label') ??
            document.activeElement?.textContent,
        );
      await button('Delete Take 2').focus();
      await page.keyboard.press('Enter');
      expect(await focused()).toBe('Delete Take 1');
      const unkept = '2 recorded takes are not kept yet: open “Record a take…”';
      await page.getByText(unkept).waitFor({ state: 'attached' });
      expect(await axeViolations(page)).toEqual([]);
      await button('Close').click();
      await page.getByText(unkept).waitFor();
      await button('Record a take… 2 not kept').click();
      await button('Keep 2 takes').click();
      await page.locator('dialog.recorder').waitFor({ state: 'hidden' });
      await page.getByText('Give it a name.').waitFor();
      expect(await button('Add to the collection').isDisabled()).toBe(true);
      await page.getByRole('textbox', { name: 'Name' }).fill('kettle/pot');
      await page.getByText('/ cannot be part of a name.').waitFor();
      await page.getByText('Give it another name.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await button('Cancel').click();
      await button('Give it up').click();
      await button('New object…').click();
      await page.getByText('Record or drop a take first.').waitFor();
      expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('');
      expect(await page.locator('.draft li').count()).toBe(0);
    });

    it('finds a keyboard that is plugged in and lets go of the keys of one that is unplugged', async () => {
      await page.getByLabel('Listen to').waitFor();
      await page.evaluate(() => window.midi.plug('two', 'Organ'));
      await page.getByRole('option', { name: 'Organ', exact: true }).waitFor({ state: 'attached' });
      await page.getByLabel('Metronome').uncheck();
      await page.keyboard.press('r');
      const heldMilliseconds = await page.evaluate(async () => {
        const down = performance.now();
        window.midi.send('two', [0x90, 50, 80], down);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const up = performance.now();
        window.midi.unplug('two');
        window.midi.unplug('one');
        await new Promise((resolve) => setTimeout(resolve, 700));
        return up - down;
      });
      await page.getByText('No keyboard is connected.').waitFor();
      await page.keyboard.press('Escape');
      await keepAll();
      const [note] = readRecording(await sentFile('take-1.mid'), 'x.mid').performance.notes;
      // 120 beats a minute of 480 ticks; a timer of a busy machine is late.
      const heldTicks = 0.96 * heldMilliseconds;
      expect(Math.abs((note?.durationTicks ?? 0) - heldTicks)).toBeLessThan(100);
    });

    it('has nothing that axe objects to: without a keyboard, counting in, recording, with takes', async () => {
      await page.getByLabel('Listen to').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('Beats a minute').fill('40');
      await page.keyboard.press('r');
      await page.locator('.counting').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      // On a busy machine the six seconds are over by now: another count-in, which is stopped at once.
      await page.keyboard.press('Escape');
      await page.keyboard.press('r');
      await page.locator('.counting').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Stopped before the take began.').waitFor();
      await page.getByLabel('Metronome').uncheck();
      await page.keyboard.press('r');
      await play([[60, 0, 0.1, 80]]);
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.evaluate(() => window.midi.unplug('one'));
      await page.getByText('No keyboard is connected.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    });
  });

  describe('with a microphone', () => {
    beforeEach(async () => {
      await openPage();
      await page.getByRole('radio', { name: 'Microphone' }).check();
      await page.waitForFunction(() => {
        const level = document.querySelector<HTMLElement>('.recorder .meter span')?.style.transform;
        return Number(/[\d.]+/.exec(level ?? '')?.[0] ?? 0) > 0.5;
      });
    });

    it('makes a WAV of what the microphone hears, after a count-in of which nothing is in it', async () => {
      await page.getByLabel('Count-in').check();
      await page.getByLabel('Beats a minute').fill('240');
      await page.keyboard.press('r');
      await page.locator('.where', { hasText: /0:(0[5-9]|[1-5]\d)/ }).waitFor();
      await page.keyboard.press('Escape');
      await keepAll();
      const { rate, samples } = await decoded(await sentFile('take-1.wav'));
      expect(samples.length / rate).toBeGreaterThan(4.9);
      expect(samples.length / rate).toBeLessThan(60);
      expect(likeness(samples, rate)).toBeGreaterThan(0.97);
      expect(samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0)).toBeLessThan(0.6);
      await draftRow('take-1.wav').getByText('audio, transcribed').waitFor({ timeout: 300_000 });
      await page.getByRole('img', { name: 'Notes of take-1.wav' }).waitFor();
      await button('Play take-1.wav').click();
      await page.waitForFunction(() => window.loudness() > 0.001);
    });

    it('plays a take back as it is, and has nothing that axe objects to', async () => {
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('r');
      await page.locator('.where', { hasText: /0:0[1-9]/ }).waitFor();
      expect(await page.textContent('.left')).toMatch(/^9:5\d left$/);
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('r');
      await button('Play take 1').click();
      await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 0.3);
      expect(await axeViolations(page)).toEqual([]);
      await button('Stop take 1').click();
      await button('Play take 1').waitFor();
    });
  });

  it.each<[MidiStub, string]>([
    ['missing', 'This browser has no Web MIDI'],
    ['refused', 'This page was not allowed to use MIDI keyboards.'],
  ])('says it in a sentence where Web MIDI is %s', async (stub, words) => {
    await openPage(stub, { isSilent: true });
    await page.getByText(words).waitFor();
    expect(await button('Record R').isDisabled()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('says it in a sentence where the microphone is refused', async ({ onTestFinished }) => {
    const refusing = await openBrowser(['--use-fake-device-for-media-stream']);
    onTestFinished(() => refusing.close());
    const before = browser;
    browser = refusing;
    try {
      await openPage('keyboard', { isSilent: true });
      await page.getByRole('radio', { name: 'Microphone' }).check();
      await page.getByText('This page was not allowed to use the microphone.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    } finally {
      browser = before;
    }
  });
});

async function decoded(bytes: Uint8Array) {
  async function* whole() {
    yield bytes;
  }
  const samples: number[] = [];
  let rate = 0;
  for await (const block of decodeAudio(whole(), 'take.wav')) {
    rate = block.sampleRateHz;
    for (const sample of block.samples) samples.push(sample);
  }
  return { rate, samples };
}

/** Amounts of the three tones in each twentieth of a second. */
function tonesOver(samples: ArrayLike<number>, rate: number): number[][] {
  const length = Math.round(rate / 20);
  return Array.from({ length: Math.floor(samples.length / length) }, (_, at) =>
    TONES.map((hertz) => {
      let [sine, cosine] = [0, 0];
      for (let i = at * length; i < (at + 1) * length; i++) {
        sine += (samples[i] ?? 0) * Math.sin((2 * Math.PI * hertz * i) / rate);
        cosine += (samples[i] ?? 0) * Math.cos((2 * Math.PI * hertz * i) / rate);
      }
      return Math.hypot(sine, cosine) / length;
    }),
  );
}

/** Correlation of a recording with what was heard, whose beginning lay anywhere in the loop: 1 for the same. */
function likeness(samples: readonly number[], rate: number): number {
  const recorded = tonesOver(samples, rate);
  const twice = Int16Array.from([...heard, ...heard]);
  // What is heard in a twentieth of a second from each hundredth on; five of these are one of those.
  const windows = Array.from({ length: heard.length / (RATE / 100) }, (_, n) => {
    const start = (n * RATE) / 100;
    return tonesOver(twice.subarray(start, start + RATE / 20), RATE)[0] as number[];
  });
  let most = -1;
  for (let offset = 0; offset < windows.length; offset++) {
    const original = recorded.flatMap(
      (_, at) => windows[(offset + 5 * at) % windows.length] as number[],
    );
    most = Math.max(most, correlation(recorded.flat(), original));
  }
  return most;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  const mean = (values: readonly number[]) =>
    values.slice(0, length).reduce((sum, value) => sum + value, 0) / length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [x, y] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}
