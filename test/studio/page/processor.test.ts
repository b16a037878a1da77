import { expect, it, vi } from 'vitest';
import { readSoundFontFile } from '../../../src/collection/soundFontFile.js';
import { packMessages } from '../../../src/studio/page/engine/packedMessages.js';
import type { PlayablePiece } from '../../../src/studio/page/engine/playablePiece.js';
import {
  type FromWorklet,
  LIVE_CHANNEL,
  type ToWorklet,
} from '../../../src/studio/page/engine/worklet/workletMessages.js';

const SAMPLE_RATE = 44_100;
const QUANTUM_FRAMES = 128;

interface Processor {
  readonly process: (inputs: [], outputs: Float32Array[][]) => boolean;
}

/** The processor as an audio context runs it: what it says, and how loud each quantum is. */
async function openProcessor() {
  const said: FromWorklet[] = [];
  const port = {
    onmessage: (_: { data: ToWorklet }): void => {},
    postMessage: (message: FromWorklet) => void said.push(message),
  };
  let Registered: (new () => Processor) | undefined;
  let frames = 0;
  vi.stubGlobal('sampleRate', SAMPLE_RATE);
  vi.stubGlobal('currentTime', 0);
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      readonly port = port;
    },
  );
  vi.stubGlobal('registerProcessor', (_: string, registered: new () => Processor) => {
    Registered = registered;
  });
  vi.resetModules();
  await import('../../../src/studio/page/engine/worklet/processor.js');
  const processor = new (Registered as unknown as new () => Processor)();
  return {
    said,
    tell: (data: ToWorklet) => port.onmessage({ data }),
    loudness: (quanta: number, heard: number[] = []) => {
      let most = 0;
      for (let i = 0; i < quanta; i++) {
        const sides = [new Float32Array(QUANTUM_FRAMES), new Float32Array(QUANTUM_FRAMES)];
        processor.process([], [sides]);
        frames += QUANTUM_FRAMES;
        vi.stubGlobal('currentTime', frames / SAMPLE_RATE);
        heard.push(...(sides[0] as Float32Array));
        for (const side of sides) most = Math.max(most, ...side.map(Math.abs));
      }
      return most;
    },
  };
}

const piece: PlayablePiece = {
  id: 1,
  ticksPerSecond: 960,
  barTicks: 1920,
  lengthTicks: 1920,
  gain: 1,
  setup: [[0xc2, 0]],
  messages: packMessages([
    { ticks: 0, bytes: [0x92, 60, 100] },
    { ticks: 960, bytes: [0x82, 60, 64] },
  ]),
  keys: [[0, 60]],
};

const soundFont = async () => {
  const bytes = await readSoundFontFile();
  return { kind: 'soundFont', bytes: Uint8Array.from(bytes).buffer } as const;
};
const readyPieces = (said: readonly FromWorklet[]) =>
  said.filter(({ kind }) => kind === 'ready').map((each) => (each as { piece: number }).piece);

it.each(['before', 'behind'])(
  'decodes the samples of a piece that comes %s the SoundFont',
  async (order) => {
    const { said, tell, loudness } = await openProcessor();
    if (order === 'before') tell({ kind: 'load', piece });
    tell(await soundFont());
    await vi.waitFor(() => {
      loudness(1);
      expect(said.length).toBeGreaterThan(0);
    }, 20_000);
    if (order === 'behind') tell({ kind: 'load', piece });
    loudness(4);
    expect(readyPieces(said)).toEqual([1]);
    tell({ kind: 'play' });
    expect(loudness(40)).toBeGreaterThan(0.001);
  },
);

it('mutes a channel also where it is told so before the SoundFont is there', async () => {
  const { said, tell, loudness } = await openProcessor();
  tell({ kind: 'load', piece });
  tell({ kind: 'mix', channels: [{ midiChannel: 2, gain: 0, pan: 0 }] });
  tell(await soundFont());
  await vi.waitFor(() => {
    loudness(1);
    expect(said.length).toBeGreaterThan(0);
  }, 20_000);
  tell({ kind: 'play' });
  expect(loudness(40)).toBe(0);
});

it('lets an audition be heard on a channel that is muted, mutes it again after it, and says where it is', async () => {
  const { said, tell, loudness } = await openProcessor();
  const audition: PlayablePiece = {
    ...piece,
    id: 5,
    setup: [[0xc0, 0]],
    messages: packMessages([
      { ticks: 0, bytes: [0x90, 60, 100] },
      { ticks: 96, bytes: [0x80, 60, 64] },
    ]),
    lengthTicks: 96,
    barTicks: 96,
  };
  const messages = packMessages([
    { ticks: 0, bytes: [0x90, 60, 100] },
    { ticks: 960, bytes: [0x80, 60, 64] },
  ]);
  tell({ kind: 'load', piece: { ...piece, setup: [[0xc0, 0]], messages } });
  tell({ kind: 'mix', channels: [{ midiChannel: 0, gain: 0, pan: 0 }] });
  tell(await soundFont());
  await vi.waitFor(() => {
    loudness(1);
    expect(said.length).toBeGreaterThan(0);
  }, 20_000);
  tell({ kind: 'play' });
  expect(loudness(40)).toBe(0);
  tell({ kind: 'audition', piece: audition, isNext: false });
  expect(loudness(30)).toBeGreaterThan(0.001);
  loudness(400);
  const told = said.filter((each) => each.kind === 'audition');
  expect(told[0]).toMatchObject({ piece: 5, isOver: false });
  expect(told.at(-1)).toMatchObject({ piece: 5, isOver: true });
  expect(said.at(-1)).toMatchObject({ kind: 'place', isPlaying: true });
  expect(loudness(10)).toBeLessThan(0.001);
});

/** How much of some sound is a sine of this frequency. */
function amountOf(hertz: number, samples: readonly number[]): number {
  let [sine, cosine] = [0, 0];
  for (const [i, sample] of samples.entries()) {
    sine += sample * Math.sin((2 * Math.PI * hertz * i) / SAMPLE_RATE);
    cosine += sample * Math.cos((2 * Math.PI * hertz * i) / SAMPLE_RATE);
  }
  return Math.hypot(sine, cosine) / samples.length;
}

it.each(['before', 'behind'])(
  'sounds what a keyboard plays at once, in its pitch though on the drums’ channel, where it opens %s the SoundFont',
  async (order) => {
    const { said, tell, loudness } = await openProcessor();
    if (order === 'before') tell({ kind: 'openLive', program: 0 });
    tell(await soundFont());
    await vi.waitFor(() => {
      loudness(1);
      expect(said.length).toBeGreaterThan(0);
    }, 20_000);
    if (order === 'behind') tell({ kind: 'openLive', program: 0 });
    loudness(10);
    tell({ kind: 'live', bytes: [0x90 | LIVE_CHANNEL, 69, 100] });
    const heard: number[] = [];
    loudness(100, heard);
    expect(amountOf(440, heard)).toBeGreaterThan(0.001);
    expect(amountOf(440, heard)).toBeGreaterThan(10 * amountOf(360, heard));
    tell({ kind: 'live', bytes: [0x80 | LIVE_CHANNEL, 69, 64] });
    loudness(400);
    expect(loudness(4)).toBeLessThan(0.001);
  },
);

it('sounds a piece by its gain', async () => {
  const loudnessOf = async (gain: number) => {
    const { said, tell, loudness } = await openProcessor();
    tell({ kind: 'load', piece: { ...piece, gain } });
    tell(await soundFont());
    await vi.waitFor(() => {
      loudness(1);
      expect(said.length).toBeGreaterThan(0);
    }, 20_000);
    tell({ kind: 'play' });
    return loudness(40);
  };
  const [plain, louder] = [await loudnessOf(1), await loudnessOf(4)];
  expect(louder / plain).toBeCloseTo(4, 1);
});

it('says once that nothing sounds any more, two seconds after what rang on has died away, and again after the next press', async () => {
  const { said, tell, loudness } = await openProcessor();
  tell({ kind: 'load', piece });
  tell(await soundFont());
  await vi.waitFor(() => {
    loudness(1);
    expect(said.length).toBeGreaterThan(0);
  }, 20_000);
  const silences = () => said.filter(({ kind }) => kind === 'silent');
  const quanta = (seconds: number) => Math.ceil((seconds * SAMPLE_RATE) / QUANTUM_FRAMES);
  tell({ kind: 'play' });
  loudness(quanta(1));
  tell({ kind: 'pause' });
  // The string and its reverb ring on.
  loudness(quanta(0.1));
  expect(loudness(quanta(1.9))).toBeGreaterThan(1e-5);
  expect(silences()).toEqual([]);
  loudness(quanta(15));
  expect(silences()).toEqual([{ kind: 'silent', presses: 1 }]);
  tell({ kind: 'play' });
  loudness(quanta(0.5));
  tell({ kind: 'pause' });
  loudness(quanta(15));
  expect(silences().slice(1)).toEqual([{ kind: 'silent', presses: 2 }]);
});
